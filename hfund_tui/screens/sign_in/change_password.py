"""Choosing a password of one's own, before the first work."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.session import Session
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.secret_input import SecretInput

_LABEL_WIDTH = 14


class ChangePasswordModal(HouseModal[Session]):
    """Returns the session that may work; None when it was left with Esc."""

    HELP_RULE = "sign_in.change.help.rule"
    HELP_NEXT = "sign_in.change.help.next"
    AUTO_FOCUS = "#new"
    DEFAULT_CSS = """
    ChangePasswordModal Field { margin-top: 1; }
    ChangePasswordModal #keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, session: Session, password: str) -> None:
        super().__init__()
        self._session, self._old = session, password

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="note")
        yield Field("new_password", SecretInput(id="new"), label_width=_LABEL_WIDTH)
        yield Field("again", SecretInput(id="again"), label_width=_LABEL_WIDTH)
        yield Static(id="keys")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("sign_in.change.title"))
        self.query_one("#note", Static).update(self.text("sign_in.change.note"))
        new, again = self.query(Field)
        new.words(self.text("sign_in.change.new"))
        again.words(self.text("sign_in.change.again"))
        self.query_one("#keys", Static).update(self.text("sign_in.change.keys"))

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def do_commit(self) -> None:
        new, again = self.query(SecretInput)
        if new.value != again.value:
            self.query(Field).last().mark(self.text("sign_in.change.differs"))
            again.focus()
            return
        self.run_call(
            self.workstation.staff.change_password,
            self._session,
            self._old,
            new.value,
            then=self.close,
        )
