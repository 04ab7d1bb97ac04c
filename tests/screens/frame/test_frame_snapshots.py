"""How the frame looks, in both languages, at both sizes, and in each theme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from hfund_tui.app import HfundApp
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.errors import Trouble
from hfund_tui.widgets.context_header import Serving
from tests.support.face import FaceApp, sign_in
from tests.support.fake_workstation import MORNING, FakeWorkstation, opener, settings
from tests.support.resting import press, rest

Face = Callable[..., HfundApp]
Snap = Callable[..., bool]
Step = Callable[[Pilot[Any]], Awaitable[None]]

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}


async def first_screen(pilot: Pilot[Any]) -> None:
    await rest(pilot)


async def wrong_password(pilot: Pilot[Any]) -> None:
    await rest(pilot)
    await press(pilot, *"1001", "enter", *"wrong", "enter")


async def serving(pilot: Pilot[Any]) -> None:
    await sign_in(pilot)
    app = pilot.app
    assert isinstance(app, HfundApp)
    app.serve(
        Serving(
            member_id=1,
            name="张*",
            id_no="440***********0014",
            account_no="2*******789",
            verification=Verification.ID_ORIGINAL,
            verified_at=MORNING,
            held_fen=780000,
            pending=1,
            case_no="20200227000300000012",
        )
    )
    await press(pilot, "f6")


async def command_line(pilot: Pilot[Any]) -> None:
    await serving(pilot)
    await press(pilot, "ctrl+p", "t")


async def help_screen(pilot: Pilot[Any]) -> None:
    await serving(pilot)
    await press(pilot, "f1")


async def locked(pilot: Pilot[Any]) -> None:
    await serving(pilot)
    await press(pilot, "f12", "x", "enter")


async def quitting(pilot: Pilot[Any]) -> None:
    await serving(pilot)
    await press(pilot, "ctrl+q")


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "step", [first_screen, wrong_password, serving, command_line, help_screen, locked, quitting]
)
def test_looks(face: Face, snap_compare: Snap, step: Step, language: str, size: str) -> None:
    assert snap_compare(face(language=language), terminal_size=SIZES[size], run_before=step)


@pytest.mark.parametrize("theme", ["hfund-light", "hfund-contrast"])
@pytest.mark.parametrize("step", [wrong_password, command_line])
def test_themes(face: Face, snap_compare: Snap, step: Step, theme: str) -> None:
    assert snap_compare(face(theme=theme), terminal_size=(80, 24), run_before=step)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_trouble(workstation: FakeWorkstation, snap_compare: Snap, language: str) -> None:
    made = settings(workstation.settings.home, language=language)
    app = FaceApp(made, opener=opener(Trouble("storage_wrong_key")))
    assert snap_compare(app, terminal_size=(80, 24), run_before=first_screen)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_too_small(face: Face, snap_compare: Snap, language: str) -> None:
    assert snap_compare(face(language=language), terminal_size=(60, 15), run_before=first_screen)


def test_without_colour(face: Face, snap_compare: Snap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(face(), terminal_size=(80, 24), run_before=command_line)
