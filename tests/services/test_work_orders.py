"""Work orders: opened in a call, answered, called back, closed; and who may do none of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from hfund_tui.db.tables import Branch, BusinessDay, Draft, Staff, WorkOrder, WorkOrderStep
from hfund_tui.domain.vocabulary import OrderAct as Act
from hfund_tui.domain.vocabulary import OrderPriority, OrderResult, OrderState, Role, WrapUp
from hfund_tui.domain.vocabulary import OrderTopic as Topic
from hfund_tui.services.errors import HfundError
from hfund_tui.services.session import Session
from hfund_tui.services.work_orders import NewOrder, NextStep, OrderDraft, place_of
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import MEMBER_IDS, NOW, TODAY, raw, sign_in
from tests.support.by_hand import by_hand
from tests.support.case_work import close_day

REFER = NextStep(Act.REFERRED, "请核实", to_branch="0003")
REPLY = NextStep(Act.REPLIED, "已核实，三日内到账")
REACHED = NextStep(Act.CALL_BACK, "已告知", reached=True)
MISSED = NextStep(Act.CALL_BACK, "无人接听", reached=False)
CLOSE = NextStep(Act.CLOSED, result=OrderResult.SOLVED, satisfaction=5)
TAKE = NextStep(Act.TAKEN_OVER)


@pytest.fixture
def agent(station: Workstation) -> Session:
    station.calls._choose = lambda possible: possible[0]
    return sign_in(station, branch.AGENT)


@pytest.fixture
def supervisor(station: Workstation) -> Session:
    return sign_in(station, branch.SUPERVISOR)


def key() -> str:
    return secrets.token_urlsafe(24)


def new(**changes: object) -> NewOrder:
    asked = NewOrder(Topic.LOAN, OrderPriority.NORMAL, "问提前还款", "0755-8888 6666")
    return replace(asked, **changes)  # type: ignore[arg-type]


def opened(station: Workstation, session: Session, **changes: object) -> str:
    return station.orders.open(session, new(**changes), key())


def takes(station: Workstation, session: Session, order_no: str, *steps: NextStep) -> OrderState:
    """The steps one after the other; where they led to."""
    for step in steps:
        view = station.orders.take_step(session, order_no, step, key())
    return view.state


def verified(station: Workstation, session: Session, number: int = 1) -> str:
    """A call at the basic level; its number."""
    call_no = station.calls.begin(session).call_no
    station.calls.identify(session, MEMBER_IDS[number])
    station.calls.answer(session, f"张{'一二三四五六七八'[number - 1]}")
    station.calls.answer(session, f"{number:04d}")
    return call_no


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(HfundError) as raised:
        call()
    return raised.value.code


def colleague_agent(station: Workstation, branch_code: str = "0003") -> Session:
    """A second agent: the supervisor of before, who changed the desk, and perhaps the branch."""
    return someone(station, branch.SUPERVISOR_2, Role.AGENT, branch_code)


def someone(station: Workstation, code: str, role: Role, branch_code: str) -> Session:
    with raw(station) as uow:
        sql = uow.session
        if sql.get(Branch, branch_code) is None:
            sql.add(Branch(code=branch_code, name="南山管理部", name_en="Nanshan"))
            sql.flush()
            sql.add(
                BusinessDay(
                    branch_code=branch_code, business_date=TODAY, opened_by=branch.SUPERVISOR, opened_at=NOW
                )
            )
        row = sql.get_one(Staff, code)
        row.role, row.branch_code = role, branch_code
    return sign_in(station, code)


class TestToItsEnd:
    @pytest.mark.both
    def test_every_step_is_written_down(self, station, agent, supervisor) -> None:
        order_no = opened(station, agent)
        assert order_no.startswith("W20200227")
        assert takes(station, agent, order_no, REFER) is OrderState.REFERRED
        assert takes(station, supervisor, order_no, REPLY) is OrderState.REPLIED
        assert takes(station, agent, order_no, MISSED, REACHED, CLOSE) is OrderState.CLOSED
        view = station.orders.order(agent, order_no)
        assert [one.act for one in view.steps] == [
            Act.OPENED,
            Act.REFERRED,
            Act.REPLIED,
            Act.CALL_BACK,
            Act.CALL_BACK,
            Act.CLOSED,
        ]
        assert [one.reached for one in view.steps] == [None, None, None, False, True, None]
        assert [one.by.code for one in view.steps] == [agent.staff_code] * 2 + ["2001"] + [
            agent.staff_code
        ] * 3
        assert (view.result, view.satisfaction, view.age.due_on) == (OrderResult.SOLVED, 5, date(2020, 3, 3))
        assert view.call_back_no == "075588886666"
        assert station.orders.orders(agent).lines == ()

    def test_an_audit_row_for_each_and_no_words_in_it(self, station, agent) -> None:
        order_no = opened(station, agent, words="一只金丝雀")
        takes(station, agent, order_no, REACHED, CLOSE)
        with raw(station) as uow:
            rows = by_hand(
                uow.connection,
                "SELECT operation, reason, detail_json FROM audit_event WHERE detail_json LIKE ?"
                " ORDER BY chain, sequence",
                (f"%{order_no}%",),
            ).all()
        assert [row[:2] for row in rows] == [
            ("4201:open_work_order", "opened"),
            ("4204:handle_work_order", "call_back"),
            ("4204:handle_work_order", "closed"),
        ]
        assert "金丝雀" not in repr(rows) and "075588886666" not in repr(rows)

    def test_nobody_reached_in_three_calls(self, station, agent) -> None:
        order_no = opened(station, agent)
        takes(station, agent, order_no, NextStep(Act.REPLIED, "可在柜台办理"), MISSED, MISSED)
        assert code_of(lambda: takes(station, agent, order_no, CLOSE)) == "order_not_told"
        takes(station, agent, order_no, MISSED)
        assert code_of(lambda: takes(station, agent, order_no, CLOSE)) == "order_result"
        rated = NextStep(Act.CLOSED, result=OrderResult.NOT_REACHED, satisfaction=3)
        assert code_of(lambda: takes(station, agent, order_no, rated)) == "order_satisfaction"
        silent = NextStep(Act.CLOSED, result=OrderResult.NOT_REACHED)
        assert takes(station, agent, order_no, silent) is OrderState.CLOSED

    @pytest.mark.parametrize(
        ("step", "code"),
        [
            (NextStep(Act.REFERRED, "", to_branch="0003"), "order_words"),
            (NextStep(Act.REFERRED, "请核实", to_branch="0099"), "branch_unknown"),
            (NextStep(Act.REFERRED, "请核实"), "branch_unknown"),
            (NextStep(Act.REPLIED, " \n "), "order_words"),
            (NextStep(Act.REPLIED, "字" * 2001), "text_too_long"),
            (NextStep(Act.CALL_BACK, "说了"), "order_reached"),
            (NextStep(Act.CALL_BACK, "", reached=True), "order_words"),
            (NextStep(Act.CLOSED, result=OrderResult.SOLVED), "order_unanswered"),
            (NextStep(Act.OPENED, "再登记一次"), "order_unanswered"),
        ],
    )
    def test_what_is_wrong_leaves_nothing_behind(self, station, agent, step, code) -> None:
        order_no = opened(station, agent)
        assert code_of(lambda: takes(station, agent, order_no, step)) == code
        assert len(station.orders.order(agent, order_no).steps) == 1

    def test_a_branch_without_a_supervisor_answers_nothing(self, station, agent) -> None:
        order_no = opened(station, agent)
        colleague_agent(station, "0004")
        step = replace(REFER, to_branch="0004")
        assert code_of(lambda: takes(station, agent, order_no, step)) == "order_nobody_there"


class TestOpening:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"topic": None}, "order_topic"),
            ({"topic": Topic.LOCKED_VERIFICATION}, "order_topic"),
            ({"words": "  "}, "order_words"),
            ({"words": "字" * 2001}, "text_too_long"),
            ({"call_back_no": ""}, "order_number_needed"),
            ({"call_back_no": "1234"}, "order_number_wrong"),
            ({"call_back_no": "1" * 16}, "order_number_wrong"),
            ({"call_back_no": "打单位电话"}, "order_number_wrong"),
            ({"call_back_no": "٠٧٥٥٨٨٨٨"}, "order_number_wrong"),
            ({"call_no": "H202002270003999999"}, "no_call"),
            ({"member_id": 1}, "order_other_caller"),
        ],
    )
    def test_what_can_not_be_opened(self, station, agent, changes, code) -> None:
        assert code_of(lambda: opened(station, agent, **changes)) == code
        assert station.orders.orders(agent).total == 0

    @pytest.mark.parametrize("number", ["+852 2345 6789", "０７５５８８８８６６６６", "138 0013 8000"])
    def test_numbers_as_they_are_said(self, station, agent, number) -> None:
        order_no = opened(station, agent, call_back_no=number)
        assert len(station.orders.order(agent, order_no).call_back_no or "") >= 11

    def test_of_a_caller_who_was_verified(self, station, agent) -> None:
        call_no = verified(station, agent)
        caller = station.orders.caller(agent, call_no)
        assert (caller.member_id, caller.name, caller.mobile) == (1, "张*", "138****0001")
        order_no = opened(station, agent, call_no=call_no, member_id=1, call_back_no="")
        view = station.orders.order(agent, order_no)
        assert (view.call_no, view.member_name, view.mobile) == (call_no, "张*", "138****0001")
        assert station.calls.current(agent).order_no == order_no
        for secret in ("张一", "13800000001", MEMBER_IDS[1], "5000000"):
            assert secret not in repr(view) + repr(station.orders.orders(agent)), secret

    def test_of_a_caller_who_was_only_named(self, station, agent) -> None:
        call_no = station.calls.begin(agent).call_no
        station.calls.identify(agent, MEMBER_IDS[1])
        assert station.orders.caller(agent, call_no).member_id is None
        wanted = {"call_no": call_no, "member_id": 1}
        assert code_of(lambda: opened(station, agent, **wanted)) == "order_other_caller"
        order_no = opened(station, agent, call_no=call_no)
        view = station.orders.order(agent, order_no)
        assert (view.member_name, view.mobile) == (None, None)

    def test_after_somebody_else_came_to_the_telephone(self, station, agent) -> None:
        call_no = verified(station, agent)
        station.calls.identify(agent, MEMBER_IDS[2])
        wanted = {"call_no": call_no, "member_id": 1}
        assert code_of(lambda: opened(station, agent, **wanted)) == "order_other_caller"

    def test_after_the_call_has_ended(self, station, agent) -> None:
        call_no = verified(station, agent)
        station.calls.end(agent, WrapUp.WORK_ORDER)
        order_no = opened(station, agent, call_no=call_no, member_id=1)
        assert station.orders.order(agent, order_no).member_name == "张*"

    def test_sent_twice_opens_one(self, station, agent) -> None:
        same = key()
        first = station.orders.open(agent, new(), same)
        assert station.orders.open(agent, new(), same) == first
        assert station.orders.orders(agent).total == 1

    def test_a_step_sent_twice_is_taken_once(self, station, agent) -> None:
        order_no, same = opened(station, agent), key()
        for _ in range(2):
            view = station.orders.take_step(agent, order_no, MISSED, same)
        assert view.tries == 1
        another = opened(station, agent)
        assert code_of(lambda: station.orders.take_step(agent, another, MISSED, same)) == "order_unknown"
        assert code_of(lambda: station.orders.take_step(agent, order_no, REFER, same)) == "key_reused"


class TestALock:
    def test_brings_an_order_in_the_same_transaction(self, station, agent, supervisor, monkeypatch) -> None:
        station.calls.begin(agent)
        station.calls.identify(agent, MEMBER_IDS[1])
        for wrong in ("甲", "乙"):
            station.calls.answer(agent, wrong)
        with monkeypatch.context() as patch:
            patch.setattr("hfund_tui.services.calls.service.open_for_a_lock", _breaks)
            with pytest.raises(ZeroDivisionError):
                station.calls.answer(agent, "丙")
        assert station.calls.current(agent).locked_until is None
        assert station.calls.answer(agent, "丙").locked_until is not None
        (line,) = station.orders.orders(agent).lines
        assert (line.topic, line.member_name) == (Topic.LOCKED_VERIFICATION, None)
        view = station.orders.order(agent, line.order_no)
        assert view.call_no == station.calls.current(agent).call_no
        assert (view.call_back_no, view.mobile, view.words) == (None, "*" * 11, "")
        above = station.orders.order(supervisor, line.order_no)
        assert (above.member_name, above.mobile) == ("张*", "138****0001")

    def test_is_not_the_word_the_call_ends_with(self, station, agent) -> None:
        station.calls.begin(agent)
        station.calls.identify(agent, MEMBER_IDS[1])
        for wrong in ("甲", "乙", "丙"):
            call = station.calls.answer(agent, wrong)
        assert call.order_no is None


def _breaks(*_: object) -> None:
    raise ZeroDivisionError


class TestWhoMay:
    @pytest.mark.parametrize("who", [branch.TELLER, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_nobody_else_sees_or_does_anything(self, station, agent, who) -> None:
        order_no = opened(station, agent)
        session = sign_in(station, who)
        for call in (
            lambda: station.orders.orders(session),
            lambda: station.orders.waiting(session),
            lambda: station.orders.order(session, order_no),
            lambda: opened(station, session),
            lambda: takes(station, session, order_no, REPLY),
            lambda: takes(station, session, order_no, REACHED),
            lambda: station.order_drafts.all(session),
        ):
            assert code_of(call) == "not_permitted"

    def test_a_supervisor_answers_and_nothing_else(self, station, agent, supervisor) -> None:
        order_no = opened(station, agent)
        assert code_of(lambda: opened(station, supervisor)) == "not_permitted"
        assert code_of(lambda: takes(station, supervisor, order_no, REPLY)) == "order_not_referred"
        takes(station, agent, order_no, REFER)
        for step in (REFER, REACHED, CLOSE, TAKE):
            assert code_of(lambda step=step: takes(station, supervisor, order_no, step)) == "not_permitted"

    def test_another_agent_takes_it_over_first(self, station, agent) -> None:
        order_no, other = opened(station, agent), colleague_agent(station)
        assert station.orders.order(other, order_no).reason(Act.REPLIED) == "order_not_own"
        for step in (REPLY, REFER, REACHED):
            assert code_of(lambda step=step: takes(station, other, order_no, step)) == "order_not_own"
        takes(station, other, order_no, TAKE, REACHED)
        assert code_of(lambda: takes(station, other, order_no, TAKE)) == "order_own_already"
        assert code_of(lambda: takes(station, agent, order_no, CLOSE)) == "order_not_own"
        assert takes(station, other, order_no, CLOSE) is OrderState.CLOSED

    def test_an_agent_of_another_branch_finds_nothing(self, station, agent) -> None:
        order_no, other = opened(station, agent), colleague_agent(station, "0004")
        takes(station, agent, order_no, replace(REFER, to_branch="0003"))
        assert station.orders.orders(other).total == 0
        for call in (
            lambda: station.orders.order(other, order_no),
            lambda: takes(station, other, order_no, TAKE),
            lambda: takes(station, other, order_no, REACHED),
        ):
            assert code_of(call) == "order_unknown"

    def test_another_agents_call_opens_nothing(self, station, agent) -> None:
        call_no, other = verified(station, agent), colleague_agent(station)
        for call in (
            lambda: station.orders.caller(other, call_no),
            lambda: opened(station, other, call_no=call_no, member_id=1),
        ):
            assert code_of(call) == "no_call"

    def test_the_supervisors_of_the_branch_it_was_referred_to(self, station, agent, supervisor) -> None:
        far = someone(station, branch.SUPERVISOR_2, Role.SUPERVISOR, "0004")
        order_no = opened(station, agent)
        assert code_of(lambda: station.orders.order(far, order_no)) == "order_unknown"
        takes(station, agent, order_no, replace(REFER, to_branch="0004"))
        assert [one.order_no for one in station.orders.orders(far).lines] == [order_no]
        assert station.orders.orders(supervisor).total == 0
        assert code_of(lambda: takes(station, supervisor, order_no, REPLY)) == "order_not_referred"
        takes(station, far, order_no, REPLY)
        assert station.orders.orders(far).total == 0
        assert code_of(lambda: takes(station, far, order_no, REPLY)) == "order_not_referred"

    def test_nobody_answers_from_above_what_he_or_she_referred(self, station, agent) -> None:
        other = colleague_agent(station)
        order_no = opened(station, other)
        takes(station, other, order_no, REFER)
        risen = someone(station, branch.SUPERVISOR_2, Role.SUPERVISOR, "0003")
        assert code_of(lambda: takes(station, risen, order_no, REPLY)) == "order_own_question"
        second_card = sign_in(station, branch.SUPERVISOR)
        with raw(station) as uow:
            same = uow.session.get_one(Staff, branch.SUPERVISOR_2).id_no
            uow.session.get_one(Staff, branch.SUPERVISOR_2).id_no = MEMBER_IDS[8]
            uow.session.flush()
            uow.session.get_one(Staff, branch.SUPERVISOR).id_no = same
        assert takes(station, second_card, order_no, REPLY) is OrderState.REPLIED

    def test_a_refusal_is_recorded(self, station, agent) -> None:
        order_no, other = opened(station, agent), colleague_agent(station, "0004")
        code_of(lambda: station.orders.order(other, order_no))
        with raw(station) as uow:
            rows = by_hand(
                uow.connection,
                "SELECT operation, outcome FROM audit_event WHERE actor = ? AND reason = 'order_unknown'",
                (other.staff_code,),
            ).all()
        assert [tuple(one) for one in rows] == [("4202:work_orders", "refused")]


class TestOverdue:
    @pytest.fixture
    def later(self, station, clock, agent):  # type: ignore[no-untyped-def]
        """Order numbers (normal, urgent), and a day on which only the urgent one is late."""
        orders = opened(station, agent), opened(station, agent, priority=OrderPriority.URGENT)
        close_day(station)
        clock.advance(timedelta(days=4))
        station.day.open("0003", date(2020, 3, 2), opened_by=branch.SUPERVISOR)
        return orders

    def test_come_first_and_are_counted(self, station, later) -> None:
        normal, urgent = later
        agent = sign_in(station, branch.AGENT)
        young = opened(station, agent)
        lines = station.orders.orders(agent).lines
        assert [one.order_no for one in lines] == [urgent, normal, young]
        assert [one.age.overdue for one in lines] == [True, False, False]
        assert [one.age.working_days for one in lines] == [2, 2, 0]
        waiting = station.orders.waiting(agent)
        assert (waiting.number, waiting.overdue) == (3, 1)

    def test_surface_with_the_supervisor_too(self, station, later) -> None:
        _, urgent = later
        supervisor = sign_in(station, branch.SUPERVISOR)
        (line,) = station.orders.orders(supervisor).lines
        assert (line.order_no, line.mine) == (urgent, False)
        assert station.orders.waiting(supervisor).number == 0, "it is not the supervisor's turn"

    def test_those_of_colleagues_come_last(self, station, later) -> None:
        other = colleague_agent(station)
        young = opened(station, other)
        lines = station.orders.orders(other).lines
        assert [(one.order_no, one.mine) for one in lines] == [
            (young, True),
            (later[1], False),
            (later[0], False),
        ]
        assert station.orders.waiting(other).overdue == 0

    def test_the_list_is_never_unbounded(self, station, later) -> None:
        shown = station.orders.orders(sign_in(station, branch.AGENT), limit=1)
        assert (len(shown.lines), shown.total) == (1, 2)


class TestDrafts:
    PLACE = place_of(Act.OPENED, "H1")

    def test_are_found_again_at_another_sign_in(self, station, agent) -> None:
        draft = OrderDraft(key(), self.PLACE, {"words": "打到一半", "topic": "loan"})
        station.order_drafts.save(agent, draft)
        station.order_drafts.save(agent, replace(draft, payload={"words": "打到一半，又来电话\ud83d"}))
        found = station.order_drafts.find(sign_in(station, branch.AGENT), self.PLACE)
        assert found is not None and found.key == draft.key
        assert (found.payload["words"], found.act, found.number) == (
            "打到一半，又来电话\ud83d",
            Act.OPENED,
            "H1",
        )
        assert station.order_drafts.find(agent, place_of(Act.OPENED, None)) is None

    def test_are_nobody_elses(self, station, agent) -> None:
        other = colleague_agent(station)
        draft = OrderDraft(key(), self.PLACE, {"words": "我的"})
        station.order_drafts.save(agent, draft)
        station.order_drafts.save(other, replace(draft, payload={"words": "别人的"}))
        station.order_drafts.discard(other, draft.key)
        assert station.order_drafts.all(other) == ()
        found = station.order_drafts.find(agent, self.PLACE)
        assert found is not None and found.payload["words"] == "我的"

    def test_end_when_the_form_is_sent_and_do_not_come_back(self, station, agent) -> None:
        draft = OrderDraft(key(), self.PLACE, {"words": "问提前还款"})
        station.order_drafts.save(agent, draft)
        order_no = station.orders.open(agent, new(), draft.key)
        station.order_drafts.save(agent, draft)
        assert station.order_drafts.all(agent) == ()
        step = OrderDraft(key(), place_of(Act.REPLIED, order_no), {"words": "答复写了一半"})
        station.order_drafts.save(agent, step)
        assert [one.begun for one in station.orders.orders(agent).lines] == [True]
        station.orders.take_step(agent, order_no, REPLY, step.key)
        assert station.order_drafts.all(agent) == ()
        assert [one.begun for one in station.orders.orders(agent).lines] == [False]

    def test_stay_when_the_form_is_refused(self, station, agent) -> None:
        draft = OrderDraft(key(), self.PLACE, {"words": ""})
        station.order_drafts.save(agent, draft)
        code_of(lambda: station.orders.open(agent, new(words=""), draft.key))
        assert [one.key for one in station.order_drafts.all(agent)] == [draft.key]

    def test_stand_in_no_list_of_cases(self, station, agent) -> None:
        station.order_drafts.save(agent, OrderDraft(key(), self.PLACE, {"words": "打到一半"}))
        assert station.drafts.open(agent) == ()

    def test_what_another_version_wrote_is_no_draft_of_ours(self, station, agent) -> None:
        draft = OrderDraft(key(), self.PLACE, {"words": "打到一半"})
        station.order_drafts.save(agent, draft)
        for payload, step in (("[1", "opened:"), ("[]", "opened:"), ('{"words": 1}', "no such place")):
            with raw(station) as uow:
                row = uow.session.get_one(Draft, draft.key)
                row.payload_json, row.step = payload, step
            assert all(one.payload == {} for one in station.order_drafts.all(agent))
            station.orders.orders(agent)


def test_what_is_stored_can_not_be_rewritten(station, agent) -> None:
    order_no = opened(station, agent)
    takes(station, agent, order_no, REACHED, CLOSE)
    for statement in (
        "UPDATE work_order SET words = 'x'",
        "UPDATE work_order SET due_on = '2021-01-01'",
        "UPDATE work_order SET satisfaction = 1",
        "DELETE FROM work_order",
        "UPDATE work_order_step SET words = 'x'",
        "DELETE FROM work_order_step",
    ):
        with pytest.raises(Exception, match=r"tr_work_order|constraint"), raw(station) as uow:
            by_hand(uow.connection, statement)
    with raw(station) as uow:
        assert len(uow.session.exec(select(WorkOrderStep)).all()) == 3
        assert uow.session.exec(select(WorkOrder)).one().satisfaction == 5
