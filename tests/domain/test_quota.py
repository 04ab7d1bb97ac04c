"""Quotas for rent and other housing consumption: which months, at which ratio, worth how much.

Expected amounts are worked out by hand: due x ratio x months, each run of months with one ratio rounded down
to the fen.
"""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Quota
from hfund_tui.domain.policy import MonthBand
from hfund_tui.domain.quota import RATIO_KEY, claimable_months, quota, ratio_of
from tests.support.policies import policy, policy_with

D, M = date, Month.parse
RENT, OTHER = OperationCode.RENT_WITHDRAWAL, OperationCode.OTHER_HOUSING_WITHDRAWAL


def worth(
    kind: OperationCode,
    due_fen: int,
    on: date,
    *,
    last: str | None = None,
    first: str | None = None,
    sealed: str | None = None,
    claimed: tuple[str, ...] = (),
) -> Quota:
    """The quota of one application; months as texts."""
    months = claimable_months(
        policy=policy(on),
        application=Month.of(on),
        first_contribution=M(first) if first else None,
        last_withdrawal=M(last) if last else None,
        sealed=M(sealed) if sealed else None,
        claimed=frozenset(map(M, claimed)),
    )
    return quota(kind, due_fen, months, policy(on))


def spans(found: Quota) -> list[str]:
    return [f"{one.first}/{one.last} {one.ratio}" for one in found.segments]


def test_the_worked_example() -> None:
    """Due 2,000.00, last withdrawal 2019-08, applied in 2020-02: 6 months, rent 7,800.00, other 4,800.00."""
    on = D(2020, 2, 27)
    found = worth(RENT, 2_000_00, on, last="2019-08")
    assert found.amount_fen == 7_800_00
    assert found.monthly_due_fen == 2_000_00
    assert len(found.months) == 6
    (segment,) = found.segments
    assert (segment.first, segment.last, segment.months) == (M("2019-09"), M("2020-02"), 6)
    assert (segment.ratio, segment.amount_fen) == ("0.65", 7_800_00)
    assert worth(OTHER, 2_000_00, on, last="2019-08").amount_fen == 4_800_00


F20 = D(2020, 2, 27)
BOTH_BANDS = ["2025-09/2025-10 0.65", "2025-11/2026-01 0.80"]


@pytest.mark.parametrize(
    ("kind", "due", "on", "history", "months", "segments", "amount"),
    [
        # February 2020
        (RENT, 2_000_00, F20, {"last": "2019-08"}, 6, ["2019-09/2020-02 0.65"], 7_800_00),
        (OTHER, 2_000_00, F20, {"last": "2019-08"}, 6, ["2019-09/2020-02 0.40"], 4_800_00),
        (RENT, 2_000_00, F20, {"first": "2019-11"}, 4, ["2019-11/2020-02 0.65"], 5_200_00),
        (RENT, 2_000_00, F20, {"first": "2020-02"}, 1, ["2020-02/2020-02 0.65"], 1_300_00),
        (RENT, 2_000_00, F20, {"last": "2020-01"}, 1, ["2020-02/2020-02 0.65"], 1_300_00),
        (RENT, 2_000_00, F20, {"last": "2020-02"}, 0, [], 0),
        (RENT, 2_000_00, F20, {"last": "2020-03"}, 0, [], 0),
        (RENT, 2_000_00, F20, {}, 0, [], 0),
        (RENT, 6_702_48, F20, {"last": "2020-01"}, 1, ["2020-02/2020-02 0.65"], 4_356_61),  # 4,356.612
        (RENT, 220_00, F20, {"last": "2019-08"}, 6, ["2019-09/2020-02 0.65"], 858_00),
        (RENT, 0, F20, {"last": "2019-08"}, 6, ["2019-09/2020-02 0.65"], 0),
        (RENT, 1, F20, {"last": "2019-08"}, 6, ["2019-09/2020-02 0.65"], 3),  # 3.9 fen
        (RENT, 1, F20, {"last": "2020-01"}, 1, ["2020-02/2020-02 0.65"], 0),  # 0.65 fen
        (RENT, 333_33, F20, {"last": "2019-11"}, 3, ["2019-12/2020-02 0.65"], 649_99),  # 649.9935
        # a last withdrawal is later than the first contribution, but a stray one may not be
        (RENT, 2_000_00, F20, {"first": "2015-03", "last": "2019-08"}, 6, ["2019-09/2020-02 0.65"], 7_800_00),
        (RENT, 2_000_00, F20, {"first": "2019-12", "last": "2019-08"}, 3, ["2019-12/2020-02 0.65"], 3_900_00),
        # unclaimed months roll over without limit, back to 2010-12
        (RENT, 2_000_00, F20, {"last": "2017-02"}, 36, ["2017-03/2020-02 0.65"], 46_800_00),
        (RENT, 2_000_00, F20, {"first": "2010-12"}, 111, ["2010-12/2020-02 0.65"], 144_300_00),
        (RENT, 2_000_00, F20, {"first": "2010-11"}, 111, ["2010-12/2020-02 0.65"], 144_300_00),
        (RENT, 2_000_00, F20, {"first": "1999-07"}, 111, ["2010-12/2020-02 0.65"], 144_300_00),
        (RENT, 2_000_00, F20, {"last": "2010-06"}, 111, ["2010-12/2020-02 0.65"], 144_300_00),
        # year ends, leap days, first and last days of a month
        (RENT, 2_000_00, D(2019, 12, 31), {"last": "2019-11"}, 1, ["2019-12/2019-12 0.65"], 1_300_00),
        (RENT, 2_000_00, D(2020, 1, 1), {"last": "2019-11"}, 2, ["2019-12/2020-01 0.65"], 2_600_00),
        (RENT, 2_000_00, D(2020, 2, 29), {"last": "2019-02"}, 12, ["2019-03/2020-02 0.65"], 15_600_00),
        (RENT, 2_000_00, D(2020, 3, 1), {"last": "2019-02"}, 13, ["2019-03/2020-03 0.65"], 16_900_00),
        # sealed: months after sealing have no amount due
        (RENT, 2_000_00, F20, {"last": "2019-08", "sealed": "2019-11"}, 3, ["2019-09/2019-11 0.65"], 3_900_00),
        (RENT, 2_000_00, F20, {"last": "2019-08", "sealed": "2020-02"}, 6, ["2019-09/2020-02 0.65"], 7_800_00),
        (RENT, 2_000_00, F20, {"last": "2019-08", "sealed": "2019-08"}, 0, [], 0),
        (RENT, 2_000_00, F20, {"last": "2019-08", "sealed": "2020-06"}, 6, ["2019-09/2020-02 0.65"], 7_800_00),
        # months claimed already, by whichever kind
        (RENT, 2_000_00, F20, {"last": "2019-08", "claimed": ("2019-09",)}, 5, ["2019-10/2020-02 0.65"], 6_500_00),
        (
            RENT, 2_000_00, F20, {"last": "2019-08", "claimed": ("2019-11", "2019-12")}, 4,
            ["2019-09/2019-10 0.65", "2020-01/2020-02 0.65"], 5_200_00,
        ),
        (
            RENT, 2_000_00, F20, {"last": "2019-08", "claimed": ("2019-07", "2020-02")}, 5,
            ["2019-09/2020-01 0.65"], 6_500_00,
        ),
        # the ruleset is the one of the application date, for all months claimed
        (RENT, 2_000_00, D(2015, 1, 1), {"last": "2014-07"}, 6, ["2014-08/2015-01 0.50"], 6_000_00),
        (OTHER, 2_000_00, D(2015, 1, 1), {"last": "2014-07"}, 6, ["2014-08/2015-01 0.30"], 3_600_00),
        (RENT, 2_000_00, D(2017, 11, 13), {"last": "2017-05"}, 6, ["2017-06/2017-11 0.50"], 6_000_00),
        (RENT, 2_000_00, D(2017, 11, 14), {"last": "2017-05"}, 6, ["2017-06/2017-11 0.65"], 7_800_00),
        (OTHER, 2_000_00, D(2017, 11, 14), {"last": "2017-05"}, 6, ["2017-06/2017-11 0.40"], 4_800_00),
        (RENT, 2_000_00, D(2023, 10, 31), {"last": "2023-04"}, 6, ["2023-05/2023-10 0.65"], 7_800_00),
        (RENT, 2_000_00, D(2023, 11, 1), {"last": "2023-05"}, 6, ["2023-06/2023-11 1.00"], 12_000_00),
        (OTHER, 2_000_00, D(2023, 11, 1), {"last": "2023-05"}, 6, ["2023-06/2023-11 0.40"], 4_800_00),
        (RENT, 2_000_00, D(2025, 10, 31), {"last": "2025-08"}, 2, ["2025-09/2025-10 1.00"], 4_000_00),
        # from 2025-11 on, months up to 2025-10 count at 65 %, later ones at 80 %
        (RENT, 2_000_00, D(2025, 11, 1), {"last": "2025-10"}, 1, ["2025-11/2025-11 0.80"], 1_600_00),
        (
            RENT, 2_000_00, D(2025, 11, 1), {"last": "2025-09"}, 2,
            ["2025-10/2025-10 0.65", "2025-11/2025-11 0.80"], 2_900_00,
        ),
        (RENT, 2_000_00, D(2026, 1, 5), {"last": "2025-08"}, 5, BOTH_BANDS, 7_400_00),
        (RENT, 2_000_01, D(2026, 1, 5), {"last": "2025-08"}, 5, BOTH_BANDS, 7_400_03),  # 2,600.013 + 4,800.024
        (
            RENT, 2_000_00, D(2026, 1, 5), {"last": "2025-08", "claimed": ("2025-10", "2025-11")}, 3,
            ["2025-09/2025-09 0.65", "2025-12/2026-01 0.80"], 4_500_00,
        ),
        (
            RENT, 2_000_00, D(2026, 1, 5), {"last": "2025-08", "sealed": "2025-10"}, 2,
            ["2025-09/2025-10 0.65"], 2_600_00,
        ),
        (OTHER, 2_000_00, D(2026, 1, 5), {"last": "2025-08"}, 5, ["2025-09/2026-01 0.40"], 4_000_00),
    ],
)  # fmt: skip
def test_quotas(
    kind: OperationCode,
    due: int,
    on: date,
    history: dict[str, object],
    months: int,
    segments: list[str],
    amount: int,
) -> None:
    found = worth(kind, due, on, **history)  # type: ignore[arg-type]
    assert (len(found.months), spans(found), found.amount_fen) == (months, segments, amount)


@pytest.mark.parametrize(
    ("limit", "months"),
    [(None, 6), (12, 6), (6, 6), (5, 5), (1, 1), (0, 0)],
)
def test_a_limit_of_months_leaves_out_the_oldest(limit: int | None, months: int) -> None:
    found = claimable_months(
        policy=policy_with(withdrawal__max_withdrawable_months=limit),
        application=M("2020-02"),
        first_contribution=None,
        last_withdrawal=M("2019-08"),
    )
    assert len(found) == months
    assert not found or found[-1] == M("2020-02")


@pytest.mark.parametrize(
    ("month", "ratio"), [("1999-01", "0.65"), ("2025-10", "0.65"), ("2025-11", "0.80"), ("2099-12", "0.80")]
)
def test_a_month_falls_into_one_band(month: str, ratio: str) -> None:
    assert ratio_of(M(month), policy(D(2026, 1, 5)).bands(RATIO_KEY[RENT])).text == ratio


MONTHS = st.builds(Month, st.integers(2009, 2027), st.integers(1, 12))
APPLIED = st.dates(D(2015, 1, 1), D(2028, 12, 31))
KINDS = st.sampled_from([RENT, OTHER])
DUES = st.integers(0, 10_000_00)
CLAIMED = st.frozensets(MONTHS, max_size=40)
HISTORY = st.fixed_dictionaries(
    {
        "first_contribution": st.none() | MONTHS,
        "last_withdrawal": st.none() | MONTHS,
        "sealed": st.none() | MONTHS,
        "claimed": CLAIMED,
    }
)


def months_of(on: date, history: dict[str, object]) -> tuple[Month, ...]:
    return claimable_months(policy=policy(on), application=Month.of(on), **history)  # type: ignore[arg-type]


@given(APPLIED, HISTORY)
def test_no_month_twice_none_too_early_none_too_late(on: date, history: dict[str, object]) -> None:
    months = months_of(on, history)
    assert all(before < after for before, after in pairwise(months))
    assert all(M("2010-12") <= month <= Month.of(on) for month in months)
    assert not set(months) & history["claimed"]  # type: ignore[operator]
    for bound in ("first_contribution", "last_withdrawal", "sealed"):
        known = history[bound]
        if isinstance(known, Month) and months:
            assert {
                "first_contribution": known <= months[0],
                "last_withdrawal": known < months[0],
                "sealed": months[-1] <= known,
            }[bound]


@given(APPLIED, HISTORY)
def test_no_claimable_month_is_left_out(on: date, history: dict[str, object]) -> None:
    """Month by month, by the words of the rule."""
    first, last, sealed = (history[key] for key in ("first_contribution", "last_withdrawal", "sealed"))

    def counts(month: Month) -> bool:
        return (
            (first is not None or last is not None)
            and (first is None or month >= first)
            and (last is None or month > last)
            and (sealed is None or month <= sealed)
            and month not in history["claimed"]  # type: ignore[operator]
        )

    wanted = tuple(filter(counts, months_between(M("2010-12"), Month.of(on))))
    assert months_of(on, history) == wanted


@given(KINDS, DUES, APPLIED, CLAIMED)
def test_never_above_the_ratio_never_a_fen_short_of_it(
    kind: OperationCode, due: int, on: date, claimed: frozenset[Month]
) -> None:
    months = months_of(on, {"first_contribution": M("2010-12"), "last_withdrawal": None, "claimed": claimed})
    found = quota(kind, due, months, policy(on))
    bands = policy(on).bands(RATIO_KEY[kind])
    exact = sum((due * ratio_of(month, bands).ratio for month in months), Fraction(0))
    assert found.amount_fen <= exact
    assert exact - found.amount_fen < max(1, len(found.segments))
    assert found.months == months


@given(KINDS, DUES, APPLIED, CLAIMED)
def test_segments_add_up_and_cover_the_months(
    kind: OperationCode, due: int, on: date, claimed: frozenset[Month]
) -> None:
    months = months_of(on, {"first_contribution": M("2010-12"), "last_withdrawal": None, "claimed": claimed})
    found = quota(kind, due, months, policy(on))
    assert found.amount_fen == sum(one.amount_fen for one in found.segments)
    covered = [month for one in found.segments for month in months_between(one.first, one.last)]
    assert tuple(covered) == months
    bands = policy(on).bands(RATIO_KEY[kind])
    for one in found.segments:
        run = months_between(one.first, one.last)
        assert one.months == len(run)
        assert {ratio_of(month, bands).text for month in run} == {one.ratio}
        exact = due * Fraction(one.ratio) * one.months
        assert one.amount_fen == exact.numerator // exact.denominator
    for before, after in pairwise(found.segments):
        assert before.last + 1 < after.first or before.ratio != after.ratio, "runs are as long as can be"


@given(KINDS, APPLIED, DUES)
def test_more_due_is_never_worth_less(kind: OperationCode, on: date, due: int) -> None:
    months = months_of(on, {"first_contribution": M("2012-01"), "last_withdrawal": None})
    assert (
        quota(kind, due, months, policy(on)).amount_fen <= quota(kind, due + 1, months, policy(on)).amount_fen
    )


@given(APPLIED, HISTORY)
def test_claiming_leaves_nothing_for_the_same_month(on: date, history: dict[str, object]) -> None:
    """Whether the claim is known by its months, by the month of the last withdrawal, or by both."""
    claimed = history["claimed"] | set(months_of(on, history))  # type: ignore[operator]
    after = {"last_withdrawal": Month.of(on)}
    for known in ({"claimed": claimed}, after, {"claimed": claimed, **after}):
        assert months_of(on, {**history, **known}) == ()


@given(st.lists(st.tuples(KINDS, APPLIED), min_size=1, max_size=8), MONTHS)
def test_splitting_between_kinds_never_claims_a_month_twice(
    visits: list[tuple[OperationCode, date]], first: Month
) -> None:
    """Visit after visit, of either kind and on any day, with the months remembered and nothing else."""
    claimed: frozenset[Month] = frozenset()
    in_order = sorted(visits, key=lambda visit: visit[1])
    for _, on in in_order:
        months = months_of(on, {"first_contribution": first, "last_withdrawal": None, "claimed": claimed})
        assert claimed.isdisjoint(months)
        claimed |= set(months)
    assert claimed == set(months_of(in_order[-1][1], {"first_contribution": first, "last_withdrawal": None}))


@given(DUES, st.integers(1, 60), st.integers(0, 60))
def test_a_split_in_time_is_never_worth_more(due: int, early: int, late: int) -> None:
    """Under one ratio, claiming twice is worth at most what claiming once would have been."""
    bands_on = policy(F20)
    months = months_between(M("2012-01"), M("2012-01") + (early + late - 1))
    whole = quota(RENT, due, months, bands_on).amount_fen
    parts = [quota(RENT, due, part, bands_on).amount_fen for part in (months[:early], months[early:])]
    assert whole - 1 <= sum(parts) <= whole


def test_bands_with_equal_ratios_are_one_run() -> None:
    bands = (MonthBand(M("2019-10"), Fraction(1, 3), "1/3"), MonthBand(None, Fraction(1, 3), "1/3"))
    varied = policy_with(withdrawal__rent__ratio=bands)
    found = quota(RENT, 1_00, months_between(M("2019-09"), M("2019-11")), varied)
    assert (len(found.segments), found.amount_fen) == (1, 1_00)
