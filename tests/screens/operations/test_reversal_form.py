"""Taking a posted case back: from the list of cases, and from its receipt."""

from __future__ import annotations

import pytest

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import ReverseCase
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.reversal import screen as reversal
from hfund_tui.screens.reversal.screen import ReversalScreen
from hfund_tui.screens.review.screen import ReviewScreen
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.builders import sign
from tests.support.closing import at_counter
from tests.support.forms import movements


def withdrawn(station: Workstation, member: int = 1) -> str:
    return house.done(station, branch.sign_in(station), house.rent(member)).receipt.case_no


async def test_a_case_of_today_is_voided(station: Workstation) -> None:
    """Open 5, case 1, reason 1, words, Enter, F9: 9 keys and the words."""
    case_no = withdrawn(station)
    async with at_counter(station) as at:
        await at.run("9104")
        await at.press("1", "2")
        form = at.on(ReversalScreen)
        assert not form.field("returned_reference").display
        assert "扣减 7,800.00" in at.screen_text and "当日" in at.screen_text
        await at.type("多付", "enter", "f9")
        keys = at.keys
        screen = at.on(ApprovalScreen)
        assert screen.pending.plan.operation is OperationCode.REVERSE_CASE
        for words in (case_no, "租房提取", "7,800.00", "金额有误: 多付"):
            assert words in at.screen_text, words
        await at.approve()
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.operation is OperationCode.REVERSE_CASE
        assert keys == 9
    assert movements(station)[0] == 7_800_00
    assert house.state_of(station, case_no) == "voided"
    house.clean(station)


async def test_the_second_person_sees_why_at_the_own_terminal(station: Workstation) -> None:
    case_no = withdrawn(station)
    house.settle_with_bank(station)
    outcome = house.perform(
        station, branch.sign_in(station), house.reverse(case_no, reference="BK-7", words="付错人[/]")
    )
    assert isinstance(outcome, Pending)
    async with at_counter(station, member=None, staff=branch.SUPERVISOR_2) as at:
        await at.press("f8", "enter")
        at.on(ReviewScreen)
        for words in (case_no, "租房提取", "7,800.00", "金额有误: 付错人[/]", "退款编号 BK-7"):
            assert words in at.screen_text, words


async def test_from_the_receipt_the_case_is_chosen_already(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.press("f5", "1", "space", "space", "f9")
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None
        await at.press("z")
        form = at.on(ReversalScreen)
        assert form.cases.case_no == receipt.case_no
        assert at.focus is form.reason


async def test_paid_money_wants_the_banks_reference(station: Workstation) -> None:
    case_no = withdrawn(station)
    house.settle_with_bank(station)
    async with at_counter(station) as at:
        await at.run("9104")
        await at.press("1", "2")
        await at.type("退回", "enter")
        form = at.on(ReversalScreen)
        assert at.focus is form.returned and "反向分录" in at.screen_text
        await at.press("f9")
        assert at.focus is form.returned and "退款编号" in at.status
        await at.type("BK20200227", "enter")
        request = form.request()
        assert request == ReverseCase(
            case_no=case_no,
            reason="wrong_amount",
            words="退回",
            returned_reference="BK20200227",
            **form.who(),
        )
        await at.press("f9")
        await at.approve()
        assert at.on(ReceiptScreen).receipt
    house.clean(station)


async def test_money_on_its_way_to_the_bank_says_why_not(station: Workstation) -> None:
    withdrawn(station)
    house.export(station)
    async with at_counter(station) as at:
        await at.run("9104")
        await at.press("1")
        assert not at.on(ReversalScreen).cases.is_answered
        assert at.status.strip()


async def test_only_the_last_case_can_be_taken_back(station: Workstation) -> None:
    first = withdrawn(station)
    session = branch.sign_in(station)
    house.done(station, session, house.link(1))
    async with at_counter(station) as at:
        await at.run("9104")
        lines = at.on(ReversalScreen).cases.lines
        assert [one.reversible for one in lines] == [True, False]
        await at.press("2")
        assert lines[1].case_no == first and not at.on(ReversalScreen).cases.is_answered


async def test_enter_never_reverses_and_the_form_is_kept(station: Workstation) -> None:
    case_no = withdrawn(station)
    async with at_counter(station) as at:
        await at.run("9104")
        await at.press("1", "4")
        await at.type("[@click=app.quit]撤回", *["enter"] * 4)
        assert "[@click=app.quit]撤回" in at.screen_text
        await at.press("escape")
        await at.run("9104")
        await at.press("f7")
        form = at.on(ReversalScreen)
        assert (form.cases.case_no, form.reason.value) == (case_no, "member_withdrew")
        assert form.words.text == "[@click=app.quit]撤回"
    assert movements(station) == [-7_800_00, 50_000_00]


async def test_nothing_to_take_back_is_said(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("9104")
        assert "没有业务可冲正" in at.status


async def test_both_languages(station: Workstation) -> None:
    withdrawn(station)
    async with at_counter(station, size=(120, 40)) as at:
        await at.run("9104")
        await at.press("1")
        await at.switch_language()
        assert "wrong amount" in at.screen_text and "void" in at.screen_text


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_amounts_are_never_cut(station: Workstation, size: tuple[int, int]) -> None:
    withdrawn(station)
    async with at_counter(station, size=size, language="en") as at:
        await at.run("9104")
        row = at.on(ReversalScreen).cases.render_line(0)
        assert "7,800.00" in row.text and "queued" in row.text


async def test_older_cases_come_when_the_list_is_read_to_its_end(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reversal, "PAGE", 2)
    session = branch.sign_in(station)
    requests = (house.rent(1), house.link(1), house.complete(sign(member_id=1)))
    cases = [house.done(station, session, one).receipt.case_no for one in requests]
    async with at_counter(station) as at:
        await at.run("9104")
        form = at.on(ReversalScreen)
        assert [one.case_no for one in form.cases.lines] == cases[:-3:-1]
        await at.press("down", "down", "down")
        assert [one.case_no for one in form.cases.lines] == cases[::-1]
