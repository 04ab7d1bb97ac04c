"""Work orders: which step may follow which, and by when they are answered.

A call that could not be answered is written down and answered within three working days (the values are policy).
The answer is told to the caller: an order is closed once somebody was reached, or after a number of calls back that
reached nobody. A complaint is answered by a supervisor first, never by the desk it may be about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderResult, OrderState, OrderTopic, Role

SATISFACTION = (5, 4, 3, 2, 1)
"""Very satisfied first, as in the evaluation of government services."""

OFFERED = tuple(one for one in OrderTopic if one is not OrderTopic.LOCKED_VERIFICATION)
"""What an agent may open an order about."""

_FOR_A_SUPERVISOR = frozenset({OrderTopic.COMPLAINT})


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken. `reached` is of a call back."""

    act: OrderAct
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an order stands. `answered_above`: a supervisor has answered it; `tries` are calls back that reached
    nobody since it was last referred, or anybody was reached."""

    topic: OrderTopic
    state: OrderState
    answered_above: bool = False
    tries: int = 0

    @property
    def needs_a_supervisor(self) -> bool:
        return self.topic in _FOR_A_SUPERVISOR and not self.answered_above


def progress(topic: OrderTopic, steps: Iterable[Taken]) -> Progress:
    """Where the steps have led to. Whether each was allowed is the business of `problem`."""
    state, above, tries = OrderState.OPEN, False, 0
    for step in steps:
        match step.act:
            case OrderAct.REFERRED:
                state, tries = OrderState.REFERRED, 0
            case OrderAct.REPLIED:
                above = above or state is OrderState.REFERRED
                state = OrderState.REPLIED
            case OrderAct.CALL_BACK if step.reached:
                state, tries = OrderState.CALLED_BACK, 0
            case OrderAct.CALL_BACK:
                tries += 1
            case OrderAct.CLOSED:
                state = OrderState.CLOSED
    return Progress(topic, state, above, tries)


_MAY_FOLLOW: dict[OrderState, set[OrderAct]] = {  # of an agent
    OrderState.OPEN: {OrderAct.TAKEN_OVER, OrderAct.REFERRED, OrderAct.REPLIED, OrderAct.CALL_BACK},
    OrderState.REFERRED: {OrderAct.TAKEN_OVER},
    OrderState.REPLIED: {OrderAct.TAKEN_OVER, OrderAct.REFERRED, OrderAct.CALL_BACK, OrderAct.CLOSED},
    OrderState.CALLED_BACK: {OrderAct.TAKEN_OVER, OrderAct.REFERRED, OrderAct.CALL_BACK, OrderAct.CLOSED},
    OrderState.CLOSED: set(),
}


def problem(now: Progress, act: OrderAct, role: Role, policy: Policy) -> str | None:
    """Why a step can't be taken now by somebody of this role: the code of an error; None when it can."""
    if now.state is OrderState.CLOSED:
        return "order_closed"
    above = role is Role.SUPERVISOR
    if above and act is not OrderAct.REPLIED:
        return "order_for_agents"
    if above:
        return None if now.state is OrderState.REFERRED else "order_not_referred"
    if act not in _MAY_FOLLOW[now.state]:
        if now.state is OrderState.REFERRED:
            return "order_waits"
        return "order_answered" if act is OrderAct.REPLIED else "order_unanswered"
    if now.needs_a_supervisor and act in (OrderAct.REPLIED, OrderAct.CALL_BACK):
        return "order_refer_first"
    untold = now.state is OrderState.REPLIED and now.tries < policy.count("hotline.call_backs")
    if act is OrderAct.CLOSED and untold:
        return "order_not_told"
    return None


def possible_results(now: Progress) -> tuple[OrderResult, ...]:
    """How an order may end: as not reached exactly when nobody was."""
    if now.state is OrderState.REPLIED:
        return (OrderResult.NOT_REACHED,)
    return tuple(one for one in OrderResult if one is not OrderResult.NOT_REACHED)


def due_on(opened_on: date, priority: OrderPriority, policy: Policy) -> date:
    """The last day for an answer; the day of opening does not count."""
    urgent = priority is OrderPriority.URGENT
    days = policy.count("hotline.urgent_order_days" if urgent else "hotline.order_days")
    return policy.book.calendar.add(opened_on, days)
