"""The business day: its sheet as it stands now, and from here everything that ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hfund_tui.documents.day_sheet import difference_words, render_sheet_pdf
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.closure import in_batch_window
from hfund_tui.domain.operation import OperationCode
from hfund_tui.i18n import Translator
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.day.closing import CloseModal, Ended
from hfund_tui.screens.day.settling import SettleModal
from hfund_tui.screens.day.sheet import SheetView
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.day_sheet import DaySheet
    from hfund_tui.services.errors import HfundError
    from hfund_tui.services.payments import Due
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

_OPERATIONS = {
    "export_payments": OperationCode.EXPORT_PAYMENTS,
    "import_returns": OperationCode.IMPORT_RETURNS,
    "settle_due": OperationCode.SETTLE_DUE,
    "close_day": OperationCode.CLOSE_DAY,
}


@dataclass(frozen=True, slots=True)
class Looked:
    """The day as it was looked at: its sheet, and what waits to be sent."""

    sheet: DaySheet
    due: Due


def look(workstation: Workstation, session: Session) -> Looked:
    """Both in one call to a thread. Raises Refusal."""
    return Looked(workstation.day.sheet(session), workstation.payments.due(session))


class DayScreen(HouseScreen[None]):
    """Supervisors act here; everybody else reads. `then` is what to begin with, once the sheet is there."""

    CSS_PATH = "day.tcss"
    AUTO_FOCUS = "SheetView"
    KEYS = (
        Command("export_payments", "e"),
        Command("import_returns", "i"),
        Command("settle_due", "o"),
        Command("close_day", "c"),
        Command("save_pdf", "p"),
    )
    BAR = (
        "back",
        "export_payments",
        "import_returns",
        "settle_due",
        "close_day",
        "save_pdf",
        "lock",
        "help",
    )
    HELP_RULE = "day.help.rule"
    HELP_NEXT = "day.help.next"

    def __init__(self, then: OperationCode = OperationCode.VIEW_DAY) -> None:
        super().__init__()
        self.looked: Looked | None = None
        self.words: dict[str, str] = {}
        self._then: OperationCode | None = then

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with Container(id="main"):
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="verdict")
                yield HangingLines(id="differences")
                yield Static(id="due")
            yield SheetView(id="sheet")

    def on_screen_resume(self) -> None:
        """Back from exporting, importing or settling: the day is another one."""
        super().on_screen_resume()
        self.run_call(look, self.workstation, self.session, then=self._show, topic="day")

    def _show(self, looked: Looked) -> None:
        self.looked = looked
        self.refresh_words()
        then, self._then = self._then, None
        name = next((name for name, code in _OPERATIONS.items() if code is then), None)
        if name is not None:
            self.call_later(self.action_command, name)

    def retranslate(self) -> None:
        declared = OPERATIONS[OperationCode.VIEW_DAY]
        day = ui_text(self.t.day(self.session.business_date), "bold")
        title = joined(
            ui_text(declared.transaction_code, "$text-muted"), self.text(declared.title_key, "bold"), day
        )
        self.query_one("#title", Static).update(title)
        if self.looked is None:
            self.query_one("#verdict", Static).update(self.text("day.loading", "$text-muted"))
            return
        sheet = self.looked.sheet
        self.query_one("#verdict", Static).update(self._verdict(sheet))
        rows = [
            Hung(
                "?" if one.code.explainable else "!",
                difference_words(one, self.t),
                *_styles(one.code.explainable),
            )
            for one in sheet.differences
        ]
        self.query_one(HangingLines).show(rows)
        self.query_one("#due", Static).update(self._due())
        self.query_one(SheetView).show(sheet)

    def _verdict(self, sheet: DaySheet) -> Content:
        if not sheet.balances:
            return self.text("day.verdict.unbalanced", "bold $text-error")
        if sheet.differences:
            n = len({one.code for one in sheet.differences})
            return self.text("day.verdict.explain", "bold $text-warning", n=n)
        return self.text("day.verdict.clean", "bold $text-success")

    def _due(self) -> Content:
        assert self.looked is not None
        due = self.looked.due
        if not due.lines:
            return self.text("day.due.none", "$text-muted")
        return self.text("day.due", n=due.lines, amount=self.t.money(due.total_fen))

    @property
    def _sample(self) -> bool:
        return self.house.settings.demo or self.house.settings.training

    # ---- commands --------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if (code := _OPERATIONS.get(name)) is not None:
            if self.session.role not in OPERATIONS[code].roles:
                return "day.supervisors_only"
            if self.looked is None:
                return "day.loading"
        today = self.session.business_date
        match name:
            case "save_pdf" if self.looked is None:
                return "day.loading"
            case "settle_due" if not in_batch_window(today, policy := self.workstation.policies.on(today)):
                return self.text("day.batch_from", n=policy.count("closure.leaving.batch_from_day"))
            case "close_day" if self.looked is not None and not self.looked.sheet.balances:
                return "day.mend_first"
        return super().unavailable(name)

    def do_export_payments(self) -> None:
        self.house.open("payments")

    def do_import_returns(self) -> None:
        self.house.open("returns")

    def do_settle_due(self) -> None:
        self.house.push_screen(SettleModal())

    def do_close_day(self) -> None:
        assert self.looked is not None
        self.house.push_screen(CloseModal(self.looked.sheet, self.words), self._ended)

    def _ended(self, ended: Ended | None) -> None:
        """The day is over: save its sheet, then everybody signs in again."""
        if ended is None:
            return
        if ended.sheet is None:
            self._leave(None)
        else:
            self._save(ended.sheet, self._leave, lambda _: self._leave(None))

    def _leave(self, path: Path | None) -> None:
        from hfund_tui.screens.sign_in.screen import SignInScreen

        door = self.house.screen_stack[0]
        day = self.session.business_date
        self.house.sign_out()
        if isinstance(door, SignInScreen):
            if path is None:
                door.say("day.closed", day=day)
            else:
                door.say("day.closed_saved", day=day, path=str(path))

    def do_save_pdf(self) -> None:
        assert self.looked is not None
        self._save(self.looked.sheet, lambda path: self.say("receipt.saved", path=str(path)), self.show_error)

    def _save(
        self, sheet: DaySheet, then: Callable[[Path], object], failed: Callable[[HfundError], object]
    ) -> None:
        sample = self._sample

        def write(t: Translator, path: Path) -> object:
            return render_sheet_pdf(sheet, t, path, sample=sample)

        name = f"day-{sheet.branch_code}-{sheet.business_date:%Y%m%d}{'' if sheet.closed_by else '-open'}"
        folder = self.house.settings.receipts
        self.run_call(save_pdf, folder, name, write, self.t, then=then, failed=failed)


def _styles(explainable: bool) -> tuple[str, str]:
    style = "$text-warning" if explainable else "$text-error"
    return f"bold {style}", style
