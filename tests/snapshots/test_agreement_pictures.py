"""How signing, ending and revoking look."""

from __future__ import annotations

from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import walk


@every_look
async def test_signing(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f4")
        picture(at, "to-sign", AgreementScreen)
        await at.press("f9")
        picture(at, "unfinished")
        await at.press(*["space"] * 3)
        picture(at, "ready")
        await at.press("f9")
        picture(at, "receipt", ReceiptScreen)


@every_look
async def test_in_force(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.SIGNED)
        await at.press("f4")
        picture(at, "newer-text", AgreementScreen)
        await at.press("t")
        picture(at, "to-end")
        await at.find(demo_station.PROXY_ON_FILE)
        await at.press("f4", "x")
        picture(at, "to-revoke", AgreementScreen)
