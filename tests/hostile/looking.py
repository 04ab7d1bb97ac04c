"""What a screen must never show, whatever the data says."""

from __future__ import annotations

import unicodedata
from typing import Any

from rich.cells import cell_len

from tests.support.desk import Desk

_NEVER_SENT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters without ink, and what chooses between shapes: no category tells them.
_BLANK = frozenset("\u034f\u115f\u1160\u3164\uffa0\u2800")
_SHAPES = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0100, 0xE01F0))))
# What Textual's own scroll bars do when they are dragged.
_SCROLLING = frozenset({"grab", "release", "scroll_up", "scroll_down"})
MOST_MARKS = 4
"""More marks than this on one letter are drawn over the lines above and below."""


def harmful(text: str) -> list[str]:
    """What in a text would steer a terminal, hide something, or be drawn over its neighbours."""
    found = [f"U+{ord(one):04X}" for one in text if unicodedata.category(one) in _NEVER_SENT or one in _BLANK]
    marks = 0
    for one in text:
        marks = marks + 1 if unicodedata.category(one) in ("Mn", "Me") else 0
        if marks == MOST_MARKS + 1:
            found.append("a pile of marks")
    return found


def look(at: Desk, where: str) -> None:
    """The screen as it goes to the terminal, after the program's own filters: safe, and every line whole."""
    app = at.app
    assert app.is_running and app._exception is None, where
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    assert len(strips) == height, where
    for number, strip in enumerate(strips):
        place = f"{where}, line {number}: {strip.text!r}"
        assert (found := harmful(strip.text)) == [], f"{found} in {place}"
        assert strip.cell_length == sum(cell_len(one.text) for one in strip) == width, place
        assert (live := [meta for one in strip if (meta := _live(one))]) == [], f"{live} in {place}"


def _live(segment: Any) -> dict[str, Any]:
    """What a click on a segment would run. The program has no links of its own: all it does has a key."""
    meta = segment.style.meta if segment.style is not None else {}
    link = {"link": segment.style.link} if segment.style is not None and segment.style.link else {}
    return link | {
        name: value for name, value in meta.items() if name.startswith("@") and value not in _SCROLLING
    }
