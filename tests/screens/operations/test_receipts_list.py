"""Receipts of a member or of today, to be printed again."""

from __future__ import annotations

import pytest

from hfund_tui.screens.receipts.screen import ReceiptsScreen
from hfund_tui.services.errors import Refusal
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.paper_view import PaperView
from hfund_tui.widgets.picker import Picker
from tests.support import branch
from tests.support.forms import forms, signed

LIST = ("slash", *"9103")
REPRINT = (*LIST, "enter", "R")


async def test_a_receipt_is_printed_again_in_at_most_8_keys(station: Workstation) -> None:
    signed(station)
    async with forms(station) as at:
        before = at.keys
        await at.press(*REPRINT)
        assert at.keys - before <= 8
        receipt = at.receipt.receipt
        assert receipt is not None and receipt.copy == 1
        assert "补打第 1 次" in at.status
        assert any("补打" in line for line in at.one(PaperView).lines)


async def test_what_was_handed_out_before_is_saved_as_a_reprint_only(station: Workstation) -> None:
    signed(station)
    async with forms(station) as at:
        await at.press(*REPRINT[:-1], "p")
        assert "先按 R" in at.status and not station.settings.receipts.exists()
        await at.press("R", "p")
        (saved,) = station.settings.receipts.iterdir()
        assert saved.name.endswith("-1.pdf")


async def test_the_member_first_then_own_of_today_then_the_branch(station: Workstation) -> None:
    signed(station)
    signed(station, member=2)
    async with forms(station) as at:
        await at.press(*LIST)
        listing = at.app.screen
        assert isinstance(listing, ReceiptsScreen)
        seen = []
        for _ in range(4):
            seen.append((listing.scope.name, listing.query_one(Picker).option_count))
            await at.press("m")
        assert seen == [("MEMBER", 1), ("OWN", 2), ("BRANCH", 2), ("MEMBER", 1)]
        await at.press("m", "enter")  # the newest is the other member's
        await at.press("z")
        assert "先查出这位职工" in at.status
        await at.press("enter")
        assert at.app.screen is listing


async def test_nobody_is_served_and_nothing_was_issued(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f2", "ctrl+p", *"bdhd", "enter")
        assert isinstance(at.app.screen, ReceiptsScreen)
        assert "没有回单" in at.screen_text
        await at.press("enter")
        assert isinstance(at.app.screen, ReceiptsScreen)


async def test_own_of_today_are_those_one_made(station: Workstation) -> None:
    signed(station)
    other = branch.sign_in(station, branch.TELLER_2)
    assert station.receipts.of_today(other, own=True).rows == ()
    assert [one.member_id for one in station.receipts.of_today(other).rows] == [1]
    assert [one.member_id for one in station.receipts.of_member(other, 1).rows] == [1]
    assert station.receipts.of_member(other, 2).rows == ()


@pytest.mark.parametrize("code", [branch.AUDITOR, branch.AGENT])
def test_who_may_not_print_again_gets_no_list(station: Workstation, code: str) -> None:
    with pytest.raises(Refusal):
        station.receipts.of_today(branch.sign_in(station, code))


def test_the_list_says_when_there_is_more(station: Workstation) -> None:
    signed(station)
    signed(station, member=2)
    listed = station.receipts.of_today(branch.sign_in(station), limit=1)
    assert (len(listed.rows), listed.more, listed.rows[0].member_id) == (1, True, 2)
