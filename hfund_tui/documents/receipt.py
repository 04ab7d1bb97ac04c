"""Receipts as text and as PDF."""

from __future__ import annotations

from pathlib import Path

from hfund_tui.documents.paper import Block, Paper, Row, name_of, people, row, staff_of
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.capital import capital_amount
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import count, month_span
from hfund_tui.domain.operation import ReceiptKind
from hfund_tui.domain.plan import Quota
from hfund_tui.domain.receipt import Receipt
from hfund_tui.i18n import Translator

_HASH_SHOWN = 16


def render_text(receipt: Receipt, t: Translator, *, width: int = 76, sample: bool = False) -> list[str]:
    """The receipt in lines of at most `width` cells (32 or more); from 72 on, short rows stand in pairs."""
    return paper_lines(receipt_paper(receipt, t, sample=sample), t, width)


def render_pdf(receipt: Receipt, t: Translator, path: Path, *, sample: bool = False) -> tuple[str, ...]:
    """Write the receipt as PDF. The same receipt always gives the same bytes.

    Returns the characters the font does not have; they are printed as 〓 and named on the page. Raises OSError.
    """
    from hfund_tui.documents.pdf import write_pdf  # its libraries are slow to import

    return write_pdf(receipt_paper(receipt, t, sample=sample), t, path)


def receipt_paper(receipt: Receipt, t: Translator, *, sample: bool = False) -> Paper:
    """What stands on the receipt."""
    title = t(OPERATIONS[receipt.operation].title_key)
    blocks = [
        Block(
            (
                row(t, "receipt.label.receipt_no", receipt.receipt_no),
                row(t, "receipt.label.case_no", receipt.case_no),
                row(t, "receipt.label.transaction", f"{receipt.transaction_code} {title}"),
                row(t, "receipt.label.business_date", t.day(receipt.business_date)),
            ),
            paired=True,
        ),
        Block(people(t, receipt.member, receipt.account_no, receipt.proxy), paired=True),
    ]
    if receipt.amount_fen:
        blocks.append(Block(_amount(receipt, t), shaded=True))
    if details := _details(receipt, t):
        blocks.append(Block(details))
    blocks += [Block(_served_by(receipt, t), paired=True), Block(_vouched(receipt, t))]
    return Paper(
        branch=name_of(t, receipt.branch),
        title=t("receipt.title", operation=title),
        reference=receipt.receipt_no,
        issued_at=receipt.issued_at,
        blocks=tuple(blocks),
        notes=_notes(receipt, t),
        mark=_mark(receipt, t),
        sealed=True,
        sample=sample,
    )


def _mark(receipt: Receipt, t: Translator) -> str:
    """What makes it differ from a fresh original: that its case was taken back, that it is a reprint."""
    marks = []
    if receipt.reversed_by is not None:
        marks.append(t("receipt.reversed", kind=receipt.reversed_by.kind))
    if receipt.copy:
        marks.append(t("receipt.reprint", n=receipt.copy))
    return "  ".join(marks)


_AMOUNT_LABELS = {
    ReceiptKind.REVERSAL: "receipt.label.amount_undone",
    ReceiptKind.PAYOUT_REDIRECTED: "receipt.label.amount_paid",
    ReceiptKind.DEBIT_ORDERED: "receipt.label.amount_debited",
    ReceiptKind.OFFSET: "receipt.label.amount_offset",
}


def _amount(receipt: Receipt, t: Translator) -> tuple[Row, ...]:
    label = _AMOUNT_LABELS.get(receipt.kind, "receipt.label.amount")
    return (
        row(t, label, t("receipt.yuan", amount=t.money(receipt.amount_fen)), strong=True),
        row(t, "receipt.label.amount_capital", capital_amount(receipt.amount_fen)),
    )


def _details(receipt: Receipt, t: Translator) -> tuple[Row, ...]:
    rows = list(quota_rows(receipt.quota, receipt.amount_fen, t)) if receipt.quota else []
    rows += [row(t, one.label_key, t.shown(one.value)) for one in receipt.lines]
    if receipt.reversed_by is not None:
        words = t("receipt.reversed_by", day=receipt.reversed_by.on, case_no=receipt.reversed_by.case_no)
        rows.append(row(t, "receipt.label.reversed_by", words, strong=True))
    if receipt.held_until is not None:
        rows.append(row(t, "receipt.label.held_until", t.day(receipt.held_until), strong=True))
    return tuple(rows)


def quota_rows(quota: Quota, amount_fen: int, t: Translator) -> tuple[Row, ...]:
    """How the quota came about, month by month; the sum where it is not the amount taken."""
    rows = []
    for number, one in enumerate(quota.segments):
        formula = t(
            "receipt.segment",
            span=month_span(one.first, one.last),
            due=t.money(quota.monthly_due_fen),
            ratio=t.ratio(one.ratio),
            months=count(one.months, "unit.months"),
            times="×",
            amount=t.money(one.amount_fen),
        )
        rows.append(Row("" if number else t("receipt.label.quota"), formula))
    if len(quota.segments) > 1 or quota.amount_fen != amount_fen:
        total = t("receipt.yuan", amount=t.money(quota.amount_fen))
        rows.append(row(t, "receipt.label.quota_total", total))
    return tuple(rows)


def _served_by(receipt: Receipt, t: Translator) -> tuple[Row, ...]:
    rows = [
        row(t, "receipt.label.branch", name_of(t, receipt.branch)),
        row(t, "receipt.label.issued_at", t.instant(receipt.issued_at)),
        row(t, "receipt.label.operator", staff_of(t, receipt.operator)),
    ]
    if receipt.checker is not None:
        rows.append(row(t, "receipt.label.checker", staff_of(t, receipt.checker)))
    return tuple(rows)


def _vouched(receipt: Receipt, t: Translator) -> tuple[Row, ...]:
    anchor = receipt.anchor
    place = t(
        "receipt.anchor", chain=anchor.chain, sequence=str(anchor.sequence), hash=anchor.hash[:_HASH_SHOWN]
    )
    return (
        row(t, "receipt.label.verification_code", receipt.verification_code, strong=True),
        row(t, "receipt.label.anchor", place),
    )


_NOTES = {
    ReceiptKind.WITHDRAWAL: ("receipt.note.own_card", "receipt.note.months"),
    ReceiptKind.CLOSURE_ACCEPTED: ("receipt.note.accepted", "receipt.note.accepted_ends"),
    ReceiptKind.PAYOUT_REDIRECTED: ("receipt.note.own_card",),
    ReceiptKind.CARD_LINKED: ("receipt.note.card",),
    ReceiptKind.PASSWORD_SET: ("receipt.note.password_set",),
    ReceiptKind.PASSWORD_RESET: ("receipt.note.password_reset",),
    ReceiptKind.DEBIT_ORDERED: ("receipt.note.debit_ordered",),
    ReceiptKind.LOAN_CHANGED: ("receipt.note.loan_changed",),
    ReceiptKind.REVERSAL: ("receipt.note.reversal",),
    ReceiptKind.AGREEMENT_SIGNED: ("receipt.note.agreement",),
}


def _notes(receipt: Receipt, t: Translator) -> tuple[str, ...]:
    notes = []
    if receipt.held_until is not None:
        notes.append(t("receipt.note.held", day=receipt.held_until, why=receipt.held_because))
    if receipt.kind is ReceiptKind.CLOSURE:
        notes += [t("receipt.note.own_card")] if receipt.amount_fen else []
        notes.append(t("receipt.note.closed"))
    notes += [t(key) for key in _NOTES.get(receipt.kind, ())]
    return (*notes, t("receipt.note.verify"))
