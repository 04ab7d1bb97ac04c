"""The chart of a loan on a sheet of its own, where the form has no room for it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.screens.command import Command
from hfund_tui.screens.loan.parts import chart_lines
from hfund_tui.screens.modal import HouseModal
from hfund_tui.widgets.lines import Lines


class ChartModal(HouseModal[None]):
    """Balance or interest against time, before and after a change."""

    HELP_RULE = "loan.chart.help.rule"
    HELP_NEXT = "loan.chart.help.next"
    KEYS = (Command("chart_interest", "i"), Command("done", "enter"))
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ChartModal > #body { width: 76; }
    ChartModal #keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, before: Terms, after: Terms | None, *, of_interest: bool = False) -> None:
        super().__init__()
        self._before, self._after = before, after
        self.of_interest = of_interest

    def compose_body(self) -> ComposeResult:
        yield Lines(id="chart")
        yield Static(id="keys")

    def retranslate(self) -> None:
        t, interest = self.t, self.of_interest
        self.query_one("#chart", Lines).show(
            lambda width: chart_lines(self._before, self._after, t, width, interest=interest)
        )
        self.query_one("#keys", Static).update(self.text("loan.chart.keys"))

    def do_chart_interest(self) -> None:
        self.of_interest = not self.of_interest
        self.retranslate()

    def do_done(self) -> None:
        self.close(None)
