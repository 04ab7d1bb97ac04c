"""The ways to repay early, side by side: what each leaves, saves, and costs today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hfund_tui.domain.loans.changes import (
    Comparison,
    Outlook,
    compare,
    interest_by_days,
    outlook,
    repaid_early,
)
from hfund_tui.domain.loans.schedule import Terms, schedule
from hfund_tui.domain.vocabulary import PrepaymentEffect


class Way(StrEnum):
    """A column of a comparison."""

    AS_IT_IS = "as_it_is"
    CHANGED = "changed"
    SHORTER = "shorter"
    LOWER = "lower"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Option:
    """What is left of a loan by one way (None: nothing), and what it takes today. Amounts in fen.

    `saved_fen` is interest; negative where the way costs more.
    """

    way: Way
    left: Outlook | None
    saved_fen: int = 0
    principal_today_fen: int = 0
    interest_today_fen: int = 0

    @property
    def today_fen(self) -> int:
        return self.principal_today_fen + self.interest_today_fen


def options_of(terms: Terms, amount_fen: int | None, days: int, days_in_year: int) -> tuple[Option, ...]:
    """As it is, and each way to repay an amount (None: all of it) after so many days of the cycle.

    A part can shorten the term or lower the instalment; to settle is always there. An amount that can't be
    repaid leaves only those two.
    """
    as_it_is = Option(Way.AS_IT_IS, outlook(terms))
    parts = []
    if amount_fen is not None and 0 < amount_fen < terms.principal_fen:
        for way, effect in (
            (Way.SHORTER, PrepaymentEffect.KEEP_INSTALMENT),
            (Way.LOWER, PrepaymentEffect.KEEP_TERM),
        ):
            after = repaid_early(terms, amount_fen, effect)
            parts.append(_repaid(way, terms, after, amount_fen, days, days_in_year))
    settled = _repaid(Way.SETTLED, terms, None, terms.principal_fen, days, days_in_year)
    return (as_it_is, *parts, settled)


def _repaid(
    way: Way, terms: Terms, after: Terms | None, amount_fen: int, days: int, days_in_year: int
) -> Option:
    interest = interest_by_days(amount_fen, terms.rate, days, days_in_year)
    result = compare(terms, after, interest)
    return Option(way, result.after, result.interest_saved_fen, amount_fen, interest)


def before_and_after(comparison: Comparison) -> tuple[Option, ...]:
    """The two columns of a change that takes nothing today."""
    return (
        Option(Way.AS_IT_IS, comparison.before),
        Option(Way.CHANGED, comparison.after, comparison.interest_saved_fen),
    )


def balances(terms: Terms | None) -> Sequence[int]:
    """What is owed (fen) before each instalment that is left."""
    if terms is None:
        return ()
    rows = schedule(terms).rows
    return (terms.principal_fen, *(one.balance_fen for one in rows[:-1]))


def interests(terms: Terms | None) -> Sequence[int]:
    """The interest (fen) of each instalment that is left."""
    return () if terms is None else tuple(one.interest_fen for one in schedule(terms).rows)
