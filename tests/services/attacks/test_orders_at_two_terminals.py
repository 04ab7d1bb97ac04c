"""One agent, one form, two terminals: what is typed at the second is not taken for what was sent at the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderResult, OrderTopic
from hfund_tui.services.errors import Conflict
from hfund_tui.services.session import Session
from hfund_tui.services.work_orders import NewOrder, NextStep
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house

KEY = "k" * 24
NEW = NewOrder(OrderTopic.LOAN, OrderPriority.NORMAL, "问提前还款", "0755-8888 6666")
REFER = NextStep(OrderAct.REFERRED, "请核实", to_branch="0003")
REPLY = NextStep(OrderAct.REPLIED, "已核实")
MISSED = NextStep(OrderAct.CALL_BACK, "无人接听", reached=False)
REACHED = NextStep(OrderAct.CALL_BACK, "已告知", reached=True)
CLOSE = NextStep(OrderAct.CLOSED, "办结", result=OrderResult.SOLVED, satisfaction=5)


@pytest.fixture
def agent(station: Workstation) -> Session:
    return branch.sign_in(station, branch.AGENT)


def step_count(station: Workstation) -> int:
    return house.rows(station, "SELECT count(*) FROM work_order_step")[0][0]


@pytest.mark.parametrize(
    "other",
    [
        {"words": "问提前还款和缩期"},
        {"call_back_no": "0755-8888 6667"},
        {"priority": OrderPriority.URGENT},
        {"topic": OrderTopic.COMPLAINT},
    ],
    ids=str,
)
def test_the_form_of_an_order_comes_again_with_something_else(station, agent, other) -> None:
    order_no = station.orders.open(agent, NEW, KEY)
    with pytest.raises(Conflict) as raised:
        station.orders.open(agent, replace(NEW, **other), KEY)
    assert (raised.value.code, raised.value.params["order_no"]) == ("order_sent_before", order_no)
    assert step_count(station) == 1


def test_the_same_form_however_it_is_spaced_is_the_same(station, agent) -> None:
    order_no = station.orders.open(agent, NEW, KEY)
    spaced = replace(NEW, words=" 问提前还款\u200b ", call_back_no="075588886666")
    assert station.orders.open(agent, spaced, KEY) == order_no


@pytest.mark.parametrize(
    ("before", "step", "other"),
    [
        ((), REFER, {"words": "请尽快核实"}),
        ((), REPLY, {"words": "查无此事"}),
        ((REPLY,), MISSED, {"reached": True}),
        ((REPLY, REACHED), CLOSE, {"satisfaction": 1}),
        ((REPLY, REACHED), CLOSE, {"result": OrderResult.EXPLAINED}),
    ],
    ids=lambda value: value.act.value if isinstance(value, NextStep) else None,
)
def test_the_form_of_a_step_comes_again_with_something_else(station, agent, before, step, other) -> None:
    order_no = station.orders.open(agent, NEW, "o" * 24)
    for number, one in enumerate(before):
        station.orders.take_step(agent, order_no, one, f"{number}" * 24)
    view = station.orders.take_step(agent, order_no, step, KEY)
    with pytest.raises(Conflict, match="order_sent_before"):
        station.orders.take_step(agent, order_no, replace(step, **other), KEY)
    assert station.orders.take_step(agent, order_no, step, KEY) == view
    assert step_count(station) == len(before) + 2
