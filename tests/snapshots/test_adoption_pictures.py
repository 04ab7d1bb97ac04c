"""How the figures and charts of the agreement look, page by page."""

from __future__ import annotations

import pytest

from hfund_tui.screens.adoption.screen import PAGES, AdoptionScreen
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import Walk, walk


async def opened(at: Walk) -> None:
    await at.press("ctrl+p")
    await at.type("9402", "enter")


@every_look
async def test_adoption(demo_workstation: Workstation, picture, language, size) -> None:
    station, supervisor = demo_workstation, demo_station.SUPERVISOR
    async with walk(station, staff=supervisor, language=language, size=size) as at:
        await opened(at)
        for page in PAGES:
            picture(at, page, AdoptionScreen)
            await at.press("right")


@pytest.mark.parametrize("theme", ["hfund-light", "hfund-contrast"])
async def test_the_chart_in_a_theme(demo_workstation: Workstation, picture, theme) -> None:
    async with walk(demo_workstation, staff=demo_station.SUPERVISOR, theme=theme) as at:
        await opened(at)
        await at.press("2")
        picture(at, "signings", AdoptionScreen)


async def test_the_chart_without_colour(demo_workstation: Workstation, picture, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with walk(demo_workstation, staff=demo_station.SUPERVISOR) as at:
        await opened(at)
        await at.press("2")
        picture(at, "signings", AdoptionScreen)
