"""A progress bar that a service's thread may report to."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ProgressBar

_STEPS = 100


class ProgressLine(Vertical):
    """Not shown until the first report. `report` is what a service takes as `on_progress`."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; display: none; }
    ProgressLine.-running { display: block; }
    ProgressLine ProgressBar { width: 100%; height: 1; }
    ProgressLine ProgressBar Bar { width: 1fr; }
    """

    _told = -1
    """The share that was drawn last, in hundredths."""

    def compose(self) -> ComposeResult:
        yield ProgressBar(show_eta=False)

    def report(self, done: int, total: int) -> None:
        """How many are done, of how many. Called in the service's thread; most calls are not worth drawing."""
        share = done * _STEPS // max(1, total)
        if share == self._told and done not in (0, total):
            return
        self._told = share
        if self.is_attached:
            self.app.call_from_thread(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        if self.is_attached:
            self.add_class("-running")
            self.query_one(ProgressBar).update(total=max(total, 1), progress=done if total else 1)

    def end(self) -> None:
        self._told = -1
        self.remove_class("-running")
