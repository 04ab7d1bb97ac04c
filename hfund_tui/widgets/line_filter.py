"""The last guard before the terminal: no control sequence can come from a widget's text."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_DANGEROUS = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: escape sequences begin with these
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # reading order
    "\u2028\u2029\ufeff\ufff9-\ufffb"
    "]"
)


class ControlFilter(LineFilter):
    """Replaces control and direction characters by as many spaces as they were counted for.

    What comes from data is cleaned before; this also covers what is typed or pasted into a field.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(_DANGEROUS.search(segment.text) for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(_DANGEROUS.sub(lambda hit: " " * cell_len(hit[0]), segment.text), segment.style)
            for segment in segments
        ]
