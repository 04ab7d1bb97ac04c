"""The call screen by keys: what it shows at each level, and that nothing that is typed lands elsewhere."""

from __future__ import annotations

import pytest

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.screens.hotline.screen import HotlineScreen
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station as demo
from tests.support.teller import AGENT
from tests.support.walking import Walk, walk

NAME, TAIL, CODE = "唐振宇", "0031", "918273"
AMOUNTS = ("463,306.48", "98,500.00", "3,840.00", "2,835.98", "4,992.00", "16,000.00")


@pytest.fixture
def station(demo_workstation: Workstation) -> Workstation:
    demo_workstation.calls._choose = lambda possible: possible[0]
    demo_workstation.codes._make = lambda: CODE
    return demo_workstation


async def said(at: Walk, *answers: str) -> None:
    for one in answers:
        await at.type(one, "enter")


def shown(at: Walk) -> list[str]:
    return [one for one in AMOUNTS if one in at.screen_text]


@pytest.mark.parametrize("answers", [(), (NAME, TAIL)], ids=["unverified", "basic"])
async def test_no_operation_shows_an_amount_below_the_full_level(
    station: Workstation, answers: tuple[str, ...]
) -> None:
    async with walk(station, staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN, *answers)
        for code in OPERATIONS:
            at.app.start_operation(code)
            await at.rest()
            assert not shown(at), code
            while not isinstance(at.app.screen, HotlineScreen):
                await at.press("escape")
        for key in ("f4", "f5", "f6", "f7", "f8"):
            await at.press(key)
            assert not shown(at), key
            while not isinstance(at.app.screen, HotlineScreen):
                await at.press("escape")


async def test_the_full_level_shows_them(station: Workstation) -> None:
    async with walk(station, size=(120, 40), staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN, NAME, TAIL, "", CODE)
        assert {"463,306.48", "98,500.00", "3,840.00"} <= set(shown(at))


async def test_another_number_puts_everything_away(station: Workstation) -> None:
    async with walk(station, staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN, NAME, TAIL, "", CODE)
        assert shown(at)
        await at.press("f2")
        await said(at, demo.NEVER_SIGNED)
        assert not shown(at)
        assert station.calls.current(at.app.session).level is Verification.NONE


async def test_a_double_enter_answers_nothing_twice(station: Workstation) -> None:
    async with walk(station, staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN)
        await at.type("李四")
        await at.press_at_once("enter", "enter")
        assert station.calls.current(at.app.session).tries_left == 2


async def test_notes_survive_the_lock_and_another_start(station: Workstation) -> None:
    async with walk(station, staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN)
        await at.press("f7")
        await at.type("问提前还款", "enter")
    async with walk(station, staff=AGENT) as at:
        assert "问提前还款" in at.screen_text
        assert station.calls.current(at.app.session).member_id is None


async def test_a_wrong_amount_is_told_at_its_field(station: Workstation) -> None:
    async with walk(station, staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN, NAME, TAIL, "", CODE)
        await at.press("f6")
        await said(at, "999999999")
        assert "不超过贷款余额" in at.screen_text
        assert "999999999" in at.screen_text


@pytest.mark.parametrize("then", [(), ("escape",)], ids=["f2", "escape"])
async def test_somebody_else_on_the_line_puts_everything_away(
    station: Workstation, then: tuple[str, ...]
) -> None:
    async with walk(station, size=(120, 40), staff=AGENT) as at:
        await said(at, "", demo.HAS_LOAN, NAME, TAIL, "", CODE)
        assert shown(at)
        await at.press("f2", *then)
        assert not shown(at)
        assert station.calls.current(at.app.session).level is Verification.NONE
