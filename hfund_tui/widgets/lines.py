"""Lines that are drawn for the width there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Draw = Callable[[int], Sequence[Content]]
"""Lines of at most so many cells."""


class Lines(Widget):
    """Shows what a pure function makes of the width; nothing, and no height, until it is given one."""

    DEFAULT_CSS = """
    Lines { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw: Draw = lambda width: ()

    def show(self, draw: Draw) -> None:
        self._draw = draw
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        return self._draw(width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self.lines(self.size.width))
