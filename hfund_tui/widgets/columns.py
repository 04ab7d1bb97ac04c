"""Lining texts up: columns, flowing parts, labels. Everything counts terminal cells, never characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from hfund_tui.widgets.text import cells, ui_text

_ELLIPSIS = "..."


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; amounts stand at the right end of their column."""

    label: str
    value: Content


def cut(content: Content, width: int) -> Content:
    """`content` in at most `width` cells, with "..." where something is missing."""
    if content.cell_length <= width:
        return content
    return Content.assemble(content.truncate(max(0, width - len(_ELLIPSIS))), _ELLIPSIS)


def padded(content: Content, width: int, *, right: bool = False) -> Content:
    """`content` in exactly `width` cells."""
    if width <= 0:
        return Content("")
    shown = cut(content, width)
    gap = " " * (width - shown.cell_length)
    return Content.assemble(gap, shown) if right else Content.assemble(shown, gap)


def flowing(parts: Iterable[Content], width: int, *, gap: int = 3) -> list[Content]:
    """Parts one after the other, as many to a line as fit; no part is broken. Empty parts are left out."""
    lines: list[Content] = []
    for part in parts:
        if not part.plain:
            continue
        if lines and lines[-1].cell_length + gap + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], " " * gap, part)
        else:
            lines.append(cut(part, width))
    return lines


def grid(rows: Sequence[Sequence[Fact]], width: int, *, widest_gap: int = 6) -> list[Content]:
    """Facts in columns: labels left, values right, each column as wide as its widest."""
    columns = max((len(row) for row in rows), default=0)
    labels = [max(cells(row[n].label) for row in rows if n < len(row)) for n in range(columns)]
    values = [max(row[n].value.cell_length for row in rows if n < len(row)) for n in range(columns)]
    room = width - sum(labels) - sum(values) - 2 * columns
    gap = " " * max(2, min(widest_gap, room // max(1, columns - 1)))
    return [
        Content(gap).join(
            Content.assemble(
                ui_text(fact.label, "$text-muted"),
                " " * (labels[n] - cells(fact.label) + 2),
                padded(fact.value, values[n], right=True),
            )
            for n, fact in enumerate(row)
        )
        for row in rows
    ]


def labelled(label: str, lines: Sequence[Content], label_width: int, width: int) -> list[Content]:
    """Lines beside one label."""
    room = width - label_width - 2
    return [
        Content.assemble(
            ui_text(label if number == 0 else "", "$text-muted"),
            " " * (label_width + 2 - (cells(label) if number == 0 else 0)),
            cut(line, room),
        )
        for number, line in enumerate(lines)
    ]
