"""Which rate a loan bears: by home and term, dated, and changed for running loans on 1 January only."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.text import fold_full_width
from hfund_tui.domain.vocabulary import HomeKind

_KEYS = {
    HomeKind.FIRST: ("loan.rate.first.to_5_years", "loan.rate.first.over_5_years"),
    HomeKind.SECOND: ("loan.rate.second.to_5_years", "loan.rate.second.over_5_years"),
}

HIGHEST_PERCENT = 60
_WRITTEN = re.compile(r"(0|[1-9][0-9]?)(\.[0-9]{1,6})?%?")
_PERCENT = 100


def parse_rate(text: str) -> Fraction:
    """A yearly rate that is typed in percent, as the fraction it is. Raises ValueError."""
    folded = fold_full_width(text).strip()
    if not _WRITTEN.fullmatch(folded) or (percent := Fraction(folded.removesuffix("%"))) > HIGHEST_PERCENT:
        raise ValueError(text)
    return percent / _PERCENT


def rate_key(home: HomeKind, months: int, policy: Policy) -> str:
    """Under which key the policy states the yearly rate for a contract of so many months."""
    short, long = _KEYS[home]
    return short if months <= policy.count("loan.rate.band_months") else long


def contract_rate(home: HomeKind, months: int, policy: Policy) -> Fraction:
    """The yearly rate of a contract that is made on the policy's day."""
    return policy.ratio(rate_key(home, months, policy))


def rate_on(home: HomeKind, months: int, disbursed_on: date, day: date, book: PolicyBook) -> Fraction:
    """The yearly rate a running loan bears on a day: that of its disbursement until the next 1 January, then
    that of each 1 January; short contracts keep their first one. `months` is the term of the contract, also
    after it was shortened. Raises NoPolicyForDateError."""
    new_year = date(day.year, 1, 1)
    if new_year <= disbursed_on:
        return contract_rate(home, months, book.on(disbursed_on))
    running = book.on(new_year)
    kept = months <= running.count("loan.rate.kept_to_months")
    return contract_rate(home, months, book.on(disbursed_on) if kept else running)
