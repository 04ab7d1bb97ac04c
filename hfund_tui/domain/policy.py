"""Policy: every number the rules use, dated and cited.

A policy file holds parameters; a parameter holds values, each in force from a day (to another day, or until
the next one), each with the title of the text it comes from. A value that no source states is an assumption
and says so. Files are checked when they are loaded: gaps, overlaps, missing citations and wrong types are
errors at start-up, not surprises at a counter.

This module is pure: it takes parsed TOML, the services read the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar, cast

from hfund_tui.domain.calendar import PolicyError as PolicyError
from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.channels import ChannelMatrix
from hfund_tui.domain.money import parse_ratio, parse_yuan
from hfund_tui.domain.months import Month

PolicyValue = bool | int | str | Fraction | Month | tuple["MonthBand", ...] | tuple[str, ...] | None

T = TypeVar("T")

_UNITS = {
    "count",
    "days",
    "years",
    "months",
    "money",
    "ratio",
    "ratio_by_month",
    "flag",
    "word",
    "words",
    "month",
}
_MAY_BE_NONE = {"count", "days", "years", "months"}


class NoPolicyForDateError(LookupError):
    """A question about a day that no value of a parameter covers."""

    def __init__(self, key: str, on: date, first: date, last: date | None) -> None:
        super().__init__(f"{key}: no value on {on}")
        self.key = key
        self.on = on
        self.first = first
        self.last = last


@dataclass(frozen=True, slots=True)
class MonthBand:
    """The ratio for months claimed up to and including `until`; the last band has no end."""

    until: Month | None
    ratio: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter. `until` is the last day on which it holds; None: until further notice."""

    since: date
    until: date | None
    value: PolicyValue
    citation: str
    assumption: bool
    note: str

    def holds_on(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    key: str
    unit: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value in force on a day. Raises NoPolicyForDateError."""
        for value in reversed(self.values):
            if value.holds_on(day):
                return value
        raise NoPolicyForDateError(self.key, day, self.values[0].since, self.values[-1].until)


class PolicyBook:
    """All parameters, the working calendar and the channels.

    `book.on(day)` gives the policy of an application date.

    `version` identifies the content of the files, so that a record can say under which policy it was made.
    """

    def __init__(
        self,
        parameters: Iterable[Parameter],
        *,
        calendar: WorkingCalendar | None = None,
        channels: ChannelMatrix | None = None,
        version: str = "",
    ) -> None:
        self.parameters: dict[str, Parameter] = {}
        self.calendar = calendar or WorkingCalendar()
        self.channels = channels or ChannelMatrix()
        self.version = version
        for parameter in parameters:
            if parameter.key in self.parameters:
                raise PolicyError(parameter.key, "declared twice")
            self.parameters[parameter.key] = parameter

    def on(self, day: date) -> Policy:
        return Policy(self, day)


class Policy:
    """The policy of one application date: typed access to its values, each with its citation.

    Raises KeyError for an unknown parameter (a mistake in the program) and NoPolicyForDateError for a day
    that the files do not cover.
    """

    __slots__ = ("book", "day")

    def __init__(self, book: PolicyBook, day: date) -> None:
        self.book = book
        self.day = day

    def entry(self, key: str) -> DatedValue:
        return self.book.parameters[key].on(self.day)

    def citation(self, key: str) -> str:
        return self.entry(key).citation

    def is_assumption(self, key: str) -> bool:
        return self.entry(key).assumption

    def count(self, key: str) -> int:
        return self._typed(key, int)

    def count_or_none(self, key: str) -> int | None:
        value = self.entry(key).value
        return None if value is None else self._typed(key, int)

    def fen(self, key: str) -> int:
        return self._typed(key, int)

    def flag(self, key: str) -> bool:
        return self._typed(key, bool)

    def word(self, key: str) -> str:
        return self._typed(key, str)

    def words(self, key: str) -> tuple[str, ...]:
        return cast(tuple[str, ...], self._typed(key, tuple))

    def month(self, key: str) -> Month:
        return self._typed(key, Month)

    def ratio(self, key: str) -> Fraction:
        return self._typed(key, Fraction)

    def bands(self, key: str) -> tuple[MonthBand, ...]:
        return cast(tuple[MonthBand, ...], self._typed(key, tuple))

    def _typed(self, key: str, kind: type[T]) -> T:
        value = self.entry(key).value
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise PolicyError(key, f"is not a {kind.__name__}")
        return value


def read_parameters(parsed: Mapping[str, Any], where: str) -> list[Parameter]:
    """Check one parsed policy file and return its parameters. Raises PolicyError at the first fault."""
    parameters = []
    for key, body in parsed.items():
        place = f"{where} [{key}]"
        if not isinstance(body, dict):
            raise PolicyError(place, "must be a table")
        unit = body.get("unit")
        if unit not in _UNITS:
            raise PolicyError(place, f"unit must be one of {', '.join(sorted(_UNITS))}")
        rows = body.get("values")
        if not isinstance(rows, list) or not rows:
            raise PolicyError(place, "has no values")
        unknown = set(body) - {"unit", "values"}
        if unknown:
            raise PolicyError(place, f"does not know {', '.join(sorted(unknown))}")
        parameters.append(Parameter(key, unit, _dated(rows, unit, place)))
    return parameters


def _dated(rows: list[Any], unit: str, place: str) -> tuple[DatedValue, ...]:
    values: list[DatedValue] = []
    for number, row in enumerate(rows, start=1):
        at = f"{place} value {number}"
        if not isinstance(row, dict):
            raise PolicyError(at, "must be a table")
        unknown = set(row) - {"from", "until", "value", "none", "citation", "assumption", "note"}
        if unknown:
            raise PolicyError(at, f"does not know {', '.join(sorted(unknown))}")
        since, until = row.get("from"), row.get("until")
        if type(since) is not date:
            raise PolicyError(at, "needs 'from', a date")
        if until is not None and (type(until) is not date or until < since):
            raise PolicyError(at, "'until' must be a date not before 'from'")
        citation, note = row.get("citation", ""), row.get("note", "")
        assumption = row.get("assumption", False)
        if not isinstance(citation, str) or not citation.strip():
            raise PolicyError(at, "needs a citation")
        if not isinstance(assumption, bool) or not isinstance(note, str):
            raise PolicyError(at, "'assumption' must be true or false, 'note' a text")
        if assumption and not note.strip():
            raise PolicyError(at, "an assumption needs a note that says why")
        values.append(DatedValue(since, until, _value(row, unit, at), citation, assumption, note))
    closed: list[DatedValue] = []
    for value, following in zip(values, [*values[1:], None], strict=True):
        if following is None:
            closed.append(value)
            continue
        if following.since <= value.since:
            raise PolicyError(place, f"values are not in order at {following.since}")
        last = following.since - timedelta(days=1)
        if value.until is not None and value.until > last:
            raise PolicyError(place, f"values overlap at {following.since}")
        if value.until is not None and value.until < last:
            raise PolicyError(place, f"no value from {value.until + timedelta(days=1)} to {last}")
        closed.append(
            DatedValue(value.since, last, value.value, value.citation, value.assumption, value.note)
        )
    return tuple(closed)


def _value(row: Mapping[str, Any], unit: str, at: str) -> PolicyValue:
    if "none" in row:
        if row["none"] is not True or "value" in row or unit not in _MAY_BE_NONE:
            raise PolicyError(at, "'none' must be true, stands alone, and only where a number may be missing")
        return None
    raw = row.get("value")
    try:
        match unit:
            case "count" | "days" | "years" | "months":
                if type(raw) is int and raw >= 0:
                    return raw
            case "money":
                if isinstance(raw, str):
                    return parse_yuan(raw)
            case "ratio":
                if isinstance(raw, str):
                    return _share(raw)
            case "ratio_by_month":
                if isinstance(raw, list) and raw:
                    return _bands(raw, at)
            case "flag":
                if isinstance(raw, bool):
                    return raw
            case "word":
                if isinstance(raw, str) and raw:
                    return raw
            case "words":
                if isinstance(raw, list) and all(isinstance(one, str) for one in raw):
                    return tuple(raw)
            case "month":
                if isinstance(raw, str):
                    return Month.parse(raw)
    except PolicyError:
        raise
    except ValueError as problem:
        raise PolicyError(at, f"{raw!r} is not a {unit}") from problem
    raise PolicyError(at, f"{raw!r} is not a {unit}")


def _bands(raw: list[Any], at: str) -> tuple[MonthBand, ...]:
    bands: list[MonthBand] = []
    for number, band in enumerate(raw, start=1):
        if not isinstance(band, dict) or not {"ratio"} <= set(band) <= {"until", "ratio"}:
            raise PolicyError(at, "a band has a 'ratio', all but the last an 'until', and nothing else")
        if not all(isinstance(one, str) for one in band.values()):
            raise PolicyError(at, "'until' and 'ratio' of a band must be texts")
        until = Month.parse(band["until"]) if "until" in band else None
        if (until is None) != (number == len(raw)):
            raise PolicyError(at, "every band but the last needs 'until', the last has none")
        if bands and until is not None and until <= (bands[-1].until or until):
            raise PolicyError(at, "bands are not in order")
        bands.append(MonthBand(until, _share(band["ratio"]), band["ratio"]))
    return tuple(bands)


def _share(text: str) -> Fraction:
    """A ratio of a whole: more than all of it is a percentage that was typed as one. Raises ValueError."""
    ratio = parse_ratio(text)
    if ratio > 1:
        raise ValueError(text)
    return ratio
