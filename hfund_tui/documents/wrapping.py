"""Lines of a given width, for Chinese and Latin text mixed. Width is whatever the measure says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]

_NOT_AT_THE_BEGINNING = frozenset("，。、；：？！）」』》】〕％")
# Vowels and finals of Hangul syllables written in parts.
_JOINED = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")
_HAN_PLANES = 0x20000
_NOT_AT_THE_END = frozenset("（「『《【〔")


def cells(text: str) -> int:
    """How many terminal cells a text takes: a Han character takes two, a combining mark none."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or _JOINED.fullmatch(character):
        return 0
    return 2 if _is_wide(character) else 1


def _is_wide(character: str) -> bool:
    if unicodedata.category(character) == "Cn" and ord(character) < _HAN_PLANES:
        return False  # Python takes every character it does not know for a wide one
    return unicodedata.east_asian_width(character) in "WF"


def pad(text: str, width: int) -> str:
    """The text filled with spaces to so many cells; never cut."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: float, measure: Measure = cells) -> list[str]:
    """The text in lines no wider than `width`, at least one.

    Latin words stay whole and Chinese punctuation stands with its neighbour, unless one alone is wider than a
    line.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if measure(line + unit) <= width:
            line += unit
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = "" if unit == " " else unit
        while measure(line) > width and len(line) > 1:
            kept = _longest(line, width, measure)
            lines.append(line[:kept])
            line = line[kept:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _longest(text: str, width: float, measure: Measure) -> int:
    """How many characters fit into a line: at least one."""
    return next((n for n in range(len(text), 1, -1) if measure(text[:n]) <= width), 1)


def _units(text: str) -> list[str]:
    """Pieces between which a line may end."""
    units: list[str] = []
    for character in text:
        last = units[-1][-1] if units else " "
        joins = (
            character in _NOT_AT_THE_BEGINNING
            or last in _NOT_AT_THE_END
            or _cells(character) == 0
            or not (_is_wide(character) or _is_wide(last))
        )
        if joins and last != " " and character != " ":
            units[-1] += character
        else:
            units.append(character)
    return units
