"""Time. The only module that may read the clock."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

_FUND_ZONE = timezone(timedelta(hours=8))
"""China has had no summer time since 1991."""


def calendar_day(instant: datetime) -> date:
    """The day on the calendar of the fund. `instant` must be aware."""
    return instant.astimezone(_FUND_ZONE).date()


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> int:
        """Whole milliseconds of a clock that never jumps; for idle times only."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> int:
        return time.monotonic_ns() // 1_000_000


class FrozenClock:
    """A clock that stands still until it is moved: for demonstrations, training and tests."""

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        self._now = now
        self._elapsed = timedelta()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> int:
        return self._elapsed // timedelta(milliseconds=1)

    def advance(self, step: timedelta) -> None:
        self._now += step
        self._elapsed += step


class ShiftedClock:
    """Runs like the system's clock from another starting point: the demo branch lives on its own day."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        return self._start + (datetime.now(UTC) - self._began)

    def monotonic(self) -> int:
        return time.monotonic_ns() // 1_000_000
