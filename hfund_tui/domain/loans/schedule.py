"""Repayment schedules, right to the fen.

等额本息 (equal instalment): M = P i (1 + i)^n / ((1 + i)^n - 1), rounded half up. 等额本金 (equal principal):
P / n each month, rounded half up, and the interest of what is left. In both the interest of a month is the
balance times a twelfth of the yearly rate, rounded half up, and the last instalment takes what is left with its
interest, so it absorbs every rounding.

A schedule is a pure function of its terms. Nothing of it is stored but the terms: the rows are made again
whenever they are looked at.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod

MONTHS_OF_YEAR = 12
_IN_EVERY_MONTH = 28


@dataclass(frozen=True, slots=True)
class Terms:
    """What a schedule is made from.

    `rate` is the yearly rate (0.0325 for 3.25 %), `months` the number of instalments, `due_day` the day of the
    month from 1 to 31: in a month without it the last day counts. `regular_fen` is what stays the same from
    month to month: the instalment, or under equal principal the part of it that is principal; None works it out
    from the rest. `odd_interest_fen` is interest of odd days that the first instalment carries on top.
    Raises ValueError for terms that no loan can have.
    """

    principal_fen: int
    rate: Fraction
    months: int
    method: RepaymentMethod
    first_due: date
    due_day: int
    regular_fen: int | None = None
    odd_interest_fen: int = 0

    def __post_init__(self) -> None:
        if self.principal_fen <= 0 or self.months <= 0 or self.rate < 0 or self.odd_interest_fen < 0:
            raise ValueError("a loan has a principal, a term, and no negative rate")
        if not ends_in_time(self.first_due, self.months):
            raise ValueError(f"{self.months} months from {self.first_due} on end after the last day there is")
        if not 1 <= self.due_day <= 31 or self.first_due != due_in(Month.of(self.first_due), self.due_day):
            raise ValueError(f"the first instalment cannot fall due on {self.first_due} (day {self.due_day})")

    @property
    def monthly_rate(self) -> Fraction:
        return self.rate / MONTHS_OF_YEAR

    @property
    def regular(self) -> int:
        """`regular_fen`, or what it works out to."""
        if self.regular_fen is not None:
            return self.regular_fen
        if self.method is RepaymentMethod.EQUAL_PRINCIPAL:
            return round_half_up(Fraction(self.principal_fen, self.months))
        return level_instalment(self.principal_fen, self.monthly_rate, self.months)


@dataclass(frozen=True, slots=True)
class Prepayment:
    """An early repayment of principal, right after the instalment of a period was paid."""

    period: int
    amount_fen: int
    effect: PrepaymentEffect


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row. `balance_fen` is what is left after the payment and after `prepaid_fen`."""

    period: int
    due: date
    principal_fen: int
    interest_fen: int
    balance_fen: int
    prepaid_fen: int = 0

    @property
    def payment_fen(self) -> int:
        return self.principal_fen + self.interest_fen


@dataclass(frozen=True, slots=True)
class Schedule:
    """All rows of a loan or of what is left of it, at least one."""

    rows: tuple[Instalment, ...]

    @property
    def instalment_fen(self) -> int:
        """The first instalment."""
        return self.rows[0].payment_fen

    @property
    def months(self) -> int:
        return len(self.rows)

    @property
    def last_due(self) -> date:
        return self.rows[-1].due

    @property
    def total_interest_fen(self) -> int:
        return sum(one.interest_fen for one in self.rows)

    @property
    def prepaid_fen(self) -> int:
        return sum(one.prepaid_fen for one in self.rows)

    @property
    def total_payment_fen(self) -> int:
        """Everything that is paid: instalments and early repayments."""
        return sum(one.payment_fen for one in self.rows) + self.prepaid_fen


class PrepaymentError(ValueError):
    """An early repayment that the schedule has no place for.

    ``code`` is ``after_the_end`` (params: period, last) or ``more_than_left`` (params: period, left in fen).
    """

    def __init__(self, code: str, **params: int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def schedule(terms: Terms, prepayments: tuple[Prepayment, ...] = ()) -> Schedule:
    """The rows, with early repayments in the order given. Raises PrepaymentError."""
    by_period: dict[int, list[Prepayment]] = {}
    for one in prepayments:
        if one.amount_fen or one.period > terms.months:  # nothing prepaid changes nothing
            by_period.setdefault(one.period, []).append(one)
    rows: list[Instalment] = []
    rest: Terms | None = terms
    while rest is not None:
        before = len(rows)
        for row in _rows(rest, first=before + 1):
            rows.append(row)
            if row.period in by_period:
                break
        rest, rows[-1] = _after(rest, rows[-1], len(rows) - before, by_period.pop(rows[-1].period, []))
    if by_period:
        raise PrepaymentError("after_the_end", period=min(by_period), last=len(rows))
    return Schedule(tuple(rows))


def _after(
    terms: Terms, row: Instalment, paid: int, prepayments: list[Prepayment]
) -> tuple[Terms | None, Instalment]:
    """The terms of what is left after a row and its early repayments (None: nothing), and the row with them."""
    rest = terms_after(terms, paid, row.balance_fen)
    prepaid = 0
    for one in prepayments:
        left = row.balance_fen - prepaid
        if one.amount_fen > left:
            raise PrepaymentError("more_than_left", period=row.period, left=left)
        rest = rest and prepay(rest, one.amount_fen, one.effect)
        prepaid += one.amount_fen
    return rest, replace(row, balance_fen=row.balance_fen - prepaid, prepaid_fen=prepaid)


def terms_after(terms: Terms, paid: int, balance_fen: int) -> Terms | None:
    """What is left of a schedule after so many of its instalments; None when nothing is."""
    if balance_fen == 0:
        return None
    return replace(
        terms,
        principal_fen=balance_fen,
        months=terms.months - paid,
        first_due=due_after(terms, paid),
        regular_fen=terms.regular,
        odd_interest_fen=0 if paid else terms.odd_interest_fen,
    )


def prepay(terms: Terms, amount_fen: int, effect: PrepaymentEffect) -> Terms | None:
    """Repay a part of the principal before the next instalment; None when all of it was repaid.

    `KEEP_TERM` works the instalment out anew on what is left and the months that remain. `KEEP_INSTALMENT` goes
    on paying the same until nothing is left, which takes fewer months. Nothing prepaid changes nothing.
    """
    if amount_fen == 0:
        return terms
    left = terms.principal_fen - amount_fen
    if left <= 0:
        return None
    if effect is PrepaymentEffect.KEEP_TERM:
        return replace(terms, principal_fen=left, regular_fen=None)
    kept = replace(terms, principal_fen=left, regular_fen=terms.regular)
    return replace(kept, months=months_to_repay(kept))


def months_to_repay(terms: Terms) -> int:
    """How many months the regular part takes to repay the principal; never more than the term."""
    balance = terms.principal_fen
    for month in range(1, terms.months):
        interest = round_half_up(balance * terms.monthly_rate)
        if terms.method is RepaymentMethod.EQUAL_PRINCIPAL:
            enough, principal = balance <= terms.regular, terms.regular
        else:
            enough, principal = balance + interest <= terms.regular, terms.regular - interest
        if enough:
            return month
        balance -= principal
    return terms.months


def _rows(terms: Terms, *, first: int) -> Iterator[Instalment]:
    balance, regular, last = terms.principal_fen, terms.regular, terms.months - 1
    level = terms.method is not RepaymentMethod.EQUAL_PRINCIPAL
    # The rate as two whole numbers: rows by the million are made when the books are verified.
    rate = terms.monthly_rate
    above, below = 2 * rate.numerator, 2 * rate.denominator
    half = rate.denominator
    month = Month.of(terms.first_due).index
    for index in range(terms.months):
        interest = (balance * above + half) // below
        # Where the fen is coarse the rounded instalment can repay all before the term is over.
        principal = balance if index == last else min(balance, regular - interest if level else regular)
        balance -= principal
        owed = interest + terms.odd_interest_fen if index == 0 else interest
        year, month0 = divmod(month + index, MONTHS_OF_YEAR)
        yield Instalment(first + index, _day(year, month0 + 1, terms.due_day), principal, owed, balance)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]) if day > _IN_EVERY_MONTH else day)


def level_instalment(principal_fen: int, monthly_rate: Fraction, months: int) -> int:
    """等额本息: the instalment (fen) that repays a principal in so many months; at no interest, its equal part."""
    if monthly_rate == 0:
        return round_half_up(Fraction(principal_fen, months))
    growth = (1 + monthly_rate) ** months
    return round_half_up(principal_fen * monthly_rate * growth / (growth - 1))


def ends_in_time(first_due: date, months: int) -> bool:
    """Whether the last of so many instalments falls due by the end of the year 9999: there are no days after it."""
    return Month.of(first_due).index + months - 1 <= Month.of(date.max).index


def due_after(terms: Terms, months: int) -> date:
    """The due date so many months after the first one."""
    return due_in(Month.of(terms.first_due) + months, terms.due_day)


def due_in(month: Month, due_day: int) -> date:
    """The due day in a month: its last day where the month is too short, and the day itself again after that."""
    return _day(month.year, month.month, due_day)
