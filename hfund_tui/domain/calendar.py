"""Working days: weekends, public holidays and the weekends that are worked instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


class PolicyError(ValueError):
    """A policy file that must not be used. `where` names file, parameter and value."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked. Years without a published table fall back to plain weekends."""

    days_off: frozenset[date] = frozenset()
    worked_weekends: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def covers(self, day: date) -> bool:
        """Whether the holidays of that year are known; else only its weekends are."""
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        if day in self.days_off:
            return False
        return day.weekday() < 5 or day in self.worked_weekends

    def add(self, day: date, working_days: int) -> date:
        """The day on which that many working days after `day` have passed; `day` itself does not count."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.is_working_day(day)
        return day

    def between(self, day: date, later: date) -> int:
        """How many working days have passed on `later`; `day` itself does not count, `later` does."""
        days = (later - day).days
        return sum(self.is_working_day(day + timedelta(days=number)) for number in range(1, days + 1))


@dataclass(frozen=True, slots=True)
class Age:
    """How long something has waited, in working days, and the last day for it."""

    working_days: int
    due_on: date
    overdue: bool


def age_on(calendar: WorkingCalendar, since: date, due_on: date, today: date) -> Age:
    """The day it is due on is not late yet."""
    return Age(calendar.between(since, today), due_on, today > due_on)


def read_calendar(parsed: Mapping[str, Any], where: str) -> WorkingCalendar:
    """The calendar of a parsed holiday file: one table a year with `off` and `worked`, lists of dates."""
    off: set[date] = set()
    worked: set[date] = set()
    for year, table in parsed.items():
        place = f"{where} [{year}]"
        if not (year.isascii() and year.isdecimal()):
            raise PolicyError(place, "must be named by a year")
        if not isinstance(table, dict):
            raise PolicyError(place, "must be a table")
        if unknown := set(table) - {"citation", "off", "worked"}:
            raise PolicyError(place, f"does not know {', '.join(sorted(unknown))}")
        if not table.get("citation"):
            raise PolicyError(place, "needs a citation")
        for name, target in (("off", off), ("worked", worked)):
            days = table.get(name, [])
            if not isinstance(days, list):
                raise PolicyError(f"{place} {name}", "must be a list of dates")
            for one in days:
                if type(one) is not date or str(one.year) != year:
                    raise PolicyError(f"{place} {name}", f"{one!r} is not a date of that year")
                target.add(one)
    if off & worked:
        raise PolicyError(where, f"{min(off & worked)} is both off and worked")
    return WorkingCalendar(frozenset(off), frozenset(worked), frozenset(int(year) for year in parsed))
