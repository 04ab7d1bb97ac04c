"""How a guide to signing looks, in a call and at the counter."""

from __future__ import annotations

from hfund_tui.screens.guides.screen import GuidesScreen
from hfund_tui.screens.hotline.screen import HotlineScreen
from hfund_tui.services.workstation import Workstation
from tests.support.looks import every_look
from tests.support.walking import walk

AGENT = "3001"
NO_CARD = "430400199312229369"


@every_look
async def test_in_a_call(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size, staff=AGENT) as at:
        await at.press("enter", "f4")
        picture(at, "choice", HotlineScreen)
        await at.press("1", "space", "space")
        picture(at, "step", HotlineScreen)
        await at.press("escape")
        picture(at, "left", HotlineScreen)
        await at.press("f4", *["space"] * 4)
        picture(at, "last", HotlineScreen)
        await at.press("space")
        picture(at, "finished", HotlineScreen)


@every_look
async def test_at_the_counter(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(NO_CARD)
        await at.press("slash", *"1104")
        picture(at, "choice", GuidesScreen)
        await at.press("3", "space", "space", "space")
        picture(at, "step", GuidesScreen)
