"""A paper as text, exactly as it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hfund_tui.widgets.text import ui_text


class PaperView(VerticalScroll):
    """Lines of a paper on a sheet of their own; it scrolls where it does not fit."""

    DEFAULT_CSS = """
    PaperView { height: 1fr; align-horizontal: center; scrollbar-size-vertical: 1; }
    PaperView > Static { width: auto; height: auto; padding: 0 1; background: $surface; color: $text; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="sheet")

    def show(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        self.query_one("#sheet", Static).update(Content("\n").join(ui_text(line) for line in lines))
