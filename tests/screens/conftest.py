"""The world of a screen test: frozen clock, no blinking cursor, no settings of whoever runs the tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from hfund_tui.app import HfundApp
from tests.support.face import FaceApp
from tests.support.fake_workstation import FakeWorkstation, opener, settings

_KEPT = ("TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_ANIMATIONS", "TEXTUAL_SNAPSHOT")


@pytest.fixture(autouse=True)
def frozen_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing from the environment or the home folder reaches a screen, and nothing moves by itself."""
    for name in list(os.environ):
        ours = name.startswith(("HFUND_", "TEXTUAL_")) and not name.startswith(_KEPT)
        if ours:
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)


@pytest.fixture
def workstation(tmp_path: Path) -> FakeWorkstation:
    return FakeWorkstation(settings(tmp_path / "hfund"))


@pytest.fixture
def face(workstation: FakeWorkstation) -> Callable[..., HfundApp]:
    """Makes an app on the fake workstation; keyword arguments change its settings."""

    def make(**changes: Any) -> HfundApp:
        return FaceApp(settings(workstation.settings.home, **changes), opener=opener(workstation))

    return make
