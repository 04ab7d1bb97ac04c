"""The sheet of a business day as text and as PDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hfund_tui.documents.paper import Block, Paper, Row, name_of, row, staff_of
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.day_sheet import DaySheet, Difference, DifferenceCode, Tally, TellerTally
from hfund_tui.i18n import Translator

_HASH_SHOWN = 16


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
        Block((*_tallies(sheet.totals, t),) or (Row(t("day_sheet.nothing"), ""),), t("day_sheet.totals")),
        Block(_left_over(sheet, t), t("day_sheet.left_over")),
        Block(_payments(sheet, t), t("day_sheet.payments")),
        Block(_books(sheet, t), t("day_sheet.books")),
        Block(_differences(sheet, t), t("day_sheet.differences"), shaded=bool(sheet.differences)),
        *(Block(_teller(one, t), staff_of(t, one.staff)) for one in sheet.tellers),
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


def _tallies(tallies: Iterable[Tally], t: Translator) -> list[Row]:
    rows = sorted(tallies, key=lambda one: OPERATIONS[one.operation].transaction_code)
    return [
        Row(
            f"{OPERATIONS[one.operation].transaction_code} {t(OPERATIONS[one.operation].title_key)}",
            _count_and_sum(one.count, one.amount_fen, t),
        )
        for one in rows
    ]


def _teller(teller: TellerTally, t: Translator) -> tuple[Row, ...]:
    rows = _tallies(teller.posted, t)
    rows.append(row(t, "day_sheet.refused", t("unit.cases", n=teller.refused)))
    rows.append(row(t, "day_sheet.exceptions", t("unit.cases", n=teller.exceptions)))
    return tuple(rows)


def _left_over(sheet: DaySheet, t: Translator) -> tuple[Row, ...]:
    return (
        row(t, "day_sheet.approvals", t("unit.cases", n=sheet.approvals)),
        row(t, "day_sheet.reversals", _count_and_sum(sheet.reversals, sheet.reversed_fen, t)),
        row(t, "day_sheet.pending", t("unit.cases", n=sheet.pending)),
        row(t, "day_sheet.returned", t("unit.cases", n=sheet.returned)),
        row(t, "day_sheet.holds", _count_and_sum(sheet.holds, sheet.held_fen, t)),
    )


def _payments(sheet: DaySheet, t: Translator) -> tuple[Row, ...]:
    return (
        row(t, "day_sheet.files", t("day_sheet.files_of", n=sheet.files)),
        row(t, "day_sheet.sent", _count_and_sum(sheet.sent, sheet.sent_fen, t)),
        row(t, "day_sheet.unsent", _count_and_sum(sheet.unsent, sheet.unsent_fen, t)),
    )


def _books(sheet: DaySheet, t: Translator) -> tuple[Row, ...]:
    rows = [
        Row(
            t.term(one.ledger),
            t("day_sheet.ledger", moved=t.money(one.moved_fen), balance=t.money(one.balance_fen)),
        )
        for one in sheet.ledgers
    ]
    verdict = "day_sheet.agrees" if sheet.trial_balance_fen == 0 else "day_sheet.differs"
    rows.append(
        Row(t("day_sheet.trial_balance"), t(verdict, amount=t.money(sheet.trial_balance_fen)), strong=True)
    )
    return tuple(rows)


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
