"""In which languages and sizes every screen is looked at."""

from __future__ import annotations

import os

import pytest

LOOKS = [(language, size) for language in ("zh", "en") for size in ((80, 24), (120, 40))]

ALL = bool(os.environ.get("HFUND_CAMPAIGN"))
"""The suite takes each language and each size once, `make pictures` and `make play` all of them."""

every_look = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, (columns, rows), id=f"{language}-{columns}x{rows}")
        for language, (columns, rows) in (LOOKS if ALL else (LOOKS[0], LOOKS[-1]))
    ],
)


def one_look(turn: int) -> pytest.MarkDecorator:
    """All looks in a campaign, else one of them: another one for each `turn`."""
    chosen = LOOKS if ALL else [LOOKS[turn % len(LOOKS)]]
    return pytest.mark.parametrize("look", chosen, ids=lambda look: f"{look[0]}-{look[1][0]}x{look[1][1]}")
