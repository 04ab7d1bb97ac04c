"""The five changes of a loan, by keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.domain.money import format_yuan
from hfund_tui.domain.operation import Matter, OperationCode, ReceiptKind
from hfund_tui.domain.receipt import Receipt
from hfund_tui.domain.request import NewProxy
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod
from hfund_tui.screens.loan.account import RepaymentAccountScreen
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.loan.chart import ChartModal
from hfund_tui.screens.loan.due_day import DueDayScreen
from hfund_tui.screens.loan.early_repayment import EarlyRepaymentScreen
from hfund_tui.screens.loan.method import RepaymentMethodScreen
from hfund_tui.screens.loan.shorten import ShortenTermScreen
from hfund_tui.screens.operation.paper import PaperModal
from hfund_tui.screens.proxy.screen import ProxyScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.overview import LoanView
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.key_bar import KeyBar
from hfund_tui.widgets.lines import Lines
from tests.support import branch
from tests.support.closing import Counter, at_counter
from tests.support.forms import PROXY_KEYS
from tests.support.lending import CONTRACT, lend

SECOND = "D2019050002"
NUMBER = "6214830000000006"
PAPERS = ("space", "space")
FROM_LOOKUP = 19
"""The ID number and Enter."""


@pytest.fixture
def lent(station: Workstation) -> Workstation:
    """Member 1 has a loan that runs."""
    with branch.raw(station) as uow:
        lend(uow)
    return station


def loan_of(station: Workstation) -> LoanView:
    return station.members.overview(branch.sign_in(station), 1).loans[0]


def receipt_of(at: Counter) -> Receipt:
    receipt = at.on(ReceiptScreen).receipt
    assert receipt is not None
    return receipt


def said(receipt: Receipt, label: str) -> Any:
    return next(one.value.value for one in receipt.lines if one.label_key == f"receipt.label.{label}")


# ---- each change to its receipt ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("keys", "effect", "amount_fen"),
    [
        (("f6", *"100000", "enter"), PrepaymentEffect.KEEP_INSTALMENT, 100_000_00),
        (("f6", *"100000", "tab", "2"), PrepaymentEffect.KEEP_TERM, 100_000_00),
        (("f6", "enter"), PrepaymentEffect.KEEP_INSTALMENT, None),
    ],
    ids=["shorter", "lower", "all"],
)
async def test_early_repayment(
    lent: Workstation,
    language: str,
    size: tuple[int, int],
    keys: Sequence[str],
    effect: PrepaymentEffect,
    amount_fen: int | None,
) -> None:
    async with at_counter(lent, size=size, language=language) as at:
        await at.press(*keys)
        form = at.on(EarlyRepaymentScreen)
        request = form.request()
        assert isinstance(request, RepayEarly)
        assert (request.contract_no, request.amount_fen, request.effect) == (CONTRACT, amount_fen, effect)
        await at.press(*PAPERS, "f9")
        assert at.keys + FROM_LOOKUP <= 36
        receipt = receipt_of(at)
        assert receipt.kind is ReceiptKind.DEBIT_ORDERED
        assert receipt.amount_fen == (100_063_19 if amount_fen else 463_599_26)
        assert said(receipt, "interest_by_days") == (63_19 if amount_fen else 292_78)
    assert loan_of(lent).balance_fen == 463_306_48, "only the bank's answer changes the loan"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("code", "keys", "changed"),
    [
        ("3102", ("1", "2", "0", "enter"), {"months": 120, "regular": 4_527_39}),
        ("3104", (), {"method": RepaymentMethod.EQUAL_PRINCIPAL, "months": 216}),
        ("3105", ("5", "enter"), {"due_day": 5, "first_due": date(2020, 4, 5), "odd_interest_fen": 669_22}),
    ],
)
async def test_a_change_that_counts_at_once(
    lent: Workstation, language: str, code: str, keys: Sequence[str], changed: dict[str, object]
) -> None:
    async with at_counter(lent, language=language) as at:
        await at.run(code)
        await at.press(*keys, *PAPERS, "f9")
        assert at.keys + FROM_LOOKUP <= 36
        receipt = receipt_of(at)
        assert receipt.kind is ReceiptKind.LOAN_CHANGED and receipt.transaction_code == code
        assert said(receipt, "contract_no") == CONTRACT
    terms = loan_of(lent).terms
    assert {name: getattr(terms, name) for name in changed} == changed


# ---- what the forms show -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_all_ways_at_once_and_nothing_is_cut(
    lent: Workstation, language: str, size: tuple[int, int]
) -> None:
    async with at_counter(lent, size=size, language=language) as at:
        await at.press("f6", *"100000", "enter")
        for amount in ("2,223.86", "65,712.26", "32,153.92", "148,972.00", "463,599.26", "63.19"):
            assert amount in at.screen_text
        for shown in (one for one in at.app.screen.query(Lines) if one.display):
            for line in shown.lines(shown.size.width):
                assert line.cell_length <= shown.size.width and "..." not in line.plain


async def test_the_columns_follow_what_is_typed(lent: Workstation) -> None:
    async with at_counter(lent) as at:
        await at.press("f6")
        assert "结清 463,306.48" in at.screen_text and "减少月供" not in at.screen_text
        await at.press(*"50000")
        assert "* 缩短期限" in at.screen_text
        await at.press("tab", "2")
        assert "* 减少月供" in at.screen_text
        at.on(EarlyRepaymentScreen).amount.value = "463306.48"
        await at.rest()
        assert "* 全部结清" in at.screen_text and "减少月供" not in at.screen_text


async def test_all_of_a_loan_is_not_repaid_by_oversight(lent: Workstation) -> None:
    async with at_counter(lent) as at:
        await at.press("f6", "tab", *PAPERS, "f9")
        form = at.on(EarlyRepaymentScreen)
        assert form.amount.has_focus and "还本金额" in at.status
        await at.press("enter", "f9")
        assert receipt_of(at).amount_fen == 463_599_26


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 40), True)])
async def test_the_chart_beside_the_form_or_on_a_key(
    lent: Workstation, size: tuple[int, int], beside: bool
) -> None:
    async with at_counter(lent, size=size) as at:
        await at.press("f6", *"100000", "enter")
        assert ("贷款余额 (元)" in at.screen_text) is beside
        await at.press("c")
        at.on(ChartModal)
        assert "463,306" in at.screen_text and "2038-02-20" in at.screen_text
        await at.press("i")
        assert "每期利息" in at.screen_text and "1,254" in at.screen_text
        await at.press("enter")
        assert at.on(EarlyRepaymentScreen).papers.has_focus


@pytest.mark.parametrize("code", ["3101", "3102", "3105"])
async def test_letters_are_commands_where_digits_are_asked_for(lent: Workstation, code: str) -> None:
    async with at_counter(lent) as at:
        await at.run(code)
        field = at.focus
        await at.press("p")
        at.on(ProxyScreen)
        await at.press("escape")
        await at.type("12e", "x")
        assert field.value == "12ex", "what is no command is text"


async def test_without_anything_to_compare_there_is_no_chart(lent: Workstation) -> None:
    async with at_counter(lent) as at:
        await at.run("3102")
        await at.press("c")
        at.on(ShortenTermScreen)
        assert "填写后才有图可看" in at.status


async def test_the_first_instalment_with_its_odd_days(lent: Workstation) -> None:
    async with at_counter(lent) as at:
        await at.run("3105")
        await at.press("5", "enter")
        assert "2020-04-05" in at.screen_text and "3,505.20" in at.screen_text and "669.22" in at.screen_text
        assert "-669.22" in at.screen_text


async def test_the_other_method_is_chosen_already(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow, method=RepaymentMethod.EQUAL_PRINCIPAL)
    async with at_counter(station) as at:
        await at.run("3104")
        assert at.on(RepaymentMethodScreen).method.value is RepaymentMethod.EQUAL_INSTALMENT


@pytest.mark.parametrize("code", ["3101", "3102", "3103", "3104", "3105"])
async def test_another_loan_is_chosen_where_there_are_several(station: Workstation, code: str) -> None:
    with branch.raw(station) as uow:
        lend(uow)
        lend(uow, contract_no=SECOND, principal_fen=300_000_00, disbursed_on=date(2019, 5, 20))
    async with at_counter(station) as at:
        await at.run(code)
        form = at.on(LoanScreen)
        assert form.which.display and form.loan is not None and form.loan.contract_no == CONTRACT
        form.which.focus()
        await at.press("2")
        assert form.loan.contract_no == SECOND
        assert f"{SECOND}  余额" in at.screen_text


async def test_one_loan_is_not_asked_about(lent: Workstation) -> None:
    async with at_counter(lent) as at:
        await at.run("3104")
        assert not at.on(LoanScreen).field("loan").display


# ---- what is typed wrongly, refused, kept ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "typed", "said_at_the_field"),
    [
        ("3102", "216", "12 至 215"),
        ("3102", "11", "12 至 215"),
        ("3102", "x", "12 至 215"),
        ("3105", "29", "1 至 28"),
        ("3105", "20", "20 (现在)"),
        ("3105", "27", "27 (今天)"),
        ("3101", "1.234", "两位小数"),
    ],
)
async def test_what_cannot_be_stays_and_is_said_at_its_field(
    lent: Workstation, code: str, typed: str, said_at_the_field: str
) -> None:
    async with at_counter(lent) as at:
        await at.run(code)
        field = at.focus
        assert isinstance(field, Input)
        field.value = typed
        await at.press("enter")
        assert field.has_focus and field.value == typed
        assert said_at_the_field in at.screen_text
        await at.press("f9")
        assert field.has_focus and field.value == typed
        at.on(LoanScreen)


@pytest.mark.parametrize(
    ("amount", "remedies"),
    [("500", ["5,000.00"]), ("463306.49", ["463,306.48"])],
)
async def test_a_refusal_names_the_rule_and_the_way_out(
    lent: Workstation, amount: str, remedies: list[str]
) -> None:
    async with at_counter(lent) as at:
        await at.press("f6")
        at.on(EarlyRepaymentScreen).amount.value = amount
        await at.press("enter", *PAPERS, "f9")
        assert "不能办理" in at.status
        await at.press("f9")
        at.on(PaperModal)
        assert all(remedy in at.screen_text for remedy in remedies)


async def test_who_is_overdue_is_told_what_to_pay_before_a_form_opens(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow, unpaid=1)
    owed = loan_of(station).overdue_fen
    assert owed > 2_835_98, "with a penalty"
    async with at_counter(station) as at:
        await at.press("f6")
        at.on(WorkbenchScreen)
        assert format_yuan(owed) in at.status
        await at.run("3103")
        assert f"逾期须先还 {format_yuan(owed)}" in at.screen_text


@pytest.mark.parametrize(
    ("code", "keys", "kept"),
    [
        ("3101", (*"50000", "tab", "2"), {"amount": "50,000.00", "effect": "keep_term"}),
        ("3102", (*"99", "enter"), {"months": "99"}),
        ("3103", ("3", *NUMBER), {"bank": "CMB", "card_no": NUMBER}),
        ("3104", ("up", "1"), {"method": "equal_instalment"}),
        ("3105", ("3",), {"due_day": "3"}),
    ],
)
async def test_what_is_typed_is_kept(
    lent: Workstation, code: str, keys: Sequence[str], kept: dict[str, str]
) -> None:
    async with at_counter(lent) as at:
        await at.run(code)
        await at.press(*keys, "escape")
        at.on(WorkbenchScreen)
        await at.run(code)
        await at.press("f7")
        texts = at.on(LoanScreen).texts()
        assert {name: texts[name] for name in kept} == kept
        assert texts["contract_no"] == CONTRACT


# ---- at the workbench --------------------------------------------------------------------------------------

CHANGES = {
    OperationCode.EARLY_REPAYMENT,
    OperationCode.SHORTEN_TERM,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT,
    OperationCode.CHANGE_REPAYMENT_METHOD,
    OperationCode.CHANGE_DUE_DAY,
}


async def test_changes_are_offered_to_whoever_has_a_loan(lent: Workstation) -> None:
    session = branch.sign_in(lent)
    with_loan, without = (lent.members.overview(session, number) for number in (1, 2))
    assert {one.operation for one in with_loan.services} >= CHANGES
    assert all(with_loan.service(one).possible for one in CHANGES)
    assert not {one.operation for one in without.services} & CHANGES
    async with at_counter(lent, size=(120, 40)) as at:
        assert "余额 463,306.48" in at.screen_text
        assert "loan" in {one.command for one in at.one(KeyBar).entries}
    async with at_counter(lent, member=2) as at:
        assert "loan" not in {one.command for one in at.one(KeyBar).entries}
        await at.press("f6")
        at.on(WorkbenchScreen)


async def test_a_proxy_asks_and_a_second_person_looks(lent: Workstation) -> None:
    async with at_counter(lent) as at:
        await at.run("3105")
        await at.press("p")
        await at.type(branch.PROXY_ID)
        await at.press(*"李代办", "enter", *PROXY_KEYS, "space", "enter")
        form = at.on(DueDayScreen)
        proxy = form.visit.proxy
        assert isinstance(proxy, NewProxy) and proxy.matters == {Matter.POST_LOAN_CHANGE}
        await at.press("5", "enter", *["space"] * len(form.papers.items), "f9")
        await at.approve()
        assert receipt_of(at).proxy is not None
    terms = loan_of(lent).terms
    assert terms is not None and terms.due_day == 5


@pytest.mark.parametrize(
    ("form", "keys", "ends_in"),
    [
        (EarlyRepaymentScreen, ("enter",), PaperModal),
        (DueDayScreen, ("5", "enter"), PaperModal),
        (RepaymentAccountScreen, ("2", "3", *NUMBER, "enter", "space"), PaperModal),
        # Which months or method there may be depends on the loan: without one the form stays unfinished.
        (ShortenTermScreen, ("9", "enter"), ShortenTermScreen),
        (RepaymentMethodScreen, ("1",), RepaymentMethodScreen),
    ],
)
async def test_without_a_running_loan_the_form_says_so(
    station: Workstation, form: type[LoanScreen], keys: Sequence[str], ends_in: type[Screen[Any]]
) -> None:
    """As when a case comes back to its maker after the loan was settled."""
    async with at_counter(station, member=2) as at:
        at.app.push_screen(form(2))  # type: ignore[call-arg]
        await at.rest()
        await at.press(*keys, *PAPERS, "f9", "f9")
        at.on(ends_in)
        assert "没有在还贷款" in at.screen_text
