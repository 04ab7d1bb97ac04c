"""How the ground of an exception looks in the form, before the second person, and counted."""

from __future__ import annotations

from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.exceptions.screen import ExceptionsScreen
from hfund_tui.screens.withdrawal.screen import WithdrawalScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.closing import at_counter, seal
from tests.support.looks import every_look


@every_look
async def test_exception(still_station: Workstation, picture, language, size) -> None:
    seal(still_station)
    async with at_counter(still_station, language=language, size=size) as at:
        await at.run("2101")
        await at.press("1", "space", "space")
        picture(at, "ground-wanted", WithdrawalScreen)
        await at.press("f9", "1")
        await at.type("法院判决书", "down")
        await at.type("A-1, A-2", "enter")
        picture(at, "ground-given", WithdrawalScreen)
        await at.press("f9")
        picture(at, "approval", ApprovalScreen)
        await at.approve()
    supervisor = branch.SUPERVISOR
    async with at_counter(still_station, member=None, staff=supervisor, language=language, size=size) as at:
        await at.run("9401")
        await at.press("enter")
        picture(at, "counted", ExceptionsScreen)
