"""Names as they are typed by their sound.

A dictionary gives each character one reading; what it gets wrong of names, surnames above all, stands in
``data/pinyin_surnames.toml``. Whole names go through a map of characters built once, so that a city's worth of
names can be read in.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from typing import NamedTuple, TypedDict

from hfund_tui.resources import data_path

UNREADABLE = "?"
"""Stands for a name without a single readable character; nobody types it, so no search finds it."""

_LETTERS, _INITIALS = 300, 100
"""How much is kept: more than any name needs."""

_FIRST_HAN = "\u3007"
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Latin letters that have no decomposition.
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h"}
)


class Pinyin(NamedTuple):
    """``zhangwei`` and ``zw``: lower case, unspaced, ASCII."""

    full: str
    initials: str


class _Readings(TypedDict):
    single: dict[str, str]
    compound: dict[str, list[str]]
    character: dict[str, str]


def pinyin_of(name: str) -> Pinyin:
    """How *name* is typed. Words of other scripts count as one syllable each and lose their accents.

    ``曾伟`` is zengwei, zw; ``吕芳`` lvfang, lf; ``阿依古丽·买买提`` ayigulimaimaiti, ayglmmt;
    ``O'Neill, Zoë`` oneillzoe, oz.
    """
    han = sum(1 for character in name if character >= _FIRST_HAN and _HAN.match(character))
    syllables = _han(name) if han == len(name) else _mixed(name)
    if not syllables:
        return Pinyin(UNREADABLE, UNREADABLE)
    return Pinyin("".join(syllables)[:_LETTERS], "".join(one[0] for one in syllables)[:_INITIALS])


def fold_latin(text: str) -> str:
    """*text* as plain lower-case letters and digits: accents, spaces and punctuation gone."""
    lower = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFKD", lower.translate(_LATIN))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def _han(name: str) -> list[str]:
    readings = _readings()
    if len(name) > 2 and (compound := readings["compound"].get(name[:2])):
        return [*compound, *_each(name[2:])]
    if surname := readings["single"].get(name[:1]):
        return [surname, *_each(name[1:])]
    return _each(name)


def _mixed(name: str) -> list[str]:
    """Runs of Han characters sound by character, other words as they are written."""
    syllables: list[str] = []
    # An apostrophe joins (O'Neill), whatever else is no letter separates.
    for word in re.findall(r"[^\W_]+", re.sub(r"['’ʼ`]", "", unicodedata.normalize("NFC", name))):
        for run in re.findall(f"{_HAN.pattern}+|[^{_HAN.pattern[1:-1]}]+", word):
            if _HAN.match(run):
                syllables += _each(run) if syllables else _han(run)
            elif folded := fold_latin(run):
                syllables.append(folded)
    return syllables


def _each(characters: str) -> list[str]:
    table = _characters()
    return [table[one] for one in characters if one in table]


@cache
def _readings() -> _Readings:
    parsed: _Readings = tomllib.loads(data_path("pinyin_surnames.toml").read_text(encoding="utf-8"))  # type: ignore[assignment]
    return parsed


@cache
def _characters() -> dict[str, str]:
    """Every character with its first reading, without its tone."""
    from pypinyin.pinyin_dict import pinyin_dict

    def plain(readings: str) -> str:
        first = unicodedata.normalize("NFD", readings.partition(",")[0])
        return fold_latin(first.replace("u\u0308", "v"))

    return {chr(code): plain(readings) for code, readings in pinyin_dict.items()} | _readings()["character"]
