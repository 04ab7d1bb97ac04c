"""Lessons, as they stand in `data/lessons` (its README tells the format)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.lesson import SIGN_IN, Awaited, Sight
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyError
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.i18n import Language
from hfund_tui.resources import data_path

LONGEST = {Language.ZH: 56, Language.EN: 112}
"""Characters of a step: two lines beside the score, at 80 columns."""
_LONGEST_TITLE = {Language.ZH: 14, Language.EN: 32}
_LONGEST_PURPOSE = {Language.ZH: 60, Language.EN: 150}
_HEAD = {"order", "staff", "member", "keys", "title", "purpose", "steps"}

Words = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class LessonStep:
    """What to do, and what shows that it was done. ``{code}`` stands for the code on the member's phone."""

    words: Words
    awaited: Awaited


@dataclass(frozen=True, slots=True)
class Lesson:
    """One job to learn. `staff` is who does it, `member_id_no` for whom, `keys` what its own way takes."""

    code: str
    order: int
    staff: str
    member_id_no: str
    keys: int
    title: Words
    purpose: Words
    steps: tuple[LessonStep, ...]


def load_lessons(folder: Path | None = None) -> tuple[Lesson, ...]:
    """Read and check every lesson, in their order. Raises PolicyError at the first fault, with its file."""
    folder = folder or data_path("lessons")
    lessons = [read_lesson(path.read_text("utf-8"), path.stem) for path in sorted(folder.glob("*.toml"))]
    lessons.sort(key=lambda one: one.order)
    if len({one.order for one in lessons}) != len(lessons):
        raise PolicyError(folder.name, "two lessons have the same 'order'")
    return tuple(lessons)


def read_lesson(text: str, code: str) -> Lesson:
    """Check the text of one file. Raises PolicyError at the first fault."""
    where = f"{code}.toml"
    try:
        head = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise PolicyError(where, str(problem)) from problem
    if {*head} != _HEAD:
        raise PolicyError(where, f"needs exactly {', '.join(sorted(_HEAD))}")
    order, keys, staff, member = head["order"], head["keys"], head["staff"], head["member"]
    if not all(type(one) is int and one > 0 for one in (order, keys)):
        raise PolicyError(where, "'order' and 'keys' are whole numbers from 1")
    if not all(isinstance(one, str) and one for one in (staff, member)):
        raise PolicyError(where, "'staff' is a staff code, 'member' an identity number")
    if not isinstance(head["steps"], list) or len(head["steps"]) < 2:
        raise PolicyError(where, "a lesson has two steps or more")
    steps = tuple(_step(one, staff, f"{where} step {number}") for number, one in enumerate(head["steps"], 1))
    return Lesson(
        code,
        order,
        staff,
        member,
        keys,
        _words(head["title"], _LONGEST_TITLE, where),
        _words(head["purpose"], _LONGEST_PURPOSE, where),
        steps,
    )


def _step(entry: Any, staff: str, where: str) -> LessonStep:
    if not isinstance(entry, dict) or {*entry} - {"wait", "by", "zh", "en"} or "wait" not in entry:
        raise PolicyError(where, "needs 'wait', 'zh', 'en', and may have 'by'")
    words = _words({key: entry.get(key) for key in ("zh", "en")}, LONGEST, where)
    return LessonStep(words, _awaited(entry["wait"], entry.get("by"), staff, where))


def _awaited(wait: Any, by: Any, staff: str, where: str) -> Awaited:
    """``sign_in``, ``member``, ``screen:ROUTE``, ``failed:RULE`` or ``record:OPERATION:OUTCOME[:REASON]``."""
    parts = str(wait).split(":")
    match parts:
        case ["sign_in"]:
            return Awaited(Sight.RECORD, SIGN_IN, AuditOutcome.DONE, by=str(by or staff))
        case ["member"]:
            return Awaited(Sight.MEMBER)
        case [("screen" | "failed") as sight, what] if what:
            return Awaited(Sight(sight), what)
        case ["record", operation, outcome, *reason] if len(reason) <= 1:
            if operation not in set(OperationCode) or outcome not in set(AuditOutcome):
                raise PolicyError(where, f"knows no operation {operation} with the outcome {outcome}")
            label = OPERATIONS[OperationCode(operation)].audit_label
            return Awaited(
                Sight.RECORD, label, AuditOutcome(outcome), reason[0] if reason else None, by and str(by)
            )
    raise PolicyError(where, f"can't wait for '{wait}'")


def _words(given: Any, longest: Mapping[Language, int], where: str) -> Words:
    if not isinstance(given, dict) or {*given} != {one.value for one in Language}:
        raise PolicyError(where, "says its words in zh and en")
    words = {}
    for language in Language:
        text = given[language.value]
        if not isinstance(text, str) or not (told := clean(text)):
            raise PolicyError(where, f"says nothing in {language.value}")
        if len(told) > longest[language]:
            raise PolicyError(
                where, f"has {len(told)} characters in {language.value}, at most {longest[language]}"
            )
        words[language] = told
    return words
