"""How the withdrawal looks, from the empty form to what is handed over."""

from __future__ import annotations

from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import walk


@every_look
async def test_possible(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f5")
        picture(at, "begun")
        await at.press("1", "tab")
        await at.type("1e5")
        picture(at, "amount-unreadable")
        await at.press("backspace", "backspace", "backspace")
        await at.type("90000")
        picture(at, "amount-too-high")
        await at.press(*["backspace"] * 5, "enter", "f9")
        picture(at, "unfinished")
        await at.press("1", "2")
        picture(at, "ready")
        await at.press("s")
        picture(at, "for-the-customer")
        await at.press("enter", "f9")
        picture(at, "receipt")
        await at.press("R")
        picture(at, "reprint")


@every_look
async def test_refused(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.OWNS_HOME)
        await at.press("f5", "2", "1", "2", "f9")
        picture(at, "reasons")
        await at.press("f9")
        picture(at, "slip")


@every_look
async def test_needs_a_second_person(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.LARGE_AMOUNT)
        await at.press("f5", "1", "1", "2")
        picture(at, "ready")
        await at.press("f9")
        picture(at, "approval")
        await at.type("2001", "enter")
        await at.type("wrong", "f9")
        picture(at, "wrong-password")
        await at.type("demo-2001", "f9")
        picture(at, "receipt")
