"""Early repayment from the repayment account: a part, or all of it."""

from __future__ import annotations

from textual.content import Content

from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.loan.amount import AmountScreen


class EarlyRepaymentScreen(AmountScreen):
    """An empty amount settles the loan."""

    HELP_RULE = "loan.early.help.rule"
    HELP_NEXT = "loan.early.help.next"

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.EARLY_REPAYMENT) -> None:
        super().__init__(member_id, operation)

    @property
    def most_fen(self) -> int | None:
        return self.loan.balance_fen if self.loan else None

    def empty_hint(self, most_fen: int) -> Content:
        return self.text("loan.early.empty", amount=self.t.money(most_fen))

    def request(self) -> RepayEarly | None:
        if self.contract_no is None or self.amount.problem is not None:
            return None
        return RepayEarly(
            contract_no=self.contract_no,
            amount_fen=self.amount.fen,
            effect=self.asked_effect,
            **self.who(),
        )
