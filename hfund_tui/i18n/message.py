"""A message in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    ZH = "zh"
    EN = "en"

    @property
    def other(self) -> Language:
        return Language.EN if self is Language.ZH else Language.ZH


class Message(NamedTuple):
    """One message. Placeholders are `{name}` and the same in both languages.

    `one` is the English form for a parameter `n` that is 1; Chinese needs none.
    """

    zh: str
    en: str
    one: str | None = None

    def template(self, language: Language, n: object = None) -> str:
        if language is Language.ZH:
            return self.zh
        if self.one is not None and n == 1:
            return self.one
        return self.en


M = Message
"""Short, because every line of the catalogue begins with it."""
