"""What each change does to the rest of a loan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from hfund_tui.domain.loans.changes import (
    compare,
    due_on_day,
    interest_by_days,
    repaid_by,
    repaid_early,
    shortened,
)
from hfund_tui.domain.loans.schedule import Terms, due_in, schedule
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod

REST = Terms(
    463_306_48, Fraction("0.0325"), 216, RepaymentMethod.EQUAL_INSTALMENT, date(2022, 3, 20), 20, 2_835_98
)


def test_all_options_of_an_early_repayment_side_by_side():
    shorter, lower = (
        compare(REST, repaid_early(REST, 100_000_00, effect))
        for effect in (PrepaymentEffect.KEEP_INSTALMENT, PrepaymentEffect.KEEP_TERM)
    )
    assert shorter.before == lower.before
    assert (shorter.before.instalment_fen, shorter.before.last_due) == (2_835_98, date(2040, 2, 20))
    assert (shorter.after.instalment_fen, shorter.after.months) == (2_835_98, 158)
    assert (shorter.after.last_due, shorter.after.interest_fen) == (date(2035, 4, 20), 83_489_33)
    assert (lower.after.instalment_fen, lower.after.months) == (2_223_86, 216)
    assert lower.after.interest_fen == 117_047_67
    assert shorter.interest_saved_fen > lower.interest_saved_fen > 0


def test_full_settlement_leaves_nothing():
    settled = compare(REST, repaid_early(REST, 463_306_48, PrepaymentEffect.KEEP_TERM), 100_00)
    assert settled.after is None
    assert settled.interest_saved_fen == settled.before.interest_fen - 100_00


def test_more_than_is_left_cannot_be_repaid():
    with pytest.raises(ValueError, match="more than is left"):
        repaid_early(REST, 463_306_49, PrepaymentEffect.KEEP_TERM)


def test_shortened_to_ten_years():
    assert compare(REST, shortened(REST, 120)).after.instalment_fen == 4_527_39


@pytest.mark.parametrize("months", [0, 216, 217])
def test_not_shorter(months):
    with pytest.raises(ValueError, match="not fewer"):
        shortened(REST, months)


def test_there_and_back_again_is_the_level_instalment_of_what_is_left():
    by_principal = repaid_by(REST, RepaymentMethod.EQUAL_PRINCIPAL)
    assert schedule(by_principal).rows[0].principal_fen == 2_144_94
    back = repaid_by(by_principal, RepaymentMethod.EQUAL_INSTALMENT)
    assert back.regular == replace(REST, regular_fen=None).regular


@pytest.mark.parametrize(
    ("first_due", "day", "new_first", "odd_days"),
    [
        (date(2022, 3, 20), 25, date(2022, 3, 25), 5),
        (date(2022, 3, 20), 5, date(2022, 4, 5), 16),
        (date(2020, 2, 29), 28, date(2020, 3, 28), 28),
        (date(2022, 12, 20), 1, date(2023, 1, 1), 12),
        (date(2022, 3, 20), 20, date(2022, 3, 20), 0),
    ],
)
def test_another_due_day_bears_interest_for_the_days_in_between(first_due, day, new_first, odd_days):
    before = replace(REST, first_due=first_due, due_day=first_due.day)
    after = due_on_day(before, day, 360)
    assert after.first_due == new_first
    first, *others = schedule(after).rows
    odd = interest_by_days(REST.principal_fen, REST.rate, odd_days, 360)
    assert first.payment_fen == 2_835_98 + odd
    assert [one.due.day for one in others[:11]] == [day] * 11
    assert [one.payment_fen for one in others] == [one.payment_fen for one in schedule(before).rows[1:]]


def test_every_due_day_at_every_month_end_from_2020_to_2032():
    for month in (Month(2020, 1) + at for at in range(13 * 12)):
        for old in (28, 29, 30, 31):
            before = replace(REST, first_due=due_in(month, old), due_day=old)
            for new in (1, 15, 28):
                after = due_on_day(before, new, 360)
                days = (after.first_due - before.first_due).days
                assert 0 <= days <= 31
                assert after.first_due.day == new
                assert schedule(replace(after, months=2)).rows[1].due == due_in(
                    Month.of(after.first_due) + 1, new
                )


@pytest.mark.parametrize(
    ("principal_fen", "days", "interest"),
    [(100_000_00, 0, 0), (100_000_00, 1, 9_03), (100_000_00, 17, 153_47), (463_306_48, 31, 1_296_61)],
)
def test_interest_by_actual_days_over_360(principal_fen, days, interest):
    assert interest_by_days(principal_fen, Fraction("0.0325"), days, 360) == interest


def test_interest_does_not_run_backwards():
    with pytest.raises(ValueError, match="backwards"):
        interest_by_days(1, Fraction("0.0325"), -1, 360)
