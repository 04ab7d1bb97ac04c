"""The statement of a loan, and the certificate that it is settled: to be read, and saved as PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.documents.loan_papers import certificate_paper, render_pdf, render_text, statement_paper
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.loans.papers import LoanStatement, SettlementCertificate
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.widgets.paper_view import PaperView
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.documents.paper import Paper
    from hfund_tui.i18n import Translator
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

PAPER_WIDTH = 72
_NOT_IN_FILE_NAMES = re.compile(r"[^0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Made:
    """A paper, the contract it is about, and the contracts that have one."""

    paper: LoanStatement | SettlementCertificate
    contract_no: str
    contracts: tuple[str, ...]


def make(
    workstation: Workstation, session: Session, member_id: int, operation: OperationCode, contract_no: str
) -> Made:
    """The paper of a loan; of the first one that has one where `contract_no` is empty. Raises Refusal."""
    overview = workstation.members.overview(session, member_id)
    certifies = operation is OperationCode.SETTLEMENT_CERTIFICATE
    loans = overview.settled_loans if certifies else overview.borrowed_loans
    contracts = tuple(one.contract_no for one in loans)
    number = contract_no or next(iter(contracts), "")
    papers = workstation.loan_papers
    paper = (papers.certificate if certifies else papers.statement)(session, member_id, number)
    return Made(paper, number, contracts)


class LoanPaperScreen(HouseScreen[None]):
    """One paper of one loan; each that is made leaves its trace."""

    DEFAULT_CSS = """
    LoanPaperScreen #title { height: 1; padding: 0 2; background: $surface; }
    LoanPaperScreen.-high PaperView { padding: 1 0; }
    LoanPaperScreen.-high PaperView > Static { padding: 1 2; }
    """
    AUTO_FOCUS = "PaperView"
    KEYS = (Command("save_pdf", "p"), Command("other_loan", "n"), Command("done", "enter"))
    BAR = ("done", "save_pdf", "other_loan", "member", "command_line", "lock", "help")
    HELP_RULE = "loan.paper.help.rule"
    HELP_NEXT = "loan.paper.help.next"

    def __init__(self, member_id: int, operation: OperationCode) -> None:
        super().__init__()
        self.member_id = member_id
        self.operation = operation
        self.made: Made | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield PaperView()

    def on_mount(self) -> None:
        super().on_mount()
        self._make("")

    def _make(self, contract_no: str) -> None:
        args = (self.workstation, self.session, self.member_id, self.operation, contract_no)
        self.run_call(make, *args, then=self._show, topic="paper")

    def _show(self, made: Made) -> None:
        self.made = made
        self.refresh_words()

    def retranslate(self) -> None:
        declared = OPERATIONS[self.operation]
        code = ui_text(declared.transaction_code, "$text-muted")
        self.query_one("#title", Static).update(joined(code, self.text(declared.title_key, "bold")))
        if self.made is not None:
            lines = render_text(self._paper(self.made, self.t), self.t, width=PAPER_WIDTH)
            self.query_one(PaperView).show(lines)

    def _paper(self, made: Made, t: Translator) -> Paper:
        sample = self.house.settings.is_sample
        if isinstance(made.paper, LoanStatement):
            return statement_paper(made.paper, t, sample=sample)
        return certificate_paper(made.paper, t, sample=sample)

    def unavailable(self, name: str) -> Reason | None:
        if name == "save_pdf" and self.made is None:
            return "frame.not_here"
        if name == "other_loan" and (self.made is None or len(self.made.contracts) < 2):
            return "loan.paper.only_one"
        return super().unavailable(name)

    def do_done(self) -> None:
        """Back to the member."""
        self.house.leave(self)

    def do_other_loan(self) -> None:
        """The next loan of the member, after the last one the first."""
        assert self.made is not None
        contracts = self.made.contracts
        self._make(contracts[(contracts.index(self.made.contract_no) + 1) % len(contracts)])

    def do_save_pdf(self) -> None:
        made = self.made
        assert made is not None

        def write(t: Translator, path: Path) -> object:
            return render_pdf(self._paper(made, t), t, path)

        self.run_call(
            save_pdf,
            self.house.settings.receipts,
            file_name(made.paper),
            write,
            self.t,
            then=lambda path: self.say("receipt.saved", path=str(path)),
        )


def file_name(paper: LoanStatement | SettlementCertificate) -> str:
    """Without what a contract number may have and a file name may not."""
    if isinstance(paper, SettlementCertificate):
        name = f"{paper.number}-{paper.stamp.copy}" if paper.stamp.copy else paper.number
    else:
        name = f"DZ{paper.made_at:%Y%m%d}{paper.head.contract_no}"
    return _NOT_IN_FILE_NAMES.sub("_", name)
