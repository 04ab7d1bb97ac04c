"""Another repayment method: the one that is not in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from hfund_tui.domain.loans.requests import ChangeRepaymentMethod
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import word_or_none
from hfund_tui.domain.vocabulary import RepaymentMethod
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.operation.screen import LABEL_WIDTH
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field

if TYPE_CHECKING:
    from hfund_tui.services.overview import LoanView


class RepaymentMethodScreen(LoanScreen):
    """The other method is chosen already."""

    HELP_RULE = "loan.method.help.rule"
    HELP_NEXT = "loan.method.help.next"
    STEPS = (
        ("loan.step.method", "method"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {**LoanScreen.LABELS, "method": "loan.method.method"}

    def __init__(
        self, member_id: int, operation: OperationCode = OperationCode.CHANGE_REPAYMENT_METHOD
    ) -> None:
        super().__init__(member_id, operation)

    def compose_change(self) -> ComposeResult:
        method = Choice(tuple(RepaymentMethod), id="method")
        yield Field("method", method, label_width=LABEL_WIDTH).add_class("tall")

    def fill_in_loan(self, loan: LoanView) -> None:
        now = loan.terms.method if loan.terms else None
        self.method.value = next(one for one in RepaymentMethod if one is not now)

    def retranslate(self) -> None:
        super().retranslate()
        self.method.words(self.t.term)

    @property
    def method(self) -> Choice[RepaymentMethod]:
        return self.query_one("#method", Choice)

    def request(self) -> ChangeRepaymentMethod | None:
        if self.contract_no is None or self.method.value is None:
            return None
        return ChangeRepaymentMethod(contract_no=self.contract_no, method=self.method.value, **self.who())

    def texts(self) -> dict[str, str]:
        method = self.method.value
        return {**super().texts(), "method": method.value if method else ""}

    def refill(self, texts: dict[str, str]) -> None:
        super().refill(texts)
        if (kept := word_or_none(RepaymentMethod, texts.get("method"))) is not None:
            self.method.value = kept
