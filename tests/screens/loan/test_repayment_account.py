"""The form of another repayment account: the linked card by one key, or a bank and a number."""

from __future__ import annotations

import pytest

from hfund_tui.domain.operation import ChecklistItem
from hfund_tui.screens.loan.account import RepaymentAccountScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.closing import Counter, at_counter
from tests.support.lending import lend

NUMBER = "6214830000000006"
PAPERS = ("space", "space")
FROM_LOOKUP = 19
"""The ID number and Enter."""


def account_of(station: Workstation) -> tuple[str, str] | None:
    return station.members.overview(branch.sign_in(station), 1).loans[0].account


def said_new(at: Counter) -> object:
    receipt = at.on(ReceiptScreen).receipt
    assert receipt is not None
    label = "receipt.label.new_repayment_account"
    return next(one.value.value for one in receipt.lines if one.label_key == label)


@pytest.mark.parametrize("unpaid", [0, 1])
async def test_another_account_also_while_overdue(station: Workstation, unpaid: int) -> None:
    """The linked card is debited already and not offered. Apart from the number's digits it takes 31 keys."""
    with branch.raw(station) as uow:
        lend(uow, unpaid=unpaid)
    async with at_counter(station) as at:
        await at.run("3103")
        form = at.on(RepaymentAccountScreen)
        assert form.bank.options == station.policies.on(branch.TODAY).words("loan.account.banks")
        assert "建设银行 0001" in at.screen_text and "2020-03-20" in at.screen_text
        assert "联名卡" not in at.screen_text
        await at.press("3", *NUMBER, "enter", *PAPERS, "space", "f9")
        assert at.keys + FROM_LOOKUP - len(NUMBER) <= 36
        assert said_new(at) == "CMB 0006"
    assert account_of(station) == ("CMB", "0006")


async def test_the_linked_card_takes_one_key_and_no_proof(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow, bank_code="CMB")
    async with at_counter(station) as at:
        await at.run("3103")
        assert "1 联名卡 建设银行 0001" in at.screen_text
        await at.press("1", *PAPERS, "f9")
        assert at.keys + FROM_LOOKUP <= 30
        assert said_new(at) == "CCB 0001"
    assert account_of(station) == ("CCB", "0001")


async def test_only_another_account_is_asked_for_its_number_and_proof(station: Workstation) -> None:
    """Also when the form is parked and taken up again, and when one changes one's mind."""
    with branch.raw(station) as uow:
        lend(uow, bank_code="CMB")

    def asks(form: RepaymentAccountScreen) -> bool:
        shown = {form.field(name).display for name in ("bank", "card_no")}
        assert shown == {ChecklistItem.OWN_ACCOUNT in form.papers.items}
        return shown == {True}

    async with at_counter(station) as at:
        await at.run("3103")
        form = at.on(RepaymentAccountScreen)
        assert not asks(form)
        await at.press("2", "5")
        assert asks(form)
        await at.press("f3")
        await at.run("3103")
        await at.press("f7")
        form = at.on(RepaymentAccountScreen)
        assert asks(form) and form.bank.value == "ABC"
        form.source.focus()
        await at.press("1")
        assert not asks(form)
        await at.press(*PAPERS, "f9")
        assert said_new(at) == "CCB 0001"
