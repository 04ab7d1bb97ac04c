"""A co-repayer joins and leaves, by keys."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CoRepayerRelation
from hfund_tui.screens.agreement.reading import ReadingPane
from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.screens.loan.co_repayer import JoiningScreen, LeavingScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.builders import sign
from tests.support.closing import at_counter
from tests.support.family import BORROWER, FATHER, MOTHER, related
from tests.support.lending import CONTRACT, lend

OTHER = "D2019050002"
TICKS = ("space",) * 4
FROM_LOOKUP = 19
"""The ID number and Enter."""


@pytest.fixture
def ready(station: Workstation) -> Workstation:
    """Member 1 has a loan; member 2 signed the self-service agreement."""
    with branch.raw(station) as uow:
        lend(uow, BORROWER)
    house.done(station, branch.sign_in(station), sign(member_id=FATHER))
    return station


def co_repaid(station: Workstation, member: int = FATHER) -> list[str]:
    overview = station.members.overview(branch.sign_in(station), member)
    return [one.contract_no for one in overview.co_repaid_loans]


def name_of(station: Workstation, member: int) -> str:
    """As it is shown, masked."""
    return station.members.overview(branch.sign_in(station), member).identity.name


@pytest.mark.parametrize(("language", "size"), [("zh", (80, 24)), ("en", (80, 24)), ("en", (120, 40))])
async def test_from_contract_to_receipt(ready: Workstation, language: str, size: tuple[int, int]) -> None:
    """Apart from the contract's own characters it takes 31 keys from the look-up on."""
    async with at_counter(ready, member=FATHER, language=language, size=size) as at:
        await at.run("3106")
        form = at.on(JoiningScreen)
        await at.type(CONTRACT, "enter", "1")
        request = form.request()
        assert request is not None and request.relation is CoRepayerRelation.PARENT
        await at.press(*TICKS, "f9")
        assert at.keys + FROM_LOOKUP - len(CONTRACT) <= 36
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.operation is OperationCode.SIGN_CO_REPAYMENT
    assert co_repaid(ready) == [CONTRACT]
    house.clean(ready)


async def test_whose_loan_it_is_stands_beside_its_number(ready: Workstation) -> None:
    with branch.raw(ready) as uow:
        lend(uow, MOTHER, OTHER)
    async with at_counter(ready, member=FATHER) as at:
        await at.run("3106")
        await at.type(CONTRACT, "enter", "1")
        borrower = at.on(JoiningScreen).query_one("#borrower", Static)
        assert str(borrower.visual) == name_of(ready, BORROWER)
        at.on(JoiningScreen).contract.value = OTHER
        await at.rest()
        assert str(borrower.visual) == name_of(ready, MOTHER)


@pytest.mark.parametrize(("language", "title"), [("zh", "共同还款"), ("en", "Co-Repayer")])
async def test_the_text_is_read_from_wherever_the_focus_is(
    ready: Workstation, language: str, title: str
) -> None:
    async with at_counter(ready, member=FATHER, language=language) as at:
        await at.run("3106")
        form = at.on(JoiningScreen)
        assert title.casefold() in at.screen_text.casefold()
        await at.press("pagedown")
        assert at.one(ReadingPane).scroll_y > 0 and form.contract.has_focus
        await at.press("pageup")
        assert at.one(ReadingPane).scroll_y == 0


@pytest.mark.parametrize(
    ("member", "contract", "said"),
    [(FATHER, "D0000000000", "贷款"), (MOTHER, CONTRACT, "自助"), (BORROWER, CONTRACT, "当事人")],
    ids=["no such loan", "no self-service agreement", "the borrower"],
)
async def test_what_can_not_be_is_refused_and_nothing_is_lost(
    ready: Workstation, member: int, contract: str, said: str
) -> None:
    async with at_counter(ready, member=member, size=(120, 40)) as at:
        await at.run("3106")
        await at.type(contract, "enter", "1", *TICKS, "f9")
        form = at.on(JoiningScreen)
        assert "不能办理" in at.status and said in at.screen_text
        assert form.contract.value == contract
    assert co_repaid(ready, member) == []


async def test_what_is_typed_is_kept(ready: Workstation) -> None:
    async with at_counter(ready, member=FATHER) as at:
        await at.run("3106")
        await at.type("ｄ2018", "enter", "2", "escape")
        at.on(WorkbenchScreen)
        await at.run("3106")
        await at.press("f7")
        form = at.on(JoiningScreen)
        assert (form.contract.value, form.relation.value) == ("ｄ2018", CoRepayerRelation.CHILD)
        request = form.request()
        assert request is not None and request.contract_no == "D2018"


async def test_on_to_the_self_service_agreement_and_back(ready: Workstation) -> None:
    async with at_counter(ready, member=MOTHER) as at:
        await at.run("3106")
        await at.type(CONTRACT, "enter", "1", "f4")
        assert at.on(AgreementScreen).operation is OperationCode.SIGN_AGREEMENT
        await at.press(*TICKS[:3], "f9")
        at.on(ReceiptScreen)
        await at.run("3106")
        await at.press("f7")
        assert at.on(JoiningScreen).contract.value == CONTRACT
        await at.press(*TICKS[1:], "f9")  # the ID was seen
    assert co_repaid(ready, MOTHER) == [CONTRACT]


async def test_a_co_repayer_leaves(station: Workstation) -> None:
    related(station, FATHER)
    async with at_counter(station, member=FATHER) as at:
        await at.run("3107")
        form = at.on(LeavingScreen)
        assert form.loan is not None and form.loan.contract_no == CONTRACT
        assert CONTRACT in at.screen_text
        await at.press("space", "space", "f9")
        assert at.keys + FROM_LOOKUP <= 36
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.operation is OperationCode.END_CO_REPAYMENT
    assert co_repaid(station) == []


async def test_leaving_is_offered_to_co_repayers_only(station: Workstation) -> None:
    related(station, FATHER)
    async with at_counter(station, member=BORROWER) as at:
        await at.run("3107")
        assert not isinstance(at.app.screen, LeavingScreen)


async def test_nobody_signs_for_a_co_repayer(ready: Workstation) -> None:
    async with at_counter(ready, member=FATHER) as at:
        await at.run("3106")
        form = at.on(JoiningScreen)
        form.papers.focus()
        await at.press("p")
        at.on(JoiningScreen)
        assert "不能代办" in at.status
