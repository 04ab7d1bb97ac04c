"""What stands on a paper, before anybody knows whether it becomes text or PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, StaffOnReceipt
from hfund_tui.i18n import Language, Translator


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value. A `strong` value is what the paper is about."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, and what there is to add below it."""

    cells: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns under their heads: the first `flush_left` ones as texts, the others as numbers."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    flush_left: int

    def stacked(self, line: Line) -> tuple[str, str]:
        """A line where the columns find no room: its texts, and its numbers with the head of each."""
        numbers = zip(self.heads[self.flush_left :], line.cells[self.flush_left :], strict=True)
        parts = [f"{head} {cell}" for head, cell in numbers if cell]
        return " ".join(line.cells[: self.flush_left]), "  ".join([*parts, line.note]).rstrip()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together, or a table. Where there is room, `paired` rows stand two in a line."""

    rows: tuple[Row, ...] = ()
    heading: str = ""
    paired: bool = False
    shaded: bool = False
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `mark` stands beside the title (补打); `sample` voids it visibly."""

    branch: str
    title: str
    reference: str
    issued_at: datetime
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    lead: str = ""
    mark: str = ""
    sealed: bool = False
    sample: bool = False


def map_texts(paper: Paper, change: Callable[[str], str]) -> Paper:
    """The paper with every text on it changed: the one place where data is made fit for print."""
    blocks = (
        replace(
            block,
            heading=change(block.heading),
            rows=tuple(replace(one, label=change(one.label), value=change(one.value)) for one in block.rows),
            table=_table_mapped(block.table, change) if block.table else None,
        )
        for block in paper.blocks
    )
    return replace(
        paper,
        branch=change(paper.branch),
        title=change(paper.title),
        reference=change(paper.reference),
        lead=change(paper.lead),
        mark=change(paper.mark),
        notes=tuple(change(note) for note in paper.notes),
        blocks=tuple(blocks),
    )


def _table_mapped(table: Table, change: Callable[[str], str]) -> Table:
    lines = (Line(tuple(map(change, one.cells)), change(one.note)) for one in table.lines)
    return replace(table, heads=tuple(map(change, table.heads)), lines=tuple(lines))


def row(t: Translator, key: str, value: str, *, strong: bool = False) -> Row:
    """A row with the label of a message key."""
    return Row(t(key), value, strong)


def name_of(t: Translator, name: BilingualName) -> str:
    """The name in the reader's language; where there is none in English, the Chinese one."""
    return name.zh if t.language is Language.ZH else name.en or name.zh


def staff_of(t: Translator, staff: StaffOnReceipt) -> str:
    return f"{name_of(t, staff.name)} ({staff.code})"


def people(
    t: Translator, member: PersonOnReceipt, account_no: str, proxy: PersonOnReceipt | None
) -> tuple[Row, ...]:
    """For whom, and who stood at the counter instead."""
    rows = [
        row(t, "receipt.label.member", member.name),
        row(t, "receipt.label.id_no", member.id_no),
        row(t, "receipt.label.account_no", account_no),
    ]
    if proxy is not None:
        rows += [
            row(t, "receipt.label.proxy", proxy.name),
            row(t, "receipt.label.proxy_id_no", proxy.id_no),
        ]
    return tuple(rows)


def shared_labels(paper: Paper) -> list[str]:
    """Labels that stand in one column all over the paper; a block with a heading has a column of its own."""
    return [one.label for block in paper.blocks if not block.heading for one in block.rows]


def in_pairs(rows: Sequence[Row], fits: Callable[[Row], bool]) -> list[tuple[Row, ...]]:
    """Rows in the order given, two in a line where both fit into half of it."""
    lines: list[tuple[Row, ...]] = []
    for one in rows:
        if lines and len(lines[-1]) == 1 and fits(lines[-1][0]) and fits(one):
            lines[-1] = (*lines[-1], one)
        else:
            lines.append((one,))
    return lines
