"""How the choice of a proxy and the form for a new one look."""

from __future__ import annotations

from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.screens.proxy.screen import ProxyScreen
from hfund_tui.services.demo.scenarios import papers
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import walk


@every_look
async def test_new_proxy(demo_workstation: Workstation, picture, language, size) -> None:
    paper = papers()[0].proxy
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.IN_HOSPITAL)
        await at.press("f4", "p")
        picture(at, "empty")
        await at.type("440300199505059660")
        picture(at, "wrong-id")
        await at.press("backspace", paper.id_no[-1])
        await at.type(paper.name, "enter", "3")
        await at.type(paper.notary, "enter")
        await at.type(paper.certificate_no, "enter")
        await at.type("20200231")
        picture(at, "no-such-day")
        await at.press("backspace", "backspace", "2", "0", "1")
        picture(at, "filled-in", ProxyScreen)
        await at.press("enter")
        picture(at, "taken-over", AgreementScreen)


@every_look
async def test_on_file(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.PROXY_SCOPE)
        await at.press("f5", "p")
        picture(at, "out-of-scope", ProxyScreen)
        await at.press("n")
        await at.type(demo_station.TELLERS_ID)
        picture(at, "teller-as-proxy", ProxyScreen)
