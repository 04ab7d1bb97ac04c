"""Shortening: what is left in fewer months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.domain.loans.requests import ShortenTerm
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.loan.numbers import NumberScreen

if TYPE_CHECKING:
    from hfund_tui.services.overview import LoanView


class ShortenTermScreen(NumberScreen):
    """The number of months that are left afterwards."""

    FIELD = "months"
    HELP_RULE = "loan.shorten.help.rule"
    HELP_NEXT = "loan.shorten.help.next"
    STEPS = (
        ("loan.step.months", "months"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {**LoanScreen.LABELS, "months": "loan.shorten.months"}

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.SHORTEN_TERM) -> None:
        super().__init__(member_id, operation)

    def fill_in_loan(self, loan: LoanView) -> None:
        policy = self.workstation.policies.on(self.session.business_date)
        self.number.least = policy.count("loan.shorten.months_left")
        self.number.most = (loan.terms.months if loan.terms else 1) - 1

    def limits(self) -> str:
        return self.t("loan.shorten.between", least=self.number.least, most=self.number.most)

    def request(self) -> ShortenTerm | None:
        if self.contract_no is None or self.number.number is None:
            return None
        return ShortenTerm(contract_no=self.contract_no, months=self.number.number, **self.who())
