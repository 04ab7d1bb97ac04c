"""Passwords and passphrases: typed without echo, or read from a file or from standard input; never arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from hfund_tui.cli.output import Console
from hfund_tui.services.errors import BadInput


def new_secret(console: Console, words: str, again: str, file: Path | None = None) -> str:
    """A new password: typed twice at a terminal, else the first line of `file` or the next line of stdin.

    `words` and `again` are the keys of the questions. Raises BadInput.
    """
    if file is not None:
        return _first_line(file)
    if not _at_terminal():
        return _next_line()
    secret = getpass(f"{console.t(words)} ")
    if not secret:
        raise BadInput("password", "secret_missing")
    if getpass(f"{console.t(again)} ") != secret:
        raise BadInput("password", "secrets_differ")
    return secret


def known_secret(console: Console, words: str, file: Path | None = None) -> str:
    """A password somebody has already: typed once, or read as `new_secret` does. Raises BadInput."""
    if file is not None:
        return _first_line(file)
    if not _at_terminal():
        return _next_line()
    secret = getpass(f"{console.t(words)} ")
    if not secret:
        raise BadInput("password", "secret_missing")
    return secret


def passphrase_asker(console: Console) -> Callable[[], str]:
    """Asks for the passphrase of a sealed key file when it is needed, and at most once."""
    known: list[str] = []

    def ask() -> str:
        if not known:
            known.append(getpass(f"{console.t('cli.ask.passphrase')} ") if _at_terminal() else _next_line())
        return known[0]

    return ask


def _at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as stream:
            return _secret(stream.readline())
    except (OSError, UnicodeDecodeError):
        raise BadInput("password", "secret_file", path=str(file)) from None


def _next_line() -> str:
    try:
        return _secret(sys.stdin.readline() if sys.stdin is not None else "")
    except (OSError, UnicodeDecodeError):
        raise BadInput("password", "secret_missing") from None


def _secret(line: str) -> str:
    secret = line.rstrip("\r\n")
    if not secret:
        raise BadInput("password", "secret_missing")
    return secret
