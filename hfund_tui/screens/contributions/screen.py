"""An employer's contribution list: chosen, looked through, its good lines credited, its bad ones given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.documents.faults import fault_words
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.file_screen import Checked, FileScreen, FileWords, Progress, Total
from hfund_tui.services.inbox import found_in, waiting_in
from hfund_tui.services.outbox import read_foreign_bytes
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.services.contributions import ContributionReport, ListedFile
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

_NEWEST = 20


@dataclass(frozen=True, slots=True)
class Around:
    """What lies in the inbox, and the lists that were taken in."""

    waiting: tuple[str, ...]
    lists: tuple[ListedFile, ...]


def look_around(workstation: Workstation, session: Session) -> Around:
    """Both in one call to a thread. Raises Refusal."""
    return Around(
        waiting_in(workstation.settings.inbox, ".csv"),
        workstation.contributions.files(session, limit=_NEWEST),
    )


class ContributionsScreen(FileScreen["ContributionReport"]):
    """Enter looks a list through, F9 credits its good lines. Files of the inbox are chosen by Down and Enter."""

    CSS_PATH = "contributions.tcss"
    HELP_RULE = "contributions.help.rule"
    HELP_NEXT = "contributions.help.next"
    OPERATION = OperationCode.IMPORT_CONTRIBUTIONS
    FILE_WORDS = FileWords(
        path="contributions.path",
        path_first="contributions.path_first",
        enter="contributions.enter",
        looked_first="contributions.looked_first",
        nothing="contributions.none_good",
        taken="contributions.done",
    )

    def __init__(self) -> None:
        super().__init__()
        self.around: Around | None = None

    def compose_body(self) -> ComposeResult:
        yield from super().compose_body()
        with VerticalScroll(id="around", can_focus=False):
            yield Static(id="inbox-title")
            yield Picker(id="inbox")
            yield Static(id="lists-title")
            yield HangingLines(id="lists")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._look_around()

    def _look_around(self) -> None:
        self.run_call(look_around, self.workstation, self.session, then=self._show_around, topic="around")

    def _show_around(self, around: Around) -> None:
        self.around = around
        picker = self.query_one(Picker)
        picker.set_options([Option(ui_text(one)) for one in around.waiting])
        self.refresh_words()

    def retranslate(self) -> None:
        super().retranslate()
        around = self.around
        self.set_class(self.report is None and around is not None, "-choosing")
        self.query_one(Picker).display = bool(around and around.waiting)
        self.query_one("#inbox-title", Static).update(
            self.text("contributions.inbox", "$text-muted") if around and around.waiting else Content("")
        )
        self.query_one("#lists-title", Static).update(
            self.text("contributions.files", "$text-muted") if around and around.lists else Content("")
        )
        self.query_one("#lists", HangingLines).show(
            [self._listed(one) for one in around.lists] if around else []
        )

    def _listed(self, one: ListedFile) -> Hung:
        state = (
            self.t("contributions.finished", n=one.taken)
            if one.finished
            else self.t("contributions.unfinished")
        )
        said = f"{one.month}  {self.t.money(one.taken_fen)}  {state}  {one.employer}"
        return Hung(one.file_no, said, "bold", "" if one.finished else "$text-warning")

    # ---- choosing --------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Down goes from the field to the files, Up from the first of them back."""
        picker = self.query_one(Picker)
        if event.key == "down" and isinstance(self.focused, FormInput) and self._can_choose:
            event.stop()
            picker.highlighted = 0
            picker.focus()
        elif event.key == "up" and self.focused is picker and not picker.highlighted:
            event.stop()
            event.prevent_default()
            self.query_one(FormInput).focus()

    @property
    def below(self) -> VerticalScroll:
        return self.query_one("#around", VerticalScroll) if self.has_class("-choosing") else super().below

    @property
    def _can_choose(self) -> bool:
        return self.has_class("-choosing") and self.query_one(Picker).option_count > 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self.around is None:
            return
        field = self.query_one(FormInput)
        field.value = self.around.waiting[event.option_index]
        field.cursor_position = len(field.value)
        field.focus()
        self.look_through()

    # ---- what a list comes to --------------------------------------------------------------------------

    def look(self, path: str, on_progress: Progress) -> Checked[ContributionReport]:
        content = read_foreign_bytes(found_in(self.workstation.settings.inbox, path))
        service = self.workstation.contributions
        return Checked(path, content, service.check(self.session, content, on_progress=on_progress))

    def take(self, checked: Checked[ContributionReport], on_progress: Progress) -> ContributionReport:
        service = self.workstation.contributions
        return service.take_in(self.session, checked.content, on_progress=on_progress)

    def is_good(self, report: ContributionReport) -> bool:
        return report.good > 0

    def totals(self, report: ContributionReport) -> list[Hung]:
        good = "contributions.credited" if self.taken is not None else "contributions.good"
        known = [Total("contributions.known", report.known, report.known_fen)] if report.known else []
        totals = [
            Total("contributions.stated", report.lines, report.total_fen),
            Total(good, report.good, report.good_fen),
            *known,
            Total("contributions.bad", report.bad, style="bold $text-error" if report.bad else ""),
        ]
        head = Hung(str(report.month), report.employer, "bold", "bold")
        return [head, *self.counted("unit.lines", totals)]

    def verdict(self, report: ContributionReport) -> Content:
        if self.taken is not None:
            lines = [self.text("contributions.taken", "bold $text-success", file_no=report.file_no)]
            if report.returned is not None:
                lines.append(self.text("contributions.returned", path=str(report.returned)))
            return Content("\n").join(lines)
        if report.refused:
            return self.text("contributions.refused", "bold $text-error")
        if not report.good:
            return self.text("contributions.none_good", "bold $text-warning")
        if report.bad:
            return self.text("contributions.some_bad", "bold $text-warning", n=report.bad)
        return self.text("contributions.all_good", "bold $text-success")

    def bad_lines(self, report: ContributionReport) -> Sequence[Any]:
        return report.faults

    def bad_row(self, one: Any) -> Hung:
        words = fault_words(one, self.t)
        said = " ".join(part for part in (words.column, words.what) if part)
        why = "  ".join(part for part in (said, words.wanted, words.do) if part)
        return Hung(self.t("table.line", n=one.number), why, "bold $text-error")

    def came(self, report: ContributionReport) -> None:
        if report.refused and self.checked is not None:
            self._looked(Checked(self.checked.path, self.checked.content, report))
            self.complain("contributions.refused")
            return
        super().came(report)
        self._look_around()
