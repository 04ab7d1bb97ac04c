"""Chance comes from one place, as time does: what can be drawn anew elsewhere cannot be done again by a seed."""

from __future__ import annotations

import ast
from pathlib import Path

import hfund_tui
from hfund_tui.services.chance import SystemChance

HOUSE = Path(hfund_tui.__file__).parent
DRAWS = {"secrets", "random", "uuid"}
MAY = {
    "services/chance.py": "what must not be guessed",
    "db/keys.py": "keys of encryption",
    "db/engine.py": "names of files that are not finished",
    "db/backup.py": "names of files that are not finished",
    "incident.py": "the number of a crash",
}
FROM_A_SEED = "services/demo/"


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_nothing_else_draws() -> None:
    drawing = {path.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("*.py") if DRAWS & _imported(path)}
    assert {one for one in drawing if not one.startswith(FROM_A_SEED)} == set(MAY)


def test_what_the_system_draws() -> None:
    chance = SystemChance()
    tokens, codes = {chance.token(24) for _ in range(50)}, {chance.digits(6) for _ in range(50)}
    assert len(tokens) == 50 and {len(one) for one in tokens} == {32}
    assert len(codes) > 40 and all(len(one) == 6 and one.isdecimal() for one in codes)
