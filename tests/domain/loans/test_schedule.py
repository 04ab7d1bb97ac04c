"""Schedules: the field's worked examples, and what holds for every loan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from hfund_tui.domain.loans.schedule import (
    Prepayment,
    PrepaymentError,
    Terms,
    due_in,
    level_instalment,
    schedule,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod

KEEP_TERM, KEEP_INSTALMENT = PrepaymentEffect.KEEP_TERM, PrepaymentEffect.KEEP_INSTALMENT
EQUAL_INSTALMENT, EQUAL_PRINCIPAL = RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.EQUAL_PRINCIPAL


def terms(principal_yuan: int, rate: str, months: int, method: RepaymentMethod = EQUAL_INSTALMENT) -> Terms:
    return Terms(principal_yuan * 100, Fraction(rate) / 100, months, method, date(2020, 3, 20), 20)


EXAMPLE = terms(500_000, "3.25", 240)


@pytest.mark.parametrize(
    ("years", "rate", "instalment"),
    [(5, "2.75", 178_58), (10, "3.25", 97_72), (20, "3.25", 56_72), (30, "3.25", 43_52)],
)
def test_the_published_table_of_instalments_per_ten_thousand(years, rate, instalment):
    assert schedule(terms(10_000, rate, 12 * years)).instalment_fen == instalment


def test_half_a_million_over_twenty_years():
    rows = schedule(EXAMPLE).rows
    first, last = rows[0], rows[-1]
    assert (first.payment_fen, first.interest_fen, first.principal_fen) == (2_835_98, 1_354_17, 1_481_81)
    assert first.balance_fen == 498_518_19
    assert rows[23].balance_fen == 463_306_48
    assert (last.period, last.due, last.payment_fen) == (240, date(2040, 2, 20), 2_835_56)
    assert schedule(EXAMPLE).total_interest_fen == 180_634_78


@pytest.mark.parametrize(
    ("effect", "months", "instalment", "last", "interest"),
    [
        (KEEP_TERM, 216, 2_223_86, 2_224_25, 117_047_67),
        (KEEP_INSTALMENT, 158, 2_835_98, 1_546_95, 83_489_33),
    ],
)
def test_a_hundred_thousand_repaid_after_two_years(effect, months, instalment, last, interest):
    made = schedule(EXAMPLE, (Prepayment(24, 100_000_00, effect),))
    rest = made.rows[24:]
    assert (made.rows[23].prepaid_fen, made.rows[23].balance_fen) == (100_000_00, 363_306_48)
    assert (len(rest), rest[0].payment_fen, rest[-1].payment_fen) == (months, instalment, last)
    assert sum(one.interest_fen for one in rest) == interest


def test_shortened_from_216_months_to_120():
    assert level_instalment(463_306_48, EXAMPLE.monthly_rate, 120) == 4_527_39


def test_a_million_of_equal_principal():
    """The closed form without rounding gives 488,854.17 of interest; rows of whole fen give 0.39 less."""
    made = schedule(terms(1_000_000, "3.25", 360, EQUAL_PRINCIPAL))
    first, second = made.rows[:2]
    assert (first.payment_fen, first.payment_fen - second.payment_fen) == (5_486_11, 7_52)
    assert made.total_interest_fen == 488_853_78
    assert schedule(terms(1_000_000, "3.25", 360)).instalment_fen == 4_352_06


def test_equal_principal_keeps_its_part_or_its_term():
    whole = terms(120_000, "3.25", 12, EQUAL_PRINCIPAL)
    kept = schedule(whole, (Prepayment(2, 30_000_00, KEEP_INSTALMENT),))
    assert [one.principal_fen for one in kept.rows] == [10_000_00] * 9
    spread = schedule(whole, (Prepayment(2, 30_000_00, KEEP_TERM),))
    assert [one.principal_fen for one in spread.rows[2:]] == [7_000_00] * 10


@pytest.mark.parametrize(
    ("principal_fen", "rate", "months", "method", "payments"),
    [
        (1, "3.25", 1, EQUAL_INSTALMENT, [1]),
        (1, "3.25", 3, EQUAL_INSTALMENT, [0, 0, 1]),
        (1, "60", 3, EQUAL_PRINCIPAL, [0, 0, 1]),
        (6, "0", 12, EQUAL_INSTALMENT, [1] * 6 + [0] * 6),
        (6, "0", 12, EQUAL_PRINCIPAL, [1] * 6 + [0] * 6),
        (100, "0", 3, EQUAL_INSTALMENT, [33, 33, 34]),
        (200, "0", 3, EQUAL_PRINCIPAL, [67, 67, 66]),
        (1_000_00, "12", 1, EQUAL_INSTALMENT, [1_010_00]),
        (1_000_00, "12", 1, EQUAL_PRINCIPAL, [1_010_00]),
    ],
)
def test_the_smallest_loans(principal_fen, rate, months, method, payments):
    made = schedule(replace(terms(1, rate, months, method), principal_fen=principal_fen))
    assert [one.payment_fen for one in made.rows] == payments
    assert made.rows[-1].balance_fen == 0


@pytest.mark.parametrize(
    ("first_due", "due_day", "dates"),
    [
        (date(2020, 1, 31), 31, ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"]),
        (date(2021, 1, 30), 30, ["2021-01-30", "2021-02-28", "2021-03-30", "2021-04-30"]),
        (date(2020, 2, 29), 31, ["2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31"]),
        (date(2020, 2, 29), 29, ["2020-02-29", "2020-03-29", "2020-04-29", "2020-05-29"]),
        (date(2020, 11, 28), 28, ["2020-11-28", "2020-12-28", "2021-01-28", "2021-02-28"]),
    ],
)
def test_due_dates_come_back_to_their_day(first_due, due_day, dates):
    made = schedule(replace(terms(100, "3", 4), first_due=first_due, due_day=due_day))
    assert [one.due.isoformat() for one in made.rows] == dates


def test_every_month_end_and_leap_day_from_2020_to_2032():
    for due_day in (28, 29, 30, 31):
        first = due_in(Month(2020, 1), due_day)
        made = schedule(replace(terms(1_000, "3", 156), first_due=first, due_day=due_day))
        assert made.last_due == date(2032, 12, due_day)
        for at, row in enumerate(made.rows):
            month = Month(2020, 1) + at
            assert (Month.of(row.due), row.due.day) == (month, min(due_day, month.last_day.day))


@pytest.mark.parametrize(
    ("prepayments", "code", "params"),
    [
        ([Prepayment(241, 1, KEEP_TERM)], "after_the_end", {"period": 241, "last": 240}),
        ([Prepayment(240, 1, KEEP_TERM)], "more_than_left", {"period": 240, "left": 0}),
        ([Prepayment(24, 463_306_49, KEEP_TERM)], "more_than_left", {"period": 24, "left": 463_306_48}),
        (
            [Prepayment(24, 100_000_00, KEEP_TERM), Prepayment(24, 363_306_49, KEEP_TERM)],
            "more_than_left",
            {"period": 24, "left": 363_306_48},
        ),
        (
            [Prepayment(24, 100_000_00, KEEP_INSTALMENT), Prepayment(200, 1, KEEP_TERM)],
            "after_the_end",
            {"period": 200, "last": 182},
        ),
        (
            [Prepayment(24, 463_306_48, KEEP_TERM), Prepayment(25, 1, KEEP_TERM)],
            "after_the_end",
            {"period": 25, "last": 24},
        ),
    ],
)
def test_there_is_no_place_for_it(prepayments, code, params):
    with pytest.raises(PrepaymentError) as caught:
        schedule(EXAMPLE, tuple(prepayments))
    assert (caught.value.code, caught.value.params) == (code, params)


def test_all_of_it_repaid_early_ends_the_schedule():
    made = schedule(EXAMPLE, (Prepayment(24, 463_306_48, KEEP_TERM),))
    assert (made.months, made.rows[-1].balance_fen, made.rows[-1].prepaid_fen) == (24, 0, 463_306_48)


def test_interest_of_odd_days_is_paid_with_the_first_instalment():
    made = schedule(replace(EXAMPLE, odd_interest_fen=123_45))
    plain = schedule(EXAMPLE)
    assert made.rows[0].interest_fen == plain.rows[0].interest_fen + 123_45
    assert made.rows[1:] == plain.rows[1:]


@pytest.mark.parametrize(
    "wrong",
    [
        {"principal_fen": 0},
        {"months": 0},
        {"rate": Fraction(-1, 100)},
        {"due_day": 0},
        {"due_day": 32},
        {"due_day": 21},
        {"odd_interest_fen": -1},
    ],
)
def test_no_loan_has_such_terms(wrong):
    with pytest.raises(ValueError, match=r"loan has|first instalment"):
        replace(EXAMPLE, **wrong)


@pytest.mark.parametrize(
    ("first_due", "months", "last_due"),
    [
        (date(9999, 12, 31), 1, date(9999, 12, 31)),
        (date(9980, 1, 31), 240, date(9999, 12, 31)),
        (date(9999, 12, 31), 2, None),
        (date(9980, 2, 20), 240, None),
        (date(9999, 1, 1), 600, None),
    ],
)
def test_a_schedule_ends_with_the_last_year_there_is(first_due, months, last_due):
    wanted = {"first_due": first_due, "due_day": first_due.day, "months": months}
    if last_due is None:
        with pytest.raises(ValueError, match="last day there is"):
            replace(EXAMPLE, **wanted)
    else:
        assert schedule(replace(EXAMPLE, **wanted)).last_due == last_due
