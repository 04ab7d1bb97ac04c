"""Resetting the account password: to which mobile number the code goes, and the papers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import ResetPassword
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.text import joined, put, ui_text


class ResetPasswordScreen(OperationScreen):
    """The code itself is nowhere here: it goes from the service to the member's mobile."""

    CSS_PATH = ["../operation/operation.tcss", "password.tcss"]
    BAR = ("back", "park", "commit", "member", "command_line", "lock", "help")
    HELP_RULE = "password.reset.help.rule"
    HELP_NEXT = "password.reset.help.next"
    STEPS = (("password.step.papers", "papers"), ("password.step.check", ""))
    LABELS = {**OperationScreen.LABELS, "mobile": "password.mobile"}

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.RESET_PASSWORD) -> None:
        super().__init__(member_id, operation)

    def compose_form(self) -> ComposeResult:
        yield Field("mobile", Static(id="mobile"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        self._show_mobile()

    def fill_in(self, overview: MemberOverview) -> None:
        self._show_mobile()

    def _show_mobile(self) -> None:
        if self.overview is None:
            return
        mobile = self.overview.identity.mobile
        minutes = self.workstation.policies.on(self.session.business_date).count("one_time_code.minutes")
        line = joined(
            ui_text(mobile, "bold") if mobile else self.text("finding.mobile.none", "$text-warning"),
            self.text("password.mobile.minutes", "$text-muted", n=minutes) if mobile else "",
        )
        put(line, self.query_one("#mobile", Static))

    def request(self) -> ResetPassword:
        return ResetPassword(**self.who())
