"""Chance. The only module that draws what must not be guessed; keys of encryption are made in `db/keys.py`."""

from __future__ import annotations

import secrets
from typing import Protocol


class Chance(Protocol):
    def token(self, size: int) -> str:
        """So many random bytes, as text that may stand in an address."""
        ...

    def digits(self, number: int) -> str:
        """So many random digits."""
        ...


class SystemChance:
    """The operating system's own."""

    def token(self, size: int) -> str:
        return secrets.token_urlsafe(size)

    def digits(self, number: int) -> str:
        return f"{secrets.randbelow(10**number):0{number}d}"


SYSTEM_CHANCE = SystemChance()
