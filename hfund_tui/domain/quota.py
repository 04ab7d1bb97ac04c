"""Quotas for housing consumption: which months may be claimed, and what they are worth.

quota = amount due in the application month x ratio x claimable months, where a month counts once for all
kinds of housing consumption together.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from hfund_tui.domain.money import round_down
from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Quota, QuotaSegment
from hfund_tui.domain.policy import MonthBand, Policy

RATIO_KEY = {
    OperationCode.RENT_WITHDRAWAL: "withdrawal.rent.ratio",
    OperationCode.OTHER_HOUSING_WITHDRAWAL: "withdrawal.other.ratio",
}


def claimable_months(
    *,
    policy: Policy,
    application: Month,
    first_contribution: Month | None,
    last_withdrawal: Month | None,
    sealed: Month | None = None,
    claimed: frozenset[Month] = frozenset(),
) -> tuple[Month, ...]:
    """The months from the one after the last withdrawal (or from the first contribution) to the application.

    Months before the first contribution or the policy's earliest claimable month, after the account was
    sealed (they have no amount due), or claimed before are left out; so are the oldest ones when the policy
    limits the number. A calculator may know only one of last withdrawal and first contribution.
    """
    after_last = None if last_withdrawal is None else last_withdrawal + 1
    known = [month for month in (after_last, first_contribution) if month is not None]
    if not known:
        return ()
    first = max(*known, policy.month("withdrawal.earliest_claimable_month"))
    last = application if sealed is None else min(application, sealed)
    months = tuple(one for one in months_between(first, last) if one not in claimed)
    limit = policy.count_or_none("withdrawal.max_withdrawable_months")
    return months if limit is None else months[-limit:] if limit else ()


def quota(kind: OperationCode, monthly_due_fen: int, months: tuple[Month, ...], policy: Policy) -> Quota:
    """What the months are worth. Each run of neighbouring months with one ratio is rounded down to the fen,
    so that the sum is never above the ratio."""
    bands = policy.bands(RATIO_KEY[kind])
    segments = []
    for (_, _), group in groupby(
        enumerate(months), key=lambda pair: (pair[1].index - pair[0], ratio_of(pair[1], bands).text)
    ):
        run = [one for _, one in group]
        band = ratio_of(run[0], bands)
        amount = round_down(Fraction(monthly_due_fen) * band.ratio * len(run))
        segments.append(QuotaSegment(run[0], run[-1], len(run), band.text, amount))
    return Quota(monthly_due_fen, tuple(segments), months)


def ratio_of(claimed: Month, bands: tuple[MonthBand, ...]) -> MonthBand:
    """The band a claimed month falls into."""
    return next(band for band in bands if band.until is None or claimed <= band.until)
