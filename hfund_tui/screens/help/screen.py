"""Help in a dozen lines: the rule, the next step and the keys of the screen one is on."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.modal import HouseModal
from hfund_tui.widgets.text import fit, ui_text

_KEY_CELLS = 8
WORDS_CELLS = 28
ADVICE_CELLS = 66
_FEW_LINES = 7
FIRST_TO_GO = ("help", "theme")
"""Left out where there are more keys than lines: the one was just pressed, the other is the same everywhere."""
KEY_LINES = 8
"""With the title, two lines of advice and the way out that makes a dozen."""


class HelpModal(HouseModal[None]):
    """Reads the declaration of the screen beneath; any of the house's ways out closes it."""

    DEFAULT_CSS = """
    HelpModal > #body { width: 80; max-width: 100%; }
    HelpModal #keys { margin-top: 1; }
    HelpModal #close { margin-top: 1; color: $text-muted; }
    """

    def __init__(self, screen: HouseScreen[Any]) -> None:
        super().__init__()
        self._about = screen

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="advice")
        yield Static(id="keys")
        yield Static(id="close")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("help.title"))
        self.query_one("#advice", Static).update(self._advice())
        self.query_one("#keys", Static).update(self._keys())
        self.query_one("#close", Static).update(self.text("help.close"))

    def do_help(self) -> None:
        self.close()

    def key_enter(self) -> None:
        self.close()

    def _advice(self) -> Content:
        width = _KEY_CELLS
        lines = [
            Content.assemble(ui_text(fit(self.t(head), width), "$text-muted"), self.text(words))
            for head, words in zip(("help.rule", "help.next"), self._about.help_words, strict=True)
            if words
        ]
        return Content("\n").join(lines)

    def _keys(self) -> Content:
        """The keys that can be used now, in two columns; the screen's own come first."""
        about = self._about
        own_first = sorted(about.commands.values(), key=lambda command: command in about.HOUSE_KEYS)
        usable = [command for command in own_first if about.unavailable(command.name) is None]
        if len(usable) > 2 * KEY_LINES:
            usable = [command for command in usable if command.name not in FIRST_TO_GO]
        entries = [
            Content.assemble(
                ui_text(fit(about.key_of(command), _KEY_CELLS), "bold $accent"),
                ui_text(fit(self.t(f"{about.word_key(command)}.help"), WORDS_CELLS)),
            )
            for command in usable
        ]
        lines = KEY_LINES if len(entries) > 2 * _FEW_LINES else _FEW_LINES
        left, right = entries[:lines], entries[lines : 2 * lines]
        rows = [
            Content.assemble(entry, "  ", right[number]) if number < len(right) else entry
            for number, entry in enumerate(left)
        ]
        return Content("\n").join(rows)
