"""A loan's life so far: its terms, the instalments that fell due, and what of them was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hfund_tui.domain.loans.schedule import Instalment, Terms, due_in, schedule
from hfund_tui.domain.months import Month
from hfund_tui.services.demo.portrait import LoanPortrait

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class LoanLife:
    """`fallen_due` are the instalments until today, of which the last `unpaid` were not paid."""

    terms: Terms
    fallen_due: tuple[Instalment, ...]
    unpaid: int

    @property
    def paid(self) -> tuple[Instalment, ...]:
        return self.fallen_due[: len(self.fallen_due) - self.unpaid]

    @property
    def balance_fen(self) -> int:
        """The principal that is not repaid yet."""
        return self.paid[-1].balance_fen if self.paid else self.terms.principal_fen


def life_of(loan: LoanPortrait, on: date) -> LoanLife:
    """The first instalment falls due in the month after disbursement; what falls due today was debited today."""
    first_due = due_in(Month.of(loan.disbursed_on) + 1, loan.due_day)
    rate = Fraction(loan.rate) / _PERCENT
    terms = Terms(loan.principal_fen, rate, loan.months, loan.method, first_due, loan.due_day)
    fallen_due = tuple(row for row in schedule(terms).rows if row.due <= on)
    return LoanLife(terms, fallen_due, min(loan.missed, len(fallen_due)))
