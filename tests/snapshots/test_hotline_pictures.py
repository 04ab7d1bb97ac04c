"""How a call looks, from the ringing to the wrap-up, and the calling back of members."""

from __future__ import annotations

from hfund_tui.services.workstation import Workstation
from tests.support import demo_station as demo
from tests.support.looks import every_look
from tests.support.teller import AGENT
from tests.support.walking import walk

NAME, TAIL, CODE = "唐振宇", "0031", "918273"


def in_order(station: Workstation) -> None:
    """Always the first of the questions, always the same code."""
    station.calls._choose = lambda possible: possible[0]
    station.codes._make = lambda: CODE


@every_look
async def test_a_call(demo_workstation: Workstation, picture, language, size) -> None:
    in_order(demo_workstation)
    async with walk(demo_workstation, language=language, size=size, staff=AGENT) as at:
        picture(at, "waiting")
        await at.press("enter")
        await at.type("440300199001019011", "enter")
        picture(at, "wrong-number")
        await at.press(*["backspace"] * 18)
        await at.type(demo.HAS_LOAN, "enter")
        picture(at, "name")
        await at.type("李四", "enter")
        picture(at, "wrong-answer")
        await at.type(NAME, "enter")
        await at.type(TAIL, "enter")
        picture(at, "basic")
        await at.press("f6")
        picture(at, "not-yet")
        await at.press("enter")
        await at.type(CODE, "enter")
        picture(at, "full")
        await at.press("f5")
        picture(at, "quota")
        await at.press("f6")
        await at.type("100000", "enter")
        picture(at, "early")
        await at.press("escape", "f9")
        picture(at, "wrap-up")


@every_look
async def test_locked(demo_workstation: Workstation, picture, language, size) -> None:
    in_order(demo_workstation)
    async with walk(demo_workstation, language=language, size=size, staff=AGENT) as at:
        await at.press("enter")
        await at.type(demo.HAS_LOAN, "enter")
        for _ in range(3):
            await at.type("李四", "enter")
        picture(at, "locked")


@every_look
async def test_by_telephone(demo_workstation: Workstation, picture, language, size) -> None:
    in_order(demo_workstation)
    async with walk(demo_workstation, language=language, size=size, staff=AGENT) as at:
        await at.press("enter")
        for said in (demo.HAS_LOAN, NAME, TAIL, "", CODE):
            await at.type(said, "enter")
        await at.press("ctrl+p")
        await at.type("2101", "enter")
        await at.press("1")
        picture(at, "form")
        await at.press("f9")
        picture(at, "lodged")
    async with walk(demo_workstation, language=language, size=size, staff="2002") as at:
        await at.press("slash")
        await at.type("4104", "enter")
        await at.press("enter")
        picture(at, "ringing")
        await at.press("c")
        picture(at, "confirmed")
    async with walk(demo_workstation, language=language, size=size, staff=demo.SUPERVISOR) as at:
        await at.press("f8", "end", "enter")
        picture(at, "review")
