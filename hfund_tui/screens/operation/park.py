"""Parking a form with a line that says where one was."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.screens.command import Command
from hfund_tui.screens.modal import HouseModal

_LONGEST = 60


class ParkModal(HouseModal[str]):
    """Closes with the cue, which may be empty; None when the form is not to be parked."""

    HELP_RULE = "operation.park.help.rule"
    HELP_NEXT = "operation.park.help.next"
    KEYS = (Command("park", "f7"),)
    AUTO_FOCUS = "#cue"

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Input(id="cue", max_length=_LONGEST, compact=True)
        yield Static(id="keys", classes="keys")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("operation.park.title"))
        self.query_one("#cue", Input).placeholder = self.t("operation.park.placeholder")
        self.query_one("#keys", Static).update(self.text("operation.park.keys", "$text-muted"))

    @on(Input.Submitted)
    def do_park(self) -> None:
        self.close(self.query_one("#cue", Input).value)
