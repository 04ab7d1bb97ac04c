"""How a contribution certificate looks on its way, and a paper that is checked by its code."""

from __future__ import annotations

from textual.widgets import Input

from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.issued import grouped
from hfund_tui.domain.months import Month
from hfund_tui.screens.certificate.screen import CertificateScreen
from hfund_tui.screens.issued.screen import IssuedScreen
from hfund_tui.screens.issued.verify import VerifyScreen
from hfund_tui.screens.receipts.screen import ReceiptsScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.closing import at_counter
from tests.support.looks import every_look

ASKED = CertificateRequest(1, Month(2019, 3), Month(2020, 2), with_balance=True, purpose="visa")


@every_look
async def test_certificate(still_station: Workstation, picture, language, size) -> None:
    async with at_counter(still_station, language=language, size=size) as at:
        await at.run("1202")
        picture(at, "begun", CertificateScreen)
        form = at.on(CertificateScreen)
        form.first.value = "2020-03"
        await at.press("5")
        await at.type("loan in Dongguan", "enter")
        picture(at, "no-such-months", CertificateScreen)
        form.first.value = ""
        form.balance.focus()
        await at.press("2")
        picture(at, "ready", CertificateScreen)
        await at.press("f9")
        picture(at, "issued", IssuedScreen)


@every_look
async def test_verifying(still_station: Workstation, picture, language, size) -> None:
    issued = still_station.certificates.issue(branch.sign_in(still_station), ASKED)
    async with at_counter(still_station, language=language, size=size) as at:
        await at.run("9103")
        await at.press("d")
        picture(at, "list", ReceiptsScreen)
        await at.press("enter", "R")
        picture(at, "reprint", IssuedScreen)
        await at.run("1203")
        await at.type(grouped(issued.stamp.code), "enter")
        picture(at, "genuine", VerifyScreen)
        at.on(VerifyScreen).query_one(Input).value = ""
        await at.type("0000-0000-0000-0001", "enter")
        picture(at, "mistyped", VerifyScreen)
