"""Calendar months as values, and the dates law counts in months and years."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self, overload

from hfund_tui.domain.text import fold_full_width

_FIRST_YEAR, _LAST_YEAR = 1900, 9999
_WRITTEN = re.compile(r"([0-9]{4})-?([0-9]{2})")


class MonthError(ValueError):
    """No such month. ``code`` is one of: bad_format, bad_month, bad_year."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str] = params


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year from 1900 to 9999; ordered, and countable through ``index``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise MonthError("bad_month", found=str(self.month))
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise MonthError("bad_year", found=str(self.year))

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2019-08`` or ``201908``, full-width or not."""
        match = _WRITTEN.fullmatch(fold_full_width(text).strip())
        if match is None:
            raise MonthError("bad_format")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month *day* lies in."""
        return cls(day.year, day.month)

    @classmethod
    def from_index(cls, index: int) -> Self:
        """The inverse of ``index``."""
        year, month0 = divmod(index, 12)
        return cls(year, month0 + 1)

    @property
    def index(self) -> int:
        """Months since the year 0; consecutive months differ by one."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __add__(self, months: int) -> "Month":
        return Month.from_index(self.index + months)

    @overload
    def __sub__(self, other: int) -> "Month": ...
    @overload
    def __sub__(self, other: "Month") -> int: ...
    def __sub__(self, other: "int | Month") -> "Month | int":
        if isinstance(other, Month):
            return self.index - other.index
        return Month.from_index(self.index - other)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from *first* to *last*, both included; empty when *last* comes before *first*."""
    return tuple(Month.from_index(index) for index in range(first.index, last.index + 1))


def add_months(day: date, n: int) -> date:
    """The corresponding day *n* months on (back when negative), or that month's last day if there is none.

    So reads article 202 of the General Provisions of the Civil Law (民法总则, 2017): a period ends on the
    corresponding day of its last month, and on the end of the month where that day is missing.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def add_years(day: date, n: int) -> date:
    """The corresponding day *n* years on; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * n)


def age_on(born: date, day: date) -> int:
    """Full years of age (周岁) on *day*, the birthday itself included. ``ValueError`` before birth.

    Someone born on 29 February has the birthday on 28 February in a common year: a term counted in years
    ends on the last day of the month when the corresponding day is missing (article 202 of the General
    Provisions of the Civil Law). It is also the reading in which an age limit is reached on
    ``add_years(born, limit)``.
    """
    if day < born:
        raise ValueError(f"{day} is before the birth date {born}")
    years = day.year - born.year
    return years if add_years(born, years) <= day else years - 1
