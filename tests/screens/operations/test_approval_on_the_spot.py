"""The second person at the teller's terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.events import Key
from textual.widgets import Input

from hfund_tui.db.tables import Account
from hfund_tui.domain.vocabulary import CaseStatus, Freeze
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from tests.support import branch
from tests.support.forms import FormDesk, forms, movements, signed_by_proxy


@asynccontextmanager
async def pending(station: Workstation, **options: str) -> AsyncIterator[FormDesk]:
    """A rent withdrawal by a proxy on file, submitted and waiting for the supervisor."""
    signed_by_proxy(station)
    async with forms(station, **options) as at:  # type: ignore[arg-type]
        await at.press("f5", "p", "1", "1", "space", "space", "space", "space", "f9")
        assert at.approval
        yield at


def field_of(at: FormDesk, name: str) -> Field:
    return next(one for one in at.app.screen.query(Field) if one.name == name)


async def test_the_supervisor_sees_the_makers_plan(station: Workstation) -> None:
    async with pending(station) as at:
        for words in (
            "2101",
            "张*",
            "李**",
            "7,800.00",
            "柒仟捌佰元整",
            "由受托人代办",
            "冷静期至 2020-03-01",
        ):
            assert words in at.screen_text
        assert branch.MEMBER_IDS[1] not in at.screen_text


async def test_approving_hands_over_the_receipt_and_keeps_the_teller(station: Workstation) -> None:
    async with pending(station) as at:
        await at.approve()
        receipt = at.receipt.receipt
        assert receipt is not None and receipt.checker is not None
        assert receipt.checker.code == branch.SUPERVISOR
        assert at.app.session.staff_code == branch.TELLER
    assert movements(station)[0] == -7_800_00


async def test_a_wrong_password_is_said_and_counts(station: Workstation) -> None:
    async with pending(station) as at:
        await at.approve(password="wrong-password")
        assert "员工代码或密码不对" in at.screen_text
        assert field_of(at, "checker_password").is_wrong
        assert movements(station) == [50_000_00]
        await at.press(*branch.PASSWORD, "f9")
        assert at.receipt.receipt is not None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (branch.TELLER_2, "只有主管能授权"),
        (branch.TELLER, "只有主管能授权"),
        (branch.AGENT, "只有主管能授权"),
    ],
)
async def test_who_may_not_approve(station: Workstation, code: str, words: str) -> None:
    async with pending(station) as at:
        await at.approve(code)
        assert at.approval and words in at.screen_text
        assert field_of(at, "checker").is_wrong
        assert "此处只录代码，密码在下一项" in at.screen_text
        assert movements(station) == [50_000_00]
        await at.approve()
        assert at.receipt.receipt is not None


async def test_enter_in_the_password_does_not_approve(station: Workstation) -> None:
    async with pending(station) as at:
        await at.press(*branch.SUPERVISOR, "enter", *branch.PASSWORD, "enter", "enter")
        assert at.approval
        assert movements(station) == [50_000_00]


async def test_keys_typed_ahead_never_reach_it(station: Workstation) -> None:
    signed_by_proxy(station)
    async with forms(station) as at:
        await at.press("f5", "p", "1", "1", "space", "space", "space", "space")
        for key in ("f9", *branch.SUPERVISOR, "enter", *branch.PASSWORD, "f9"):
            at.app.post_message(Key(key, key if len(key) == 1 else None))
        await at.rest()
        assert at.approval.query_one("#checker", Input).value == ""
        assert movements(station) == [50_000_00]


async def test_escape_leaves_the_case_pending(station: Workstation) -> None:
    async with pending(station) as at:
        case_no = at.approval.pending.case_no
        await at.press("escape")
        assert at.app.screen is at.app.home
        assert case_no in at.status
        session = branch.sign_in(station)
        assert station.cases.pending(session, case_no).case_no == case_no


async def test_taking_the_case_back_frees_the_money_and_keeps_the_form(station: Workstation) -> None:
    async with pending(station) as at:
        await at.press("ctrl+r", "left", "enter")
        assert at.form.papers.is_answered
        await at.planned()
        assert movements(station) == [50_000_00]
        await at.press("f9")
        await at.approve()
        assert at.receipt.receipt is not None
    assert movements(station)[0] == -7_800_00


async def test_facts_that_change_before_the_approval_go_back_to_the_maker(station: Workstation) -> None:
    async with pending(station) as at:
        with branch.raw(station) as uow:
            account = uow.session.get_one(Account, branch.account_no(1))
            account.freeze, account.frozen_fen = Freeze.PARTIAL, 40_000_00
            account.personal_due_fen = 900_00
        await at.approve()
        assert "情况有变" in at.status
        shown = at.form.submission.shown
        assert shown is not None and shown.plan.amount_fen == 7_410_00
        await at.press("f9")
        await at.approve()
        assert at.receipt.receipt is not None
    assert movements(station)[0] == -7_410_00


async def test_no_is_said_at_the_tellers_counter_too(station: Workstation) -> None:
    async with pending(station) as at:
        case_no = at.approval.pending.case_no
        await at.press(
            "ctrl+n", "2", *"印章不符", "enter", *branch.SUPERVISOR, "enter", *branch.PASSWORD, "f9"
        )
        assert at.app.screen is at.app.home
        assert case_no in at.status and "材料存疑" in at.status
    assert movements(station) == [50_000_00]
    (told,) = station.queue.queue(branch.sign_in(station)).lines
    assert (told.status, told.decision_code) == (CaseStatus.REJECTED, "papers_doubtful")


async def test_sent_back_at_the_counter_the_form_goes_on(station: Workstation) -> None:
    async with pending(station) as at:
        case_no = at.approval.pending.case_no
        await at.press(
            "ctrl+g", "5", *"金额写错", "enter", *branch.SUPERVISOR, "enter", *branch.PASSWORD, "f9"
        )
        assert at.form.drafting.corrects == case_no
        assert "录入有误" in at.screen_text and "金额写错" in at.screen_text
        at.form.query_one("#amount").focus()
        await at.press(*"1000", "enter")
        await at.planned()
        await at.press("f9")
        assert at.approval.pending.case_no != case_no
        await at.approve()
        assert at.receipt.receipt is not None
    assert movements(station)[0] == -1_000_00


async def test_saying_no_wants_reason_and_words_and_can_be_left_again(station: Workstation) -> None:
    async with pending(station) as at:
        await at.press("ctrl+n", "f9")
        assert field_of(at, "decision_code").is_wrong
        await at.press("1", "f9")
        assert field_of(at, "decision_words").is_wrong
        await at.press("escape")
        assert at.approval
        await at.approve()
        assert at.receipt.receipt is not None


async def test_a_high_amount_is_typed_again(station: Workstation) -> None:
    with branch.raw(station) as uow:
        branch.deposit(uow, 1, 300_000_00)
        account = uow.session.get_one(Account, branch.account_no(1))
        account.personal_due_fen = account.employer_due_fen = 15_900_00
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space", "f9")
        await at.press("f9")
        assert field_of(at, "retyped_amount").is_wrong
        await at.press(*"124020.01", "enter", *branch.SUPERVISOR, "enter", *branch.PASSWORD, "f9")
        assert field_of(at, "retyped_amount").is_wrong
        await at.press(*"124020", *("enter", "enter"), *branch.PASSWORD, "f9")
        assert at.receipt.receipt is not None
    assert movements(station)[0] == -124_020_00


async def test_what_is_typed_again_comes_first(station: Workstation) -> None:
    """Top to bottom as it stands on the screen: the tail of the new card, code, password."""
    with branch.raw(station) as uow:
        uow.connection.exec_driver_sql("UPDATE card SET linked_on = '2020-02-20'")
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space", "f9")
        approval = at.approval
        assert approval.focused is not None and approval.focused.id == "retyped-last-four"
        await at.press(*"0001", "enter", *branch.SUPERVISOR, "enter", *branch.PASSWORD, "f9")
        assert at.receipt
