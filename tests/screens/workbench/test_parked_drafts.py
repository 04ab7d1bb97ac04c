"""Parked drafts: listed, resumed, discarded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.parked.screen import ParkedModal
from hfund_tui.screens.withdrawal.screen import WithdrawalScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.drafts import Draft
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.case_work import approve, perform, posted, rent
from tests.support.desk import desk
from tests.support.house import reverse

pytestmark = pytest.mark.asyncio


def park(station: Workstation, number: int, cue: str, amount: str = "100.00") -> None:
    session = branch.sign_in(station)
    operation = OperationCode.RENT_WITHDRAWAL
    draft = Draft(station.cases.new_key(), operation, number, {"amount": amount}, "amount", cue, parked=True)
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
async def test_enter_goes_on_with_the_drafts_own_member(station: Workstation, serving: int | None) -> None:
    park(station, 1, "等客户取身份证")
    park(station, 2, "[/]等主管")
    async with desk(station) as at:
        if serving:
            await at.type(branch.account_no(serving), "enter")
        await at.press("f7")
        await at.shows("租房提取", "张*", branch.MEMBER_IDS[1][-4:], "[/]等主管", "等客户取身份证")
        await at.press("down", "enter")
        form = at.app.screen
        assert isinstance(form, WithdrawalScreen)
        assert (form.member_id, form.texts()["amount"]) == (1, "100.00")
        assert at.app.serving is not None and at.app.serving.member_id == 1


@pytest.mark.parametrize(("line", "amount"), [(0, "300.00"), (1, "200.00"), (2, "100.00")])
async def test_enter_goes_on_with_the_one_that_was_chosen(
    station: Workstation, line: int, amount: str
) -> None:
    """Three of one operation for one member: not the newest, and never a blank form."""
    for yuan in (100, 200, 300):
        park(station, 1, f"第 {yuan} 元", amount=f"{yuan}.00")
    async with desk(station) as at:
        await at.press("f7", *["down"] * line, "enter")
        form = at.app.screen
        assert isinstance(form, WithdrawalScreen)
        assert form.texts()["amount"] == amount
        await at.shows("已取回，接着办理")


async def test_what_was_noted_stays_with_it(station: Workstation) -> None:
    park(station, 1, "等客户取身份证")
    async with desk(station) as at:
        await at.press("f7", "enter")
        await at.press("1", "escape", "escape", "f7")
        await at.shows("等客户取身份证")


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


async def test_a_word_nobody_knows_is_told_and_stops_nothing(station: Workstation) -> None:
    park(station, 1, "等客户取身份证")
    with branch.raw(station) as uow:
        uow.connection.exec_driver_sql("UPDATE draft SET operation = 'hfund_of_tomorrow'")
    async with desk(station) as at:
        await at.press("f7")
        await at.shows("hfund_of_tomorrow", "hfund verify")
        await at.press("escape", *branch.MEMBER_IDS[1], "enter")
        assert at.app.serving is not None


async def test_one_whose_case_was_done_from_another_form_says_so(station: Workstation) -> None:
    """It stays, because what was typed is never lost unasked; but nobody takes it for something to do."""
    park(station, 1, "等客户取身份证")
    park(station, 2, "等主管")
    done = posted(station, branch.sign_in(station), rent(1))
    async with desk(station) as at:
        await at.press("f7")
        await at.shows(f"后来已另办 {done.receipt.case_no}", "等客户取身份证", "等主管")
        assert at.screen_text.count("后来已另办") == 1
        await at.press("down", "delete", "left", "enter")
        await at.shows("已丢弃")
        assert [line.member_id for line in station.drafts.open(branch.sign_in(station))] == [2]


async def test_one_whose_case_was_taken_back_is_to_do_again(station: Workstation) -> None:
    park(station, 1, "等客户取身份证")
    teller = branch.sign_in(station)
    done = posted(station, teller, rent(1))
    approve(station, teller, perform(station, teller, reverse(done.receipt.case_no)))
    (line,) = station.drafts.open(teller)
    assert line.submitted_since is None


async def test_a_proxy_half_filled_in_is_told(station: Workstation) -> None:
    """After the program was killed: what stands behind `p` is not to be seen in the form itself."""
    session = branch.sign_in(station)
    async with desk(station) as killed:
        await killed.type(branch.account_no(1), "enter")
        await killed.press("f4", "p", *branch.PROXY_ID, *"李代办")
        await killed.until(lambda: station.drafts.open(session))
    async with desk(station) as at:
        await at.press("f7", "enter")
        await at.shows("受托人没有填完，按 p 接着填")
        await at.press("p")
        await at.shows("李代办")
