"""The figures of the agreement on the screen: pages by keys, both languages, and a table to take along."""

from __future__ import annotations

import csv
import io

import pytest

from hfund_tui.domain.request import SignAgreement
from hfund_tui.screens.adoption.screen import AdoptionScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.desk import Desk, desk


async def opened(at: Desk) -> AdoptionScreen:
    await at.press("ctrl+p", *"9402", "enter")
    assert isinstance(at.app.screen, AdoptionScreen)
    return at.app.screen


async def test_pages_by_keys_and_a_table_by_f9(station: Workstation) -> None:
    for member in (1, 2):
        house.done(
            station,
            branch.sign_in(station),
            house.complete(SignAgreement(member_id=member, version="2020-02")),
        )
    async with desk(station, staff=branch.SUPERVISOR) as at:
        screen = await opened(at)
        await at.shows("[1 概览]", "实缴职工", "25.00%", "75.00%", "柜台本人")
        await at.press("right")
        await at.shows("[2 签约]", "# 柜台本人 2", "##")
        await at.press("3")
        await at.shows("[3 未签]", "==")
        await at.press("left", "left", "left")
        await at.shows("[5 规则与待办]", "福田管理部", "超期")
        await at.press("f9")
        await at.shows("已导出")
        assert screen.exported is not None
        rows = list(csv.reader(io.StringIO(screen.exported.read_text(encoding="utf-8-sig"))))
        assert ["职工", "已签协议", "2020-02-27", "2", "8", "25.00"] in rows
        await at.press("4", "ctrl+l")
        await at.shows("[4 Online]", "Withdrawals and loan changes", " - ")


async def test_an_auditor_sees_all_branches(station: Workstation) -> None:
    async with desk(station, staff=branch.AUDITOR, language="en", size=(120, 40)) as at:
        await opened(at)
        await at.press("5")
        await at.shows("[5 Rules]", "all branches", "Refused by rules", "None")


@pytest.mark.parametrize("staff", [branch.TELLER, branch.AGENT])
async def test_not_for_others(station: Workstation, staff: str) -> None:
    async with desk(station, staff=staff) as at:
        await at.press("ctrl+p", *"9402", "enter")
        assert not isinstance(at.app.screen, AdoptionScreen)
