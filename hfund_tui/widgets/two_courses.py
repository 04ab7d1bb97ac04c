"""A chart of two courses in characters: before a change and after it, told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence

BOTH, ONLY_BEFORE, ONLY_AFTER = "▐", "░", "▞"
"""What stays, what falls away, what is added. None of them has a width that depends on the terminal."""


def courses(before: Sequence[int], after: Sequence[int], width: int, height: int) -> list[str]:
    """Two courses over the same time as bars, top line first; each line has `width` cells.

    A bar shows the value at the beginning of its time. The highest value of both fills the height, and any
    value above zero shows.
    """
    months = max(len(before), len(after))
    top = max((*before, *after), default=0)
    if not months or not top or width <= 0:
        return [" " * max(0, width)] * height
    bars = [
        (_height(before, place, top, height), _height(after, place, top, height))
        for place in (column * months // width for column in range(width))
    ]
    return ["".join(_cell(*bar, level) for bar in bars) for level in range(height, 0, -1)]


def _height(course: Sequence[int], place: int, top: int, height: int) -> int:
    value = course[place] if place < len(course) else 0
    return max(1, (2 * value * height + top) // (2 * top)) if value > 0 else 0


def _cell(before: int, after: int, level: int) -> str:
    if level <= min(before, after):
        return BOTH
    if level <= before:
        return ONLY_BEFORE
    return ONLY_AFTER if level <= after else " "
