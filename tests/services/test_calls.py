"""Calls: who is calling is shown step by step, to one member, in one call, at one sign-in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from hfund_tui.db.tables import CallerCheck, CallerLock, metadata
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CallerQuestion as Q
from hfund_tui.domain.vocabulary import Verification, WrapUp
from hfund_tui.services.calls import CallService
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in
from tests.support.by_hand import by_hand

ANSWERS = {Q.NAME: "张一", Q.ACCOUNT_NO: "0001", Q.MOBILE: "0001", Q.CARD: "0001"}
NONE, BASIC, FULL = Verification.NONE, Verification.HOTLINE_BASIC, Verification.HOTLINE_FULL


@pytest.fixture
def calls(station: Workstation) -> Iterator[CallService]:
    """Always the first of the questions that are possible."""
    station.calls._choose = lambda possible: possible[0]
    return station.calls


@pytest.fixture
def agent(station: Workstation) -> Session:
    return sign_in(station, branch.AGENT)


def verified(calls: CallService, agent: Session, number: int = 1) -> None:
    """To the basic level."""
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[number])
    name = f"张{'一二三四五六七八'[number - 1]}"
    calls.answer(agent, name)
    calls.answer(agent, f"{number:04d}")


def refusal(call, *arguments) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as raised:
        call(*arguments)
    return raised.value.code


def test_the_script_step_by_step(calls, agent) -> None:
    call = calls.begin(agent)
    assert (call.question, call.level, call.member_id) == (None, NONE, None)
    call = calls.identify(agent, MEMBER_IDS[1])
    assert (call.question, call.level) == (Q.NAME, NONE)
    call = calls.answer(agent, " 张一 ")
    assert (call.question, call.level, call.mobile_tail) == (Q.ACCOUNT_NO, NONE, None)
    call = calls.answer(agent, "０００１")
    assert (call.question, call.level, call.tries_left) == (None, BASIC, 3)
    assert call.mobile_tail == "138****0001"
    assert [one.question for one in call.checks] == [Q.ID_NO, Q.NAME, Q.ACCOUNT_NO]


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("0001", True),
        ("20000000001", True),
        ("2000 0000 001", True),
        ("001", False),
        ("00001", False),
        ("0002", False),
        ("一", False),
        ("٠٠٠١", False),
    ],
)
def test_the_last_digits_or_all_of_them(calls, agent, given, right) -> None:
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    calls.answer(agent, "张一")
    call = calls.answer(agent, given)
    assert call.level is (BASIC if right else NONE)
    assert call.tries_left == (3 if right else 2)


def test_a_wrong_answer_brings_another_question_while_there_is_one(calls, agent) -> None:
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    calls.answer(agent, "张一")
    assert calls.answer(agent, "9999").question is Q.MOBILE
    assert calls.answer(agent, "9999").question is Q.CARD


def test_a_question_stays_until_it_is_answered(calls, agent) -> None:
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    calls.answer(agent, "张一")
    calls._choose = lambda possible: possible[-1]
    assert calls.current(agent).question is Q.ACCOUNT_NO
    assert calls.begin(agent).question is Q.ACCOUNT_NO
    with pytest.raises(BadInput):
        calls.answer(agent, "  ")
    assert calls.current(agent).question is Q.ACCOUNT_NO


@pytest.mark.both
def test_three_wrong_answers_lock_whoever_took_the_calls(station, calls, agent) -> None:
    second = other_agent(station)
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    assert calls.answer(agent, "李一").tries_left == 2
    calls.begin(second)
    calls.identify(second, MEMBER_IDS[1])
    assert calls.answer(second, "王一").tries_left == 1
    locked = calls.answer(agent, "赵一")
    assert (locked.tries_left, locked.question, locked.level) == (0, None, NONE)
    assert locked.locked_until == branch.NOW + timedelta(hours=24)
    assert refusal(calls.answer, second, "张一") == "caller_locked"
    assert calls.identify(second, MEMBER_IDS[1]).question is None
    assert calls.identify(second, MEMBER_IDS[2]).question is Q.NAME, "nobody else is locked"


def test_a_lock_ends_the_level_of_a_call_that_goes_on(station, calls, agent) -> None:
    verified(calls, agent)
    second = other_agent(station)
    calls.begin(second)
    calls.identify(second, MEMBER_IDS[1])
    for wrong in ("甲", "乙", "丙"):
        calls.answer(second, wrong)
    assert refusal(calls.status, agent, 1) == "caller_not_verified"


def test_a_lock_ends_after_its_time(station, calls, agent) -> None:
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    for wrong in ("甲", "乙", "丙"):
        calls.answer(agent, wrong)
    station.clock.advance(timedelta(hours=24))
    assert calls.identify(agent, MEMBER_IDS[1]).question is Q.NAME


def test_numbers_nobody_has_are_counted(calls, agent) -> None:
    calls.begin(agent)
    for sequence in (901, 902, 903):
        with pytest.raises(BadInput, match="caller_unknown"):
            calls.identify(agent, branch.id_number(branch.date(1991, 1, 1), sequence))
    assert refusal(calls.identify, agent, MEMBER_IDS[1]) == "caller_numbers_tried"


@pytest.mark.parametrize("number", ["", "44030", "440305199001010010", "20000000001", "张一", "0011张一"])
def test_only_a_whole_number_names_a_caller(calls, agent, number) -> None:
    calls.begin(agent)
    with pytest.raises(BadInput, match="caller_number_wrong"):
        calls.identify(agent, number)
    assert calls.current(agent).member_id is None


class TestWhatIsShownIsNotCarriedAway:
    def test_to_another_member(self, calls, agent) -> None:
        verified(calls, agent)
        assert calls.status(agent, 1).member_id == 1
        assert refusal(calls.status, agent, 2) == "caller_not_verified"
        assert calls.identify(agent, MEMBER_IDS[2]).level is NONE
        assert refusal(calls.status, agent, 1) == "caller_not_verified"
        assert refusal(calls.status, agent, 2) == "caller_not_verified"
        back = calls.identify(agent, MEMBER_IDS[1])
        assert (back.level, back.question) == (NONE, Q.NAME), "it is asked anew"

    def test_to_the_next_call(self, calls, agent) -> None:
        verified(calls, agent)
        calls.end(agent, WrapUp.ANSWERED, "问余额")
        assert refusal(calls.status, agent, 1) == "caller_not_verified"
        assert calls.begin(agent).level is NONE
        assert refusal(calls.status, agent, 1) == "caller_not_verified"

    def test_to_another_agent(self, station, calls, agent) -> None:
        verified(calls, agent)
        second = other_agent(station)
        assert refusal(calls.status, second, 1) == "caller_not_verified"
        calls.begin(second)
        assert refusal(calls.status, second, 1) == "caller_not_verified"

    def test_to_another_sign_in(self, station, calls, agent) -> None:
        verified(calls, agent)
        again = sign_in(station, branch.AGENT)
        assert refusal(calls.status, again, 1) == "caller_not_verified"
        resumed = calls.begin(again)
        assert (resumed.level, resumed.member_id) == (NONE, None)
        assert refusal(calls.status, again, 1) == "caller_not_verified"
        assert refusal(calls.answer, agent, "x") == "no_call", "the older sign-in has no call any more"

    def test_by_a_made_up_session(self, calls, agent) -> None:
        verified(calls, agent)
        assert refusal(calls.status, replace(agent, id="another"), 1) == "caller_not_verified"


def test_the_basic_level_tells_no_amount(station, calls, agent) -> None:
    verified(calls, agent)
    told = repr(calls.status(agent, 1))
    for secret in ("5000000", "100000", "50,000", "1000000", "kind='money'", "0001", "张一"):
        assert secret not in told, secret


@pytest.mark.parametrize("level", [NONE, BASIC])
def test_below_the_full_level_no_member_is_opened(station, calls, agent, level) -> None:
    calls.begin(agent)
    if level is BASIC:
        verified(calls, agent)
    for reads in (
        lambda: station.members.overview(agent, 1),
        lambda: station.history.of(agent, 1),
        lambda: station.drafts.find(agent, OperationCode.RENT_WITHDRAWAL, 1),
        lambda: station.lookup.search(agent, "张一"),
    ):
        with pytest.raises(Refusal):
            reads()


class TestTheFullLevel:
    def test_wants_the_code_that_was_sent(self, station, calls, agent) -> None:
        station.codes._make = lambda: "012345"
        verified(calls, agent)
        sent = calls.send_code(agent)
        assert (sent.question, sent.level) == (Q.ONE_TIME_CODE, BASIC)
        (file,) = (station.settings.outbox / "notices").glob("code-*.txt")
        assert file.read_text().startswith("13800000001\n") and "012345" in file.read_text()
        assert file.stat().st_mode & 0o077 == 0
        full = calls.answer(agent, "０12 345")
        assert (full.question, full.level, full.tries_left) == (None, FULL, 3)
        assert station.members.overview(agent, 1).account.balance_fen == 50_000_00
        with pytest.raises(Refusal):
            station.members.overview(agent, 2)

    def test_is_not_reached_without_the_basic_one(self, calls, agent) -> None:
        calls.begin(agent)
        assert refusal(calls.send_code, agent) == "caller_not_verified"
        calls.identify(agent, MEMBER_IDS[1])
        assert refusal(calls.send_code, agent) == "caller_not_verified"

    def test_a_code_is_good_once(self, station, calls, agent) -> None:
        station.codes._make = lambda: "012345"
        verified(calls, agent)
        calls.send_code(agent)
        calls.answer(agent, "012345")
        calls.end(agent, WrapUp.ANSWERED)
        verified(calls, agent)
        assert refusal(calls.answer, agent, "012345") == "caller_nothing_asked"

    def test_a_code_ends_after_its_minutes(self, station, calls, agent) -> None:
        station.codes._make = lambda: "012345"
        verified(calls, agent)
        calls.send_code(agent)
        station.clock.advance(timedelta(minutes=5))
        with pytest.raises(BadInput, match="code_expired"):
            calls.answer(agent, "012345")
        assert calls.current(agent).tries_left == 3, "that was nobody's guess"
        calls.send_code(agent)
        assert calls.answer(agent, "012345").level is FULL

    def test_another_code_ends_the_one_before(self, station, calls, agent) -> None:
        made = iter(["111111", "222222"])
        station.codes._make = lambda: next(made)
        verified(calls, agent)
        calls.send_code(agent)
        calls.send_code(agent)
        assert calls.answer(agent, "111111").level is BASIC
        assert calls.answer(agent, "222222").level is FULL

    def test_guessing_locks(self, station, calls, agent) -> None:
        station.codes._make = lambda: "012345"
        verified(calls, agent)
        calls.send_code(agent)
        for guess in ("000000", "000001", "000002"):
            call = calls.answer(agent, guess)
        assert call.locked_until is not None and call.level is NONE
        assert refusal(calls.answer, agent, "012345") == "caller_locked"

    def test_not_too_many_codes(self, station, calls, agent) -> None:
        verified(calls, agent)
        for _ in range(5):
            calls.send_code(agent)
        assert refusal(calls.send_code, agent) == "code_too_many"
        station.clock.advance(timedelta(hours=1))
        calls.send_code(agent)

    def test_forgives_what_was_wrong_before(self, station, calls, agent) -> None:
        station.codes._make = lambda: "012345"
        calls.begin(agent)
        calls.identify(agent, MEMBER_IDS[1])
        calls.answer(agent, "李一")
        calls.answer(agent, "张一")
        assert calls.answer(agent, "0001").tries_left == 2
        calls.send_code(agent)
        assert calls.answer(agent, "012345").tries_left == 3

    def test_the_code_is_kept_nowhere(self, station, calls, agent) -> None:
        station.codes._make = lambda: "918273"
        verified(calls, agent)
        calls.send_code(agent)
        calls.answer(agent, "918273")
        with raw(station) as uow:
            for name in metadata.tables:
                rows = by_hand(uow.connection, f'SELECT * FROM "{name}"').all()
                assert "918273" not in repr(rows), name


def test_one_call_at_a_time(calls, agent) -> None:
    first = calls.begin(agent)
    assert calls.begin(agent).call_no == first.call_no
    assert calls.end(agent, WrapUp.CUT_OFF) == first.call_no
    assert calls.current(agent) is None
    assert refusal(calls.end, agent, WrapUp.ANSWERED) == "no_call"
    assert calls.begin(agent).call_no != first.call_no


def test_notes_are_kept_and_too_many_words_are_told(calls, agent) -> None:
    calls.begin(agent)
    calls.note(agent, " 问租房提取 \n\n明天再来电 ")
    assert calls.current(agent).notes == "问租房提取\n\n明天再来电"
    with pytest.raises(BadInput, match="text_too_long"):
        calls.note(agent, "字" * 2001)


def test_no_answer_is_stored_anywhere(station, calls, agent) -> None:
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    calls.answer(agent, "一只金丝雀")
    calls.answer(agent, "张一")
    with raw(station) as sql:
        dump = "\n".join(map(str, by_hand(sql.connection, "SELECT * FROM audit_event").all()))
        dump += str(sql.session.exec(select(CallerCheck)).all())
        assert sql.session.exec(select(CallerLock)).all() == []
    assert "金丝雀" not in dump and MEMBER_IDS[1] not in dump
    assert '"question": "name"' in dump or '"question":"name"' in dump


@pytest.mark.parametrize("who", [branch.TELLER, branch.SUPERVISOR, branch.AUDITOR, branch.ADMINISTRATOR])
def test_only_agents_take_calls(station, calls, who) -> None:
    session = sign_in(station, who)
    assert refusal(calls.begin, session) == "not_permitted"


def other_agent(station: Workstation) -> Session:
    """A second agent at another terminal: the supervisor of before, who changed the desk."""
    with station._database.writing() as uow:
        from hfund_tui.db.tables import Staff
        from hfund_tui.domain.vocabulary import Role

        row = uow.session.get_one(Staff, branch.SUPERVISOR_2)
        row.role = Role.AGENT
        uow.session.add(row)
    return sign_in(station, branch.SUPERVISOR_2)
