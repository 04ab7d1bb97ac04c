"""Settling every accepted closure that is due: F9 begins, a bar says how far it is, then what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.screens.base import Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from hfund_tui.services.closures import SettlementReport, Unsettled


class SettleModal(HouseModal[None]):
    """A run that is cut short is run again: what it settled waits no more."""

    KEYS = (Command("done", "enter"),)
    HELP_RULE = "day.settle.rule"
    HELP_NEXT = "day.settle.next"

    def __init__(self) -> None:
        super().__init__()
        self.report: SettlementReport | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="note")
        yield ProgressLine()
        with VerticalScroll(id="report"):
            yield HangingLines()
        yield Static(id="keys")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("day.settle.title"))
        self.query_one("#note", Static).update(self.text("day.settle.note"))
        self.query_one("#note").display = self.report is None
        self.query_one("#report").display = self.report is not None
        keys = "day.settle.keys" if self.report is None else "day.settle.done"
        self.query_one("#keys", Static).update(self.text(keys))
        if self.report is not None:
            self.query_one(HangingLines).show(self._rows(self.report))

    def _rows(self, report: SettlementReport) -> list[Hung]:
        """What came of each; what was not settled though it is due, one by one with its reasons."""
        paid = f"{self.t('unit.cases', n=len(report.settled))}  {self.t.money(report.amount_fen)}"
        counted = [(self.t("day.settle.settled"), paid)] + [
            (self.t(key), self.t("unit.cases", n=len(some)))
            for key, some in (
                ("day.settle.cancelled", report.cancelled),
                ("day.settle.pending", report.pending),
                ("day.settle.waiting", report.waiting),
                ("day.settle.unknown", report.unknown),
                ("day.settle.refused", report.refused),
            )
        ]
        rows = [Hung(head, text, "$text-muted") for head, text in counted]
        return rows + [
            Hung(one.case_no, self._why(one), "bold $text-error", "$text-error") for one in report.refused
        ]

    def _why(self, one: Unsettled) -> str:
        known = catalogue()
        keys = [f"finding.{code}.title" for code in one.codes]
        words = [self.t(key) if key in known else self.t("day.settle.changed") for key in keys]
        return self.t("format.list_separator").join(words)

    def unavailable(self, name: str) -> Reason | None:
        if name == "commit" and self.report is not None:
            return "day.settle.done"
        if name == "done" and self.report is None:
            return "day.settle.f9"
        return super().unavailable(name)

    def do_done(self) -> None:
        self.close(None)

    def do_commit(self) -> None:
        self.clear_status()
        self.run_call(
            self.workstation.closures.settle_due,
            self.session,
            self.query_one(ProgressLine).report,
            then=self._came,
            failed=self._failed,
            mode=Mode.COMMIT,
        )

    def _came(self, report: SettlementReport) -> None:
        if not self.is_here:
            return
        self.report = report
        self.query_one(ProgressLine).end()
        self.refresh_words()

    def _failed(self, error: HfundError) -> None:
        self.query_one(ProgressLine).end()
        self.show_error(error)
