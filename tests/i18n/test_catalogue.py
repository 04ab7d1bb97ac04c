"""The catalogue is complete: both languages say the same, nothing is missing, nothing is left over."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import hfund_tui
from hfund_tui.domain import vocabulary
from hfund_tui.domain.decision import term_key
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.i18n.message import Message

PACKAGE = Path(hfund_tui.__file__).parent
KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
COMPOSED = (
    "vocabulary.",
    "error.",
    "finding.",
    "remedy.",
    "operation.",
    "effect.",
    "receipt.",
    "checklist.",
    "key.",
    "unit.",
    "channel.",
    "matter.",
    "citation.",
    "document.",
    "source.",
    "approval.",
    "identifier.",
    "field.",
    "loan_change.",
    "notice.",
    "reversal_reason.",
    "work_order.",
    "exception_reason.",
    "rejection_reason.",
    "answer.",
    "lesson.stray.",
    "lesson.grade.",
    "cli.staff.list.",
    "cli.staff.standing.",
    "call.ask.",
    "call.wants.",
    "call.label.",
    "call.key.",
    "call_back.said.",
    "one_time_code.",
    "certificate.purpose.",
    "header.rung.",
    "header.verified.",
)
"""Prefixes of keys that are put together from codes; their completeness is tested where the codes are."""


def sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "messages" not in path.parts:
            yield path


def literals() -> Iterator[tuple[Path, int, str]]:
    """Every string literal of the package that could be a key."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                yield path, node.lineno, node.value


def calls() -> Iterator[tuple[Path, int, str]]:
    """The literal first argument of every ``t("...")``, ``self.t("...")`` and of the helpers of a screen."""
    speakers = {"t", "text", "say", "hint", "complain"}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in speakers and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield path, node.lineno, first.value


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_placeholders() -> None:
    for key, message in catalogue().items():
        assert placeholders(message.zh) == placeholders(message.en), key
        if message.one is not None:
            assert placeholders(message.one) <= placeholders(message.en), key
            assert "n" in placeholders(message.en), key


def test_every_message_says_something_in_both_languages() -> None:
    for key, message in catalogue().items():
        assert message.zh.strip(), key
        assert message.en.strip(), key
        assert not re.search(r"[\u4e00-\u9fff]", message.en.replace("中文", "")), key


def test_no_character_has_a_width_that_depends_on_the_terminal() -> None:
    for key, message in catalogue().items():
        for text in filter(None, (message.zh, message.en, message.one)):
            ambiguous = {character for character in text if unicodedata.east_asian_width(character) == "A"}
            assert not ambiguous, (key, ambiguous)


def test_every_key_that_is_spoken_exists() -> None:
    unknown = [
        f"{path.name}:{line} {key}"
        for path, line, key in calls()
        if KEY.fullmatch(key) and key not in catalogue()
    ]
    assert unknown == []


def test_no_message_is_left_over() -> None:
    used = {literal for _, _, literal in literals()}
    left_over = [key for key in catalogue() if key not in used and not key.startswith(COMPOSED)]
    assert left_over == []


@pytest.mark.parametrize(
    "member",
    [
        member
        for name in dir(vocabulary)
        if isinstance(kind := getattr(vocabulary, name), type)
        and issubclass(kind, StrEnum)
        and kind is not StrEnum
        for member in kind
    ],
    ids=lambda member: f"{type(member).__name__}.{member.value}",
)
def test_every_value_of_the_vocabulary_has_words(member: StrEnum) -> None:
    assert isinstance(catalogue()[term_key(member)], Message)
