"""Bars of months as they are drawn by a chart. Pure: no library of charts is needed to make them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.months import Month

_STEPS = (1, 2, 3, 4, 5, 6, 8)
_TOO_LONG = 10_000


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the bars: a character, a colour of the theme, and a value for each month."""

    mark: str
    colour: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of months, the layers one upon the other, a caption above each. `ticks` are values and what is written
    beside them; the highest is the end of the scale."""

    months: tuple[Month, ...]
    layers: tuple[Layer, ...]
    captions: tuple[str, ...]
    ticks: tuple[tuple[int, str], ...]


def ticks(most: int) -> tuple[tuple[int, str], ...]:
    """0, a half and the end of a scale that no value up to *most* is above, in round numbers."""
    halves = (step * 10**power for power in count() for step in _STEPS)
    half = next(one for one in halves if 2 * one >= most)
    return tuple((value, short(value)) for value in (0, half, 2 * half))


def short(number: int) -> str:
    """A number of at most five characters: from 10,000 on in thousands, then in millions, half up."""
    for unit, letter in ((1, ""), (1_000, "k"), (1_000_000, "M")):
        rounded = round_half_up(Fraction(number, unit))
        if rounded < _TOO_LONG:
            return f"{rounded}{letter}"
    return f"{number:,}"
