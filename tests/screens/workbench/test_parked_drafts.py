"""Parked drafts: listed, resumed, discarded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hfund_tui.app import HfundApp
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.parked.screen import ParkedModal
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.drafts import Draft
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.desk import desk

pytestmark = pytest.mark.asyncio


def park(
    station: Workstation, number: int, cue: str, operation: OperationCode = OperationCode.RENT_WITHDRAWAL
) -> None:
    session = branch.sign_in(station)
    draft = Draft(
        station.cases.new_key(), operation, number, {"amount": "100.00"}, "amount", cue, parked=True
    )
    station.drafts.save(session, draft)
    station.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]


async def test_the_look_up_says_how_many_are_parked(station: Workstation) -> None:
    park(station, 1, "等客户取身份证")
    async with desk(station) as at:
        await at.shows("有 1 笔暂存业务，F7 恢复")


async def test_nothing_parked(station: Workstation) -> None:
    async with desk(station) as at:
        await at.press("f7")
        await at.shows("没有暂存的业务")
        await at.press("f7")
        assert isinstance(at.app.screen, WorkbenchScreen)


@pytest.mark.parametrize("serving", [None, 3])
async def test_enter_resumes_with_the_drafts_own_member(
    station: Workstation, monkeypatch: pytest.MonkeyPatch, serving: int | None
) -> None:
    forms: list[tuple[str, dict[str, Any]]] = []
    park(station, 1, "等客户取身份证")
    park(station, 2, "[/]等主管")
    async with desk(station) as at:
        monkeypatch.setattr(HfundApp, "open", lambda app, route, **kwargs: forms.append((route, kwargs)))
        if serving:
            await at.type(branch.account_no(serving), "enter")
        await at.press("f7")
        await at.shows("租房提取", "张*", "[/]等主管", "等客户取身份证")
        await at.press("down", "enter")
        await at.until(lambda: forms)
        assert forms == [("withdrawal", {"member_id": 1, "operation": OperationCode.RENT_WITHDRAWAL})]
        assert at.app.serving is not None and at.app.serving.member_id == 1


async def test_discarding_asks_first(station: Workstation) -> None:
    park(station, 1, "第一笔")
    park(station, 2, "第二笔")
    async with desk(station) as at:
        await at.press("f7")
        await at.press("delete", "enter")  # No is focused
        await at.shows("第一笔", "第二笔")
        await at.press("delete", "left", "enter")
        await at.until(lambda: isinstance(at.app.screen, ParkedModal) and "第二笔" not in at.screen_text)
        await at.shows("第一笔")
    assert [one.cue for one in station.drafts.open(branch.sign_in(station))] == ["第一笔"]
