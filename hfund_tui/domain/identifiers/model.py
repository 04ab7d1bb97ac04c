"""What a check of an identifier answers, and how a typed one is read."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from hfund_tui.domain.text import drop_separators, fold_code

Sex = Literal["male", "female"]

_UNTYPED = re.compile("[^\x21-\x7e\uff01-\uff5e]")


class IdKind(StrEnum):
    """Identity documents a person may show."""

    RESIDENT = "resident"
    """居民身份证, 18 characters."""
    RESIDENT_15 = "resident_15"
    """The 15-digit resident number withdrawn in 2013: found in old files, accepted for look-up only."""
    HMT_RESIDENCE = "hmt_residence"
    """港澳台居民居住证, 18 characters."""
    HOME_RETURN_PERMIT = "home_return_permit"
    """港澳居民来往内地通行证."""
    TAIWAN_PERMIT = "taiwan_permit"
    """台湾居民来往大陆通行证."""
    FOREIGN_PR = "foreign_pr"
    """外国人永久居留身份证, 15 characters (2017) or 18 digits (2023)."""
    PASSPORT = "passport"
    """护照."""


@dataclass(frozen=True, slots=True)
class IdCheck:
    """The answer to "is this well formed?".

    ``value`` is the folded form and is what gets stored. ``reason`` is the code of the first broken rule,
    with its parameters in ``detail``; kind, birth date and sex are known only of a valid identifier and
    only where the number carries them. ``warning`` questions a valid one without refusing it.
    """

    value: str
    valid: bool
    reason: str | None = None
    kind: IdKind | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    warning: str | None = None
    detail: dict[str, str] = field(default_factory=dict, hash=False)


def refused(value: str, reason: str, **detail: str) -> IdCheck:
    """The answer naming the broken rule."""
    return IdCheck(value, valid=False, reason=reason, detail=detail)


def read_code(text: str, alphabet: str) -> tuple[str, IdCheck | None]:
    """*text* folded, and the refusal if it is empty or holds a character outside *alphabet*.

    The position in the refusal counts from 1 and skips separators, as a person reads a number aloud.
    Characters that only NFKC would make plain (②, Arabic-Indic digits) are refused, not folded.
    """
    value = fold_code(text)
    if not value:
        return value, refused(value, "empty")
    typed = drop_separators(text)
    stray = _UNTYPED.search(typed)
    # Up to the first stray character folding is one to one, so positions in both texts agree.
    plain = value if stray is None else fold_code(typed[: stray.start()])
    for position, character in enumerate(plain, start=1):
        if character not in alphabet:
            return value, bad_character(value, position, character)
    if stray is not None:
        return value, bad_character(value, stray.start() + 1, stray[0])
    return value, None


def bad_character(value: str, position: int, character: str) -> IdCheck:
    """The refusal of one character, counted from 1."""
    return refused(value, "bad_character", position=str(position), character=character)


def bad_length(value: str, wanted: str) -> IdCheck:
    """The refusal of a length; *wanted* is a number or a range such as ``16-19``."""
    return refused(value, "bad_length", found=str(len(value)), wanted=wanted)
