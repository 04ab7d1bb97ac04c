"""Exceptions of this month or this year, counted by rule, by ground and by person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.command import Command
from hfund_tui.widgets.columns import padded
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.exceptions import Counted, ExceptionCounts

_INDENT = 2
_FIGURES = 8


class ExceptionsScreen(HouseScreen[None]):
    """To be read only: what lets a rule be passed over is decided case by case."""

    CSS_PATH = "exceptions.tcss"
    AUTO_FOCUS = "#scroll"
    KEYS = (Command("change_span", "m"),)
    BAR = ("back", "change_span", "language", "lock", "help")
    HELP_RULE = "exceptions.help.rule"
    HELP_NEXT = "exceptions.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.counts: ExceptionCounts | None = None
        self._whole_year = True

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="scroll"):
            yield Static(id="lines")

    def on_mount(self) -> None:
        super().on_mount()
        self._count()

    def _count(self) -> None:
        today = self.session.business_date
        first = today.replace(month=1, day=1) if self._whole_year else today.replace(day=1)
        self.run_call(
            self.workstation.exceptions.counts, self.session, first, today, then=self._show, topic="counts"
        )

    def _show(self, counts: ExceptionCounts) -> None:
        self.counts = counts
        self.refresh_words()

    def do_change_span(self) -> None:
        """This month, or this year."""
        self._whole_year = not self._whole_year
        self._count()

    def retranslate(self) -> None:
        declared, counts, t = OPERATIONS[OperationCode.VIEW_EXCEPTIONS], self.counts, self.t
        title = joined(
            ui_text(declared.transaction_code, "$text-muted"), self.text(declared.title_key, "bold")
        )
        if counts is not None:
            span = t("exceptions.span", since=counts.since, until=counts.until)
            title = joined(title, ui_text(span), ui_text(t("exceptions.total", n=counts.total), "bold"))
        self.query_one("#title", Static).update(title)
        self.query_one("#lines", Static).update(self._lines(counts) if counts else self.text("day.loading"))

    def _lines(self, counts: ExceptionCounts) -> Content:
        t = self.t
        if not counts.total:
            return self.text("exceptions.none", "$text-muted")
        groups: tuple[tuple[str, tuple[Counted, ...], Callable[[str], str]], ...] = (
            ("exceptions.by_rule", counts.by_rule, lambda rule: t(f"finding.{rule}.title")),
            ("exceptions.by_reason", counts.by_reason, lambda code: t(f"exception_reason.{code}")),
            ("exceptions.by_maker", counts.by_maker, str),
            ("exceptions.by_checker", counts.by_checker, str),
        )
        width = max(cells(word(one.key)) for _, counted, word in groups for one in counted) + _INDENT
        lines: list[Content] = []
        for heading, counted, word in groups:
            lines += [Content("")] if lines else []
            lines.append(self.text(heading, "bold $text-accent"))
            lines += [
                Content.assemble(
                    " " * _INDENT,
                    padded(ui_text(word(one.key)), width),
                    padded(ui_text(str(one.number)), _FIGURES, right=True),
                )
                for one in counted
            ]
        return Content("\n").join(lines)
