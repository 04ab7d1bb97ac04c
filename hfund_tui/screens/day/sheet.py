"""The sheet on the screen: sections one below the other, all figures in the same two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hfund_tui.documents.day_sheet import Section, sheet_sections
from hfund_tui.widgets.columns import padded
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import cells, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.day_sheet import DaySheet

_GAP = 3
_INDENT = 2


class SheetView(VerticalScroll):
    """It scrolls; a day has as many sections as people worked on it."""

    DEFAULT_CSS = """
    SheetView { padding: 0 1 0 2; scrollbar-size-vertical: 1; }
    SheetView > Static { height: auto; width: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sheet: DaySheet | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="lines")

    def show(self, sheet: DaySheet) -> None:
        """Call it again after a change of language."""
        self.sheet = sheet
        lines = drawn(sheet_sections(sheet, translator_of(self)))
        self.query_one("#lines", Static).update(Content("\n").join(lines))


def drawn(sections: tuple[Section, ...]) -> list[Content]:
    """The sections as lines; labels left, figures right, in the same columns everywhere."""
    entries = [one for section in sections for one in section.entries]
    label = max(cells(one.label) for one in entries) + _INDENT
    figures = [(one.first, one.second) for one in entries] + [section.columns for section in sections]
    widths = [max(cells(one[n]) for one in figures) + _GAP for n in (0, 1)]
    lines: list[Content] = []
    for section in sections:
        if lines:
            lines.append(Content(""))
        lines.append(
            _line(
                ui_text(section.heading, "bold $text-accent"), section.columns, label, widths, "$text-muted"
            )
        )
        lines += [
            _line(ui_text(" " * _INDENT + one.label), (one.first, one.second), label, widths)
            for one in section.entries
        ]
    return lines


def _line(head: Content, figures: tuple[str, str], label: int, widths: list[int], style: str = "") -> Content:
    """A heading without figures may be wider than the labels."""
    if not any(figures):
        return head
    return Content.assemble(
        padded(head, label),
        *(padded(ui_text(one, style), width, right=True) for one, width in zip(figures, widths, strict=True)),
    )
