"""The text of the agreement, to be read on the screen, and what it opens."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from hfund_tui.i18n import Translator
from hfund_tui.services.agreement_texts import AgreementText
from hfund_tui.widgets.hanging import Hung, hanging
from hfund_tui.widgets.text import joined, ui_text

_HASH_SHOWN = 16
_STYLES = {"# ": "bold $text-accent", "## ": "bold"}


class AgreementLines(Widget):
    """The text, wrapped as on paper: Chinese breaks anywhere, clauses hang behind their numbers."""

    DEFAULT_CSS = """
    AgreementLines { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._wrapped: dict[int, list[Content]] = {}

    def show(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._wrapped.clear()
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Wrapped once for each width: every layout asks for the height of the whole text."""
        if width not in self._wrapped:
            self._wrapped[width] = [
                drawn for line in self._text.splitlines() for drawn in _drawn(line, width)
            ]
        return self._wrapped[width]


def _drawn(line: str, width: int) -> list[Content]:
    for mark, style in _STYLES.items():
        if line.startswith(mark):
            return hanging([Hung("", line.removeprefix(mark), style=style)], width)
    number, _, clause = line.partition(" ")
    if number.replace(".", "").isdecimal():
        return hanging([Hung(number, clause)], width)
    return hanging([Hung("", line)], width)


class ReadingPane(VerticalScroll, can_focus=False):
    """One version in one language. `page` scrolls it from wherever the focus is."""

    DEFAULT_CSS = """
    ReadingPane { padding: 0 1 0 2; background: $surface; scrollbar-size-vertical: 1; }
    """

    def compose(self) -> ComposeResult:
        yield AgreementLines()

    def show(self, text: AgreementText) -> None:
        self.query_one(AgreementLines).show(text.text)

    def page(self, by: int) -> None:
        """Scroll by a page, less a line to keep the place."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)


class Unlocks(Widget):
    """What the signature opens: counts in one line, or every item where there is room for them."""

    DEFAULT_CSS = """
    Unlocks { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._rows: tuple[tuple[str, str], ...] = ()

    def show(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """`rows` are counts ("5 channels") with what they count."""
        self._title, self._rows = title, tuple(rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        title = ui_text(self._title, "bold")
        if self.screen.has_class("-low"):
            return [joined(title, *(ui_text(count, "$text-accent") for count, _ in self._rows))]
        rows = [Hung(count, items, head_style="$text-accent") for count, items in self._rows]
        return [title, *hanging(rows, width, gap=2)]


def version_line(text: AgreementText, t: Translator) -> Content:
    """Version and hash of the binding text, as the receipt names them."""
    return joined(
        t("agreement.version", version=text.version),
        ui_text(t("agreement.hash", hash=text.sha256[:_HASH_SHOWN]), "$text-muted"),
    )
