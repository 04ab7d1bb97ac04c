"""The lock: covers everything, keeps everything, opens to the same person."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.screens.base import Reason
from hfund_tui.screens.modal import HouseModal
from hfund_tui.screens.passwords import own_password_words
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import joined, ui_text


class LockModal(HouseModal[None]):
    """Nothing of what lies beneath shows through; Esc does not open it."""

    AUTO_FOCUS = "#password"
    HELP_RULE = "lock.help.rule"
    HELP_NEXT = "lock.help.next"
    DEFAULT_CSS = """
    LockModal { background: $background; }
    LockModal #who { margin-bottom: 1; }
    LockModal #note { color: $text-muted; margin-bottom: 1; }
    LockModal #problem { color: $text-error; height: auto; min-height: 1; }
    LockModal #keys { color: $text-muted; margin-top: 1; }
    """

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="who")
        yield Static(id="note")
        yield SecretInput(id="password")
        yield Static(id="problem")
        yield Static(id="keys")

    def retranslate(self) -> None:
        session = self.session
        self.query_one("#title", Static).update(self.text("lock.title"))
        who = self.text("lock.who", "bold", name=session.staff_name, code=session.staff_code)
        self.query_one("#who", Static).update(who)
        self.query_one("#note", Static).update(self.text("lock.note"))
        self.query_one("#keys", Static).update(self.text("lock.keys"))

    def unavailable(self, name: str) -> Reason | None:
        return "lock.note" if name in ("back", "lock") else super().unavailable(name)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#problem", Static).update(Content(""))

    @on(Input.Submitted)
    def _try(self) -> None:
        password = self.query_one(SecretInput).take()
        if password:
            self.run_call(
                self.workstation.staff.unlock,
                self.session,
                password,
                then=lambda _: self.close(),
                failed=self._wrong,
            )

    def _wrong(self, error: HfundError) -> None:
        self.house.gate.drop()
        self.house.bell()
        what, do = own_password_words(error, self.t)
        self.query_one("#problem", Static).update(joined(ui_text(what, "bold"), do))
