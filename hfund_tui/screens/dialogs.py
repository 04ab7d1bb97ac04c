"""Small dialogs used by many screens."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from hfund_tui.screens.modal import HouseModal


class ConfirmModal(HouseModal[bool]):
    """A question to answer with yes or no. No is focused; Esc is no."""

    HELP_RULE = "frame.confirm.help.rule"
    HELP_NEXT = "frame.confirm.help.next"
    BINDINGS = [("left", "app.focus_previous", ""), ("right", "app.focus_next", "")]
    AUTO_FOCUS = "#no"
    DEFAULT_CSS = """
    ConfirmModal #question { height: auto; margin-bottom: 1; }
    ConfirmModal Horizontal { height: 1; align-horizontal: right; }
    ConfirmModal Button { margin-left: 2; }
    """

    def __init__(self, title_key: str, question_key: str) -> None:
        super().__init__()
        self._title_key, self._question_key = title_key, question_key

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="question")
        with Horizontal():
            yield Button(id="yes")
            yield Button(id="no")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text(self._title_key))
        self.query_one("#question", Static).update(self.text(self._question_key))
        self.query_one("#yes", Button).label = self.text("frame.yes")
        self.query_one("#no", Button).label = self.text("frame.no")

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.close(event.button.id == "yes")
