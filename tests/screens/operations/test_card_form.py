"""Linking a card, and paying a failed payout to it."""

from __future__ import annotations

import pytest

from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.card.redirect import RedirectScreen
from hfund_tui.screens.card.screen import CardScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import at_counter

GOOD, ODD = "6228480000000012", "6228480000000013"


def linked(station: Workstation) -> str:
    card = station.members.overview(branch.sign_in(station), 1).card
    assert card is not None
    return f"{card.bank_code} {card.last_four}"


async def test_a_card_is_linked(station: Workstation) -> None:
    """Open 5, bank 1, number 16 and Enter, papers 4, F9: 28 keys."""
    async with at_counter(station) as at:
        await at.run("1201")
        form = at.on(CardScreen)
        assert form.bank.options == station.policies.on(branch.TODAY).words("card.banks")
        await at.press("5", *GOOD, "enter", *["space"] * 4)
        assert "6228 4800 0000 0012" in at.screen_text or form.has_class("-checking")
        await at.press("f9")
        keys = at.keys
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.operation is OperationCode.LINK_CARD
        assert keys == 28
    assert linked(station) == "ABC 0012"


async def test_what_it_replaces_and_until_when_payouts_wait(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1201")
        assert "建设银行 0001" in at.screen_text and "2020-03-01" in at.screen_text


async def test_an_odd_check_digit_only_warns(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1201")
        await at.press("5", *ODD, "enter")
        assert "校验位不符" in at.screen_text
        assert not at.on(CardScreen).field("card_no").is_wrong
        await at.press(*["space"] * 4, "f9")
        at.on(ReceiptScreen)
    assert linked(station) == "ABC 0013"


async def test_a_number_that_is_none_stays_and_is_said_at_its_field(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1201")
        form = at.on(CardScreen)
        for typed in ("12345", "6228x80000000012"):
            form.card_no.value = ""
            form.card_no.focus()
            await at.type(typed, "enter")
            assert form.field("card_no").is_wrong and form.card_no.value == typed
            await at.press("f9")
            at.on(CardScreen)
    assert linked(station) == "CCB 0001"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_longest_number_is_shown_whole_in_groups(
    station: Workstation, size: tuple[int, int]
) -> None:
    async with at_counter(station, size=size, language="en") as at:
        await at.run("1201")
        at.on(CardScreen).card_no.focus()
        await at.type("6228480000000000123", "enter")
        assert "6228 4800 0000 0000 123" in at.screen_text
        assert "check digit is off" in at.screen_text


async def test_the_form_is_kept(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1201")
        await at.press("3")
        await at.type(GOOD, "escape")
        await at.run("1201")
        await at.press("f7")
        form = at.on(CardScreen)
        assert (form.bank.value, form.card_no.value) == ("CMB", GOOD)


async def test_nobody_links_a_card_for_the_member(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1201")
        await at.press("p")
        at.on(CardScreen)
        assert "不能代办" in at.status


async def test_a_failed_payout_goes_to_the_new_card(station: Workstation) -> None:
    """Open 5, paper 1, F9: 7 keys of the teller; a newly linked card wants a second person."""
    session = branch.sign_in(station)
    case_no = house.done(station, session, house.rent(1)).receipt.case_no
    house.settle_with_bank(station, {case_no: "账户[/]已销户"})
    house.done(station, session, house.link(1))
    async with at_counter(station) as at:
        await at.run("2107")
        form = at.on(RedirectScreen)
        assert form.payouts.case_no == case_no
        assert "账户[/]已销户" in at.screen_text and "7,800.00" in at.screen_text
        await at.press("space", "f9")
        keys = at.keys
        await at.approve()
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.amount_fen == 7_800_00
        assert keys == 7
    assert house.state_of(station, case_no) == "redirected"


async def test_the_same_card_again_is_refused_before_the_form_opens(station: Workstation) -> None:
    session = branch.sign_in(station)
    case_no = house.done(station, session, house.rent(1)).receipt.case_no
    house.settle_with_bank(station, {case_no: "账户已销户"})
    async with at_counter(station) as at:
        await at.run("2107")
        assert "关联" in at.status
