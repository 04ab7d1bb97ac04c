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

_LOOK = {"language", "size"}
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


def share_of(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The suite's share of the tests, and the rest, which belongs to a campaign.

    Of a test at a keyboard with many cases, two: the first and another one, each in one look, by its name.
    """
    cases: dict[tuple[object, str], dict[str, list[pytest.Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        params = getattr(getattr(item, "callspec", None), "params", {})
        if params and not ALL and _AT_A_KEYBOARD & set(item.path.parts):
            case = repr(sorted((name, value) for name, value in params.items() if name not in _LOOK))
            cases[item.path, getattr(item, "originalname", "")][case].append(item)
    alike = {item for of_test in cases.values() for same in of_test.values() for item in same}
    chosen = {one for (_, name), of_test in cases.items() for one in _chosen(name, of_test)}
    left = alike - chosen
    return [item for item in items if item not in left], [item for item in items if item in left]


def _chosen(name: str, of_test: dict[str, list[pytest.Item]]) -> list[pytest.Item]:
    turn = crc32(name.encode())
    first, *others = of_test
    taken = [first, *others[turn % len(others) :][:1]] if others else [first]
    return [of_test[case][(turn + n) % len(of_test[case])] for n, case in enumerate(taken)]


def _looks(turn: int) -> list[Look]:
    return LOOKS if ALL else [LOOKS[turn % len(LOOKS)]]
