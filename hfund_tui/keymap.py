"""The user's own keys: `keymap.toml` in the settings folder, checked before Textual sees it.

    [keys]
    commit = "f10"
    lock = "f12,ctrl+o"

Textual accepts unknown names and clashing keys silently, so both are refused here, with their line's name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from hfund_tui.screens.command import HOUSE_COMMANDS, SCREEN_KEYS

_USABLE = re.compile(r"f[1-9]|f1[0-2]|ctrl\+[a-z]")
_OUT_OF_REACH = frozenset({"ctrl+c", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+q", "ctrl+s", "ctrl+z"})
"""Keys that terminals turn into something else, or that the program keeps for itself."""


class KeymapError(ValueError):
    """A keymap that can't be used. `code` is bad_file, unknown_command, unknown_key or key_taken twice."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = f"keymap_{code}"
        self.params = params


def load_keymap(path: Path) -> dict[str, str]:
    """Binding ids and their keys, empty when there is no file. Raises KeymapError."""
    try:
        with path.open("rb") as file:
            wanted = tomllib.load(file).get("keys", {})
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KeymapError("bad_file", path=str(path)) from error
    if not isinstance(wanted, dict):
        raise KeymapError("bad_file", path=str(path))
    return _checked(wanted)


def _checked(wanted: Mapping[str, object]) -> dict[str, str]:
    commands = {command.name: command for command in HOUSE_COMMANDS}
    keys_of = {name: command.keys.split(",") for name, command in commands.items()}
    for name, keys in wanted.items():
        if name not in commands:
            raise KeymapError("unknown_command", name=name)
        if not isinstance(keys, str) or not keys.strip():
            raise KeymapError("unknown_key", name=name, key=str(keys))
        keys_of[name] = [_checked_key(name, key) for key in keys.split(",")]
    owners = dict(SCREEN_KEYS)
    for name, keys in keys_of.items():
        for key in keys:
            if key in owners:
                raise KeymapError("key_taken", name=name, other=owners[key], key=key)
            owners[key] = name
    return {commands[name].id: ",".join(keys_of[name]) for name in wanted}


def _checked_key(name: str, key: str) -> str:
    key = key.strip().lower()
    if not _USABLE.fullmatch(key) or key in _OUT_OF_REACH:
        raise KeymapError("unknown_key", name=name, key=key)
    return key
