"""Loans in short: the instalment, and what is left after the instalments paid so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import LoanState, RepaymentMethod
from hfund_tui.services.demo.portrait import LoanPortrait

_PERCENT, _MONTHS_OF_YEAR = 100, 12


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
    rate = Fraction(loan.rate) / _PERCENT / _MONTHS_OF_YEAR
    first = Month.of(loan.disbursed_on) + 1
    this_month_is_due = on.day >= loan.due_day
    paid = min(max(Month.of(on) - first + this_month_is_due, 0), loan.months)
    if loan.state is LoanState.OVERDUE:
        paid = max(paid - 1, 0)
    equal = level_instalment(loan.principal_fen, rate, loan.months)
    balance, instalment = loan.principal_fen, 0
    for period in range(paid + 1):
        if not balance:
            break
        interest = round_half_up(balance * rate)
        if period == loan.months - 1:
            principal = balance
        elif loan.method is RepaymentMethod.EQUAL_INSTALMENT:
            principal = equal - interest
        else:
            principal = round_half_up(Fraction(loan.principal_fen, loan.months))
        instalment = principal + interest
        if period < paid:
            balance -= principal
    if not balance:
        return LoanStanding(0, 0, None)
    due_month = first + paid
    return LoanStanding(balance, instalment, due_month.first_day.replace(day=loan.due_day))


def level_instalment(principal_fen: int, rate: Fraction, months: int) -> int:
    """等额本息: P i (1 + i)^n / ((1 + i)^n - 1), rounded half up to the fen."""
    growth = (1 + rate) ** months
    return round_half_up(principal_fen * rate * growth / (growth - 1))
