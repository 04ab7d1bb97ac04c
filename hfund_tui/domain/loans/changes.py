"""What a change does to the rest of a loan: before and after, to be compared side by side.

Every function takes the terms of what is left and gives the terms of what is left then. Interest of odd days
counts actual days over the policy's days of a year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hfund_tui.domain.loans.schedule import Schedule, Terms, due_in, prepay, schedule
from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is left of a loan, in the figures a borrower decides by. A settled loan has none."""

    instalment_fen: int
    months: int
    last_due: date
    interest_fen: int
    balance_fen: int

    @classmethod
    def of(cls, made: Schedule, balance_fen: int) -> Outlook:
        return cls(made.instalment_fen, made.months, made.last_due, made.total_interest_fen, balance_fen)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after. `due_now_fen` is interest (fen) that is paid at once with the change; `after` is None
    when the loan is settled."""

    before: Outlook
    after: Outlook | None
    due_now_fen: int = 0

    @property
    def interest_saved_fen(self) -> int:
        """Negative when the change costs interest."""
        rest = self.after.interest_fen if self.after else 0
        return self.before.interest_fen - rest - self.due_now_fen


def compare(before: Terms, after: Terms | None, due_now_fen: int = 0) -> Comparison:
    return Comparison(outlook(before), outlook(after) if after else None, due_now_fen)


def outlook(terms: Terms) -> Outlook:
    return Outlook.of(schedule(terms), terms.principal_fen)


def interest_by_days(principal_fen: int, rate: Fraction, days: int, days_in_year: int) -> int:
    """Interest (fen, rounded half up) of so many actual days. Raises ValueError for a negative number."""
    if days < 0:
        raise ValueError(f"interest does not run backwards: {days} days")
    return round_half_up(principal_fen * rate * days / days_in_year)


def repaid_early(terms: Terms, amount_fen: int, effect: PrepaymentEffect) -> Terms | None:
    """None when all is repaid. Raises ValueError for more than is left."""
    if amount_fen > terms.principal_fen:
        raise ValueError("more than is left")
    return prepay(terms, amount_fen, effect)


def shortened(terms: Terms, months: int) -> Terms:
    """The rest repaid in fewer months. Raises ValueError when they are not fewer."""
    if not 0 < months < terms.months:
        raise ValueError(f"{months} months are not fewer than {terms.months}")
    return replace(terms, months=months, regular_fen=None)


def repaid_by(terms: Terms, method: RepaymentMethod) -> Terms:
    """The rest repaid by another method, in the months that are left."""
    return replace(terms, method=method, regular_fen=None)


def due_on_day(terms: Terms, due_day: int, days_in_year: int) -> Terms:
    """The next instalment falls due on the first such day that is not before its date; the days in between bear
    interest that it carries, and all later ones follow. Its other terms stay."""
    first = due_in(Month.of(terms.first_due), due_day)
    if first < terms.first_due:
        first = due_in(Month.of(terms.first_due) + 1, due_day)
    odd = interest_by_days(terms.principal_fen, terms.rate, (first - terms.first_due).days, days_in_year)
    return replace(
        terms,
        first_due=first,
        due_day=due_day,
        regular_fen=terms.regular,
        odd_interest_fen=terms.odd_interest_fen + odd,
    )


def at_rate(terms: Terms, rate: Fraction) -> Terms:
    """The rest at another rate, in the months that are left."""
    return replace(terms, rate=rate, regular_fen=None)
