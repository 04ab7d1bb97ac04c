"""Work orders on the screen: what a call in the middle of a form leaves, and what the call line says."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import pytest

from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderTopic
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.hotline.screen import HotlineScreen
from hfund_tui.screens.work_orders.detail import WorkOrderScreen
from hfund_tui.screens.work_orders.form import OrderFormScreen
from hfund_tui.screens.work_orders.screen import WorkOrdersScreen
from hfund_tui.services.work_orders import NewOrder, NextStep
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.form_input import FormInput
from tests.support import branch
from tests.support.case_work import close_day
from tests.support.desk import Desk, desk

T = Translator(Language.ZH)


def order(station: Workstation, words: str = "问提前还款") -> str:
    session = branch.sign_in(station, branch.AGENT)
    new = NewOrder(OrderTopic.LOAN, OrderPriority.NORMAL, words, "075588886666")
    return station.orders.open(session, new, secrets.token_urlsafe(24))


def typed(at: Desk, name: str) -> str:
    return at.app.screen.query_one(f"#{name}", FormInput).value


async def test_a_call_in_the_middle_of_a_new_order(station: Workstation) -> None:
    async with desk(station, staff=branch.AGENT) as at:
        await at.press("f8", "n", "8")
        await at.type("13712345678", "enter")
        await at.type("只写到一半")
        await at.press("f2")
        assert isinstance(at.app.screen, HotlineScreen) and at.app.screen.view is not None
        await at.shows(T("work_order.kept"), T("call.ask.id_no"))
        await at.press("f9", "enter", "f8")
        await at.shows(T("work_order.list.unfinished"), "只写到一半")
        await at.press("enter")
        assert isinstance(at.app.screen, OrderFormScreen)
        assert (typed(at, "call-back-no"), typed(at, "words")) == ("13712345678", "只写到一半")
        await at.press("f9")
        assert isinstance(at.app.screen, WorkOrdersScreen)
        await at.shows(T("vocabulary.order_topic.other"), "只写到一半")
        assert T("work_order.list.unfinished") not in at.screen_text


async def test_a_call_in_the_middle_of_an_answer(station: Workstation) -> None:
    order_no = order(station)
    async with desk(station, staff=branch.AGENT) as at:
        await at.press("f8", "enter", "a")
        await at.type("月供不变期限缩短")
        await at.press("f2", "f8")
        await at.shows(T("work_order.begun"))
        await at.press("enter", "a")
        assert typed(at, "words") == "月供不变期限缩短"
        await at.press("escape")
        assert isinstance(at.app.screen, WorkOrderScreen)
        await at.shows(T("work_order.kept"))
        await at.press("a", "f9")
        assert isinstance(at.app.screen, WorkOrderScreen)
        await at.shows("月供不变期限缩短", T("work_order.done.replied"))
    session = branch.sign_in(station, branch.AGENT)
    assert station.order_drafts.all(session) == ()
    assert [one.act for one in station.orders.order(session, order_no).steps][-1] is OrderAct.REPLIED


async def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(station: Workstation) -> None:
    async with desk(station, staff=branch.AGENT) as at:
        await at.press("enter", "ctrl+n", "2")
        await at.type("12", "enter")
        await at.type("问到账时间", "f9")
        await at.shows(T("error.order_number_wrong.what"))
        assert (typed(at, "call-back-no"), typed(at, "words")) == ("12", "问到账时间")
        assert at.focus.id == "call-back-no"


async def test_what_is_missing_first_is_asked_first(station: Workstation) -> None:
    order_no = order(station)
    session = branch.sign_in(station, branch.AGENT)
    for step in (
        NextStep(OrderAct.REPLIED, words="可以"),
        NextStep(OrderAct.CALL_BACK, words="知道了", reached=True),
    ):
        station.orders.take_step(session, order_no, step, secrets.token_urlsafe(24))
    async with desk(station, staff=branch.AGENT) as at:
        await at.press("f8", "enter", "x", "f9")
        await at.shows(T("error.order_result.what"))
        await at.press("1")
        await at.press("f9")
        await at.shows(T("error.order_satisfaction_missing.what"))


async def test_a_supervisor_is_told_at_home_that_an_order_waits(station: Workstation) -> None:
    session, order_no = branch.sign_in(station, branch.AGENT), order(station)
    step = NextStep(OrderAct.REFERRED, words="请核实", to_branch=session.branch_code)
    station.orders.take_step(session, order_no, step, secrets.token_urlsafe(24))
    async with desk(station, staff=branch.SUPERVISOR) as at:
        await at.shows(T("workbench.hints.orders", n=1))
        await at.press("f8", "o")
        await at.shows(order_no)


async def test_the_help_says_what_the_keys_mean_in_a_call(station: Workstation) -> None:
    async with desk(station, staff=branch.AGENT) as at:
        await at.press("enter", "f1")
        await at.shows(T("call.key.park.help"), T("call.key.commit.help"), T("key.guide.help"))
        assert T("key.park.help") not in at.screen_text and T("key.agreement.help") not in at.screen_text


async def test_notes_stay_while_the_caller_answers_and_need_no_enter(station: Workstation) -> None:
    async with desk(station, staff=branch.AGENT) as at:
        await at.press("enter", "f7")
        await at.type("问了三件事")
        at.app.screen.query_one("#said-by-caller").focus()
        await at.type(branch.MEMBER_IDS[1], "enter")
        assert typed(at, "notes") == "问了三件事"
        session = at.app.session
        await at.until(lambda: station.calls.current(session).notes == "问了三件事")


@pytest.mark.parametrize("staff", [branch.AGENT, branch.SUPERVISOR])
async def test_what_is_overdue_is_said_where_work_begins(station, clock, staff) -> None:
    order_no = order(station)
    close_day(station)
    clock.advance(timedelta(days=7))
    station.day.open("0003", date(2020, 3, 5), opened_by=branch.SUPERVISOR)
    async with desk(station, staff=staff) as at:
        if staff == branch.AGENT:
            await at.shows(T("work_order.overdue", n=1))
            await at.press("f8")
        else:
            await at.press("slash", *"4202")
        await at.shows(T("work_order.list.late", n=1), order_no)
