"""How a new card looks, a payout that failed, and a case that is taken back."""

from __future__ import annotations

from hfund_tui.screens.card.redirect import RedirectScreen
from hfund_tui.screens.card.screen import CardScreen
from hfund_tui.screens.reversal.screen import ReversalScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import at_counter
from tests.support.looks import every_look


@every_look
async def test_card(still_station: Workstation, picture, language, size) -> None:
    station = still_station
    case_no = house.done(station, branch.sign_in(station), house.rent(1)).receipt.case_no
    house.settle_with_bank(station, {case_no: "账户已销户"})
    async with at_counter(station, language=language, size=size) as at:
        await at.run("1201")
        picture(at, "begun", CardScreen)
        await at.press("5", *"12345", "enter")
        picture(at, "no-number", CardScreen)
        at.on(CardScreen).card_no.value = ""
        await at.press(*"6228480000000013", "enter")
        picture(at, "odd-check-digit", CardScreen)
        await at.press(*["space"] * 4)
        picture(at, "ready", CardScreen)
        await at.press("f9", "enter")
        await at.run("2107")
        picture(at, "redirect", RedirectScreen)


@every_look
async def test_reversal(still_station: Workstation, picture, language, size) -> None:
    station = still_station
    house.done(station, branch.sign_in(station), house.rent(1))
    house.settle_with_bank(station)
    house.done(station, branch.sign_in(station), house.rent(2))
    house.done(station, branch.sign_in(station), house.link(2))
    async with at_counter(station, language=language, size=size) as at:
        await at.run("9104")
        await at.press("1", "2")
        await at.type("客户要求退回", "enter")
        picture(at, "paid", ReversalScreen)
        await at.press("f9")
        picture(at, "no-reference", ReversalScreen)
        await at.find(branch.MEMBER_IDS[2])
        await at.run("9104")
        picture(at, "list", ReversalScreen)
        await at.press("2")
        picture(at, "not-the-last", ReversalScreen)
        await at.press("1", "1")
        picture(at, "chosen", ReversalScreen)
        await at.type("卡号录错", "enter")
        picture(at, "ready", ReversalScreen)
