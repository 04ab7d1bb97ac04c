"""Any paper the house issues, as text and as PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

from hfund_tui.documents.certificate import contribution_paper
from hfund_tui.documents.loan_papers import certificate_paper, statement_paper
from hfund_tui.documents.paper import Paper
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.certificate import ContributionCertificate
from hfund_tui.domain.loans.papers import LoanStatement, SettlementCertificate
from hfund_tui.i18n import Translator

Issued: TypeAlias = ContributionCertificate | SettlementCertificate | LoanStatement

_NOT_IN_FILE_NAMES = re.compile(r"[^0-9A-Za-z-]+")


def issued_paper(one: Issued, t: Translator, *, sample: bool = False) -> Paper:
    """What stands on it."""
    match one:
        case ContributionCertificate():
            return contribution_paper(one, t, sample=sample)
        case SettlementCertificate():
            return certificate_paper(one, t, sample=sample)
        case LoanStatement():
            return statement_paper(one, t, sample=sample)


def render_text(one: Issued, t: Translator, *, width: int = 76, sample: bool = False) -> list[str]:
    """The paper in lines of at most `width` cells (32 or more)."""
    return paper_lines(issued_paper(one, t, sample=sample), t, width)


def render_pdf(one: Issued, t: Translator, path: Path, *, sample: bool = False) -> tuple[str, ...]:
    """Write the paper as PDF; the same paper always gives the same bytes. Returns the characters the font does
    not have. Raises OSError."""
    from hfund_tui.documents.pdf import write_pdf  # its libraries are slow to import

    return write_pdf(issued_paper(one, t, sample=sample), t, path)


def file_name(one: Issued) -> str:
    """Number and reprint, without what a number may have and a file name may not."""
    copy = f"-{one.stamp.copy}" if one.stamp.copy else ""
    return _NOT_IN_FILE_NAMES.sub("_", one.stamp.number) + copy
