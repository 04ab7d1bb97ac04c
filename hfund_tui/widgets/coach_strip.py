"""Above the status strip while a lesson runs: what to do next, how far one is, and the score."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hfund_tui.widgets.text import ui_text

_MARK = " ▸ "
_BESIDE = 16


@dataclass(frozen=True, slots=True)
class CoachView:
    """`words` say what to do; `beside` stands at the right, a text for each of the two lines."""

    words: str
    beside: tuple[str, str]
    stray: bool = False


class CoachStrip(Widget):
    """Two lines, or none while nobody learns."""

    DEFAULT_CSS = """
    CoachStrip { display: none; height: 2; background: $practice; color: $text; padding: 0 1 0 0; }
    CoachStrip.-teaching { display: block; }
    HouseModal > CoachStrip { dock: bottom; }
    """

    view: CoachView | None = None

    def show(self, view: CoachView | None) -> None:
        if view != self.view:
            self.view = view
            self.set_class(view is not None, "-teaching")
            self.refresh()

    def render(self) -> RenderResult:
        view = self.view
        if view is None:
            return Content("")
        room = max(1, self.content_size.width - len(_MARK) - _BESIDE)
        style = "bold $text-warning" if view.stray else "bold"
        lines = [*ui_text(view.words, style).wrap(room), Content(""), Content("")][:2]
        mark = ui_text(_MARK, "bold $text-accent")
        drawn = []
        for number, (line, beside) in enumerate(zip(lines, view.beside, strict=True)):
            gap = room - line.cell_length + _BESIDE - ui_text(beside).cell_length
            head = mark if number == 0 else ui_text(" " * len(_MARK))
            drawn.append(Content.assemble(head, line, " " * max(1, gap), ui_text(beside, "$text-muted")))
        return Content("\n").join(drawn)
