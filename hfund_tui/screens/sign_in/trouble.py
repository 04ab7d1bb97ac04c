"""What stands in place of the form when the database can't be opened."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, Static

from hfund_tui.i18n import Translator
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.text import ui_text


class TroublePanel(Vertical):
    """What is wrong, the way out, and a button to try again."""

    DEFAULT_CSS = """
    TroublePanel { width: 72; height: auto; padding: 1 3; background: $surface; }
    TroublePanel #trouble-title { color: $text-error; text-style: bold; margin-bottom: 1; }
    TroublePanel #trouble-do { margin: 1 0; }
    TroublePanel #trouble-safe { color: $text-muted; margin-bottom: 1; }
    """

    def __init__(self, error: HfundError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        yield Static(id="trouble-title")
        yield Static(id="trouble-what")
        yield Static(id="trouble-do")
        yield Static(id="trouble-safe")
        yield Button(id="retry")

    def words(self, t: Translator) -> None:
        what, do = t.error(self._error)
        for name, text in (
            ("title", t("sign_in.trouble.title")),
            ("what", what),
            ("do", do),
            ("safe", t("sign_in.trouble.safe")),
        ):
            self.query_one(f"#trouble-{name}", Static).update(ui_text(text))
        self.query_one(Button).label = ui_text(t("sign_in.trouble.retry"))
