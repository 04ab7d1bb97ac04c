"""F8: the supervisor decides at the own terminal, the maker corrects what was sent back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.widgets import Input

from hfund_tui.db.tables import Account, Card, Case
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AccountState, CaseStatus
from hfund_tui.screens.queue.screen import QueueScreen
from hfund_tui.screens.review.screen import ReviewScreen
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from tests.support import branch
from tests.support.builders import by_proxy, grounded, new_proxy, rent
from tests.support.desk import desk
from tests.support.forms import FormDesk, forms, movements

WORDS = "缺委托书第二页"


def submit(station: Workstation, request, form: dict[str, str] | None = None) -> str:
    session = branch.sign_in(station)
    seen = station.cases.preview(session, request).sha256
    outcome = station.cases.perform(
        session, request, key=station.cases.new_key(), seen_sha256=seen, form=form
    )
    assert isinstance(outcome, Pending), outcome
    return outcome.case_no


def waiting(station: Workstation, member: int = 1, **changes) -> str:
    """A withdrawal by a proxy: low risk."""
    proxy = new_proxy(certificate_no=f"C-{member}")
    return submit(station, by_proxy(rent(member_id=member, **changes), proxy))


def risky(station: Workstation) -> str:
    """A withdrawal from a sealed account: high risk."""
    with branch.raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(1))
        account.state, account.sealed_on = AccountState.SEALED, date(2020, 2, 10)
    return submit(station, grounded(rent()))


def high(station: Workstation) -> str:
    """124,020.00 to a card that was linked a week ago."""
    with branch.raw(station) as uow:
        branch.deposit(uow, 1, 300_000_00)
        account = uow.session.get_one(Account, branch.account_no(1))
        account.personal_due_fen = account.employer_due_fen = 15_900_00
        uow.session.get_one(Card, 1).linked_on = date(2020, 2, 20)
    return submit(station, rent())


def status(station: Workstation, case_no: str) -> CaseStatus:
    with station._database.reading() as reader:
        return reader.session.get_one(Case, case_no).status


@asynccontextmanager
async def office(station: Workstation, staff: str = branch.SUPERVISOR, **options) -> AsyncIterator[FormDesk]:
    """Signed in at the own terminal."""
    async with desk(station, staff=staff, **options) as signed_in:
        yield FormDesk(signed_in.app, signed_in.pilot)


def field_of(at: FormDesk, name: str) -> Field:
    return next(one for one in at.app.screen.query(Field) if one.name == name)


async def test_low_risk_takes_three_keys(station: Workstation) -> None:
    case_no = waiting(station)
    async with office(station) as at:
        await at.press("f8", "enter", "f9")
        assert at.keys == 3
        assert isinstance(at.app.screen, QueueScreen)
        assert case_no in at.status and "已授权" in at.status
        assert "没有待办的业务" in at.screen_text
    assert movements(station)[0] == -7_800_00


async def test_the_queue_says_what_waits(station: Workstation) -> None:
    first, second = waiting(station), waiting(station, 2, amount_fen=1_000_00)
    async with office(station) as at:
        await at.press("f8")
        for words in ("2 笔", "2101 租房提取", "张*", "7,800.00", "1,000.00", "今天", "1001"):
            assert words in at.screen_text
        assert first in at.screen_text and "受托人代办" in at.screen_text
        await at.press("j")
        assert second in at.screen_text and first not in at.screen_text
        await at.press("k")
        assert first in at.screen_text
        assert branch.MEMBER_IDS[1] not in at.screen_text


async def test_the_review_shows_what_there_is_to_judge(station: Workstation) -> None:
    case_no = risky(station)
    async with office(station, size=(120, 40)) as at:
        await at.press("f8", "enter")
        for words in (case_no, "高风险", "张*", "7,800.00", "例外放行", "封存", "重大疾病", "住院三个月"):
            assert words in at.screen_text, words
        assert "2020-A-017" in at.screen_text
        assert "身份证" in at.screen_text


async def test_high_risk_is_ready_to_be_typed_into(station: Workstation) -> None:
    """The password goes into its field at once, though letters are in it; nothing else happens."""
    case_no = risky(station)
    async with office(station) as at:
        await at.press("f8", "enter")
        assert at.app.focused is field_of(at, "step_up").control
        await at.press(*"rbn", *["backspace"] * 3, *branch.PASSWORD, "pagedown", "pageup", "f9")
        assert "已授权" in at.status
    assert status(station, case_no) is CaseStatus.COMPLETED


async def test_amount_and_card_are_ready_to_be_typed_into(station: Workstation) -> None:
    high(station)
    async with office(station) as at:
        await at.press("f8", "enter", *"124020", "enter", *"0001", "enter", *branch.PASSWORD, "f9")
        assert "已授权" in at.status
        assert at.keys - len(branch.PASSWORD) <= 15


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_everything_is_read_by_page_keys_while_the_password_waits(
    station: Workstation, size: tuple[int, int]
) -> None:
    risky(station)
    async with office(station, size=size) as at:
        await at.press("f8", "enter", *["pagedown"] * 4)
        assert "已核规则" in at.screen_text or size == (80, 24)
        assert "联名卡" in at.screen_text
        assert at.app.focused is field_of(at, "step_up").control


async def test_high_risk_wants_the_password(station: Workstation) -> None:
    risky(station)
    async with office(station) as at:
        await at.press("f8", "enter", "f9")
        assert field_of(at, "step_up").is_wrong
        await at.press(*"wrong", "f9")
        assert "密码" in at.screen_text and isinstance(at.app.screen, ReviewScreen)
        assert movements(station) == [50_000_00]
        await at.press(*branch.PASSWORD, "f9")
        assert "已授权" in at.status
        keys = at.keys - len("wrong") - 1 - len(branch.PASSWORD)
        assert keys == 4, "without the password itself"
    assert movements(station)[0] == -7_800_00


async def test_amount_and_card_are_typed_again(station: Workstation) -> None:
    high(station)
    async with office(station) as at:
        await at.press("f8", "enter", "f9")
        assert field_of(at, "retyped_amount").is_wrong
        await at.press(*"124021", "enter", *"0001", "enter", *branch.PASSWORD, "f9")
        assert field_of(at, "retyped_amount").is_wrong
        assert isinstance(at.app.screen, ReviewScreen)
        amount = at.app.screen.query_one("#retyped-amount", Input)
        assert at.app.focused is amount and amount.value == "124021"
        await at.press(*"124020", "enter", "enter", *branch.PASSWORD, "f9")
        assert "已授权" in at.status, at.screen_text
    assert movements(station)[0] == -124_020_00


@pytest.mark.parametrize(
    ("key", "code", "ends"),
    [("ctrl+n", "2", CaseStatus.REJECTED), ("ctrl+g", "1", CaseStatus.RETURNED)],
)
async def test_saying_no_wants_a_reason_and_words(
    station: Workstation, key: str, code: str, ends: CaseStatus
) -> None:
    case_no = waiting(station)
    async with office(station) as at:
        await at.press("f8", "enter", key, "f9")
        assert field_of(at, "decision_code").is_wrong
        await at.press(code, "f9")
        assert field_of(at, "decision_words").is_wrong
        await at.press(*WORDS, "enter")
        assert status(station, case_no) is CaseStatus.PENDING, "Enter decides nothing"
        await at.press("f9")
        assert isinstance(at.app.screen, QueueScreen) and case_no in at.status
    assert status(station, case_no) is ends
    assert movements(station) == [50_000_00]


async def test_leaving_gives_the_case_back_to_the_queue(station: Workstation) -> None:
    case_no = waiting(station)
    async with office(station) as at:
        await at.press("f8", "enter")
        with station._database.reading() as reader:
            assert reader.session.get_one(Case, case_no).owner == branch.SUPERVISOR
        await at.press("ctrl+g", "escape")
        assert isinstance(at.app.screen, ReviewScreen)
        await at.press("escape")
        assert isinstance(at.app.screen, QueueScreen)
        with station._database.reading() as reader:
            assert reader.session.get_one(Case, case_no).owner is None


async def test_a_case_taken_by_another_is_named(station: Workstation) -> None:
    case_no = waiting(station)
    async with office(station) as at:
        await at.press("f8")
        station.approvals.take(branch.sign_in(station, branch.SUPERVISOR_2), case_no)
        await at.press("enter")
        assert isinstance(at.app.screen, QueueScreen)
        assert branch.SUPERVISOR_2 in at.status


async def test_take_and_release_without_opening(station: Workstation) -> None:
    waiting(station)
    async with office(station) as at:
        await at.press("f8", "t")
        assert "已由您领取" in at.screen_text
        await at.press("t")
        assert "回车领取并打开" in at.screen_text


async def test_changed_facts_send_it_back(station: Workstation) -> None:
    case_no = waiting(station)
    async with office(station) as at:
        await at.press("f8")
        with branch.raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).last_withdrawal_month = Month(2019, 10)
        await at.press("enter")
        assert "提交后情况有变" in at.screen_text and "7,800.00 -> 5,200.00" in at.screen_text
        await at.press("f9")
        assert "未入账" in at.status
    assert status(station, case_no) is CaseStatus.RETURNED
    assert movements(station) == [50_000_00]


async def test_changed_facts_of_high_risk_send_it_back_without_proof(station: Workstation) -> None:
    """Nothing is typed again, nor the password: nobody approves anything."""
    case_no = high(station)
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).last_withdrawal_month = Month(2019, 10)
    async with office(station) as at:
        await at.press("f8", "enter", "f9")
        assert isinstance(at.app.screen, QueueScreen) and "未入账" in at.status
    assert status(station, case_no) is CaseStatus.RETURNED


async def test_the_maker_sees_which_facts_sent_it_back(station: Workstation) -> None:
    waiting(station)
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).last_withdrawal_month = Month(2019, 10)
    async with office(station) as at:
        await at.press("f8", "enter", "f9")
    async with office(station, branch.TELLER, size=(120, 40)) as at:
        await at.press("f8", "enter")
        assert at.form.drafting.returned is not None
        assert "情况有变" in at.screen_text and "~ 金额 7,800.00 -> 5,200.00" in at.screen_text
        await at.press("ctrl+l")
        assert "~ amount 7,800.00 -> 5,200.00" in at.screen_text


async def test_what_waited_waits_no_more_after_the_decision(station: Workstation) -> None:
    """What the workbench said of the case is gone once one comes back from the queue."""
    async with office(station) as at:
        home = at.app.home
        assert home is not None
        home.hint("operation.left_pending", case_no="20200227")
        assert "待授权" in at.status
        await at.press("f8", "escape")
        assert at.app.screen is home and "待授权" not in at.status


async def test_own_cases_are_for_others_to_decide(station: Workstation) -> None:
    session = branch.sign_in(station, branch.SUPERVISOR)
    request = by_proxy(rent(), new_proxy())
    seen = station.cases.preview(session, request).sha256
    station.cases.perform(session, request, key=station.cases.new_key(), seen_sha256=seen)
    async with office(station) as at:
        await at.press("f8", "enter", "f9")
        assert isinstance(at.app.screen, ReviewScreen)
        assert "您经办的业务" in at.status


async def test_the_maker_reads_the_own_case_and_may_give_it_up(station: Workstation) -> None:
    case_no = risky(station)
    async with office(station, branch.TELLER) as at:
        await at.press("f8", "enter")
        assert not at.app.screen.query_one("#deciding").display
        assert "Ctrl+N" not in at.screen_text and "Ctrl+R 撤销" in at.screen_text
        await at.press("ctrl+n", "f9")
        assert "您经办的业务" in at.status and not at.app.screen.query_one("#deciding").display
        await at.press("ctrl+r", "left", "enter")
        assert isinstance(at.app.screen, QueueScreen) and case_no in at.status
    assert status(station, case_no) is CaseStatus.CANCELLED


async def test_corrected_by_its_maker_from_the_queue(station: Workstation) -> None:
    """Sent back at the own terminal; the teller opens it with F8, everything filled in, and submits it again."""
    async with forms(station) as at:
        await at.press("f5", "p", *branch.PROXY_ID, "enter", *"李四", "enter")
        await at.press("5", *"深圳公证处", "enter", *"202000123", "enter", *"20200106", "enter", *"12", "f9")
        await at.press("1", "space", "space", "space", "space", "f9")
        case_no = at.approval.pending.case_no
        await at.press("escape")
        supervisor = branch.sign_in(station, branch.SUPERVISOR)
        station.approvals.send_back(supervisor, case_no, code="wrong_entry", words="金额写错")
        await at.press("f8")
        assert "退回：录入有误" in at.screen_text and "金额写错" in at.screen_text
        await at.press("enter")
        form = at.form
        assert form.operation is OperationCode.RENT_WITHDRAWAL and form.drafting.corrects == case_no
        assert case_no in at.screen_text and "金额写错" in at.screen_text
        assert form.visit.proxy is not None and form.papers.is_answered
        form.query_one("#amount").focus()
        await at.press(*"1000", "f9")
        corrected = at.approval.pending.case_no
        await at.press("escape")
    assert status(station, case_no) is CaseStatus.SUPERSEDED
    async with office(station) as at:
        await at.press("f8", "enter")
        assert f"更正 {case_no}" in at.screen_text and "7,800.00 -> 1,000.00" in at.screen_text
        await at.press("f9")
    assert status(station, corrected) is CaseStatus.COMPLETED
    assert movements(station)[0] == -1_000_00


async def test_a_returned_case_is_given_up_from_the_queue(station: Workstation) -> None:
    case_no = waiting(station)
    supervisor = branch.sign_in(station, branch.SUPERVISOR)
    station.approvals.send_back(supervisor, case_no, code="wrong_entry", words="金额写错")
    async with office(station, branch.TELLER) as at:
        await at.press("f8", "ctrl+r", "left", "enter")
        assert case_no in at.status
        assert "没有待办的业务" in at.screen_text
    assert status(station, case_no) is CaseStatus.CANCELLED


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_speaks_both_languages(station: Workstation, language: str) -> None:
    high(station)
    async with office(station, language=language) as at:
        await at.press("f8")
        here = at.screen_text
        await at.press("ctrl+l")
        assert at.screen_text != here
        await at.press("enter", "ctrl+l", "ctrl+l")
        assert isinstance(at.app.screen, ReviewScreen)


async def test_an_auditor_has_no_queue(station: Workstation) -> None:
    async with office(station, branch.AUDITOR) as at:
        await at.press("f8")
        assert "您的岗位不能办理此项" in at.status
