"""A list with nothing in it says what can be done: a key, or what comes first."""

from __future__ import annotations

import re

import pytest

from hfund_tui.i18n import Language, Translator

EMPTY = (
    "call_back.none",
    "closure.accepted.none",
    "contributions.path_first",
    "debits.no_files",
    "exceptions.none",
    "parked.none",
    "payments.no_files",
    "queue.none",
    "receipts.none",
    "receipts.none.papers",
    "reversal.no_cases",
    "work_order.list.none",
)
_KEY = re.compile(r"\bF[1-9]\b|\bEsc\b|\b[A-Z]\b|\b[md]\b|先|first|path")


@pytest.mark.parametrize("key", EMPTY)
@pytest.mark.parametrize("language", list(Language))
def test_an_empty_list_says_what_to_do(language: Language, key: str) -> None:
    assert _KEY.search(Translator(language)(key))
