"""A list to pick from: one look everywhere, readable in every theme."""

from __future__ import annotations

from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import OptionList


class Picker(OptionList):
    """An option list whose highlighted row takes the colours of the cursor as a whole.

    Rows are coloured word by word; a word's own colour need not be readable on the cursor.
    """

    DEFAULT_CSS = """
    Picker {
        height: auto; border: none; padding: 0; background: $background;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        &.-textual-compact > .option-list--option { padding: 0 1; }
        &:focus { border: none; background-tint: initial; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, markup=False)

    @property
    def row_cells(self) -> int:
        """The room for a row's text, in cells; negative before the first layout."""
        return self.scrollable_content_region.width - 2

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not self.has_focus or self.highlighted is None:
            return strip
        segments = list(strip)
        if not any(one.style and one.style.meta.get("option") == self.highlighted for one in segments):
            return strip
        cursor = self.get_visual_style("option-list--option", "option-list--option-highlighted").rich_style
        return Strip(Segment.apply_style(segments, post_style=cursor), strip.cell_length)


class WaitingList(Picker):
    """What waits, as a whole screen shows it; j and k move as the arrows do."""

    BINDINGS = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]
    BESIDE_A_ROW = 6
    """Cells of a line that no row can use: padding of list and row, and the scroll bar."""
