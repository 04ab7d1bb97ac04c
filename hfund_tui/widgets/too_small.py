"""What is shown instead of a broken screen when the window is too small."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class TooSmall(Widget):
    """Covers everything while the terminal is below 80x24; what was typed stays underneath."""

    DEFAULT_CSS = """
    TooSmall {
        layer: cover;
        display: none;
        width: 100%;
        height: 100%;
        background: $background;
        color: $text;
        content-align: center middle;
        text-align: center;
    }
    """

    words = Content("")

    def show(self, words: Content) -> None:
        self.words = words
        self.refresh()

    def render(self) -> RenderResult:
        return self.words
