"""Offset repayment: principal from the co-repayers' fund accounts, with what each of them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from hfund_tui.domain.loans.effects import OffsetLoan
from hfund_tui.domain.loans.options import Option, Way
from hfund_tui.domain.loans.requests import OffsetRepayment
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.loan.allocation import allocation_lines
from hfund_tui.screens.loan.amount import AmountScreen
from hfund_tui.widgets.lines import Lines

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.overview import LoanView


class OffsetScreen(AmountScreen):
    """An empty amount takes as much as the co-repayers can give."""

    HELP_RULE = "loan.offset.help.rule"
    HELP_NEXT = "loan.offset.help.next"

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.OFFSET_REPAYMENT) -> None:
        super().__init__(member_id, operation)
        self._most: int | None = None

    def compose_change(self) -> ComposeResult:
        yield from super().compose_change()
        yield Lines(id="allocation")

    def fill_in_loan(self, loan: LoanView) -> None:
        self._most = None  # those who give may be others

    @property
    def most_fen(self) -> int | None:
        return self._most

    def empty_hint(self, most_fen: int) -> Content:
        return self.text("loan.offset.empty", amount=self.t.money(most_fen))

    def request(self) -> OffsetRepayment | None:
        if self.contract_no is None or self.amount.problem is not None:
            return None
        return OffsetRepayment(
            contract_no=self.contract_no,
            amount_fen=self.amount.fen,
            effect=self.asked_effect,
            **self.who(),
        )

    def options(self, plan: Plan | None) -> tuple[Option, ...]:
        """Settling is no way out where the accounts don't reach that far."""
        if not self.principal_fen:
            return ()
        reaches = self.loan is not None and self.most_fen == self.loan.balance_fen
        return tuple(one for one in super().options(plan) if reaches or one.way is not Way.SETTLED)

    def show_plan(self, plan: Plan | None) -> None:
        if plan is not None and plan.maximum_fen is not None:
            self._most = plan.maximum_fen
        super().show_plan(plan)
        self.mark_amount()
        taken: OffsetLoan | None = plan.effect(OffsetLoan) if plan else None
        given, t = taken.lines if taken else (), self.t
        self.query_one("#allocation", Lines).show(lambda width: allocation_lines(given, t, width))
