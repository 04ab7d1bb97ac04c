"""Taking in the bank's answers: looked through first, every bad line told; F9 takes in what is without fault."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import FileKind
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.payments.services import files_of
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outbox import read_foreign
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.progress_line import ProgressLine
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfund_tui.services.payment_returns import ReturnReport
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

_LABEL_WIDTH = 12
_LONGEST_PATH = 1_000
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it was read, and what it would come to."""

    path: str
    text: str
    report: ReturnReport

    @property
    def is_good(self) -> bool:
        """Whether there is something to take in, and nothing that must not be."""
        return not self.report.bad and bool(self.report.paid or self.report.failed)


def check(workstation: Workstation, session: Session, kind: FileKind, path: str) -> Checked:
    """Read and look through a file. Raises BadInput and Refusal."""
    text = read_foreign(Path(path).expanduser())
    return Checked(path, text, files_of(workstation, kind).import_returns(session, text, dry_run=True))


class ReturnsScreen(HouseScreen[None]):
    """Enter looks the file through, F9 takes it in: all of it or, with one bad line, nothing."""

    CSS_PATH = "payments.tcss"
    AUTO_FOCUS = "#path"
    KEYS = (Command("page_down", "pagedown"), Command("page_up", "pageup"))
    BAR = ("back", "commit", "page_down", "page_up", "lock", "help")
    HELP_RULE = "payments.returns.rule"
    HELP_NEXT = "payments.returns.next"
    KIND = FileKind.PAYOUT
    OPERATION = OperationCode.IMPORT_RETURNS
    PAID = "payments.returns.paid"

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        self.taken: ReturnReport | None = None
        self._first = 0

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with Vertical(id="form"):
            yield Field("file", FormInput(max_length=_LONGEST_PATH, id="path"), label_width=_LABEL_WIDTH)
            yield ProgressLine()
            yield HangingLines(id="totals")
            yield Static(id="verdict")
        with VerticalScroll(id="lines", can_focus=False):
            yield Static(id="range")
            yield HangingLines(id="bad")

    def retranslate(self) -> None:
        declared = OPERATIONS[self.OPERATION]
        code = ui_text(declared.transaction_code, "$text-muted")
        self.query_one("#title", Static).update(joined(code, self.text(declared.title_key, "bold")))
        self.query_one(Field).words(self.text("payments.returns.path"))
        report = self.taken or (self.checked.report if self.checked else None)
        self.query_one("#totals", HangingLines).show(self._totals(report) if report else [])
        self.query_one("#verdict", Static).update(self._verdict(report))
        self._show_bad(report)

    def _totals(self, report: ReturnReport) -> list[Hung]:
        def line(key: str, n: int, fen: int | None = None) -> Hung:
            amount = f"  {self.t.money(fen)}" if fen is not None else ""
            return Hung(self.t(key), f"{self.t('unit.cases', n=n)}{amount}", "$text-muted")

        return [
            line(self.PAID, report.paid, report.paid_fen),
            line("payments.returns.failed", report.failed, report.failed_fen),
            line("payments.returns.known", report.known),
        ]

    def _verdict(self, report: ReturnReport | None) -> Content:
        if self.taken is not None:
            return self.text("payments.returns.taken", "bold $text-success")
        if report is None:
            return self.text("payments.returns.enter", "$text-muted")
        if report.bad:
            return self.text("payments.returns.bad", "bold $text-error", n=len(report.bad))
        if not report.paid and not report.failed:
            return self.text("payments.returns.nothing_new", "bold $text-warning")
        return self.text("payments.returns.good", "bold $text-success")

    def _show_bad(self, report: ReturnReport | None) -> None:
        """One page of the bad lines."""
        bad = report.bad if report else ()
        page = bad[self._first : self._first + _AT_ONCE]
        self.query_one("#range", Static).display = len(bad) > _AT_ONCE
        self.query_one("#range", Static).update(
            self.text(
                "payments.returns.range",
                "$text-muted",
                first=self._first + 1,
                last=self._first + len(page),
                n=len(bad),
            )
        )
        rows = [
            Hung(self.t("payments.returns.line", n=one.number), self._why(one.code), "bold $text-error")
            for one in page
        ]
        self.query_one("#bad", HangingLines).show(rows)

    def _why(self, code: str) -> str:
        return "  ".join(self.t.error(HfundError(code)))

    # ---- looking through -------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return self.query_one(FormInput).text

    @on(Input.Changed)
    def _typed(self) -> None:
        """Another file: what was said of the one before counts no more."""
        self.query_one(Field).unmark()
        if self.checked is not None and self.checked.path != self.path:
            self.checked = self.taken = None
            self.refresh_words()

    @on(GoOn)
    def _look_through(self) -> None:
        self._read(self._looked)

    def _read(self, then: Callable[[Checked], None]) -> None:
        self.clear_status()
        self.run_call(
            check,
            self.workstation,
            self.session,
            self.KIND,
            self.path,
            then=then,
            failed=self._unreadable,
            topic="check",
        )

    def _unreadable(self, error: HfundError) -> None:
        """What was read before is not what lies there now."""
        self.checked = self.taken = None
        self.refresh_words()
        self.show_error(error)

    def _looked(self, checked: Checked) -> None:
        self.checked, self.taken, self._first = checked, None, 0
        self.refresh_words()

    # ---- taking in -------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        report = self.checked.report if self.checked else None
        match name:
            case "commit" if not self.is_mounted or not self.path:
                return "payments.returns.path_first"
            case "commit" if self.taken is not None:
                return "payments.returns.taken"
            case "page_down" if report is None or self._first + _AT_ONCE >= len(report.bad):
                return "payments.returns.last_page"
            case "page_up" if not self._first:
                return "payments.returns.first_page"
        return super().unavailable(name)

    def do_page_down(self) -> None:
        self._first += _AT_ONCE
        self.refresh_words()
        self.query_one("#lines", VerticalScroll).scroll_home(animate=False)

    def do_page_up(self) -> None:
        self._first = max(0, self._first - _AT_ONCE)
        self.refresh_words()

    def do_commit(self) -> None:
        """Only what was looked through and stands on the screen is taken in; before that, and while there is
        nothing to take in, the file is read again: it may have been corrected."""
        if self.checked is None or not self.checked.is_good:
            self._read(self._read_for_commit)
            return
        self.clear_status()
        self.run_call(
            partial(
                files_of(self.workstation, self.KIND).import_returns,
                on_progress=self.query_one(ProgressLine).report,
            ),
            self.session,
            self.checked.text,
            then=self._taken,
            failed=self._failed,
            mode=Mode.COMMIT,
        )

    def _read_for_commit(self, checked: Checked) -> None:
        self._looked(checked)
        if checked.is_good:
            self.hint("payments.returns.looked_first")
        elif checked.report.bad:
            self.complain("payments.returns.correct_first")
        else:
            self.hint("payments.returns.nothing_new")

    def _taken(self, report: ReturnReport) -> None:
        if not self.is_here or self.checked is None:
            return
        self.query_one(ProgressLine).end()
        if report.bad:
            self._looked(Checked(self.checked.path, self.checked.text, report))
            return
        self.taken = report
        self.refresh_words()
        self.say("payments.returns.taken")

    def _failed(self, error: HfundError) -> None:
        if self.is_here:
            self.query_one(ProgressLine).end()
            self.show_error(error)
