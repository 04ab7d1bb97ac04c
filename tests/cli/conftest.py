"""Calling the command line inside this process, on a folder of its own and without anybody's keyring."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest

from hfund_tui.cli.root import run


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Caller:
    """`hfund(*arguments)`: one call, with the exit code and what was written."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(
        self, *arguments: str, stdin: str | None = "", environment: Mapping[str, str] | None = None
    ) -> Outcome:
        self.monkeypatch.setattr(sys, "stdin", None if stdin is None else io.StringIO(stdin))
        self.capsys.readouterr()
        code = run(arguments, {"HFUND_HOME": str(self.home), "HFUND_LANG": "en", **(environment or {})})
        captured = self.capsys.readouterr()
        return Outcome(code, captured.out, captured.err)


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keyring the machine has is left alone."""
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def hfund(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Caller:
    return Caller(home, capsys, monkeypatch)
