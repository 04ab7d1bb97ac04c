"""The sheet of a business day as text and as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hfund_tui.documents.paper import Block, Paper, Row, name_of, row, staff_of
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.day_sheet import DaySheet, DebitTally, Difference, DifferenceCode, Tally, TellerTally
from hfund_tui.i18n import Translator

_HASH_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section: what, and one or two figures; a figure may be empty."""

    label: str
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together. `columns` say what their figures are."""

    heading: str
    columns: tuple[str, str]
    entries: tuple[Entry, ...]


def render_sheet_text(sheet: DaySheet, t: Translator, *, width: int = 76, sample: bool = False) -> list[str]:
    """The sheet in lines of at most `width` cells (32 or more)."""
    return paper_lines(sheet_paper(sheet, t, sample=sample), t, width)


def render_sheet_pdf(sheet: DaySheet, t: Translator, path: Path, *, sample: bool = False) -> tuple[str, ...]:
    """Write the sheet as PDF. Returns the characters the font does not have. Raises OSError."""
    from hfund_tui.documents.pdf import write_pdf  # its libraries are slow to import

    return write_pdf(sheet_paper(sheet, t, sample=sample), t, path)


def sheet_paper(sheet: DaySheet, t: Translator, *, sample: bool = False) -> Paper:
    """What stands on the sheet: what was done, by whom, what is left over, and whether the books agree."""
    blocks = [
        Block(_head(sheet, t), paired=True),
        *(_block(one) for one in sheet_sections(sheet, t)),
        Block(_differences(sheet, t), t("day_sheet.differences"), shaded=bool(sheet.differences)),
    ]
    if sheet.anchor is not None:
        anchor = sheet.anchor
        vouched = f"{anchor.chain} {anchor.sequence} {anchor.hash[:_HASH_SHOWN]}"
        blocks.append(Block((row(t, "day_sheet.anchor", vouched),)))
    return Paper(
        branch=name_of(t, sheet.branch),
        title=t("day_sheet.title" if sheet.closed_by else "day_sheet.title_open"),
        reference=f"{sheet.branch_code}-{sheet.business_date:%Y%m%d}",
        issued_at=sheet.made_at,
        blocks=tuple(blocks),
        sealed=sheet.closed_by is not None,
        sample=sample,
    )


def _block(section: Section) -> Block:
    """Figures with what they are, since a paper's rows have no columns."""
    named = section.columns if any(section.columns) else ("", "")
    rows = []
    for one in section.entries:
        figures = zip(named, (one.first, one.second), strict=True)
        rows.append(
            Row(one.label, "  ".join(f"{name} {figure}".strip() for name, figure in figures if figure))
        )
    return Block(tuple(rows), section.heading)


def sheet_sections(sheet: DaySheet, t: Translator) -> tuple[Section, ...]:
    """Everything that is counted, in the order in which it is read."""
    return (
        Section(
            t("day_sheet.totals"), ("", ""), _tallies(sheet.totals, t) or (Entry(t("day_sheet.nothing")),)
        ),
        Section(
            t("day_sheet.left_over"),
            ("", ""),
            (
                _entry("day_sheet.approvals", sheet.approvals, 0, t),
                _entry("day_sheet.reversals", sheet.reversals, sheet.reversed_fen, t),
                _entry("day_sheet.pending", sheet.pending, 0, t),
                _entry("day_sheet.returned", sheet.returned, 0, t),
                _entry("day_sheet.holds", sheet.holds, sheet.held_fen, t),
            ),
        ),
        Section(
            t("day_sheet.payments"),
            ("", ""),
            (
                Entry(t("day_sheet.files"), t("day_sheet.files_of", n=sheet.files)),
                _entry("day_sheet.sent", sheet.sent, sheet.sent_fen, t),
                _entry("day_sheet.unsent", sheet.unsent, sheet.unsent_fen, t),
            ),
        ),
        Section(t("day_sheet.debits"), ("", ""), tuple(_debits(sheet.debits, t))),
        Section(
            t("day_sheet.books"),
            (t("day_sheet.moved"), t("day_sheet.balance")),
            (
                *(
                    Entry(t.term(one.ledger), t.money(one.moved_fen), t.money(one.balance_fen))
                    for one in sheet.ledgers
                ),
                Entry(
                    t("day_sheet.agrees" if sheet.trial_balance_fen == 0 else "day_sheet.differs"),
                    "",
                    t.money(sheet.trial_balance_fen),
                ),
            ),
        ),
        *(Section(staff_of(t, one.staff), ("", ""), _teller(one, t)) for one in sheet.tellers),
    )


def difference_words(one: Difference, t: Translator) -> str:
    """A difference in one line: what, about what, how many, how much."""
    parts = [t.term(one.code), one.subject, _count_and_sum(one.count, one.amount_fen, t)]
    return "  ".join(part for part in parts if part)


def _head(sheet: DaySheet, t: Translator) -> tuple[Row, ...]:
    rows = [
        row(t, "day_sheet.business_date", t.day(sheet.business_date)),
        row(t, "day_sheet.made_at", t.instant(sheet.made_at)),
    ]
    if sheet.closed_by is not None:
        rows.append(row(t, "day_sheet.closed_by", staff_of(t, sheet.closed_by)))
    return tuple(rows)


def _entry(key: str, count: int, fen: int, t: Translator) -> Entry:
    return Entry(t(key), t("unit.cases", n=count), t.money(fen) if fen else "")


def _debits(debits: DebitTally, t: Translator) -> Iterator[Entry]:
    for label, one in (
        (t("day_sheet.sent_in", n=debits.files), debits.sent),
        (t("day_sheet.debited"), debits.debited),
        (t("day_sheet.debits_failed"), debits.failed),
        (t("day_sheet.debits_open"), debits.open),
        (t("day_sheet.unsent"), debits.unsent),
    ):
        yield Entry(label, t("unit.cases", n=one.count), t.money(one.amount_fen) if one.amount_fen else "")


def _tallies(tallies: Iterable[Tally], t: Translator) -> tuple[Entry, ...]:
    rows = sorted(tallies, key=lambda one: OPERATIONS[one.operation].transaction_code)
    return tuple(
        Entry(
            f"{OPERATIONS[one.operation].transaction_code} {t(OPERATIONS[one.operation].title_key)}",
            t("unit.cases", n=one.count),
            t.money(one.amount_fen) if one.amount_fen else "",
        )
        for one in rows
    )


def _teller(teller: TellerTally, t: Translator) -> tuple[Entry, ...]:
    return (
        *_tallies(teller.posted, t),
        _entry("day_sheet.refused", teller.refused, 0, t),
        _entry("day_sheet.exceptions", teller.exceptions, 0, t),
    )


def _differences(sheet: DaySheet, t: Translator) -> tuple[Row, ...]:
    words = dict(sheet.explanations)
    rows = [
        Row(
            t.term(one.code),
            "  ".join(
                part
                for part in (
                    one.subject,
                    _count_and_sum(one.count, one.amount_fen, t),
                    words.get(one.code.value, ""),
                )
                if part
            ),
        )
        for one in sheet.differences
    ]
    gone = [code for code in words if code not in {one.code.value for one in sheet.differences}]
    rows += [Row(t.term(DifferenceCode(code)), words[code]) for code in gone]
    return tuple(rows) or (Row(t("day_sheet.no_differences"), ""),)


def _count_and_sum(count: int, fen: int, t: Translator) -> str:
    cases = t("unit.cases", n=count)
    return f"{cases}  {t.money(fen)}" if fen else cases
