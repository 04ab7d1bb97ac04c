"""The refusal slip: why not, by which text, and what to do about each reason."""

from __future__ import annotations

from pathlib import Path

from hfund_tui.documents.paper import Block, Paper, Row, name_of, people, row, staff_of
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import Finding
from hfund_tui.domain.receipt import RefusalSlip
from hfund_tui.i18n import Translator


def render_refusal_text(
    slip: RefusalSlip, t: Translator, *, width: int = 76, sample: bool = False
) -> list[str]:
    """The slip in lines of at most `width` cells (32 or more)."""
    return paper_lines(refusal_paper(slip, t, sample=sample), t, width)


def render_refusal_pdf(
    slip: RefusalSlip, t: Translator, path: Path, *, sample: bool = False
) -> tuple[str, ...]:
    """Write the slip as PDF. Returns the characters the font does not have. Raises OSError."""
    from hfund_tui.documents.pdf import write_pdf  # its libraries are slow to import

    return write_pdf(refusal_paper(slip, t, sample=sample), t, path)


def refusal_paper(slip: RefusalSlip, t: Translator, *, sample: bool = False) -> Paper:
    """What stands on the slip."""
    operation = t(OPERATIONS[slip.operation].title_key)
    head = [row(t, "receipt.label.business_date", t.day(slip.business_date))]
    if slip.case_no is not None:
        head.insert(0, row(t, "receipt.label.case_no", slip.case_no))
    served_by = (
        row(t, "receipt.label.branch", name_of(t, slip.branch)),
        row(t, "receipt.label.issued_at", t.instant(slip.issued_at)),
        row(t, "receipt.label.operator", staff_of(t, slip.operator)),
    )
    return Paper(
        branch=name_of(t, slip.branch),
        title=t("document.refusal.title"),
        reference=slip.case_no or "",
        issued_at=slip.issued_at,
        lead=t("document.refusal.lead", operation=operation),
        blocks=(
            Block((*head, *people(t, slip.member, slip.account_no, slip.proxy)), paired=True),
            *(reason_block(one, t, number) for number, one in enumerate(slip.findings, start=1)),
            Block(served_by, paired=True),
        ),
        notes=(t("document.refusal.all", n=len(slip.findings)),),
        sealed=True,
        sample=sample,
    )


def reason_block(finding: Finding, t: Translator, number: int) -> Block:
    """One failed finding: what was found, what is wanted, where that is written, what to do."""
    citation = t.citation(finding.citation)
    if finding.assumption:
        citation = t("document.refusal.by_policy_choice", citation=citation)
    rows = [
        row(t, "document.refusal.found", t.shown(finding.found)),
        row(t, "document.refusal.wanted", t.bound(finding.code, finding.wanted) or t.shown(finding.wanted)),
        row(t, "document.refusal.citation", citation),
    ]
    if finding.remedy is not None:
        words = t(f"remedy.{finding.remedy.code}", **dict(finding.remedy.params))
        rows.append(Row(t("document.refusal.remedy"), words, strong=True))
    return Block(tuple(rows), paired=True, heading=f"{number}. {t(f'finding.{finding.code}.title')}")
