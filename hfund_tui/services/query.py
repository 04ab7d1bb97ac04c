"""Understanding what was typed into the look-up field, before any search. Pure and quick: it runs at each key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hfund_tui.domain.identifiers import (
    IdCheck,
    check_card,
    check_id,
    check_resident_15,
    partial_id_problem,
    widen_resident_15,
)
from hfund_tui.domain.text import clean, fold_code, fold_full_width

_ID_LENGTH = 18
_OLD_ID_LENGTH = 15
_ACCOUNT_OR_MOBILE = 11
_OVERSEAS_MOBILE = len("+85291234567")
_FEWEST_DIGITS = 4
_CARD_LENGTHS = range(16, 20)
_TAIL = re.compile(
    r"^(?:(?P<tail1>\d{3}[\dX])\s*(?P<name1>\D+)|(?P<name2>\D+?)\s*(?P<tail2>\d{3}[\dX]))$", re.I
)
_PERMIT = re.compile(r"^(?:[A-Z]{1,3}\d{6,12})$")


class QueryKind(StrEnum):
    """How a text is understood. The words for it are `lookup.kind.<value>`."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    ID = "id"
    ID_PARTIAL = "id_partial"
    ACCOUNT_OR_MOBILE = "account_or_mobile"
    NUMBER_PARTIAL = "number_partial"
    CARD = "card"
    ID_TAIL_NAME = "id_tail_name"
    ID_TAIL_PINYIN = "id_tail_pinyin"
    NAME = "name"
    PINYIN = "pinyin"

    @property
    def is_exact(self) -> bool:
        """Whether at most one member fits."""
        return self in (QueryKind.ID, QueryKind.ACCOUNT_OR_MOBILE, QueryKind.CARD)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood. `value` is normalised; `tail` the last four of an ID beside a name.

    `problem` is the rule that an ID breaks already; `searchable` is False while a search would be pointless.
    """

    kind: QueryKind
    value: str
    tail: str = ""
    problem: IdCheck | None = None

    @property
    def searchable(self) -> bool:
        if self.kind in (QueryKind.EMPTY, QueryKind.TOO_SHORT, QueryKind.ID_PARTIAL):
            return False
        return self.problem is None


def understand(text: str, *, on: date) -> Query:
    """What a text asks for on a day. Never raises."""
    name = clean(fold_full_width(text))
    if not name:
        return Query(QueryKind.EMPTY, "")
    code = fold_code(name)
    if code.isascii() and (code.isdecimal() or re.fullmatch(r"\d{17}X", code)):
        return _number(code, on)
    if code.startswith("+") and code[1:].isdecimal():
        whole = len(code) >= _OVERSEAS_MOBILE
        return Query(QueryKind.ACCOUNT_OR_MOBILE if whole else QueryKind.NUMBER_PARTIAL, code)
    if _PERMIT.match(code) and any(c.isdecimal() for c in code):
        return Query(QueryKind.ID, code)
    folded = _TAIL.match(name)
    if folded:
        tail = (folded["tail1"] or folded["tail2"]).upper()
        beside = clean(folded["name1"] or folded["name2"])
        letters = _letters(beside)
        if letters.isascii() and letters:
            return Query(QueryKind.ID_TAIL_PINYIN, letters, tail)
        return Query(QueryKind.ID_TAIL_NAME, beside, tail)
    letters = _letters(name)
    if letters.isascii() and letters:
        return Query(QueryKind.PINYIN, letters)
    if any(c.isdecimal() for c in code) and not any(c.isalpha() and not c.isascii() for c in name):
        return Query(QueryKind.ID, code, problem=check_id(code, on=on))
    return Query(QueryKind.NAME, name)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())


def _number(code: str, on: date) -> Query:
    size = len(code)
    if size < _FEWEST_DIGITS:
        return Query(QueryKind.TOO_SHORT, code)
    if size < _ACCOUNT_OR_MOBILE:
        return Query(QueryKind.NUMBER_PARTIAL, code)
    if size == _ACCOUNT_OR_MOBILE:
        return Query(QueryKind.ACCOUNT_OR_MOBILE, code)
    if size == _OLD_ID_LENGTH and check_resident_15(code).valid:
        return Query(QueryKind.ID, widen_resident_15(code))
    if size == _ID_LENGTH:
        checked = check_id(code, on=on)
        if checked.valid:
            return Query(QueryKind.ID, checked.value)
        if _is_card(code):
            return Query(QueryKind.CARD, code)
        return Query(QueryKind.ID, code, problem=checked)
    if size in _CARD_LENGTHS and (_is_card(code) or size > _ID_LENGTH):
        return Query(QueryKind.CARD, code)
    if size in _CARD_LENGTHS:
        # A card whose check digit fails may exist (old debit cards): it is searched, unless it is an ID begun.
        begun = partial_id_problem(code, on=on) is None
        return Query(QueryKind.ID_PARTIAL if begun else QueryKind.CARD, code)
    if size > _ID_LENGTH:
        return Query(QueryKind.ID, code, problem=check_id(code, on=on))
    return Query(QueryKind.ID_PARTIAL, code, problem=partial_id_problem(code, on=on))


def _is_card(code: str) -> bool:
    checked = check_card(code)
    return checked.valid and checked.warning is None
