"""Loans in short: the instalment, and what is left after the instalments paid so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hfund_tui.domain.loans.schedule import Terms, due_in, schedule
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import LoanState
from hfund_tui.services.demo.portrait import LoanPortrait

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class LoanStanding:
    """Amounts in fen. `next_due_on` is None when nothing is left."""

    balance_fen: int
    instalment_fen: int
    next_due_on: date | None


def standing(loan: LoanPortrait, on: date) -> LoanStanding:
    """Where the loan stands on a day, if every instalment due until then was paid.

    The first instalment falls due in the month after disbursement. An overdue loan has missed the last one.
    """
    first_due = due_in(Month.of(loan.disbursed_on) + 1, loan.due_day)
    rate = Fraction(loan.rate) / _PERCENT
    rows = schedule(Terms(loan.principal_fen, rate, loan.months, loan.method, first_due, loan.due_day)).rows
    paid = sum(row.due <= on for row in rows)
    if loan.state is LoanState.OVERDUE:
        paid = max(paid - 1, 0)
    if paid == len(rows):
        return LoanStanding(0, 0, None)
    balance = rows[paid - 1].balance_fen if paid else loan.principal_fen
    return LoanStanding(balance, rows[paid].payment_fen, rows[paid].due)
