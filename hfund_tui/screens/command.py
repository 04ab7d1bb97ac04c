"""What a key does, declared once: the key bar, the help, the bindings and the user's keymap read this."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a screen, carried out by its method `do_<name>`.

    `keys` are the default keys, comma separated. `shown` is what the key bar prints for them when the first
    key's own name won't do. Its words are the messages `key.<name>` (key bar) and `key.<name>.help`.
    """

    name: str
    keys: str
    shown: str | None = None

    @property
    def id(self) -> str:
        """What the user's keymap calls it."""
        return f"key.{self.name}"

    @property
    def label_key(self) -> str:
        return f"key.{self.name}"

    def binding(self) -> Binding:
        return Binding(self.keys, f"command('{self.name}')", self.name, id=self.id, show=False)


HOUSE_COMMANDS = (
    Command("help", "f1,question_mark", shown="?"),
    Command("member", "f2"),
    Command("back", "f3,escape"),
    Command("agreement", "f4"),
    Command("withdrawal", "f5"),
    Command("loan", "f6"),
    Command("park", "f7"),
    Command("queue", "f8"),
    Command("commit", "f9"),
    Command("lock", "f12"),
    Command("command_line", "ctrl+p,slash", shown="/"),
    Command("language", "ctrl+l"),
    Command("theme", "ctrl+t"),
)
"""The same key means the same thing everywhere."""

SCREEN_KEYS = {
    "ctrl+g": "send_back",
    "ctrl+n": "reject",
    "ctrl+r": "take_back",
}
"""Keys beside those of the house and the letters that a screen uses for a command of its own. No screen is
imported to learn them: the user's keymap is read before the first frame."""

MODAL_COMMANDS = tuple(
    command for command in HOUSE_COMMANDS if command.name in {"help", "back", "commit", "lock", "language"}
)

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "tab": "Tab",
}


def is_typed(key: str) -> bool:
    """Whether a key is a character in a text field."""
    return len(key.removeprefix("shift+")) == 1 or key in ("question_mark", "slash", "space")


def key_name(key: str) -> str:
    """A key as it is printed: "f9" is "F9", "ctrl+p" is "Ctrl+P"."""
    parts = key.split("+")
    return "+".join(
        _NAMES.get(part) or (part if len(part) == 1 and len(parts) == 1 else part.capitalize())
        for part in parts
    )
