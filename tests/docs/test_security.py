"""The threat model names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (_ROOT / "docs" / "security.md").read_text("utf-8"))


def test_every_threat_names_a_test() -> None:
    lines = (_ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith(("| threat", "| ---"))]
    assert rows
    assert [row for row in rows if "::test_" not in row.rsplit("|", 2)[1]] == []


@pytest.mark.parametrize("folder", ["services/attacks", "hostile"])
def test_no_file_of_attacks_is_missing(folder: str) -> None:
    files = {path.relative_to(_ROOT).as_posix() for path in (_ROOT / "tests" / folder).glob("test_*.py")}
    assert files - {path for path, _ in _NAMED} == set()


@pytest.mark.parametrize(("path", "name"), _NAMED)
def test_it_exists(path: str, name: str) -> None:
    assert re.search(rf"def {name}\(", (_ROOT / path).read_text("utf-8"))
