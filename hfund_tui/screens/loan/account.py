"""Another repayment account: its bank, its number, and which one it replaces."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.decision import card
from hfund_tui.domain.loans.requests import ChangeRepaymentAccount
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.card.number import BankAndNumber
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.operation.screen import LABEL_WIDTH
from hfund_tui.services.overview import LoanView, MemberOverview
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.text import joined, put, ui_text


class RepaymentAccountScreen(LoanScreen, BankAndNumber):
    """An account of the applicant's own; it may be changed while instalments are overdue."""

    BAR = ("back", "proxy", "show_customer", "park", "commit", "lock", "help")
    HELP_RULE = "loan.account.help.rule"
    HELP_NEXT = "loan.account.help.next"
    STEPS = (
        ("loan.step.bank", "bank"),
        ("loan.step.number", "card_no"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {
        **LoanScreen.LABELS,
        "bank": "card.bank",
        "card_no": "loan.account.number",
        "replaces": "loan.account.replaces",
    }

    def __init__(
        self, member_id: int, operation: OperationCode = OperationCode.CHANGE_REPAYMENT_ACCOUNT
    ) -> None:
        super().__init__(member_id, operation)

    def compose_change(self) -> ComposeResult:
        policy = self.workstation.policies.on(self.session.business_date)
        yield from self.bank_fields(policy.words("loan.account.banks"))
        yield Field("replaces", Static(id="replaces"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        if self.loan is not None:
            self._show_replaced(self.loan)

    def loans(self, overview: MemberOverview) -> tuple[LoanView, ...]:
        return overview.owed_loans

    def fill_in_loan(self, loan: LoanView) -> None:
        self._show_replaced(loan)

    def _show_replaced(self, loan: LoanView) -> None:
        """What is debited so far, and from when on the new one is."""
        if loan.account is None:
            line = self.text("loan.account.none", "$text-muted")
        else:
            day = loan.next_due_on
            since = "" if day is None else self.text("loan.account.from", "$text-muted", day=day)
            line = joined(ui_text(self.t.shown(card(*loan.account)), "bold"), since)
        put(line, self.query_one("#replaces", Static))

    def request(self) -> ChangeRepaymentAccount | None:
        if self.contract_no is None or not self.card_no.check.valid:
            return None
        return ChangeRepaymentAccount(
            contract_no=self.contract_no,
            bank_code=self.bank.value or "",
            account_no=self.card_no.text,
            **self.who(),
        )
