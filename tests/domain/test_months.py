"""Month arithmetic and ages."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.months import Month, MonthError, add_months, add_years, age_on, months_between

MONTHS = st.builds(Month, st.integers(1950, 2100), st.integers(1, 12))
STEPS = st.integers(-500, 500)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("text", ["2019-08", "201908", " 2019-08 ", "２０１９－０８", "２０１９０８"])
def test_written_months(text: str) -> None:
    month = Month.parse(text)
    assert month == Month(2019, 8)
    assert str(month) == "2019-08"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_format"),
        ("2019", "bad_format"),
        ("2019-8", "bad_format"),
        ("2019/08", "bad_format"),
        ("2019-08-01", "bad_format"),
        ("-201908", "bad_format"),
        ("٢٠١٩٠٨", "bad_format"),
        ("2019-00", "bad_month"),
        ("2019-13", "bad_month"),
        ("1899-12", "bad_year"),
        ("0000-01", "bad_year"),
    ],
)
def test_what_is_no_month(text: str, code: str) -> None:
    with pytest.raises(MonthError) as caught:
        Month.parse(text)
    assert caught.value.code == code


def test_arithmetic_stays_in_the_calendar() -> None:
    with pytest.raises(MonthError):
        Month(9999, 12) + 1
    with pytest.raises(MonthError):
        Month(1900, 1) - 1


def test_claimable_months_of_the_worked_example() -> None:
    last_withdrawal, applied = Month(2019, 8), Month.of(date(2020, 2, 27))
    claimable = months_between(last_withdrawal + 1, applied)
    assert [str(month) for month in claimable] == [
        "2019-09",
        "2019-10",
        "2019-11",
        "2019-12",
        "2020-01",
        "2020-02",
    ]
    assert months_between(applied + 1, applied) == ()


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        (Month(2020, 2), date(2020, 2, 1), date(2020, 2, 29)),
        (Month(2019, 2), date(2019, 2, 1), date(2019, 2, 28)),
        (Month(2019, 12), date(2019, 12, 1), date(2019, 12, 31)),
    ],
)
def test_first_and_last_day(month: Month, first: date, last: date) -> None:
    assert (month.first_day, month.last_day) == (first, last)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
        (date(2019, 12, 15), 1, date(2020, 1, 15)),
        (date(2020, 2, 27), 2, date(2020, 4, 27)),
        (date(1886, 6, 25), 12, date(1887, 6, 25)),
    ],
)
def test_months_later(day: date, n: int, expected: date) -> None:
    assert add_months(day, n) == expected


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        # Retirement at 60 and 55, as in the centre's guide: the birthday counts.
        (date(1960, 2, 27), date(2020, 2, 27), 60),
        (date(1960, 2, 28), date(2020, 2, 27), 59),
        (date(1965, 2, 27), date(2020, 2, 27), 55),
        (date(1965, 2, 28), date(2020, 2, 27), 54),
        # Born on 29 February: 28 February in a common year.
        (date(1960, 2, 29), date(2021, 2, 28), 61),
        (date(1960, 2, 29), date(2021, 2, 27), 60),
        (date(1960, 2, 29), date(2020, 2, 28), 59),
        (date(1960, 2, 29), date(2020, 2, 29), 60),
        (date(2020, 2, 27), date(2020, 2, 27), 0),
    ],
)
def test_ages(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth date"):
        age_on(date(2020, 2, 28), date(2020, 2, 27))


def test_a_leap_day_a_year_on() -> None:
    assert add_years(date(2020, 2, 29), 1) == date(2021, 2, 28)
    assert add_years(date(2020, 2, 29), 4) == date(2024, 2, 29)


@given(MONTHS, STEPS)
def test_adding_and_subtracting_are_inverse(month: Month, n: int) -> None:
    assert (month + n) - n == month
    assert (month + n) - month == n
    assert month - (month + n) == -n


@given(MONTHS)
def test_a_month_reads_back(month: Month) -> None:
    assert Month.parse(str(month)) == Month.from_index(month.index) == month
    assert Month.of(month.first_day) == Month.of(month.last_day) == month


@given(MONTHS, MONTHS)
def test_order_is_the_calendars(a: Month, b: Month) -> None:
    assert (a < b) == (a.index < b.index) == (a.first_day < b.first_day) == (str(a) < str(b))


@given(MONTHS, st.integers(-50, 50))
def test_months_between_counts_both_ends(first: Month, n: int) -> None:
    months = months_between(first, first + n)
    assert len(months) == max(n + 1, 0)
    assert all(later - earlier == 1 for earlier, later in pairwise(months))


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), STEPS)
def test_months_later_lie_in_the_month_counted(day: date, n: int) -> None:
    moved = add_months(day, n)
    assert Month.of(moved).index == day.year * 12 + day.month - 1 + n
    assert moved.day == min(day.day, Month.of(moved).last_day.day)


@given(DAYS, st.integers(0, 120))
def test_an_age_is_reached_on_the_birthday_and_not_the_day_before(born: date, years: int) -> None:
    birthday = add_years(born, years)
    assert age_on(born, birthday) == years
    if years:
        assert age_on(born, date.fromordinal(birthday.toordinal() - 1)) == years - 1
