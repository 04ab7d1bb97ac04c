"""Asking for the passphrase of a sealed key file."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.screens.modal import HouseModal
from hfund_tui.widgets.secret_input import SecretInput


class PassphraseModal(HouseModal[str]):
    """Returns the passphrase; None when it was left with Esc."""

    HELP_RULE = "sign_in.passphrase.help.rule"
    HELP_NEXT = "sign_in.passphrase.help.next"
    AUTO_FOCUS = "#passphrase"

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="note")
        yield SecretInput(id="passphrase")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("sign_in.passphrase.title"))
        self.query_one("#note", Static).update(self.text("sign_in.passphrase.note"))

    @on(Input.Submitted)
    def _given(self) -> None:
        self.close(self.query_one(SecretInput).take())
