"""The ground of an exception: asked where a rule may be passed over, kept with the draft."""

from __future__ import annotations

from datetime import date

from hfund_tui.db.tables import Account, Case
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.domain.vocabulary import AccountState, CaseStatus
from hfund_tui.services.case_records import stored_request
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.forms import FormDesk, forms

SAY = ("1", *"法院判决", "down", *"A-1, A-2", "enter")


def sealed(station: Workstation) -> None:
    with branch.raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(1))
        account.state, account.sealed_on = AccountState.SEALED, date(2020, 2, 10)


async def fill_in(at: FormDesk) -> None:
    await at.press("f5", "1", "space", "space")
    await at.planned()


async def test_is_not_asked_for_without_need(station: Workstation) -> None:
    async with forms(station) as at:
        await fill_in(at)
        assert not at.form.exception.needed
        assert "例外理由" not in at.screen_text
        await at.press("f9")
        assert at.receipt.receipt is not None


async def test_is_asked_for_by_digit_and_words(station: Workstation) -> None:
    sealed(station)
    async with forms(station) as at:
        await fill_in(at)
        assert at.form.exception.needed and "例外理由" in at.screen_text
        await at.press("f9")
        assert "还差" in at.status
        await at.press(*SAY)
        await at.planned()
        await at.press("f9")
        pending = at.approval.pending
        assert "法院判决" in at.screen_text and "A-1, A-2" in at.screen_text
    with station._database.reading() as reader:
        case = reader.session.get_one(Case, pending.case_no)
    assert case.status is CaseStatus.PENDING
    assert stored_request(case).ground == ExceptionGround("court_document", "法院判决", ("A-1", "A-2"))


async def test_enter_goes_on_from_the_words_to_the_papers_that_are_filed(station: Workstation) -> None:
    sealed(station)
    async with forms(station) as at:
        await fill_in(at)
        await at.press("1", *"法院判决", "enter", *"A-1", "enter", "f9")
        assert at.approval
        assert "法院文书: 法院判决" in at.screen_text and "法院判决A-1" not in at.screen_text


async def test_is_kept_with_the_draft(station: Workstation) -> None:
    sealed(station)
    async with forms(station) as at:
        await fill_in(at)
        await at.press(*SAY)
        await at.planned()
        await at.press("escape", "f5", "f7")
        await at.planned()
        assert at.form.exception.ground == ExceptionGround("court_document", "法院判决", ("A-1", "A-2"))
