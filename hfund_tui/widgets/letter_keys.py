"""Letters that are commands stay commands in fields that no letter belongs into."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Input


class LetterKeys(Input):
    """A field of digits: the letters of `commands` are left to the screen. What is pasted is text."""

    commands: frozenset[str] = frozenset()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key not in self.commands and super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        if event.key in self.commands:
            event.prevent_default()
