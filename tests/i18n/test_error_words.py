"""Every error a service can raise says what is wrong and what to do, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import hfund_tui
from hfund_tui.db.errors import TroubleCode
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.i18n.message import Language

SERVICES = Path(hfund_tui.__file__).parent / "services"
ERRORS = {"Refusal": 0, "Conflict": 0, "Trouble": 0, "HfundError": 0, "BadInput": 1}


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """(code, names of its parameters) of every error made with a literal code."""
    for path in sorted(SERVICES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = ERRORS.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            literals = [n.value for n in ast.walk(node.args[place]) if isinstance(n, ast.Constant)]
            for code in (one for one in literals if isinstance(one, str) and re.fullmatch(r"[a-z_]+", one)):
                yield code, frozenset(k.arg for k in node.keywords if k.arg)


CODES = sorted({code for code, _ in raised()} - {"storage_"})


def test_there_are_errors() -> None:
    assert len(CODES) > 20


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", ["what", "do"])
def test_has_words(code: str, part: str) -> None:
    assert f"error.{code}.{part}" in catalogue()


@pytest.mark.parametrize("code", get_args(TroubleCode))
def test_storage_troubles_have_words(code: str) -> None:
    for part in ("what", "do"):
        assert f"error.storage_{code}.{part}" in catalogue()


def test_words_use_only_parameters_that_are_given() -> None:
    for code, given in raised():
        for part in ("what", "do"):
            message = catalogue().get(f"error.{code}.{part}")
            if message is None:
                continue
            for language in Language:
                used = set(re.findall(r"{(\w+)}", message.template(language, None)))
                assert used <= given, (code, part, language)
