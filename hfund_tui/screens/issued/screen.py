"""A paper that was issued: to be read, saved as PDF, and printed again with its mark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.documents.issued import file_name, issued_paper, render_pdf, render_text
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.widgets.paper_view import PaperView
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.issued_documents import IssuedPaper

PAPER_WIDTH = 72


class IssuedScreen(HouseScreen[None]):
    """Give the paper that was just issued, or the number of one to look up.

    One that is looked up was handed out before: it is saved only as a reprint, with its mark.
    """

    DEFAULT_CSS = """
    IssuedScreen #title { height: 1; padding: 0 2; background: $surface; }
    IssuedScreen.-high PaperView { padding: 1 0; }
    IssuedScreen.-high PaperView > Static { padding: 1 2; }
    """
    AUTO_FOCUS = "PaperView"
    KEYS = (
        Command("save_pdf", "p"),
        Command("reprint", "R,shift+r", shown="R"),
        Command("done", "enter"),
    )
    BAR = ("done", "save_pdf", "reprint", "member", "command_line", "lock", "help")
    HELP_RULE = "issued.help.rule"
    HELP_NEXT = "issued.help.next"

    def __init__(self, paper: IssuedPaper | None = None, *, number: str = "") -> None:
        super().__init__()
        self.paper = paper
        self._number = number

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield PaperView()

    def on_mount(self) -> None:
        super().on_mount()
        if self.paper is None:
            self.run_call(self.workstation.documents.get, self.session, self._number, then=self._show)
        else:
            self.say("certificate.issued", number=self.paper.stamp.number)

    def _show(self, paper: IssuedPaper) -> None:
        self.paper = paper
        self.refresh_words()

    @property
    def _sample(self) -> bool:
        return self.house.settings.is_sample

    def retranslate(self) -> None:
        if self.paper is None:
            return
        sheet = issued_paper(self.paper, self.t)
        put(
            joined(ui_text(self.paper.stamp.number, "$text-muted"), ui_text(sheet.title, "bold")),
            self.query_one("#title", Static),
        )
        lines = render_text(self.paper, self.t, width=PAPER_WIDTH, sample=self._sample)
        self.query_one(PaperView).show(lines)

    def unavailable(self, name: str) -> Reason | None:
        if name in ("save_pdf", "reprint") and self.paper is None:
            return "frame.not_here"
        if name == "save_pdf" and self._number and self.paper is not None and not self.paper.stamp.copy:
            return "issued.reprint_first"
        return super().unavailable(name)

    def do_done(self) -> None:
        """Back to where it was opened from."""
        self.house.leave(self)

    def do_save_pdf(self) -> None:
        paper, sample = self.paper, self._sample
        assert paper is not None

        def write(t: Translator, path: Path) -> object:
            return render_pdf(paper, t, path, sample=sample)

        self.run_call(
            save_pdf,
            self.house.settings.receipts,
            file_name(paper),
            write,
            self.t,
            then=lambda path: self.say("receipt.saved", path=str(path)),
        )

    def do_reprint(self) -> None:
        assert self.paper is not None
        number = self.paper.stamp.number
        self.run_call(
            self.workstation.documents.reprint,
            self.session,
            number,
            then=self._reprinted,
            mode=Mode.COMMIT,
        )

    def _reprinted(self, paper: IssuedPaper) -> None:
        if self.is_here:
            self._show(paper)
            self.say("receipt.reprinted", n=paper.stamp.copy)
