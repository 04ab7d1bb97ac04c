"""Working days: weekends, public holidays, and weekends worked instead."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.calendar import PolicyError, WorkingCalendar, read_calendar
from tests.support.policies import policy_book

D = date
SHIPPED = policy_book().calendar
DAYS = st.dates(D(2018, 1, 1), D(2022, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (D(2020, 2, 27), True),  # Thursday
        (D(2020, 2, 29), False),  # Saturday of a leap day
        (D(2020, 1, 19), True),  # Sunday worked before Spring Festival
        (D(2020, 1, 24), False),  # Spring Festival
        (D(2020, 1, 31), False),  # the extension of 2020
        (D(2020, 2, 2), False),
        (D(2020, 2, 3), True),
        (D(2019, 10, 12), True),  # Saturday worked after National Day
        (D(2019, 10, 7), False),
        (D(2018, 1, 1), True),  # a Monday: no table for 2018
        (D(2021, 1, 2), False),
    ],
)
def test_which_days_are_worked(day: date, worked: bool) -> None:
    assert SHIPPED.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("start", "days", "wanted"),
    [
        (D(2020, 2, 27), 0, D(2020, 2, 27)),
        (D(2020, 2, 27), 1, D(2020, 2, 28)),
        (D(2020, 2, 27), 3, D(2020, 3, 3)),  # over a weekend
        (D(2020, 2, 28), 3, D(2020, 3, 4)),
        (D(2020, 2, 29), 3, D(2020, 3, 4)),  # from a Saturday
        (D(2020, 1, 17), 1, D(2020, 1, 19)),  # the next day is a Sunday that is worked
        (D(2020, 1, 23), 3, D(2020, 2, 5)),  # over Spring Festival with its extension
        (D(2019, 12, 31), 1, D(2020, 1, 2)),  # over New Year
        (D(2019, 9, 30), 3, D(2019, 10, 10)),
    ],
)
def test_adding_working_days(start: date, days: int, wanted: date) -> None:
    assert SHIPPED.add(start, days) == wanted


@given(DAYS, st.integers(0, 30))
def test_exactly_that_many_working_days_pass(start: date, days: int) -> None:
    end = SHIPPED.add(start, days)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(SHIPPED.is_working_day(day) for day in passed) == days
    assert days == 0 or SHIPPED.is_working_day(end)


@given(DAYS)
def test_without_a_table_only_weekends_are_off(day: date) -> None:
    assert WorkingCalendar().is_working_day(day) is (day.weekday() < 5)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (D(2021, 1, 3), False), (D(2021, 1, 4), True), (D(2021, 2, 7), True), (D(2021, 2, 17), False),
        (D(2022, 4, 2), True), (D(2022, 10, 8), True), (D(2023, 6, 25), True), (D(2023, 10, 6), False),
        (D(2024, 2, 9), True), (D(2024, 2, 18), True), (D(2024, 9, 14), True), (D(2025, 2, 4), False),
        (D(2025, 10, 8), False), (D(2025, 10, 11), True), (D(2026, 1, 4), True), (D(2026, 2, 23), False),
    ],
)  # fmt: skip
def test_the_years_after(day: date, worked: bool) -> None:
    assert SHIPPED.is_working_day(day) is worked


def test_where_the_calendar_ends_it_says_so() -> None:
    assert [SHIPPED.covers(D(year, 6, 1)) for year in (2018, 2019, 2026, 2027)] == [False, True, True, False]


def test_a_holiday_file() -> None:
    parsed = {"2020": {"citation": "x", "off": [D(2020, 1, 1)], "worked": [D(2020, 1, 19)]}}
    assert read_calendar(parsed, "h.toml") == WorkingCalendar(
        frozenset({D(2020, 1, 1)}), frozenset({D(2020, 1, 19)}), frozenset({2020})
    )


@pytest.mark.parametrize(
    ("problem", "parsed"),
    [
        ("not a date of that year", {"2020": {"citation": "x", "off": [D(2019, 12, 31)]}}),
        ("not a date of that year", {"2020": {"citation": "x", "off": ["2020-01-01"]}}),
        ("not a date of that year", {"2020": {"citation": "x", "off": [datetime(2020, 1, 1)]}}),
        ("not a date of that year", {"2020": {"citation": "x", "worked": [20200119]}}),
        ("needs a citation", {"2020": {"off": [D(2020, 1, 1)]}}),
        ("both off and worked", {"2020": {"citation": "x", "off": [D(2020, 1, 1)], "worked": [D(2020, 1, 1)]}}),
        ("named by a year", {"soon": {"citation": "x"}}),
        ("must be a table", {"2020": [D(2020, 1, 1)]}),
        ("does not know of", {"2020": {"citation": "x", "of": [D(2020, 1, 1)]}}),
        ("must be a list", {"2020": {"citation": "x", "off": D(2020, 1, 1)}}),
    ],
)  # fmt: skip
def test_holiday_files_that_must_not_be_used(problem: str, parsed: dict[str, Any]) -> None:
    with pytest.raises(PolicyError, match=problem):
        read_calendar(parsed, "h.toml")
