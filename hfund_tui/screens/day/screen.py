"""The business day: its sheet as it stands now, and from here everything that ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hfund_tui.documents.day_sheet import difference_words, render_sheet_pdf
from hfund_tui.documents.paper import staff_of
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
    "export_debits": OperationCode.EXPORT_DEBITS,
    "import_contributions": OperationCode.IMPORT_CONTRIBUTIONS,
    "settle_due": OperationCode.SETTLE_DUE,
    "close_day": OperationCode.CLOSE_DAY,
}


@dataclass(frozen=True, slots=True)
class Looked:
    """A day as it was looked at: its sheet, the payouts and debits that wait to be sent (None for a day that is
    over), and the closed days beside it."""

    sheet: DaySheet
    due: Due | None
    debits: Due | None
    before: date | None
    after: date | None


def look(workstation: Workstation, session: Session, on: date | None = None) -> Looked:
    """The open day, or a closed one as it was closed; all in one call to a thread. Raises Refusal."""
    days, shown = workstation.day, on or session.business_date
    before = days.beside(session, shown)
    if on is None:
        due, debits = workstation.payments.due(session), workstation.debits.due(session)
        return Looked(days.sheet(session), due, debits, before, None)
    after = days.beside(session, on, later=True)
    return Looked(days.stored_sheet(session, on), None, None, before, after)


class DayScreen(HouseScreen[None]):
    """Supervisors act here; everybody else reads. `then` is what to begin with, once the sheet is there.

    Days that were closed are turned to and read, nothing else.
    """

    CSS_PATH = "day.tcss"
    AUTO_FOCUS = "SheetView"
    KEYS = (
        Command("export_payments", "e"),
        Command("import_returns", "i"),
        Command("export_debits", "d"),
        Command("import_contributions", "h"),
        Command("settle_due", "o"),
        Command("close_day", "c"),
        Command("save_pdf", "p"),
        Command("day_before", "left"),
        Command("day_after", "right"),
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
        self._on: date | None = None
        self._is_over = False
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
        if not self._is_over:
            self._look()

    def _look(self) -> None:
        self.run_call(look, self.workstation, self.session, self._on, then=self._show, topic="day")

    def _show(self, looked: Looked) -> None:
        self.looked = looked
        self.refresh_words()
        then, self._then = self._then, None
        name = next((name for name, code in _OPERATIONS.items() if code is then), None)
        if name is not None:
            self.call_after_refresh(self.action_command, name)

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self._title())
        if self.looked is None:
            self.query_one("#verdict", Static).update(self.text("day.loading", "$text-muted"))
            return
        sheet = self.looked.sheet
        self.query_one("#verdict", Static).update(self._verdict(sheet))
        said = dict(sheet.explanations) if self._on is not None else {}
        rows = [
            Hung(
                "?" if one.code.explainable else "!",
                "  ".join(part for part in (difference_words(one, self.t), said.get(one.code.value)) if part),
                *_styles(one.code.explainable),
            )
            for one in sheet.differences
        ]
        self.query_one(HangingLines).show(rows)
        self.query_one("#due", Static).update(self._due())
        self.query_one(SheetView).show(sheet)

    def _title(self) -> Content:
        """The day, and which keys turn to others."""
        declared = OPERATIONS[OperationCode.VIEW_DAY]
        turning = ""
        if self.looked is not None:
            before, after = self.looked.before is not None, self._on is not None
            turning = "day.turn.both" if before and after else "day.turn.before" if before else ""
            turning = turning or ("day.turn.after" if after else "")
        return joined(
            ui_text(declared.transaction_code, "$text-muted"),
            self.text(declared.title_key, "bold"),
            ui_text(self.t.day(self._on or self.session.business_date), "bold"),
            self.text("day.read_only", "$text-warning") if self._on else "",
            self.text(turning, "$text-muted") if turning else "",
        )

    def _verdict(self, sheet: DaySheet) -> Content:
        if self._on is not None:
            by = sheet.closed_by
            return joined(self.text("day.verdict.closed", "bold"), staff_of(self.t, by) if by else "")
        if not sheet.balances:
            return self.text("day.verdict.unbalanced", "bold $text-error")
        if sheet.differences:
            n = len({one.code for one in sheet.differences})
            return self.text("day.verdict.explain", "bold $text-warning", n=n)
        return self.text("day.verdict.clean", "bold $text-success")

    def _due(self) -> Content:
        due = self.looked.due if self.looked is not None else None
        if due is None:
            return Content("")
        lines = [
            self.text("day.due", n=due.lines, amount=self.t.money(due.total_fen))
            if due.lines
            else self.text("day.due.none", "$text-muted")
        ]
        debits = self.looked.debits if self.looked is not None else None
        if debits is not None and debits.lines:
            lines.append(self.text("day.debits_due", n=debits.lines, amount=self.t.money(debits.total_fen)))
        return Content("\n").join(lines)

    @property
    def _sample(self) -> bool:
        return self.house.settings.is_sample

    # ---- commands --------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if (code := _OPERATIONS.get(name)) is not None:
            if self.session.role not in OPERATIONS[code].roles:
                return "day.supervisors_only"
            if self.looked is None:
                return "day.loading"
            if self._on is not None:
                return "day.only_today"
        today = self.session.business_date
        match name:
            case "save_pdf" | "day_before" | "day_after" if self.looked is None:
                return "day.loading"
            case "day_before" if self.looked is not None and self.looked.before is None:
                return "day.turn.first"
            case "day_after" if self._on is None:
                return "day.turn.last"
            case "settle_due" if not in_batch_window(today, policy := self.workstation.policies.on(today)):
                return self.text("day.batch_from", n=policy.count("closure.leaving.batch_from_day"))
            case "close_day" if self.looked is not None and not self.looked.sheet.balances:
                return "day.mend_first"
        return super().unavailable(name)

    def do_day_before(self) -> None:
        assert self.looked is not None
        self._turn_to(self.looked.before)

    def do_day_after(self) -> None:
        """The next closed day, and after the last one the open day again."""
        assert self.looked is not None
        self._turn_to(self.looked.after)

    def _turn_to(self, on: date | None) -> None:
        self._on = on
        self.clear_status()
        self.query_one(SheetView).scroll_home(animate=False)
        self._look()

    def do_export_payments(self) -> None:
        self.house.open("payments")

    def do_import_returns(self) -> None:
        self.house.open("returns")

    def do_export_debits(self) -> None:
        self.house.open("debits")

    def do_import_contributions(self) -> None:
        self.house.open("contributions")

    def do_settle_due(self) -> None:
        self.house.push_screen(SettleModal())

    def do_close_day(self) -> None:
        assert self.looked is not None
        self.house.push_screen(CloseModal(self.looked.sheet, self.words), self._ended)

    def _ended(self, ended: Ended | None) -> None:
        """The day is over: save its sheet, then everybody signs in again."""
        if ended is None:
            return
        self._is_over = True
        self.hint("day.close.running")
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
