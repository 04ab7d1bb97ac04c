"""How the withdrawal looks, from the empty form to what is handed over."""

from __future__ import annotations

import pytest

from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.operation.paper import PaperModal
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.withdrawal.screen import WithdrawalScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import walk


@every_look
async def test_possible(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f5")
        picture(at, "begun", WithdrawalScreen)
        await at.press("1", "up")
        await at.type("1e5")
        picture(at, "amount-unreadable", WithdrawalScreen)
        await at.press("backspace", "backspace", "backspace")
        await at.type("90000")
        picture(at, "amount-too-high", WithdrawalScreen)
        await at.press(*["backspace"] * 5, "enter", "f9")
        picture(at, "unfinished", WithdrawalScreen)
        await at.press("space", "space")
        picture(at, "ready", WithdrawalScreen)
        await at.press("s")
        picture(at, "for-the-customer", PaperModal)
        await at.press("enter", "f9")
        picture(at, "receipt", ReceiptScreen)
        await at.press("R")
        picture(at, "reprint", ReceiptScreen)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_between_the_sizes(demo_workstation: Workstation, picture, language) -> None:
    async with walk(demo_workstation, language=language, size=(100, 30)) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f5", "1")
        picture(at, "begun", WithdrawalScreen)
        await at.press("space", "space")
        picture(at, "ready", WithdrawalScreen)
        await at.press("f4")
        picture(at, "agreement", AgreementScreen)


@every_look
async def test_refused(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.FULLY_FROZEN)
        await at.press("f5")
        picture(at, "known-before", WorkbenchScreen)
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f5", "2", "space", "space", "f9")
        picture(at, "reasons", WithdrawalScreen)
        await at.press("f9")
        picture(at, "paper", PaperModal)


@every_look
async def test_needs_a_second_person(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.LARGE_AMOUNT)
        await at.press("f5", "1", "space", "space")
        picture(at, "ready", WithdrawalScreen)
        await at.press("f9")
        picture(at, "approval", ApprovalScreen)
        await at.type("2001", "enter")
        await at.type("wrong", "f9")
        picture(at, "wrong-password", ApprovalScreen)
        await at.type("demo-2001", "f9")
        picture(at, "receipt", ReceiptScreen)
