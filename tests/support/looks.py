"""In which languages and sizes every screen is looked at."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar
from zlib import crc32

import pytest

Look = tuple[str, tuple[int, int]]
Test = TypeVar("Test", bound=Callable[..., Any])

LOOKS: list[Look] = [(language, size) for language in ("zh", "en") for size in ((80, 24), (120, 40))]

_PARTS = {"language", "size"}
_AT_A_KEYBOARD = {"screens", "pty"}

ALL = bool(os.environ.get("HFUND_CAMPAIGN"))
"""The suite looks at every screen once, each test in another look; a campaign in all of them."""


def every_look(test: Test) -> Test:
    """All looks in a campaign, else one of them, by the test's name."""
    turn = crc32(f"{test.__module__}.{test.__qualname__}".encode())
    return pytest.mark.parametrize(
        ("language", "size"),
        [
            pytest.param(language, (columns, rows), id=f"{language}-{columns}x{rows}")
            for language, (columns, rows) in _looks(turn)
        ],
    )(test)


def one_look(turn: int) -> pytest.MarkDecorator:
    """All looks in a campaign, else one of them: another one for each `turn`."""
    return pytest.mark.parametrize(
        "look", _looks(turn), ids=lambda look: f"{look[0]}-{look[1][0]}x{look[1][1]}"
    )


def in_one_look(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Of tests at a keyboard that differ in language or size only, one, by its name; and the others."""
    alike: dict[tuple[object, ...], list[pytest.Item]] = defaultdict(list)
    for item in items:
        params = getattr(getattr(item, "callspec", None), "params", {})
        if not ALL and _PARTS & params.keys() and _AT_A_KEYBOARD & set(item.path.parts):
            case = repr(sorted((name, value) for name, value in params.items() if name not in _PARTS))
            alike[item.path, getattr(item, "originalname", ""), case].append(item)
    left = {
        item
        for (_, name, case), same in alike.items()
        for item in same
        if item is not same[crc32(f"{name}{case}".encode()) % len(same)]
    }
    return [item for item in items if item not in left], [item for item in items if item in left]


def _looks(turn: int) -> list[Look]:
    return LOOKS if ALL else [LOOKS[turn % len(LOOKS)]]
