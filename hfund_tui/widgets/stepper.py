"""How far a form is: its steps in one line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hfund_tui.widgets.text import ui_text


class Stepper(Widget):
    """Steps in their order; the one at hand stands out, those done carry a mark."""

    DEFAULT_CSS = """
    Stepper { height: 1; width: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.names: tuple[str, ...] = ()
        self.current = 0
        self.done: frozenset[int] = frozenset()

    def words(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.refresh(layout=True)

    def show(self, current: int, done: frozenset[int]) -> None:
        """`current` and `done` count steps from 0."""
        if (current, done) != (self.current, self.done):
            self.current, self.done = current, done
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        drawn = []
        for place, name in enumerate(self.names):
            mark = "v" if place in self.done else str(place + 1)
            style = "bold $text-accent underline" if place == self.current else "$text-muted"
            drawn.append(ui_text(f"{mark} {name}", style))
        return Content(" - ").join(drawn)
