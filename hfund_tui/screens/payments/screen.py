"""Exporting the orders of a kind that are due, and the files exported so far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.text import fold_full_width
from hfund_tui.domain.vocabulary import FileKind
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.payments.services import files_of
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.progress_line import ProgressLine
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.bank_files import Due, ExportedFile, FileLine
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

_LABEL_WIDTH = 16
_SHA_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Words:
    """The keys of what is said differently of another kind of file."""

    due: str
    none_due: str
    no_files: str
    exported: str
    files: str
    sent: str
    paid: str
    failed: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What waits to be sent, and the newest files."""

    due: Due
    files: tuple[FileLine, ...]


def look(workstation: Workstation, session: Session, kind: FileKind) -> Looked:
    """Both in one call to a thread. Raises Refusal."""
    service = files_of(workstation, kind)
    return Looked(service.due(session), service.files(session))


class PaymentsScreen(HouseScreen[None]):
    """F9 exports; above the policy's number of lines another supervisor proves to be there.

    Payouts; another kind of file has a screen of its own by its declarations.
    """

    CSS_PATH = "payments.tcss"
    AUTO_FOCUS = "#files"
    KEYS = (Command("write_again", "w"), Command("import_returns", "i"))
    BAR = ("back", "commit", "write_again", "import_returns", "lock", "help")
    HELP_RULE = "payments.help.rule"
    HELP_NEXT = "payments.help.next"
    KIND = FileKind.PAYOUT
    OPERATION = OperationCode.EXPORT_PAYMENTS
    RETURNS = "returns"
    WORDS = Words(
        due="payments.due",
        none_due="payments.none_due",
        no_files="payments.no_files",
        exported="payments.exported",
        files="payments.files",
        sent="payments.state.sent",
        paid="payments.state.paid",
        failed="payments.state.failed",
    )

    def __init__(self) -> None:
        super().__init__()
        self.looked: Looked | None = None
        self.exported: ExportedFile | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with Vertical(id="form"):
            yield Static(id="due")
            yield Static(id="second-title")
            yield Field("second", Input(id="second", max_length=20, compact=True), label_width=_LABEL_WIDTH)
            yield Field("second_password", SecretInput(id="password"), label_width=_LABEL_WIDTH)
            yield ProgressLine()
            yield Static(id="exported")
        yield Static(id="files-title")
        yield Picker(id="files")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._look()

    def _look(self) -> None:
        self.run_call(look, self.workstation, self.session, self.KIND, then=self._show, topic="payments")

    def _show(self, looked: Looked) -> None:
        self.looked = looked
        self.refresh_words()
        if self.needs_second and self.exported is None:
            self.query_one("#second").focus()

    def retranslate(self) -> None:
        declared = OPERATIONS[self.OPERATION]
        self.query_one("#title", Static).update(
            joined(
                ui_text(declared.transaction_code, "$text-muted"),
                self.text(declared.title_key, "bold"),
            )
        )
        self.query_one("#due", Static).update(self._due())
        self.set_class(self.needs_second, "-second")
        self.query_one("#second-title", Static).update(
            self.text("payments.second", "$text-warning", n=self._most)
        )
        second, password = self.query(Field)
        second.words(self.text("approval.checker"))
        password.words(self.text("approval.password"))
        self.query_one("#exported", Static).update(self._exported())
        none_yet = self.looked is not None and not self.looked.files
        files = self.WORDS.no_files if none_yet else self.WORDS.files
        self.query_one("#files-title", Static).update(self.text(files))
        self._draw_files()

    @property
    def _most(self) -> int:
        return self.workstation.policies.on(self.session.business_date).count("approval.export_above")

    @property
    def needs_second(self) -> bool:
        """Whether another supervisor has to be there."""
        return self.looked is not None and self.looked.due.needs_second

    def _due(self) -> Content:
        if self.looked is None:
            return self.text("day.loading", "$text-muted")
        if not self.looked.due.lines:
            return self.text(self.WORDS.none_due, "$text-muted")
        due = self.looked.due
        return self.text(self.WORDS.due, "bold", n=due.lines, amount=self.t.money(due.total_fen))

    def _exported(self) -> Content:
        """What to compare with what the bank receives."""
        one = self.exported
        if one is None:
            return Content("")
        totals = self.text(
            self.WORDS.exported,
            "bold $text-success",
            file_no=one.file_no,
            n=one.lines,
            amount=self.t.money(one.total_fen),
        )
        return Content("\n").join(
            [totals, ui_text(str(one.path)), ui_text(f"SHA-256 {one.sha256[:_SHA_SHOWN]}", "$text-muted")]
        )

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._draw_files)

    def _draw_files(self) -> None:
        picker = self.query_one(Picker)
        files = self.looked.files if self.looked else ()
        kept = picker.highlighted or 0
        width = max(20, picker.row_cells)
        picker.set_options([Option(cut(self._file(one), width)) for one in files])
        picker.highlighted = min(kept, len(files) - 1) if files else None

    def _file(self, one: FileLine) -> Content:
        """Number, day, total, and what became of its orders."""
        state = [
            ui_text(self.t(key, n=n), style)
            for key, n, style in (
                (self.WORDS.sent, one.sent, "$text-warning"),
                (self.WORDS.paid, one.paid, "$text-success"),
                (self.WORDS.failed, one.failed, "$text-error"),
            )
            if n
        ]
        return joined(
            ui_text(one.file_no, "bold"),
            self.t.day(one.business_date),
            padded(ui_text(self.t("unit.cases", n=one.lines)), 9, right=True),
            padded(ui_text(self.t.money(one.total_fen)), 16, right=True),
            *state,
        )

    # ---- commands --------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if name == "commit" and (self.looked is None or not self.looked.due.lines):
            return self.WORDS.none_due if self.looked is not None else "day.loading"
        if name == "write_again" and (self.looked is None or not self.looked.files):
            return self.WORDS.no_files
        return super().unavailable(name)

    @on(Input.Submitted, "#second")
    def _to_password(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted, "#password")
    def _how_to_export(self) -> None:
        self.hint("payments.f9")

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    def do_commit(self) -> None:
        second: tuple[str, str] | None = None
        if self.needs_second:
            code = fold_full_width(self.query_one("#second", Input).value).strip()
            secret = self.query_one("#password", SecretInput)
            for field, given, key in zip(
                self.query(Field),
                (code, secret.value),
                ("approval.checker_missing", "approval.password_missing"),
                strict=True,
            ):
                if not given:
                    self.house.gate.drop()
                    field.mark(self.text(key))
                    field.control.focus()
                    return
            second = (code, secret.take())
        self.clear_status()
        self.run_call(
            partial(
                files_of(self.workstation, self.KIND).export,
                second=second,
                on_progress=self.query_one(ProgressLine).report,
            ),
            self.session,
            then=self._came,
            failed=self._failed,
            mode=Mode.COMMIT,
        )

    def _came(self, exported: ExportedFile) -> None:
        if not self.is_here:
            return
        self.exported = exported
        self.query_one(ProgressLine).end()
        self.say("payments.done", file_no=exported.file_no)
        self._look()

    def _failed(self, error: HfundError) -> None:
        """Say it; a file that could not be written is in the list and can be written again."""
        if self.is_here:
            self.query_one(ProgressLine).end()
            self.show_error(error)
            self._look()

    def do_write_again(self) -> None:
        number = self.query_one(Picker).highlighted
        if self.looked is None or number is None:
            return
        file_no = self.looked.files[number].file_no
        self.run_call(
            files_of(self.workstation, self.KIND).write_again,
            self.session,
            file_no,
            then=self._written,
            mode=Mode.COMMIT,
        )

    def _written(self, exported: ExportedFile) -> None:
        if self.is_here:
            self.exported = exported
            self.refresh_words()
            self.say("payments.written_again", file_no=exported.file_no)

    def do_import_returns(self) -> None:
        self.house.open(self.RETURNS)
