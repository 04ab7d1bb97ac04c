"""Another due day: when the next instalment falls due then, and what its odd days cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.loans.effects import AmendSchedule
from hfund_tui.domain.loans.requests import ChangeDueDay
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.loan.numbers import NumberScreen
from hfund_tui.screens.operation.screen import LABEL_WIDTH
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.overview import LoanView


class DueDayScreen(NumberScreen):
    """The day of the month that is debited on."""

    FIELD = "due_day"
    HELP_RULE = "loan.due_day.help.rule"
    HELP_NEXT = "loan.due_day.help.next"
    STEPS = (
        ("loan.step.due_day", "due_day"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {**LoanScreen.LABELS, "due_day": "loan.due_day.day", "first_due": "loan.due_day.first"}

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.CHANGE_DUE_DAY) -> None:
        super().__init__(member_id, operation)

    def compose_change(self) -> ComposeResult:
        yield from super().compose_change()
        yield Field("first_due", Static(id="first-due"), label_width=LABEL_WIDTH).add_class("tall")

    def fill_in_loan(self, loan: LoanView) -> None:
        today = self.session.business_date
        self.number.most = self.workstation.policies.on(today).count("loan.due_day.last")
        self.number.taken = (loan.terms.due_day if loan.terms else 0, today.day)

    def limits(self) -> str:
        now, today = self.number.taken
        return self.t("loan.due_day.limits", last=self.number.most, now=now, today=today)

    def request(self) -> ChangeDueDay | None:
        if self.contract_no is None or self.number.number is None:
            return None
        return ChangeDueDay(contract_no=self.contract_no, due_day=self.number.number, **self.who())

    def show_plan(self, plan: Plan | None) -> None:
        """When the next instalment falls due, with the interest of its odd days."""
        super().show_plan(plan)
        effect: AmendSchedule | None = plan.effect(AmendSchedule) if plan else None
        line = ui_text("-", "$text-muted")
        if effect is not None and plan is not None and plan.comparison and plan.comparison.after:
            first = self.t.money(plan.comparison.after.instalment_fen)
            odd = self.t.money(effect.odd_interest_fen)
            line = joined(
                ui_text(self.t.day(effect.first_due), "bold"),
                self.text("loan.due_day.odd", "$text-muted", amount=first, odd=odd),
            )
        put(line, self.query_one("#first-due", Static))
