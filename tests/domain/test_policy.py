"""Policy files are checked when they are read, and answer by date with their citation."""

from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import (
    DatedValue,
    MonthBand,
    NoPolicyForDateError,
    Parameter,
    Policy,
    PolicyBook,
    PolicyError,
    read_parameters,
)

D = date
TODAY = D(2020, 2, 27)


def row(since: date, value: Any = 1, **more: Any) -> dict[str, Any]:
    return {"from": since, "value": value, "citation": "a_text", **more}


def read(*rows: dict[str, Any], unit: str = "count") -> Parameter:
    (parameter,) = read_parameters({"a.key": {"unit": unit, "values": list(rows)}}, "a.toml")
    return parameter


def policy_of(*rows: dict[str, Any], unit: str = "count", on: date = TODAY) -> Policy:
    return PolicyBook([read(*rows, unit=unit)]).on(on)


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (D(2015, 1, 1), 1),
        (D(2017, 11, 13), 1),
        (D(2017, 11, 14), 2),
        (D(2019, 12, 31), 2),
        (D(2020, 1, 1), 3),
        (D(9999, 12, 31), 3),
    ],
)
def test_the_value_of_a_day_is_the_one_that_began_last(on: date, wanted: int) -> None:
    steps = (row(D(2015, 1, 1), 1), row(D(2017, 11, 14), 2), row(D(2020, 1, 1), 3))
    assert policy_of(*steps, on=on).count("a.key") == wanted


def test_a_value_ends_the_day_before_the_next_begins() -> None:
    first, second = read(row(D(2016, 1, 1)), row(D(2016, 3, 1))).values
    assert (first.until, second.until) == (D(2016, 2, 29), None)


def test_the_last_value_may_end() -> None:
    parameter = read(row(D(2015, 1, 1), until=D(2019, 6, 30)))
    assert parameter.on(D(2019, 6, 30)).value == 1
    with pytest.raises(NoPolicyForDateError) as caught:
        parameter.on(D(2019, 7, 1))
    error = caught.value
    assert (error.key, error.on, error.first, error.last) == (
        "a.key",
        D(2019, 7, 1),
        D(2015, 1, 1),
        D(2019, 6, 30),
    )


def test_before_the_first_value_there_is_no_policy() -> None:
    with pytest.raises(NoPolicyForDateError) as caught:
        policy_of(row(D(2015, 1, 1)), on=D(2014, 12, 31)).count("a.key")
    assert caught.value.last is None


@given(
    starts=st.lists(st.dates(D(2000, 1, 1), D(2100, 1, 1)), min_size=1, max_size=6, unique=True),
    day=st.dates(D(1999, 1, 1), D(2101, 1, 1)),
)
def test_each_day_has_exactly_one_value_or_none_before_the_first(starts: list[date], day: date) -> None:
    starts.sort()
    parameter = read(*(row(since, number) for number, since in enumerate(starts)))
    holding = [value for value in parameter.values if value.holds_on(day)]
    assert len(holding) == (day >= starts[0])
    if holding:
        assert parameter.on(day) is holding[0]
        assert holding[0].value == sum(since <= day for since in starts) - 1


@pytest.mark.parametrize(
    ("problem", "rows"),
    [
        ("no value from 2016-07-01 to 2016-12-31", [row(D(2015, 1, 1), until=D(2016, 6, 30)), row(D(2017, 1, 1))]),
        ("overlap at 2017-01-01", [row(D(2015, 1, 1), until=D(2017, 1, 1)), row(D(2017, 1, 1))]),
        ("not in order at 2014-01-01", [row(D(2015, 1, 1)), row(D(2014, 1, 1))]),
        ("not in order at 2015-01-01", [row(D(2015, 1, 1)), row(D(2015, 1, 1))]),
        ("'until' must be a date", [row(D(2015, 1, 1), until=D(2014, 12, 31))]),
        ("'until' must be a date", [row(D(2015, 1, 1), until="2016-12-31")]),
        ("needs 'from'", [{"value": 1, "citation": "a_text"}]),
        ("needs 'from'", [{"from": "2015-01-01", "value": 1, "citation": "a_text"}]),
        ("needs 'from'", [row(datetime(2015, 1, 1))]),
        ("needs a citation", [{"from": D(2015, 1, 1), "value": 1}]),
        ("needs a citation", [row(D(2015, 1, 1), citation="  ")]),
        ("needs a citation", [row(D(2015, 1, 1), citation=15)]),
        ("an assumption needs a note", [row(D(2015, 1, 1), assumption=True)]),
        ("an assumption needs a note", [row(D(2015, 1, 1), assumption=True, note=" ")]),
        ("'assumption' must be true or false", [row(D(2015, 1, 1), assumption="false", note="why")]),
        ("'assumption' must be true or false", [row(D(2015, 1, 1), note=1)]),
        ("does not know sitation", [row(D(2015, 1, 1), sitation="a_text")]),
        ("does not know til, when", [row(D(2015, 1, 1), til=1, when=2)]),
        ("'none' must be true", [row(D(2015, 1, 1), none=True)]),
        ("'none' must be true", [{"from": D(2015, 1, 1), "none": False, "citation": "a_text"}]),
        ("must be a table", ["2015-01-01"]),
        ("has no values", []),
    ],
)  # fmt: skip
def test_rows_that_must_not_be_used(problem: str, rows: list[Any]) -> None:
    with pytest.raises(PolicyError) as caught:
        read_parameters({"a.key": {"unit": "count", "values": rows}}, "a.toml")
    assert problem in caught.value.problem
    assert caught.value.where.startswith("a.toml [a.key]")


@pytest.mark.parametrize(
    ("problem", "parsed"),
    [
        ("must be a table", {"a.key": 1}),
        ("unit must be one of", {"a.key": {"values": [row(D(2015, 1, 1))]}}),
        ("unit must be one of", {"a.key": {"unit": "percent", "values": [row(D(2015, 1, 1))]}}),
        ("has no values", {"a.key": {"unit": "count"}}),
        ("has no values", {"a.key": {"unit": "count", "values": row(D(2015, 1, 1))}}),
        ("does not know title", {"a.key": {"unit": "count", "title": "x", "values": [row(D(2015, 1, 1))]}}),
    ],
)
def test_parameters_that_must_not_be_used(problem: str, parsed: dict[str, Any]) -> None:
    with pytest.raises(PolicyError, match=problem):
        read_parameters(parsed, "a.toml")


BAND = {"until": "2025-10", "ratio": "0.65"}
LAST = {"ratio": "0.80"}


@pytest.mark.parametrize(
    ("unit", "value", "wanted"),
    [
        ("count", 2, 2),
        ("days", 365, 365),
        ("years", 18, 18),
        ("months", 0, 0),
        ("money", "27927.00", 27_927_00),
        ("money", "0.00", 0),
        ("ratio", "0.65", Fraction(13, 20)),
        ("ratio", "1.00", Fraction(1)),
        ("ratio_by_month", [LAST], (MonthBand(None, Fraction(4, 5), "0.80"),)),
        (
            "ratio_by_month",
            [BAND, LAST],
            (MonthBand(Month(2025, 10), Fraction(13, 20), "0.65"), MonthBand(None, Fraction(4, 5), "0.80")),
        ),
        ("flag", True, True),
        ("flag", False, False),
        ("word", "offer", "offer"),
        ("words", ["app", "website"], ("app", "website")),
        ("month", "2010-12", Month(2010, 12)),
    ],
)
def test_values_of_each_unit(unit: str, value: Any, wanted: Any) -> None:
    assert read(row(D(2015, 1, 1), value), unit=unit).values[0].value == wanted


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        *(("count", bad) for bad in (-1, 1.0, True, "1", None, [1])),
        *(("days", bad) for bad in (-1, 1.5, "3")),
        *(("years", bad) for bad in (-18, "18")),
        *(("months", bad) for bad in (-1, 12.0)),
        *(("money", bad) for bad in (5000, 5000.0, "5e3", "-1.00", "1.234", "", None, "１.２.３")),
        *(("ratio", bad) for bad in (0.65, 1, "65%", "-0.1", ".65", "1e-1", "", "65", "1.01")),
        *(("ratio_by_month", [{"ratio": bad}]) for bad in ("65", "1.01")),
        *(("flag", bad) for bad in (1, 0, "true", None)),
        *(("word", bad) for bad in ("", 1, None, ["x"])),
        *(("words", bad) for bad in ("app", [1], None)),
        *(("month", bad) for bad in ("2010-13", "2010", 201012, D(2010, 12, 1))),
        *(("ratio_by_month", bad) for bad in ([], "0.65", LAST, None)),
        ("ratio_by_month", ["0.65"]),
        ("ratio_by_month", [{"ratio": 0.65}]),
        ("ratio_by_month", [{"until": "2025-10"}]),
        ("ratio_by_month", [{"until": D(2025, 10, 31), "ratio": "0.65"}, LAST]),
        ("ratio_by_month", [{"until": "2025-13", "ratio": "0.65"}, LAST]),
        ("ratio_by_month", [{**LAST, "from": "2025-11"}]),
    ],
)
def test_values_that_are_not_of_their_unit(unit: str, value: Any) -> None:
    with pytest.raises(PolicyError) as caught:
        read(row(D(2015, 1, 1), value), unit=unit)
    assert caught.value.where == "a.toml [a.key] value 1"


@pytest.mark.parametrize(
    ("problem", "bands"),
    [
        ("the last has none", [BAND]),
        ("the last has none", [LAST, LAST]),
        ("not in order", [BAND, BAND, LAST]),
        ("not in order", [BAND, {"until": "2024-12", "ratio": "0.70"}, LAST]),
    ],
)
def test_bands_cover_every_month_once(problem: str, bands: list[Any]) -> None:
    with pytest.raises(PolicyError, match=problem):
        read(row(D(2015, 1, 1), bands), unit="ratio_by_month")


@pytest.mark.parametrize("unit", ["count", "days", "years", "months"])
def test_a_number_may_be_none(unit: str) -> None:
    policy = policy_of({"from": D(2015, 1, 1), "none": True, "citation": "a_text"}, unit=unit)
    assert policy.count_or_none("a.key") is None
    with pytest.raises(PolicyError):
        policy.count("a.key")


@pytest.mark.parametrize("unit", ["money", "ratio", "ratio_by_month", "flag", "word", "words", "month"])
def test_other_values_may_not_be_none(unit: str) -> None:
    with pytest.raises(PolicyError, match="none"):
        read({"from": D(2015, 1, 1), "none": True, "citation": "a_text"}, unit=unit)


ACCESS = {
    "count": (Policy.count, 1),
    "fen": (Policy.fen, 1),
    "flag": (Policy.flag, True),
    "word": (Policy.word, "offer"),
    "words": (Policy.words, ("app",)),
    "month": (Policy.month, Month(2010, 12)),
    "ratio": (Policy.ratio, Fraction(13, 20)),
}


@pytest.mark.parametrize("name", ACCESS)
def test_a_value_is_read_as_what_it_is(name: str) -> None:
    """Each way of reading returns its own type and refuses all others; a flag is no number."""
    read_it, own = ACCESS[name]
    for other in (value for _, value in ACCESS.values()):
        dated = DatedValue(D(2015, 1, 1), None, other, "a_text", False, "")
        policy = PolicyBook([Parameter("a.key", "any", (dated,))]).on(D(2020, 2, 27))
        if type(other) is type(own):
            assert read_it(policy, "a.key") == other
        else:
            with pytest.raises(PolicyError):
                read_it(policy, "a.key")


def test_a_value_comes_with_its_citation_and_says_whether_it_is_assumed() -> None:
    rows = (
        row(D(2015, 1, 1), assumption=True, note="not stated before 2017"),
        row(D(2017, 11, 14), citation="the_notice"),
    )
    parameter = read(*rows)
    book = PolicyBook([parameter])
    early, late = book.on(D(2017, 11, 13)), book.on(D(2017, 11, 14))
    assert (early.citation("a.key"), early.is_assumption("a.key")) == ("a_text", True)
    assert (late.citation("a.key"), late.is_assumption("a.key")) == ("the_notice", False)
    assert parameter.values[0].note == "not stated before 2017"


def test_an_unknown_parameter_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        policy_of(row(D(2015, 1, 1))).count("another.key")


def test_a_parameter_is_declared_once() -> None:
    parameter = read(row(D(2015, 1, 1)))
    with pytest.raises(PolicyError, match="declared twice"):
        PolicyBook([parameter, parameter])


def test_values_cannot_be_changed_after_the_check() -> None:
    value = read(row(D(2015, 1, 1))).values[0]
    with pytest.raises(FrozenInstanceError):
        value.value = 2  # type: ignore[misc]


def test_a_policy_of_one_day_never_sees_another() -> None:
    """The ruleset is chosen by the application date alone."""
    book = PolicyBook([read(row(D(2015, 1, 1), 1), row(D(2020, 2, 27), 2))])
    day = D(2020, 2, 27)
    assert [book.on(day + timedelta(days=shift)).count("a.key") for shift in (-1, 0, 1)] == [1, 2, 2]
