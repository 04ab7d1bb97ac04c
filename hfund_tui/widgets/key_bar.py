"""The bottom line: which keys do something here, those that can't be used now dimmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hfund_tui.widgets.text import ui_text


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry: the command it runs when clicked, its key as printed, its word, whether it can be used."""

    command: str
    key: str
    word: str
    possible: bool


class KeyBar(Widget):
    """Entries in their order of importance; what does not fit is left out at the end."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $text; padding: 0 1; }
    """

    entries: tuple[KeyEntry, ...] = ()

    def show(self, entries: Sequence[KeyEntry]) -> None:
        if tuple(entries) != self.entries:
            self.entries = tuple(entries)
            self.refresh()

    def render(self) -> RenderResult:
        fitting = self._fitting()
        return Content(self._gap(fitting)).join(_drawn(entry) for entry in fitting)

    def _fitting(self) -> tuple[KeyEntry, ...]:
        entries = self.entries
        while entries and _width(entries, " ") > self.content_size.width:
            entries = entries[:-1]
        return entries

    def _gap(self, entries: Sequence[KeyEntry]) -> str:
        """As much air between entries as there is room for."""
        return next((gap for gap in ("   ", "  ") if _width(entries, gap) <= self.content_size.width), " ")

    async def on_click(self, event: events.Click) -> None:
        """A click on an entry runs its command."""
        entries, left = self._fitting(), 0
        x = event.get_content_offset_capture(self).x
        for entry in entries:
            right = left + _drawn(entry).cell_length
            if left <= x < right:
                await self.screen.run_action(f"command('{entry.command}')")
                return
            left = right + len(self._gap(entries))


def _drawn(entry: KeyEntry) -> Content:
    key_style, word_style = (
        ("bold $accent", "$text") if entry.possible else ("$text-disabled", "$text-disabled")
    )
    return Content.assemble(ui_text(entry.key, key_style), " ", ui_text(entry.word, word_style))


def _width(entries: Sequence[KeyEntry], gap: str) -> int:
    return sum(_drawn(entry).cell_length for entry in entries) + len(gap) * (len(entries) - 1)
