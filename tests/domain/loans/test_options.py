"""All ways of an early repayment, side by side."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.loans.changes import compare, shortened
from hfund_tui.domain.loans.options import Way, balances, before_and_after, interests, options_of
from hfund_tui.domain.loans.schedule import schedule
from tests.support.loans import LEFT

LEFT_INTEREST = 149_264_78


def columns(amount_fen, days=7):
    return {one.way: one for one in options_of(LEFT, amount_fen, days, 360)}


def test_a_part_three_ways_to_the_fen():
    """7 days of 3.25 % over 360: 63.19 on 100,000.00, 292.78 on 463,306.48."""
    shown = {
        way: (
            one.left and (one.left.instalment_fen, one.left.months, one.left.last_due, one.left.interest_fen),
            one.saved_fen,
            one.principal_today_fen,
            one.interest_today_fen,
        )
        for way, one in columns(100_000_00).items()
    }
    assert shown == {
        Way.AS_IT_IS: ((2_835_98, 216, date(2038, 2, 20), LEFT_INTEREST), 0, 0, 0),
        Way.SHORTER: ((2_835_98, 158, date(2033, 4, 20), 83_489_33), 65_712_26, 100_000_00, 63_19),
        Way.LOWER: ((2_223_86, 216, date(2038, 2, 20), 117_047_67), 32_153_92, 100_000_00, 63_19),
        Way.SETTLED: (None, 148_972_00, 463_306_48, 292_78),
    }


@pytest.mark.parametrize("amount_fen", [None, 0, 463_306_48, 463_306_49])
def test_without_a_part_there_is_only_to_settle(amount_fen):
    assert list(columns(amount_fen)) == [Way.AS_IT_IS, Way.SETTLED]


@pytest.mark.parametrize("amount_fen", [1, 50_000_00, 463_306_47])
def test_what_is_saved_is_what_is_not_paid(amount_fen):
    for option in columns(amount_fen).values():
        left = option.left.interest_fen if option.left else 0
        assert option.saved_fen == LEFT_INTEREST - left - option.interest_today_fen
        assert option.today_fen == option.principal_today_fen + option.interest_today_fen


def test_a_change_has_two_columns():
    before, after = before_and_after(compare(LEFT, shortened(LEFT, 120)))
    assert (before.way, after.way) == (Way.AS_IT_IS, Way.CHANGED)
    assert (after.left.instalment_fen, after.left.months, after.saved_fen) == (4_527_39, 120, 69_285_01)
    assert (after.today_fen, before.saved_fen) == (0, 0)


def test_courses_begin_with_what_is_owed_now():
    rows = schedule(LEFT).rows
    owed = balances(LEFT)
    assert (owed[0], owed[1], len(owed)) == (463_306_48, rows[0].balance_fen, 216)
    assert sum(interests(LEFT)) == LEFT_INTEREST
    assert balances(None) == interests(None) == ()
