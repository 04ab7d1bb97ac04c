"""Guides to signing the agreement alone, channel by channel, to be read out step by step.

They stand in `data/guides` (its README tells the format). Nothing in them is about anybody: no identification is
wanted to hear one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from hfund_tui.domain.channels import ChannelMatrix
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyError
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import Channel
from hfund_tui.i18n import Language
from hfund_tui.resources import data_path

_FENCE = "+++"
_HEAD = {"channel", "from", "citations", "assumption", "note"}
_CODE = re.compile(r"[a-z][a-z_]{0,59}")
_STEP = re.compile(r"([1-9][0-9]?)\. (.+)")
_OTHERWISE = re.compile(r"\s*> (.+)")
_COLON = {Language.ZH: "：", Language.EN: ": "}
BREATH = {Language.ZH: 40, Language.EN: 140}
"""Characters that are read out in one breath."""
SITUATION = {Language.ZH: 16, Language.EN: 48}
_SHORTEST_WAY = {Language.ZH: 80, Language.EN: 200}
_TITLE = {Language.ZH: 16, Language.EN: 40}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What the member may meet instead, and what to do then."""

    meets: str
    do: str


@dataclass(frozen=True, slots=True)
class GuideStep:
    say: str
    otherwise: tuple[Otherwise, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """One way to sign, in one language. Steps are counted from 1; the last one says what is seen when it is done.

    `shortest` is what whoever never signed meets, and the quickest way. `note` says what of it is assumed.
    """

    code: str
    language: Language
    channel: Channel
    title: str
    shortest: str
    steps: tuple[GuideStep, ...]
    since: date
    citations: tuple[str, ...]
    assumption: bool
    note: str

    @property
    def head(self) -> tuple[Channel, date, tuple[str, ...], bool, str]:
        """What is the same in every language."""
        return self.channel, self.since, self.citations, self.assumption, self.note

    @property
    def finished(self) -> int:
        """The place behind the last step: the member has signed."""
        return len(self.steps) + 1

    def has(self, place: int) -> bool:
        """Whether one can be at this place: at a step, or through with all of them."""
        return 1 <= place <= self.finished


class GuideBook:
    """The guides that hold, on a day and in a language."""

    def __init__(self, guides: Iterable[Guide] = (), channels: ChannelMatrix | None = None) -> None:
        self._guides = tuple(guides)
        self._channels = channels or ChannelMatrix()

    def offered(self, on: date, language: Language = Language.ZH) -> tuple[Guide, ...]:
        """In the order of the channels."""
        order = list(Channel)
        found = [
            one
            for one in self._guides
            if one.language is language and one.since <= on and _carries(self._channels, one.channel, on)
        ]
        return tuple(sorted(found, key=lambda one: order.index(one.channel)))

    def find(self, code: str, on: date, language: Language = Language.ZH) -> Guide | None:
        return next((one for one in self.offered(on, language) if one.code == code), None)


def load_guides(channels: ChannelMatrix, folder: Path | None = None) -> GuideBook:
    """Read and check every guide. Raises PolicyError at the first fault, with file and line."""
    folder = folder or data_path("guides")
    sources = set(tomllib.loads(data_path("policies", "sources.toml").read_text(encoding="utf-8")))
    names = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    codes = sorted({name.partition(".")[0] for name in names})
    wanted = {_name(code, language) for code in codes for language in Language}
    for name in sorted({*names} - wanted):
        raise PolicyError(name, "is no guide: <guide>.<language>.md")
    for name in sorted(wanted - {*names}):
        raise PolicyError(name, "is not there")
    guides = []
    for code in codes:
        zh, en = (_read(folder, code, language) for language in Language)
        _same(zh, en)
        where = _name(code, zh.language)
        if missing := [one for one in zh.citations if one not in sources]:
            raise PolicyError(where, f"cites {missing[0]}, which is not in sources.toml")
        if not _carries(channels, zh.channel, zh.since):
            raise PolicyError(where, f"nobody can sign by {zh.channel} on {zh.since}")
        guides += [zh, en]
    return GuideBook(guides, channels)


def _carries(channels: ChannelMatrix, channel: Channel, on: date) -> bool:
    return channels.carries(channel, OperationCode.SIGN_AGREEMENT, on)


def _name(code: str, language: Language) -> str:
    return f"{code}.{language.value}.md"


def _read(folder: Path, code: str, language: Language) -> Guide:
    name = _name(code, language)
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise PolicyError(name, str(problem)) from problem
    return read_guide(text, code, language)


def read_guide(text: str, code: str, language: Language) -> Guide:
    """Check the text of one file. Raises PolicyError at the first fault."""
    where = _name(code, language)
    if not _CODE.fullmatch(code):
        raise PolicyError(where, "a guide is named in small letters and underscores")
    lines = text.splitlines()
    if lines[:1] != [_FENCE] or _FENCE not in lines[1:]:
        raise PolicyError(where, f"begins with a head between two lines of {_FENCE}")
    end = lines.index(_FENCE, 1)
    head = _head("\n".join(lines[1:end]), where)
    body = [(number, line) for number, line in enumerate(lines[end + 1 :], end + 2) if line.strip()]
    titled = [line.startswith("# ") for _, line in body[:2]]
    if titled != [True, False] or _STEP.fullmatch(body[1][1]):
        raise PolicyError(where, "wants a title, '# ...', and one paragraph on the shortest way")
    title = _told(body[0][1][2:], _TITLE[language], f"{where} line {body[0][0]}")
    shortest = _told(body[1][1], _SHORTEST_WAY[language], f"{where} line {body[1][0]}")
    return Guide(
        code, language, title=title, shortest=shortest, steps=_steps(body[2:], language, where), **head
    )


def _head(text: str, where: str) -> dict[str, Any]:
    try:
        head = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise PolicyError(where, str(problem)) from problem
    if unknown := {*head} - _HEAD:
        raise PolicyError(where, f"does not know {', '.join(sorted(unknown))}")
    channel, since, citations = head.get("channel"), head.get("from"), head.get("citations")
    assumption, note = head.get("assumption", False), head.get("note", "")
    if channel not in [one.value for one in Channel if one.is_self_service]:
        raise PolicyError(where, "needs 'channel', one in which a member acts alone")
    if type(since) is not date:
        raise PolicyError(where, "needs 'from', a date")
    if not isinstance(citations, list) or not citations or not all(isinstance(one, str) for one in citations):
        raise PolicyError(where, "needs 'citations', a list of sources")
    if not isinstance(assumption, bool) or not isinstance(note, str):
        raise PolicyError(where, "'assumption' must be true or false, 'note' a text")
    if assumption and not note.strip():
        raise PolicyError(where, "an assumption needs a note that says what is assumed")
    return {
        "channel": Channel(channel),
        "since": since,
        "citations": tuple(citations),
        "assumption": assumption,
        "note": note,
    }


def _steps(body: list[tuple[int, str]], language: Language, where: str) -> tuple[GuideStep, ...]:
    steps: list[GuideStep] = []
    for number, line in body:
        at = f"{where} line {number}"
        if (step := _STEP.fullmatch(line)) is not None:
            if int(step[1]) != len(steps) + 1:
                raise PolicyError(at, f"step {step[1]} stands in the place of step {len(steps) + 1}")
            steps.append(GuideStep(_told(step[2], BREATH[language], at)))
        elif steps and (otherwise := _OTHERWISE.fullmatch(line)) is not None:
            meets, colon, do = otherwise[1].partition(_COLON[language])
            if not colon:
                raise PolicyError(at, "wants what may be met, a colon, and what to do")
            way_out = Otherwise(_told(meets, SITUATION[language], at), _told(do, BREATH[language], at))
            steps[-1] = replace(steps[-1], otherwise=(*steps[-1].otherwise, way_out))
        else:
            raise PolicyError(at, "is neither a step, '1. ...', nor a way out of one, '> ...: ...'")
    if len(steps) < 2:
        raise PolicyError(where, "a guide has two steps or more")
    return tuple(steps)


def _told(text: str, most: int, at: str) -> str:
    """One line that can be read out."""
    told = clean(text)
    if not told:
        raise PolicyError(at, "says nothing")
    if len(told) > most:
        raise PolicyError(at, f"has {len(told)} characters; {most} can be read out in one breath")
    return told


def _same(zh: Guide, en: Guide) -> None:
    """Both languages have one head and the same places. Raises PolicyError."""
    where = _name(en.code, en.language)
    if zh.head != en.head:
        raise PolicyError(where, f"has another head than {_name(zh.code, zh.language)}")
    if len(zh.steps) != len(en.steps):
        raise PolicyError(where, f"has {len(en.steps)} steps, {_name(zh.code, zh.language)} {len(zh.steps)}")
    for number, (one, other) in enumerate(zip(zh.steps, en.steps, strict=True), 1):
        if len(one.otherwise) != len(other.otherwise):
            raise PolicyError(
                where, f"step {number} has other ways out than in {_name(zh.code, zh.language)}"
            )
