"""The offset repayment, by keys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hfund_tui.db.tables import Account
from hfund_tui.domain.loans.requests import OffsetRepayment
from hfund_tui.domain.operation import OperationCode, ReceiptKind
from hfund_tui.domain.vocabulary import Freeze, PrepaymentEffect
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.loan.offset import OffsetScreen
from hfund_tui.screens.operation.paper import PaperModal
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.lines import Lines
from tests.support import branch, house
from tests.support.closing import at_counter
from tests.support.family import BORROWER, FATHER, MOTHER, offset, related
from tests.support.resting import send

PAPERS = ("space", "space")
FROM_LOOKUP = 19
"""The ID number and Enter."""
LEFT = 463_306_48


@pytest.fixture
def family(station: Workstation) -> Workstation:
    related(station, FATHER, MOTHER)
    return station


def balance(station: Workstation) -> int:
    return station.members.overview(branch.sign_in(station), BORROWER).loans[0].balance_fen


@pytest.mark.parametrize(("language", "size"), [("zh", (80, 24)), ("en", (120, 40))])
@pytest.mark.parametrize(
    ("keys", "effect", "amount_fen", "principal_fen"),
    [
        ((*"60000", "enter"), PrepaymentEffect.KEEP_INSTALMENT, 60_000_00, 60_000_00),
        ((*"60000", "tab", "2"), PrepaymentEffect.KEEP_TERM, 60_000_00, 60_000_00),
        (("enter",), PrepaymentEffect.KEEP_INSTALMENT, None, 99_936_85),
    ],
    ids=["shorter", "lower", "the most"],
)
async def test_from_amount_to_receipt(
    family: Workstation,
    language: str,
    size: tuple[int, int],
    keys: Sequence[str],
    effect: PrepaymentEffect,
    amount_fen: int | None,
    principal_fen: int,
) -> None:
    async with at_counter(family, size=size, language=language) as at:
        await at.run("3108")
        await at.press(*keys)
        request = at.on(OffsetScreen).request()
        assert isinstance(request, OffsetRepayment)
        assert (request.amount_fen, request.effect) == (amount_fen, effect)
        await at.press(*PAPERS, "f9")
        assert at.keys + FROM_LOOKUP <= 36
        assert balance(family) == LEFT, "only the second person moves the money"
        await at.approve()
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.kind is ReceiptKind.OFFSET
    assert balance(family) == LEFT - principal_fen
    house.clean(family)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_what_each_gives_and_why_and_nothing_is_cut(
    family: Workstation, language: str, size: tuple[int, int]
) -> None:
    async with at_counter(family, size=size, language=language) as at:
        await at.run("3108")
        await at.press(*"60000")
        await at.rest()
        for amount in ("50,000.00", "10,037.92"):
            assert amount in at.screen_text
        reasons = ("全部可用余额", "补足余下部分") if language == "zh" else ("all there is", "the rest")
        assert all(one in at.screen_text for one in reasons)
        for number in (FATHER, MOTHER):
            assert branch.account_no(number) not in at.screen_text
            assert branch.account_no(number)[-3:] in at.screen_text
        shown = at.app.screen.query_one("#allocation", Lines)
        for line in shown.lines(shown.size.width):
            assert line.cell_length <= shown.size.width and "..." not in line.plain


async def test_an_empty_amount_says_the_most_and_is_meant_with_enter_only(family: Workstation) -> None:
    async with at_counter(family) as at:
        await at.run("3108")
        assert "最多 99,936.85" in at.screen_text
        await at.press("tab", "tab", *PAPERS, "f9")
        form = at.on(OffsetScreen)
        assert form.amount.has_focus
        await at.press("enter", "f9")
        at.on(ApprovalScreen)


async def test_who_gives_nothing_has_a_line_too(family: Workstation) -> None:
    with branch.raw(family) as uow:
        uow.session.get_one(Account, branch.account_no(FATHER)).freeze = Freeze.FULL
    async with at_counter(family) as at:
        await at.run("3108")
        await at.press(*"20000")
        await at.rest()
        assert "0.00  账户已冻结" in at.screen_text and "补足余下部分" in at.screen_text


async def test_more_than_they_have_is_refused_with_the_most(family: Workstation) -> None:
    async with at_counter(family) as at:
        await at.run("3108")
        await at.press(*"120000", "enter", *PAPERS, "f9")
        assert "不能办理" in at.status
        await at.press("f9")
        at.on(PaperModal)
        assert "99,936.85" in at.screen_text


async def test_all_of_a_small_loan_asks_for_no_effect(station: Workstation) -> None:
    related(station, FATHER, principal_fen=30_000_00)
    async with at_counter(station) as at:
        await at.run("3108")
        form = at.on(OffsetScreen)
        await at.press("enter")
        assert form.settles and not form.field("effect").display
        assert "* 全部结清" in at.screen_text
        await at.press(*PAPERS, "f9")
        await at.approve()
    assert balance(station) == 0
    house.clean(station)


async def test_what_is_typed_is_kept(family: Workstation) -> None:
    async with at_counter(family) as at:
        await at.run("3108")
        await at.press(*"60000", "tab", "2", "escape")
        at.on(WorkbenchScreen)
        await at.run("3108")
        await at.press("f7")
        form = at.on(OffsetScreen)
        assert (form.amount.value, form.effect.value) == ("60,000.00", PrepaymentEffect.KEEP_TERM)


# ---- at the workbench --------------------------------------------------------------------------------------


async def test_offered_to_borrowers_whose_loan_has_co_repayers(station: Workstation) -> None:
    related(station)
    session = branch.sign_in(station)

    def offered(member: int) -> set[OperationCode]:
        return {one.operation for one in station.members.overview(session, member).services}

    assert OperationCode.OFFSET_REPAYMENT not in offered(BORROWER)
    async with at_counter(station) as at:
        await at.run("3108")
        assert "没有" in at.screen_text


async def test_a_co_repayer_changes_nothing_of_the_loan(family: Workstation) -> None:
    session = branch.sign_in(family)
    of_father = {one.operation for one in family.members.overview(session, FATHER).services}
    of_borrower = family.members.overview(session, BORROWER)
    assert OperationCode.END_CO_REPAYMENT in of_father
    assert not of_father & {OperationCode.EARLY_REPAYMENT, OperationCode.OFFSET_REPAYMENT}
    line = of_borrower.service(OperationCode.OFFSET_REPAYMENT)
    assert line.possible and line.needs_approval and line.headline is not None
    assert line.headline.value == 99_936_85


async def test_once_used_this_year_is_said_before_a_form_opens(family: Workstation) -> None:
    house.done(family, branch.sign_in(family), offset(None))
    async with at_counter(family) as at:
        await at.run("3108")
        assert not isinstance(at.app.screen, OffsetScreen)


async def test_an_enter_typed_along_with_the_code_answers_nothing(family: Workstation) -> None:
    """The code is complete without it; once the form is there, Enter on the empty amount takes the most."""
    async with at_counter(family) as at:
        send(at.pilot, "ctrl+p", *"3108", "enter", *"60500", "enter")
        await at.rest()
        request = at.on(OffsetScreen).request()
        assert isinstance(request, OffsetRepayment) and request.amount_fen == 60_500_00
    async with at_counter(family) as at:
        await at.run("3108")
        send(at.pilot, "enter")
        await at.rest()
        assert at.on(OffsetScreen).amount.is_answered
