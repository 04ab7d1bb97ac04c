"""A paper as lines of text, aligned by terminal cells."""

from __future__ import annotations

from collections.abc import Sequence

from hfund_tui.documents.paper import Block, Paper, Row, Table, in_pairs, map_texts, shared_labels
from hfund_tui.documents.wrapping import cells, pad, wrap
from hfund_tui.domain.text import clean, drop_unsafe
from hfund_tui.i18n import Translator

NARROWEST = 32
_PAIRS_FROM = 72
_GAP = 2
# Terminals disagree on the width of this sign; paper has no such trouble.
_PLAIN = str.maketrans({"×": "x"})


def paper_lines(paper: Paper, t: Translator, width: int) -> list[str]:
    """The paper in lines of at most `width` cells. Raises ValueError below 32."""
    if width < NARROWEST:
        raise ValueError(f"{width} cells are too few")
    paper = map_texts(paper, lambda text: drop_unsafe(clean(text)).translate(_PLAIN))
    heads = [t("document.sample_line")] if paper.sample else []
    heads += [f"{t('document.fund')}  {paper.branch}", paper.title]
    heads += [paper.mark] if paper.mark else []
    lines = [one for head in heads for one in _centred(head, width)]
    lines.append("=" * width)
    if paper.lead:
        lines += [*wrap(paper.lead, width), ""]
    shared = _widest(shared_labels(paper), width)
    for number, block in enumerate(paper.blocks):
        if number:
            lines.append("-" * width)
        labels = [one.label for one in block.rows]
        lines += _block(block, _widest(labels, width) if block.heading else shared, width)
    lines.append("=" * width)
    for note in paper.notes:
        first, *rest = wrap(note, width - 2)
        lines += [f"* {first}", *(f"  {one}" for one in rest)]
    return [line.rstrip() for line in lines]


def _centred(text: str, width: int) -> list[str]:
    return [" " * ((width - cells(line)) // 2) + line for line in wrap(text, width)]


def _widest(labels: Sequence[str], width: int) -> int:
    return min(max(map(cells, labels), default=0), width // 3)


def _block(block: Block, label_width: int, width: int) -> list[str]:
    lines = wrap(block.heading, width) if block.heading else []
    half = (width - _GAP) // 2

    def fits(one: Row) -> bool:
        return label_width + _GAP + cells(one.value) <= half and cells(one.label) <= label_width

    if block.paired and width >= _PAIRS_FROM:
        for pair in in_pairs(block.rows, fits):
            if len(pair) == 2:
                left, right = (_row(one, label_width, half)[0] for one in pair)
                lines.append(pad(left, half + _GAP) + right)
            else:
                lines += _row(pair[0], label_width, width)
        return lines
    for one in block.rows:
        lines += _row(one, label_width, width)
    return lines + (_table(block.table, width) if block.table else [])


def _table(table: Table, width: int) -> list[str]:
    """Columns as wide as they need to be; where that is too wide, each line stacked."""
    every = [table.heads, *(one.cells for one in table.lines)]
    widths = [max(cells(row[at]) for row in every) for at in range(len(table.heads))]
    notes = ["", *(one.note for one in table.lines)]
    lines: list[str] = []
    if sum(widths) + _GAP * (len(widths) - 1) > width:
        for one in table.lines:
            texts, numbers = table.stacked(one)
            lines += [*wrap(texts, width), *(f"  {part}" for part in wrap(numbers, width - 2))]
        return lines
    for row, note in zip(every, notes, strict=True):
        parts = [
            pad(cell, wide) if at < table.flush_left else pad("", wide - cells(cell)) + cell
            for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((" " * _GAP).join(parts))
        lines += [f"  {part}" for part in wrap(note, width - 2)] if note else []
    return lines


def _row(row: Row, label_width: int, width: int) -> list[str]:
    indent = label_width + _GAP if label_width else 0
    values = wrap(row.value, width - indent)
    labels = wrap(row.label, label_width) if label_width else [""]
    height = max(len(values), len(labels))
    values += [""] * (height - len(values))
    labels += [""] * (height - len(labels))
    return [pad(label, indent) + value for label, value in zip(labels, values, strict=True)]
