"""What an instalment costs that was not paid on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hfund_tui.domain.loans.changes import interest_by_days
from hfund_tui.domain.policy import Policy

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Overdue:
    """An instalment that is owed since its due date. Amounts in fen."""

    due_on: date
    principal_fen: int
    interest_fen: int

    @property
    def amount_fen(self) -> int:
        return self.principal_fen + self.interest_fen

    def penalty(self, on: date, rate: Fraction, policy: Policy) -> int:
        """Penalty interest (fen, rounded half up) up to a day: principal and interest at a multiple of the
        yearly rate, for actual days. None before the day after the due date."""
        days = max(0, (on - self.due_on).days)
        raised = rate * policy.count("loan.penalty_percent") / _PERCENT
        return interest_by_days(self.amount_fen, raised, days, policy.count("loan.days_in_year"))

    def with_penalty(self, on: date, rate: Fraction, policy: Policy) -> int:
        """Everything there is to pay on a day."""
        return self.amount_fen + self.penalty(on, rate, policy)
