"""The statement of a loan and the certificate of its settlement, as text and as PDF."""

from __future__ import annotations

from pathlib import Path

from hfund_tui.documents.paper import Block, Line, Paper, Row, Table, name_of, row, staff_of
from hfund_tui.documents.text import paper_lines
from hfund_tui.documents.vouched import copy_mark, how_to_verify, vouched
from hfund_tui.domain.loans.papers import LoanEvent, LoanHead, LoanStatement, SettlementCertificate
from hfund_tui.i18n import Translator


def render_text(paper: Paper, t: Translator, *, width: int = 76) -> list[str]:
    """The paper in lines of at most `width` cells (32 or more)."""
    return paper_lines(paper, t, width)


def render_pdf(paper: Paper, t: Translator, path: Path) -> tuple[str, ...]:
    """Write the paper as PDF. Returns the characters the font does not have. Raises OSError."""
    from hfund_tui.documents.pdf import write_pdf  # its libraries are slow to import

    return write_pdf(paper, t, path)


def statement_paper(statement: LoanStatement, t: Translator, *, sample: bool = False) -> Paper:
    """The contract, every payment with the principal after it, what is owed, and the sums."""
    owed = [one for one in statement.events if one.paid_on is None]
    blocks = [
        Block(_head(statement.head, t), paired=True),
        Block(heading=t("loan_paper.events"), table=_events(statement, t)),
        Block(
            (
                row(t, "loan_paper.paid_principal", t.money(statement.paid_principal_fen)),
                row(t, "loan_paper.paid_interest", t.money(statement.paid_interest_fen)),
                row(t, "loan_paper.owed", t.money(sum(one.amount_fen for one in owed)), strong=bool(owed)),
                row(t, "loan_paper.balance", t.money(statement.head.balance_fen), strong=True),
            )
        ),
        Block((row(t, "loan_paper.made_by", staff_of(t, statement.made_by)),)),
        *vouched(statement.stamp, t),
    ]
    return Paper(
        branch=name_of(t, statement.branch),
        title=t("loan_paper.statement"),
        reference=statement.head.contract_no,
        issued_at=statement.made_at,
        blocks=tuple(blocks),
        notes=how_to_verify(statement.stamp, t),
        mark=copy_mark(statement.stamp, t),
        sample=sample,
    )


def certificate_paper(certificate: SettlementCertificate, t: Translator, *, sample: bool = False) -> Paper:
    """Who repaid which loan in full, and when."""
    head = certificate.head
    assert head.settled_on is not None, "only a settled loan has a certificate"
    return Paper(
        branch=name_of(t, certificate.branch),
        title=t("loan_paper.certificate"),
        reference=certificate.number,
        issued_at=certificate.made_at,
        lead=t("loan_paper.certified", contract=head.contract_no, day=head.settled_on),
        blocks=(
            Block(_head(head, t), paired=True),
            Block(
                (
                    row(t, "loan_paper.settled_on", t.day(head.settled_on), strong=True),
                    *_number(certificate, t),
                    row(t, "loan_paper.made_by", staff_of(t, certificate.made_by)),
                )
            ),
            *vouched(certificate.stamp, t),
        ),
        notes=(t("loan_paper.release"), *how_to_verify(certificate.stamp, t)),
        mark=copy_mark(certificate.stamp, t),
        sealed=True,
        sample=sample,
    )


def _number(certificate: SettlementCertificate, t: Translator) -> tuple[Row, ...]:
    """The number, unless it stands beside the code."""
    return () if certificate.stamp.code else (row(t, "loan_paper.number", certificate.number),)


def _head(head: LoanHead, t: Translator) -> tuple[Row, ...]:
    return (
        row(t, "loan_paper.contract", head.contract_no),
        row(t, "loan_paper.borrower", head.borrower.name),
        row(t, "receipt.label.id_no", head.borrower.id_no),
        row(t, "loan_paper.bank", t(f"vocabulary.bank.{head.bank_code}")),
        row(t, "loan_paper.principal", t.money(head.principal_fen)),
        row(t, "loan_paper.rate", f"{head.rate}%"),
        row(t, "loan_paper.method", t.term(head.method)),
        row(t, "loan_paper.months", t("unit.months", n=head.months)),
        row(t, "loan_paper.disbursed_on", t.day(head.disbursed_on)),
        row(t, "loan_paper.state", t.term(head.state)),
    )


def _events(statement: LoanStatement, t: Translator) -> Table:
    """Day and kind, what was paid, the interest in it, and what was left."""
    heads = (
        "loan_paper.on",
        "loan_paper.kind",
        "loan_paper.amount",
        "loan_paper.of_it_interest",
        "loan_paper.left",
    )
    return Table(
        tuple(t(key) for key in heads), tuple(_event(one, t) for one in statement.events), flush_left=2
    )


def _event(one: LoanEvent, t: Translator) -> Line:
    """A penalty, and the day on which it was paid late, stand below it."""
    notes = []
    if one.penalty_fen:
        notes.append(t("loan_paper.of_it_penalty", amount=t.money(one.penalty_fen)))
    if one.paid_on is not None and one.paid_on != one.on:
        notes.append(t("loan_paper.paid_on", day=t.day(one.paid_on)))
    cells = (
        t.day(one.on),
        t.term(one.kind),
        t.money(one.amount_fen) if one.amount_fen else "",
        t.money(one.interest_fen) if one.interest_fen else "",
        t.money(one.balance_fen) if one.paid_on is not None else "",
    )
    return Line(cells, t("format.list_separator").join(notes))
