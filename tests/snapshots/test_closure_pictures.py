"""How closing an account looks, and what becomes of an accepted closure."""

from __future__ import annotations

from datetime import date

from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.closure.screen import ClosureScreen
from hfund_tui.screens.closure.settlement import SettlementScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.closing import accepted, at_counter, seal
from tests.support.looks import every_look


@every_look
async def test_retirement(still_station: Workstation, picture, language, size) -> None:
    seal(still_station)
    seal(still_station, 2, birth_date=date(1959, 1, 1))
    async with at_counter(still_station, language=language, size=size) as at:
        picture(at, "member", WorkbenchScreen)
        await at.run("2104")
        picture(at, "too-young", ClosureScreen)
        await at.type("粤退 2020-0001", "enter")
        await at.press(*"20200231")
        picture(at, "no-such-day", ClosureScreen)
        await at.press("backspace", "backspace", "1", "1", "space", "space")
        picture(at, "certificate", ClosureScreen)
        await at.find(branch.MEMBER_IDS[2])
        await at.run("2104")
        picture(at, "of-age", ClosureScreen)
        await at.press("space", "space")
        picture(at, "ready", ClosureScreen)


@every_look
async def test_leaving(still_station: Workstation, picture, language, size) -> None:
    seal(still_station)
    async with at_counter(still_station, language=language, size=size) as at:
        await at.run("2103")
        picture(at, "begun", ClosureScreen)
        await at.press("1", *"202013", "enter")
        picture(at, "no-such-month", ClosureScreen)
        await at.press(*["backspace"] * 6, *"202001")
        picture(at, "to-be-accepted", ClosureScreen)
        await at.press(*["space"] * 3)
        picture(at, "ready", ClosureScreen)
        await at.press("f9")
        picture(at, "approval", ApprovalScreen)
        await at.approve()
        picture(at, "receipt", ReceiptScreen)


@every_look
async def test_accepted(still_station: Workstation, picture, language, size) -> None:
    accepted(still_station)
    async with at_counter(still_station, language=language, size=size) as at:
        picture(at, "member", WorkbenchScreen)
        await at.run("2105")
        picture(at, "not-due", SettlementScreen)
        await at.press("2", *"20200220", "space")
        picture(at, "ready", SettlementScreen)
        await at.press("f5")
        picture(at, "cancelling", SettlementScreen)
        await at.press("f5")
        picture(at, "insurance", SettlementScreen)
        await at.press("escape")
        await at.run("2105")
        await at.press("f7", "f9")
        picture(at, "receipt", ReceiptScreen)
