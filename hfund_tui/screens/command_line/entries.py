"""What the command line offers, and how well an entry fits what was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.i18n.catalogue import catalogue

_ENDINGS = ("ing", "ure", "es", "ed", "e", "s")
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One function: an operation, or a command of the app when `operation` is None."""

    name: str
    title_key: str
    pinyin: str
    code: str = ""
    operation: OperationCode | None = None
    key: str = ""


APP_ENTRIES = (
    Entry("lock", "command_line.lock", "sp", key="F12"),
    Entry("language", "command_line.language", "yy", key="Ctrl+L"),
    Entry("theme", "command_line.theme", "zt", key="Ctrl+T"),
    Entry("sign_out", "command_line.sign_out", "qt"),
    Entry("quit", "command_line.quit", "tc", key="Ctrl+Q"),
)

TRAINING_ENTRIES = (Entry("lessons", "command_line.lessons", "kc"),)


def all_entries(training: bool = False) -> tuple[Entry, ...]:
    """Operations in the order of their transaction codes, then the app's own commands."""
    operations = [
        Entry(
            one.code.value,
            one.title_key,
            one.pinyin_initials,
            one.transaction_code,
            one.code,
            (one.key or "").upper(),
        )
        for one in sorted(OPERATIONS.values(), key=lambda one: one.transaction_code)
    ]
    return (*operations, *(TRAINING_ENTRIES if training else ()), *APP_ENTRIES)


def find(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """The entries that fit, best first; all of them when nothing was typed."""
    wanted = unicodedata.normalize("NFKC", typed).strip().casefold()
    if not wanted:
        return list(entries)
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, wanted)) is not None]
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]


def _rank(entry: Entry, wanted: str) -> int | None:
    message = catalogue()[entry.title_key]
    titles = (message.zh.casefold(), message.en.casefold())
    if entry.code.startswith(wanted) or entry.pinyin == wanted:
        return 0
    if entry.pinyin.startswith(wanted) or any(title.startswith(wanted) for title in titles):
        return 1
    if any(word.startswith(wanted) for word in titles[1].split()):
        return 2
    if any(wanted in title for title in titles) or wanted in entry.pinyin:
        return 3
    if len(wanted) >= _SHORTEST_STEM and any(word.startswith(_stem(wanted)) for word in titles[1].split()):
        return 4
    return None


def _stem(word: str) -> str:
    """An English word without its ending, so that "close" fits "closing" and "closure"."""
    return next((word.removesuffix(one) for one in _ENDINGS if word.endswith(one)), word)
