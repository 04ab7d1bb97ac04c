"""Work orders: by when they are answered, and which step may follow which."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.calendar import age_on
from hfund_tui.domain.vocabulary import OrderAct as Act
from hfund_tui.domain.vocabulary import OrderPriority, OrderResult, OrderState, Role
from hfund_tui.domain.vocabulary import OrderTopic as Topic
from hfund_tui.domain.work_orders import OFFERED, Taken, due_on, possible_results, problem, progress
from tests.support.policies import policy_book

D = date
BOOK = policy_book()
POLICY = BOOK.on(D(2020, 2, 27))
NORMAL, URGENT = OrderPriority.NORMAL, OrderPriority.URGENT


@pytest.mark.parametrize(
    ("opened", "priority", "due"),
    [
        (D(2020, 2, 27), NORMAL, D(2020, 3, 3)),  # Thursday, over a weekend
        (D(2020, 2, 24), NORMAL, D(2020, 2, 27)),
        (D(2020, 2, 29), NORMAL, D(2020, 3, 4)),  # on a Saturday
        (D(2020, 1, 16), NORMAL, D(2020, 1, 20)),  # Sunday the 19th is worked before Spring Festival
        (D(2020, 1, 19), NORMAL, D(2020, 1, 22)),  # opened on that Sunday
        (
            D(2020, 1, 21),
            NORMAL,
            D(2020, 2, 3),
        ),  # the last day of it lies behind the holiday and its extension
        (D(2020, 1, 22), NORMAL, D(2020, 2, 4)),
        (D(2020, 1, 23), NORMAL, D(2020, 2, 5)),
        (D(2020, 1, 26), NORMAL, D(2020, 2, 5)),  # opened within the holiday
        (D(2020, 2, 27), URGENT, D(2020, 2, 28)),
        (D(2020, 1, 23), URGENT, D(2020, 2, 3)),
        (D(2020, 1, 18), URGENT, D(2020, 1, 19)),
        (D(2020, 9, 30), NORMAL, D(2020, 10, 12)),  # Saturday the 10th is worked after National Day
    ],
)
def test_by_when_an_order_is_answered(opened: D, priority: OrderPriority, due: D) -> None:
    assert due_on(opened, priority, POLICY) == due


@pytest.mark.parametrize(
    ("today", "days", "overdue"),
    [
        (D(2020, 1, 22), 0, False),
        (D(2020, 1, 23), 1, False),
        (D(2020, 2, 2), 1, False),
        (D(2020, 2, 4), 3, False),  # the last day is not late
        (D(2020, 2, 5), 4, True),
    ],
)
def test_how_old_an_order_of_the_22nd_is(today: D, days: int, overdue: bool) -> None:
    opened = D(2020, 1, 22)
    age = age_on(BOOK.calendar, opened, due_on(opened, NORMAL, POLICY), today)
    assert (age.working_days, age.overdue) == (days, overdue)


STEPS = {
    "o": Taken(Act.OPENED),
    "t": Taken(Act.TAKEN_OVER),
    "f": Taken(Act.REFERRED),
    "a": Taken(Act.REPLIED),
    "b": Taken(Act.CALL_BACK, reached=True),
    "-": Taken(Act.CALL_BACK),
    "x": Taken(Act.CLOSED),
}
"""Steps by the letter of their key; "-" is a call back that reached nobody."""


def after(steps: str, topic: Topic = Topic.LOAN):  # type: ignore[no-untyped-def]
    return progress(topic, [STEPS[one] for one in steps])


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ("o", OrderState.OPEN),
        ("ot", OrderState.OPEN),
        ("o--", OrderState.OPEN),
        ("of", OrderState.REFERRED),
        ("oft", OrderState.REFERRED),
        ("ofa", OrderState.REPLIED),
        ("ofa-", OrderState.REPLIED),
        ("ofab", OrderState.CALLED_BACK),
        ("ofabf", OrderState.REFERRED),
        ("ofabx", OrderState.CLOSED),
    ],
)
def test_where_the_steps_lead(steps: str, state: OrderState) -> None:
    assert after(steps).state is state


OK = None


@pytest.mark.parametrize(
    ("steps", "act", "role", "code"),
    [
        ("o", Act.REPLIED, Role.AGENT, OK),
        ("o", Act.REFERRED, Role.AGENT, OK),
        ("o", Act.CALL_BACK, Role.AGENT, OK),
        ("o", Act.TAKEN_OVER, Role.AGENT, OK),
        ("o", Act.CLOSED, Role.AGENT, "order_unanswered"),
        ("o---", Act.CLOSED, Role.AGENT, "order_unanswered"),
        ("o", Act.REPLIED, Role.SUPERVISOR, "order_not_referred"),
        ("of", Act.REPLIED, Role.SUPERVISOR, OK),
        ("of", Act.REPLIED, Role.AGENT, "order_waits"),
        ("of", Act.CALL_BACK, Role.AGENT, "order_waits"),
        ("of", Act.CLOSED, Role.AGENT, "order_waits"),
        ("of", Act.TAKEN_OVER, Role.AGENT, OK),
        ("ofa", Act.REPLIED, Role.SUPERVISOR, "order_not_referred"),
        ("ofa", Act.REPLIED, Role.AGENT, "order_answered"),
        ("ofa", Act.REFERRED, Role.AGENT, OK),
        ("ofa", Act.CLOSED, Role.AGENT, "order_not_told"),
        ("oa", Act.CLOSED, Role.AGENT, "order_not_told"),
        ("oa--", Act.CLOSED, Role.AGENT, "order_not_told"),
        ("oa---", Act.CLOSED, Role.AGENT, OK),
        ("o--a-", Act.CLOSED, Role.AGENT, OK),
        ("oa---fa", Act.CLOSED, Role.AGENT, "order_not_told"),
        ("ob", Act.CLOSED, Role.AGENT, OK),
        ("ob-", Act.CLOSED, Role.AGENT, OK),
        ("obf", Act.CLOSED, Role.AGENT, "order_waits"),
        ("of", Act.CLOSED, Role.SUPERVISOR, "order_for_agents"),
        ("ob", Act.CLOSED, Role.SUPERVISOR, "order_for_agents"),
        ("o", Act.REFERRED, Role.SUPERVISOR, "order_for_agents"),
        ("obx", Act.CALL_BACK, Role.AGENT, "order_closed"),
        ("obx", Act.TAKEN_OVER, Role.AGENT, "order_closed"),
        ("obx", Act.REPLIED, Role.SUPERVISOR, "order_closed"),
    ],
)
def test_which_step_may_follow(steps: str, act: Act, role: Role, code: str | None) -> None:
    assert problem(after(steps), act, role, POLICY) == code


@pytest.mark.parametrize(
    ("steps", "act", "code"),
    [
        ("o", Act.REPLIED, "order_refer_first"),
        ("o", Act.CALL_BACK, "order_refer_first"),
        ("o", Act.REFERRED, OK),
        ("ofa", Act.CALL_BACK, OK),
        ("ofab", Act.CLOSED, OK),
    ],
)
def test_a_complaint_is_answered_above_first(steps: str, act: Act, code: str | None) -> None:
    assert problem(after(steps, Topic.COMPLAINT), act, Role.AGENT, POLICY) == code


@given(st.lists(st.sampled_from(list("tfab-x")), max_size=12))
def test_no_way_leads_to_the_end_without_an_answer(ways: list[str]) -> None:
    """Whatever is tried in whatever order: an order that is closed was told, or answered and tried often enough."""
    taken = "o"
    for one in ways:
        roles = (Role.AGENT, Role.SUPERVISOR)
        if any(problem(after(taken), STEPS[one].act, role, POLICY) is None for role in roles):
            taken += one
    if taken.endswith("x"):
        since = taken[taken.rfind("f") + 1 :]
        tried = since.count("-") >= POLICY.count("hotline.call_backs") and "a" in taken
        assert "b" in since or tried, taken


def test_not_reached_is_the_result_exactly_when_nobody_was() -> None:
    assert possible_results(after("oa---")) == (OrderResult.NOT_REACHED,)
    assert OrderResult.NOT_REACHED not in possible_results(after("ob"))


def test_a_lock_is_nothing_an_agent_opens() -> None:
    assert set(OFFERED) == set(Topic) - {Topic.LOCKED_VERIFICATION}
