"""Interest on a closing account: by the day on each day's balance, rounded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hfund_tui.domain.facts import BalanceSpan
from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class ClosingInterest:
    """What a balance earned. `amount_fen` is rounded half up; `rate` is the yearly rate in percent ("1.50");
    `days` runs from the first day with a balance to the day before the closing."""

    days: int
    rate: str
    amount_fen: int


def closing_interest(balances: Sequence[BalanceSpan], on: date, policy: Policy) -> ClosingInterest:
    """Interest up to, and without, the day `on`, at the rate of that day (银发〔2016〕43号).

    `balances` begin on the day after interest was last credited; each holds until the next one begins.
    Spans that begin on `on` or later earn nothing.
    """
    rate = policy.ratio("interest.annual_rate")
    basis = policy.count("interest.days_in_year")
    earned = Fraction(0)
    if not balances:
        return ClosingInterest(0, percent(rate), 0)
    ends = [*(one.since for one in balances[1:]), on]
    for span, following in zip(balances, ends, strict=True):
        days = (min(following, on) - span.since).days
        if days > 0:
            earned += Fraction(span.fen * days) * rate / basis
    first = next((one.since for one in balances if one.fen > 0), on)
    return ClosingInterest(max(0, (on - first).days), percent(rate), round_half_up(earned))


def percent(rate: Fraction) -> str:
    """A rate as percent with at least two decimals: 0.015 is "1.50"."""
    exact = (Decimal(rate.numerator * 100) / rate.denominator).normalize()
    return f"{exact:f}" if exact.as_tuple().exponent < -2 else f"{exact:.2f}"  # type: ignore[operator]
