"""Exceptions counted by rule and person, on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfund_tui.domain.request import ExceptionGround
from hfund_tui.screens.exceptions.screen import ExceptionsScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import seal
from tests.support.desk import desk

GROUND = ExceptionGround("employer_gone", "单位已注销", ("A-1",))


async def opened(at) -> None:  # type: ignore[no-untyped-def]
    await at.press("ctrl+p", *"9401", "enter")
    assert isinstance(at.app.screen, ExceptionsScreen)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("账户状态", "单位已注销", "共 1 次")), ("en", ("Account", "1 in all"))]
)
async def test_counted_by_rule_ground_and_person(
    station: Workstation, language: str, words: tuple[str, ...]
) -> None:
    seal(station)
    house.done(station, branch.sign_in(station), replace(house.rent(), ground=GROUND))
    async with desk(station, staff=branch.SUPERVISOR, language=language) as at:
        await opened(at)
        await at.shows(*words, branch.TELLER, branch.SUPERVISOR_2, "2020-01-01")
        await at.press("m")
        await at.shows("2020-02-01", *words)


async def test_nothing_to_count(station: Workstation) -> None:
    async with desk(station, staff=branch.SUPERVISOR) as at:
        await opened(at)
        await at.shows("没有例外放行")


async def test_not_for_tellers(station: Workstation) -> None:
    async with desk(station) as at:
        await at.press("ctrl+p", *"9401", "enter")
        assert not isinstance(at.app.screen, ExceptionsScreen)
