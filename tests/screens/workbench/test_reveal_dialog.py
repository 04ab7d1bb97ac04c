"""Revealing a field: the reason, the audit, the time that runs out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select
from textual.widgets import Input

from hfund_tui.db.tables import AuditEvent
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.reveal.screen import SECONDS_KEY, RevealModal
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.desk import Desk, desk

pytestmark = pytest.mark.asyncio


async def begin(at: Desk) -> None:
    await at.type(branch.account_no(1), "enter")
    await at.press("r")
    assert isinstance(at.app.screen, RevealModal)


def looks(station: Workstation) -> list[AuditEvent]:
    with branch.raw(station) as uow:
        events = uow.session.exec(select(AuditEvent)).all()
        return [event for event in events if event.operation.startswith("1003")]


@pytest.mark.parametrize(
    ("downs", "value"),
    [
        (0, branch.MEMBER_IDS[1]),
        (1, "张一"),
        (2, "13800000001"),
        (3, branch.account_no(1)),
        (4, "6217000000000001"),
    ],
)
async def test_one_field_is_shown_for_a_reason_and_recorded(
    station: Workstation, downs: int, value: str
) -> None:
    async with desk(station) as at:
        await begin(at)
        await at.press(*["down"] * downs, "enter", "enter")
        await at.shows(value, "30 秒")
        for number in (0, 1, 2, 3, 4):
            other = (branch.MEMBER_IDS[1], "张一", "13800000001", branch.account_no(1), "6217000000000001")[
                number
            ]
            assert number == downs or other not in at.screen_text
    (look,) = looks(station)
    assert look.member_id == 1 and look.reason == "与证件原件核对"


async def test_the_value_is_masked_when_the_policys_time_is_over(
    station: Workstation, clock: FrozenClock
) -> None:
    seconds = station.policies.on(branch.TODAY).count(SECONDS_KEY)
    async with desk(station) as at:
        await begin(at)
        await at.press("enter", "enter")
        await at.shows(branch.MEMBER_IDS[1])
        clock.advance(timedelta(seconds=seconds - 1))
        await at.shows("还显示 1 秒", branch.MEMBER_IDS[1])
        clock.advance(timedelta(seconds=1))
        await at.until(lambda: isinstance(at.app.screen, WorkbenchScreen))
        assert branch.MEMBER_IDS[1] not in at.screen_text


async def test_escape_masks_at_once_and_goes_back_step_by_step(station: Workstation) -> None:
    async with desk(station) as at:
        await begin(at)
        await at.press("enter")
        await at.press("escape")
        assert isinstance(at.app.screen, RevealModal)
        await at.press("escape")
        assert isinstance(at.app.screen, WorkbenchScreen)
        await at.press("r", "enter", "enter")
        await at.shows(branch.MEMBER_IDS[1])
        await at.press("escape")
        assert isinstance(at.app.screen, WorkbenchScreen)
        assert branch.MEMBER_IDS[1] not in at.screen_text


async def test_another_reason_is_typed_and_must_say_something(station: Workstation) -> None:
    async with desk(station) as at:
        await begin(at)
        await at.press("enter", "end", "enter")
        assert isinstance(at.focus, Input)
        await at.press(" ", "enter")
        await at.shows("请填写理由")
        assert looks(station) == []
        await at.type("信访核对", "enter")
        await at.shows(branch.MEMBER_IDS[1])
    assert looks(station)[0].reason == "信访核对"


async def test_what_a_lock_covers_is_masked_in_time(station: Workstation, clock: FrozenClock) -> None:
    async with desk(station) as at:
        await begin(at)
        await at.press("enter", "enter")
        await at.shows(branch.MEMBER_IDS[1])
        modal = at.app.screen
        await at.press("f12")
        assert branch.MEMBER_IDS[1] not in at.screen_text
        clock.advance(timedelta(minutes=1))
        await at.until(lambda: modal._value is None)  # type: ignore[attr-defined]
        await at.type(branch.PASSWORD, "enter")
        await at.until(lambda: isinstance(at.app.screen, WorkbenchScreen))


@pytest.mark.parametrize("staff", [branch.AGENT])
async def test_a_role_without_the_right_hears_why(station: Workstation, staff: str) -> None:
    async with desk(station, staff=staff) as at:
        at.app.start_operation(OperationCode.REVEAL_FIELD)
        await at.shows("您的岗位不能办理此项")


async def test_r_is_a_letter_in_the_look_up(station: Workstation) -> None:
    async with desk(station) as at:
        await at.press("r")
        assert isinstance(at.app.screen, WorkbenchScreen)
        assert at.app.screen.query_one("#query", Input).value == "r"
