"""The line above the key bar: what just happened, why a key does nothing, what is wrong and what to do."""

from __future__ import annotations

from enum import StrEnum

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Tone(StrEnum):
    """How a message sounds. Each has a mark, so that it does not depend on colour."""

    QUIET = "quiet"
    GOOD = "good"
    HINT = "hint"
    BAD = "bad"


_MARKS = {
    Tone.QUIET: ("   ", ""),
    Tone.GOOD: (" v ", "bold $success"),
    Tone.HINT: (" > ", "bold $warning"),
    Tone.BAD: (" ! ", "bold $error"),
}


class StatusStrip(Widget):
    """One line, two when there is more to say. `message` and `tone` are what it shows now."""

    DEFAULT_CSS = """
    StatusStrip {
        height: auto;
        min-height: 1;
        max-height: 2;
        color: $text;
    }
    StatusStrip.-bad { background: $error-muted; color: $text; }
    """

    message = Content("")
    tone = Tone.QUIET

    def show(self, message: Content, tone: Tone) -> None:
        self.message, self.tone = message, tone
        self.set_class(tone is Tone.BAD, "-bad")
        self.set_class(bool(message.plain), "-speaking")
        self.refresh(layout=True)

    def clear(self) -> None:
        if self.message.plain:
            self.show(Content(""), Tone.QUIET)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """The message behind its mark; what does not fit goes on under its beginning."""
        mark, style = _MARKS[self.tone]
        first, *rest = self.message.wrap(max(1, width - len(mark))) or [Content("")]
        return [
            Content.assemble((mark, style), first),
            *(Content.assemble(" " * len(mark), one) for one in rest),
        ]
