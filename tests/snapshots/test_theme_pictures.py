"""How it looks in the other themes, and without any colour."""

from __future__ import annotations

import pytest

from hfund_tui.screens.command_line.screen import CommandLineModal
from hfund_tui.screens.lock.screen import LockModal
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.withdrawal.screen import WithdrawalScreen
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.walking import Walk, walk


async def through_the_house(at: Walk, picture) -> None:
    await at.find(demo_station.PARTLY_FROZEN)
    picture(at, "member")
    await at.press("f5", "1", "space")
    picture(at, "withdrawal", WithdrawalScreen)
    await at.press("space", "f9")
    picture(at, "receipt", ReceiptScreen)
    await at.press("ctrl+p", "t")
    picture(at, "command-line", CommandLineModal)
    await at.press("escape", "f12")
    await at.type("wrong", "enter")
    picture(at, "locked", LockModal)


@pytest.mark.parametrize("theme", ["hfund-light", "hfund-contrast"])
async def test_theme(demo_workstation: Workstation, picture, theme) -> None:
    async with walk(demo_workstation, theme=theme) as at:
        await through_the_house(at, picture)


async def test_no_colour(demo_workstation: Workstation, picture, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with walk(demo_workstation) as at:
        await through_the_house(at, picture)
