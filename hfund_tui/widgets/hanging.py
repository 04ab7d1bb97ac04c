"""Text behind a head of its own column: clauses, numbered sentences, labelled lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from hfund_tui.documents.wrapping import cells, wrap
from hfund_tui.widgets.text import ui_text

_GAP = 1
_NARROWEST = 16


@dataclass(frozen=True, slots=True)
class Hung:
    """`text` behind `head`; either may be empty. Styles are ours, never data."""

    head: str
    text: str
    head_style: str = ""
    style: str = ""


def hanging(rows: Sequence[Hung], width: int, *, gap: int = _GAP, indent: int = 0) -> list[Content]:
    """The rows wrapped to `width` cells as on paper: Chinese breaks anywhere, Latin words stay whole.

    Heads of one call stand in one column, `indent` cells wide or more.
    """
    indent = max((indent, *(cells(row.head) + gap for row in rows if row.head)))
    lines: list[Content] = []
    for row in rows:
        first, *rest = wrap(row.text, max(_NARROWEST, width) - indent) or [""]
        space = " " * (indent - cells(row.head))
        lines.append(Content.assemble(ui_text(row.head, row.head_style), space, ui_text(first, row.style)))
        lines += [Content.assemble(" " * indent, ui_text(one, row.style)) for one in rest]
    return lines


class HangingLines(Widget):
    """Rows with their heads in one column."""

    DEFAULT_CSS = """
    HangingLines { height: auto; }
    """

    def __init__(self, *, gap: int = _GAP, indent: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[Hung, ...] = ()
        self._gap, self._indent = gap, indent

    def show(self, rows: Sequence[Hung]) -> None:
        self.rows = tuple(rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        return hanging(self.rows, width, gap=self._gap, indent=self._indent)
