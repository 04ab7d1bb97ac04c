"""The last guard before the terminal: no control sequence can come from a widget's text."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from hfund_tui.domain.text import drop_unsafe

_BREAKS = str.maketrans("", "", "\t\n")


class ControlFilter(LineFilter):
    """Drops what must not be shown and fills the place with spaces, so that every line stays as wide as it is.

    What comes from data is cleaned before; this also covers what is typed or pasted into a field.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(segment.control or _harmless(segment.text) == segment.text for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_in_its_place(segment.text), segment.style)
            for segment in segments
        ]


def _harmless(text: str) -> str:
    return drop_unsafe(text).translate(_BREAKS)


def _in_its_place(text: str) -> str:
    """A text without harm, in as many cells as it was counted for, sign by sign."""
    if _harmless(text) == text:
        return text
    return "".join(_sign(text[start:end], width) for start, end, width in split_graphemes(text)[0])


def _sign(sign: str, width: int) -> str:
    """What is left of a sign: several joined into one, as families are, are shown by the first of them."""
    kept = ""
    for character in _harmless(sign):
        if cell_len(kept + character) > width:
            break
        kept += character
    return kept + " " * (width - cell_len(kept))
