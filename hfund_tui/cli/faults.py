"""Saying what is wrong with the lines of a file: to people in rows, to machines in codes."""

from __future__ import annotations

from collections.abc import Sequence

from hfund_tui.cli.output import Console, columns
from hfund_tui.documents.faults import fault_words
from hfund_tui.domain.decision import Shown
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.table_file import Fault


def say_faults(console: Console, faults: Sequence[Fault]) -> None:
    """A row for each fault, in the order of the lines."""
    if not faults:
        return
    t = console.t
    rows = []
    for one in faults:
        words = fault_words(one, t)
        rows.append((t("table.line", n=one.number), words.column, words.what, words.wanted))
    console.say()
    console.say(columns(rows))
    console.say()


def plain_fault(one: Fault) -> dict[str, object]:
    return {
        "line": one.number,
        "field": one.column,
        "code": one.code,
        "found": _plain(one.found),
        "wanted": _plain(one.wanted),
    }


def _plain(shown: Shown) -> str | int | bool | None:
    """A value without a language: amounts in yuan, words by their codes."""
    if shown.kind == "money":
        return plain_yuan(int(shown.value or 0))
    if shown.kind == "term":
        return str(shown.value).rpartition(".")[2]
    return shown.value
