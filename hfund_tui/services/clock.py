"""Time. The only module that may read the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


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
