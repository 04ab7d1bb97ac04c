"""Interest of a closing: the worked examples, and a day-by-day calculation that knows nothing of spans."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.facts import BalanceSpan
from hfund_tui.domain.interest import ClosingInterest, closing_interest, percent
from hfund_tui.domain.policy import NoPolicyForDateError
from tests.support.policies import policy, policy_with

D = date


def spans(*balances: tuple[date, int]) -> tuple[BalanceSpan, ...]:
    return tuple(BalanceSpan(since, fen) for since, fen in balances)


@pytest.mark.parametrize(
    ("name", "balances", "on", "days", "fen"),
    [
        ("12,000.00 for 45 days", spans((D(2020, 1, 13), 12_000_00)), D(2020, 2, 27), 45, 22_50),
        (
            "50,000.00 from the fund year's first day",
            spans((D(2019, 7, 1), 50_000_00)),
            D(2020, 2, 27),
            241,
            502_08,
        ),
        ("a year of 360 days", spans((D(2019, 3, 5), 10_000_00)), D(2020, 2, 28), 360, 150_00),
        ("over 29 February", spans((D(2020, 2, 28), 360_000_00)), D(2020, 3, 1), 2, 30_00),
        (
            "the day of the closing does not count",
            spans((D(2020, 2, 26), 240_000_00)),
            D(2020, 2, 27),
            1,
            10_00,
        ),
        ("closed on the day it came in", spans((D(2020, 2, 27), 240_000_00)), D(2020, 2, 27), 0, 0),
        ("closed before anything came", spans((D(2020, 3, 1), 240_000_00)), D(2020, 2, 27), 0, 0),
        ("half a fen is a fen", spans((D(2020, 2, 26), 1_200_00)), D(2020, 2, 27), 1, 5),
        (
            "rounded once, not span by span",
            spans((D(2020, 2, 25), 1_080_00), (D(2020, 2, 26), 1_080_00)),
            D(2020, 2, 27),
            2,
            9,
        ),
        ("less than half a fen is nothing", spans((D(2020, 2, 26), 11_99)), D(2020, 2, 27), 1, 0),
        (
            "a contribution in between",
            spans((D(2019, 7, 1), 10_000_00), (D(2020, 1, 13), 12_000_00)),
            D(2020, 2, 27),
            241,
            104_17,
        ),
        (
            "days begin with the first fen",
            spans((D(2019, 7, 1), 0), (D(2020, 1, 13), 12_000_00)),
            D(2020, 2, 27),
            45,
            22_50,
        ),
        (
            "emptied before",
            spans((D(2019, 7, 1), 12_000_00), (D(2019, 8, 15), 0)),
            D(2020, 2, 27),
            241,
            22_50,
        ),
        (
            "what comes on the day itself",
            spans((D(2020, 1, 13), 12_000_00), (D(2020, 2, 27), 1)),
            D(2020, 2, 27),
            45,
            22_50,
        ),
        ("nothing ever", (), D(2020, 2, 27), 0, 0),
    ],
)
def test_what_a_balance_earns(
    name: str, balances: Sequence[BalanceSpan], on: date, days: int, fen: int
) -> None:
    assert closing_interest(balances, on, policy(on)) == ClosingInterest(days, "1.50", fen)


def test_rate_and_days_of_a_year_are_policy() -> None:
    varied = policy_with(interest__annual_rate=Fraction("0.0035"), interest__days_in_year=365)
    earned = closing_interest(spans((D(2019, 2, 27), 10_000_00)), D(2020, 2, 27), varied)
    assert earned == ClosingInterest(365, "0.35", 35_00)


def test_a_day_before_the_rate_is_no_day_for_a_closing() -> None:
    with pytest.raises(NoPolicyForDateError):
        closing_interest((), D(2016, 2, 20), policy(D(2016, 2, 20)))


@pytest.mark.parametrize(
    ("rate", "text"),
    [("0.0150", "1.50"), ("0.0035", "0.35"), ("0.02", "2.00"), ("0.012345", "1.2345"), ("0.1", "10.00")],
)
def test_a_rate_in_percent(rate: str, text: str) -> None:
    assert percent(Fraction(rate)) == text


def day_by_day(balances: Sequence[BalanceSpan], on: date) -> int:
    """Every day's balance at 1.5 % over 360, summed in decimals and rounded half up at the end."""
    earned, today = Decimal(0), balances[0].since
    while today < on:
        balance = [one.fen for one in balances if one.since <= today][-1]
        earned += Decimal(balance) * Decimal("0.015")
        today += timedelta(days=1)
    return int((earned / 360).quantize(Decimal(1), ROUND_HALF_UP))


SPANS = st.lists(
    st.builds(BalanceSpan, st.dates(D(2019, 7, 1), D(2020, 6, 30)), st.integers(0, 10**10)),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.since,
).map(lambda some: tuple(sorted(some, key=lambda one: one.since)))


@given(SPANS, st.dates(D(2019, 7, 1), D(2020, 6, 30)))
def test_the_same_as_day_by_day(balances: tuple[BalanceSpan, ...], on: date) -> None:
    assert closing_interest(balances, on, policy(on)).amount_fen == day_by_day(balances, on)


@given(SPANS, st.dates(D(2020, 7, 1), D(2020, 12, 31)))
def test_a_day_more_never_earns_less(balances: tuple[BalanceSpan, ...], on: date) -> None:
    earned = closing_interest(balances, on, policy(on))
    later = closing_interest(balances, on + timedelta(days=1), policy(on))
    assert 0 <= earned.amount_fen <= later.amount_fen
