"""Where things are and how this terminal is set up. Light: read before anything is drawn."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from platformdirs import user_data_path

from hfund_tui.db.files import place_of
from hfund_tui.db.keys import KeySettings
from hfund_tui.i18n.chosen import chosen_language
from hfund_tui.i18n.message import Language
from hfund_tui.services.errors import BadInput, Trouble

_TERMINAL_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one terminal.

    `home` holds the database, if no server does, keys, receipts and preferences; it is private to its owner.
    `terminal` is the counter's number. A `demo` and a place for `training` make their own databases, and look
    different.
    """

    home: Path
    demo: bool
    training: bool
    key: KeySettings
    terminal: str
    idle_lock_seconds: int
    language: Language
    theme: str
    busy_timeout_ms: int = 5000
    server: str | None = None
    """The PostgreSQL server that is worked on, as a URI without a password; None: the file at home."""

    @property
    def is_sample(self) -> bool:
        """Whether members and money are made up."""
        return self.demo or self.training

    @property
    def database(self) -> Path:
        return self.home / "hfund.db"

    @property
    def place(self) -> str:
        """Where the data are, as people may be told."""
        return str(self.database) if self.server is None else place_of(self.server)

    @property
    def receipts(self) -> Path:
        return self.home / "receipts"

    @property
    def outbox(self) -> Path:
        """What leaves the house: payment files, notices, anchors of the audit."""
        return self.home / "outbox"

    @property
    def inbox(self) -> Path:
        """What comes into the house: lists of employers."""
        return self.home / "inbox"

    @property
    def keymap(self) -> Path:
        return self.home / "keymap.toml"

    @property
    def preferences(self) -> Path:
        return self.home / "preferences.toml"


def load_settings(
    *,
    demo: bool = False,
    training: bool = False,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Settings from the environment, then the preferences file, then defaults. Raises BadInput.

    HFUND_HOME, HFUND_TERMINAL, HFUND_LANG, HFUND_THEME, HFUND_KEY_FILE, HFUND_IDLE_LOCK (seconds), HFUND_DATABASE.
    Demo and training always live in files of their own.
    """
    given = os.environ if environment is None else environment
    home = _home(given, home, demo=demo)
    if training:  # a folder below whatever is named: nobody learns on a database that is worked on
        home = home / "training"
    preferred = _preferences(home / "preferences.toml")
    terminal = given.get("HFUND_TERMINAL", "03")
    if not terminal.isalnum() or not terminal.isascii() or len(terminal) > _TERMINAL_LIMIT:
        raise BadInput("HFUND_TERMINAL", "bad_terminal", value=terminal[:_TERMINAL_LIMIT])
    idle = given.get("HFUND_IDLE_LOCK", "600")
    if not (idle.isascii() and idle.isdecimal()):
        raise BadInput("HFUND_IDLE_LOCK", "bad_idle_lock", value=idle[:_TERMINAL_LIMIT])
    key_file = given.get("HFUND_KEY_FILE")
    return Settings(
        home=home,
        demo=demo,
        training=training,
        key=KeySettings(
            user=str(home),
            credential_file=Path(key_file).expanduser() if key_file else home / "hfund.key",
            sealed_file=home / "hfund.key.sealed",
        ),
        terminal=terminal,
        idle_lock_seconds=int(idle),
        language=chosen_language(given, preferred.get("language", "")),
        theme=given.get("HFUND_THEME") or preferred.get("theme", "hfund-dark"),
        server=None if demo or training else _server(given.get("HFUND_DATABASE", "")),
    )


_SECRETS = {"password", "sslpassword"}
_SCHEMES = ("postgresql://", "postgres://")


def _server(given: str) -> str | None:
    """The server of a setting; none of an empty one. Raises BadInput.

    A password is not for a setting, which every process of the user may read: libpq has a file for it.
    """
    if not given:
        return None
    if not given.startswith(_SCHEMES):
        raise BadInput("HFUND_DATABASE", "bad_database")
    parts = urlsplit(given)
    if ":" in parts.netloc.rpartition("@")[0] or _SECRETS & parse_qs(parts.query).keys():
        raise BadInput("HFUND_DATABASE", "password_in_database")
    return given


def language_before_settings(environment: Mapping[str, str], home: Path | None = None) -> Language:
    """The language of a command, known before its options are read."""
    preferred = _preferences(_home(environment, home, demo=False) / "preferences.toml")
    return chosen_language(environment, preferred.get("language", ""))


def _home(given: Mapping[str, str], home: Path | None, *, demo: bool) -> Path:
    if home is None:
        home = Path(given["HFUND_HOME"]) if given.get("HFUND_HOME") else user_data_path("hfund")
        if demo:
            home = home / "demo"
    return home.expanduser().absolute()


def save_preferences(settings: Settings, *, language: str, theme: str) -> None:
    """Remember language and theme for the next start. A folder that can't be written is not worth an error."""
    from hfund_tui.services.outbox import write_private

    with suppress(OSError, Trouble):
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(settings.preferences, f'language = "{language}"\ntheme = "{theme}"\n')


def _preferences(path: Path) -> dict[str, str]:
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: value for name, value in parsed.items() if isinstance(value, str)}
