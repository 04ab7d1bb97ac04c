"""One measured comparison, and how it is taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """What was measured, both times as text, their ratio, and the ratio allowed (0: none)."""

    what: str
    ours: str
    compared: str
    ratio: float
    limit: float = 0


def compare(what: str, ours: float, other: float, limit: float = 0) -> Figure:
    """A figure of two times in seconds."""
    return Figure(what, readable(ours), readable(other), ours / other, limit)


def within(what: str, seconds: float, limit: float) -> Figure:
    """A figure of a time and the time allowed, in seconds."""
    return Figure(what, readable(seconds), readable(limit), seconds / limit, 1)


def rate(what: str, seconds: float, rows: int, unit: int) -> Figure:
    """A figure of what took so many seconds for so many rows, in seconds a unit of them."""
    return Figure(what, readable(seconds * unit / rows), readable(seconds), unit / rows)


def readable(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} us" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"


def timed(job: Callable[[], object], times: int) -> float:
    """The median time of a job, in seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        job()
        taken.append(time.perf_counter() - begun)
    return median(taken)
