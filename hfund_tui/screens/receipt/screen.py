"""The receipt: as it is printed, saved or printed again, and on to what comes next."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.documents.receipt import render_pdf, render_text
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode, ReceiptKind
from hfund_tui.domain.receipt import Receipt
from hfund_tui.i18n import Translator
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.home import do_at_home, reason_at_home
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.widgets.paper_view import PaperView
from hfund_tui.widgets.text import joined, ui_text

PAPER_WIDTH = 72

_SAID = {
    ReceiptKind.CLOSURE_ACCEPTED: ("receipt.screen.accepted", "receipt.accepted"),
    ReceiptKind.DEBIT_ORDERED: ("receipt.screen.ordered", "receipt.ordered"),
}
"""Title and message of receipts for what was accepted and is still to come about."""


class ReceiptScreen(HouseScreen[None]):
    """One receipt. Give the receipt itself, or the number of one to look up and the member it is about.

    One that is looked up was handed out before: it is saved and printed only as a reprint, with its mark.
    """

    CSS_PATH = "receipt.tcss"
    AUTO_FOCUS = "PaperView"
    KEYS = (
        Command("save_pdf", "p"),
        Command("reprint", "R,shift+r", shown="R"),
        Command("reverse", "z"),
        Command("done", "enter"),
    )
    BAR = ("done", "save_pdf", "reprint", "reverse", "agreement", "withdrawal", "member", "help")
    HELP_RULE = "receipt.help.rule"
    HELP_NEXT = "receipt.help.next"

    def __init__(
        self,
        receipt: Receipt | None = None,
        *,
        receipt_no: str = "",
        member_id: int | None = None,
        replayed: bool = False,
    ) -> None:
        super().__init__()
        self.receipt = receipt
        self._receipt_no = receipt_no
        self._member_id = member_id
        self._replayed = replayed

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield PaperView()

    def on_mount(self) -> None:
        super().on_mount()
        if self.receipt is None:
            self.run_call(self.workstation.receipts.get, self.session, self._receipt_no, then=self._show)
        elif self._replayed:
            self.hint("receipt.replayed")
        else:
            said = _SAID.get(self.receipt.kind, ("", "receipt.posted"))[1]
            self.say(said, receipt_no=self.receipt.receipt_no)

    def _show(self, receipt: Receipt) -> None:
        self.receipt = receipt
        self.refresh_words()

    def retranslate(self) -> None:
        if self.receipt is None:
            return
        declared = OPERATIONS[self.receipt.operation]
        code = ui_text(declared.transaction_code, "$text-muted")
        key = _SAID.get(self.receipt.kind, ("receipt.screen.title", ""))[0]
        done = self.text(key, "bold", operation=self.t(declared.title_key))
        self.query_one("#title", Static).update(joined(code, done))
        self.query_one(PaperView).show(
            render_text(self.receipt, self.t, width=PAPER_WIDTH, sample=self._sample)
        )

    @property
    def _sample(self) -> bool:
        return self.house.settings.is_sample

    def unavailable(self, name: str) -> Reason | None:
        if name in ("save_pdf", "reprint") and self.receipt is None:
            return "frame.not_here"
        if name == "save_pdf" and self._receipt_no and self.receipt is not None and not self.receipt.copy:
            return "receipt.reprint_first"
        if name in ("agreement", "withdrawal"):
            return reason_at_home(self, name)
        if name == "reverse":
            return self._why_not_reversed()
        return super().unavailable(name)

    def _why_not_reversed(self) -> Reason | None:
        receipt = self.receipt
        if receipt is None or self.house.serving is None:
            return "frame.not_here"
        if self._member_id not in (None, self.house.serving.member_id):
            return "receipt.another_member"
        if receipt.operation is OperationCode.REVERSE_CASE or receipt.reversed_by is not None:
            return "receipt.reversed_already"
        return self.house.operation_reason(OperationCode.REVERSE_CASE)

    def do_reverse(self) -> None:
        """Take back what this receipt is about."""
        from hfund_tui.screens.reversal.screen import ReversalScreen  # forms end in a receipt

        assert self.receipt is not None and self.house.serving is not None
        self.house.switch_screen(ReversalScreen(self.house.serving.member_id, case_no=self.receipt.case_no))

    def do_done(self) -> None:
        """Back to the member."""
        self.house.leave(self)

    async def do_agreement(self) -> None:
        await do_at_home(self, "agreement")

    async def do_withdrawal(self) -> None:
        await do_at_home(self, "withdrawal")

    def do_save_pdf(self) -> None:
        receipt, sample = self.receipt, self._sample
        assert receipt is not None

        def write(t: Translator, path: Path) -> object:
            return render_pdf(receipt, t, path, sample=sample)

        copy = f"-{receipt.copy}" if receipt.copy else ""
        self.run_call(
            save_pdf,
            self.house.settings.receipts,
            f"{receipt.receipt_no}{copy}",
            write,
            self.t,
            then=lambda path: self.say("receipt.saved", path=str(path)),
        )

    def do_reprint(self) -> None:
        assert self.receipt is not None
        self.run_call(
            self.workstation.receipts.reprint,
            self.session,
            self.receipt.receipt_no,
            then=self._reprinted,
            mode=Mode.COMMIT,
        )

    def _reprinted(self, receipt: Receipt) -> None:
        if self.is_here:
            self._show(receipt)
            self.say("receipt.reprinted", n=receipt.copy)
