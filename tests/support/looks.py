"""In which languages and sizes every screen is looked at."""

from __future__ import annotations

import pytest

every_look = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, (columns, rows), id=f"{language}-{columns}x{rows}")
        for language in ("zh", "en")
        for columns, rows in ((80, 24), (120, 40))
    ],
)
