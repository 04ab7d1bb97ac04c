"""What is seen of work orders: a member's name and mobile are masked, and there is no amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as SqlSession

from hfund_tui.db.tables import Branch, Call, Member, Staff, WorkOrder
from hfund_tui.domain.calendar import Age, age_on
from hfund_tui.domain.masks import mask_mobile, mask_name
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderResult, OrderState, OrderTopic, Role
from hfund_tui.domain.work_orders import possible_results, problem
from hfund_tui.services.errors import Refusal
from hfund_tui.services.review import Colleague, colleague
from hfund_tui.services.session import Session
from hfund_tui.services.work_orders.records import asked_by, progress_of, steps_of

ACTS = (OrderAct.REPLIED, OrderAct.REFERRED, OrderAct.CALL_BACK, OrderAct.CLOSED, OrderAct.TAKEN_OVER)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who an order would be about. None: nobody who was verified. `mobile` is that on file, masked."""

    call_no: str | None = None
    member_id: int | None = None
    name: str | None = None
    mobile: str | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of the list. `mine`: it is this person's turn, or it is his or her own."""

    order_no: str
    topic: OrderTopic
    priority: OrderPriority
    state: OrderState
    member_name: str | None
    branch_code: str
    opened_at: datetime
    owner: Colleague
    mine: bool
    age: Age
    words: str
    begun: bool
    """Something was typed for it and is not finished."""


@dataclass(frozen=True, slots=True)
class OrderList:
    """Own ones first, of those the overdue; `total` counts those that were left out too."""

    lines: tuple[OrderLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OrdersWaiting:
    """How many orders wait for this person, and how many of them are overdue."""

    number: int
    overdue: int


@dataclass(frozen=True, slots=True)
class StepView:
    act: OrderAct
    by: Colleague
    at: datetime
    words: str
    reached: bool | None
    to_branch: str | None
    to_branch_name: BilingualName | None


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order as it stands. `why_not` says for each step why this person can't take it now; None: he or she can.

    `call_back_no` is what the caller left, whole: it is to be dialled. `mobile` is that on file, masked.
    """

    order_no: str
    call_no: str | None
    topic: OrderTopic
    priority: OrderPriority
    state: OrderState
    member_name: str | None
    mobile: str | None
    call_back_no: str | None
    words: str
    opened_at: datetime
    opened_by: Colleague
    branch_code: str
    owner: Colleague
    age: Age
    steps: tuple[StepView, ...]
    tries: int
    results: tuple[OrderResult, ...]
    result: OrderResult | None
    satisfaction: int | None
    why_not: tuple[tuple[OrderAct, str | None], ...]

    def reason(self, act: OrderAct) -> str | None:
        return dict(self.why_not)[act]


def line_of(
    sql: SqlSession, session: Session, order: WorkOrder, policy: Policy, *, mine: bool, begun: bool
) -> OrderLine:
    member = sql.get(Member, order.member_id) if order.member_id else None
    return OrderLine(
        order.order_no,
        order.topic,
        order.priority,
        order.state,
        _shown_name(session, order, member),
        order.branch_code,
        order.opened_at,
        colleague(sql.get_one(Staff, order.owner)),
        mine,
        age_of_order(session, order, policy),
        order.words,
        begun,
    )


def _shown_name(session: Session, order: WorkOrder, member: Member | None) -> str | None:
    return None if member is None or _not_yet_known(session, order) else mask_name(member.name)


def _shown_mobile(session: Session, order: WorkOrder, member: Member | None) -> str | None:
    if member is None or member.mobile is None:
        return None
    return "*" * len(member.mobile) if _not_yet_known(session, order) else mask_mobile(member.mobile)


def _not_yet_known(session: Session, order: WorkOrder) -> bool:
    """The order that follows a lock is about somebody whom nobody has verified: to an agent, who need only answer
    wrongly to have one, it tells nothing that the script asks for."""
    return session.role is Role.AGENT and order.topic is OrderTopic.LOCKED_VERIFICATION


def age_of_order(session: Session, order: WorkOrder, policy: Policy) -> Age:
    return age_on(policy.book.calendar, order.business_date, order.due_on, session.business_date)


def view_of(
    sql: SqlSession, session: Session, order: WorkOrder, policy: Policy, *, actor_id_no: str
) -> OrderView:
    member = sql.get(Member, order.member_id) if order.member_id else None
    call = sql.get(Call, order.call_id) if order.call_id else None
    now = progress_of(sql, order)
    return OrderView(
        order.order_no,
        call.call_no if call else None,
        order.topic,
        order.priority,
        order.state,
        _shown_name(session, order, member),
        _shown_mobile(session, order, member),
        order.call_back_no,
        order.words,
        order.opened_at,
        colleague(sql.get_one(Staff, order.opened_by)),
        order.branch_code,
        colleague(sql.get_one(Staff, order.owner)),
        age_of_order(session, order, policy),
        tuple(
            StepView(
                one.act,
                colleague(sql.get_one(Staff, one.by)),
                one.at,
                one.words,
                one.reached,
                one.to_branch,
                _branch_name(sql, one.to_branch) if one.to_branch else None,
            )
            for one in steps_of(sql, order)
        ),
        now.tries,
        possible_results(now),
        order.result,
        order.satisfaction,
        tuple((act, _why_not(sql, session, order, policy, act, actor_id_no)) for act in ACTS),
    )


def _branch_name(sql: SqlSession, code: str) -> BilingualName:
    branch = sql.get_one(Branch, code)
    return BilingualName(branch.name, branch.name_en)


def _why_not(
    sql: SqlSession, session: Session, order: WorkOrder, policy: Policy, act: OrderAct, actor_id_no: str
) -> str | None:
    try:
        check_step(sql, session, order, policy, act, actor_id_no)
    except Refusal as refusal:
        return refusal.code
    return None


def check_step(
    sql: SqlSession, session: Session, order: WorkOrder, policy: Policy, act: OrderAct, actor_id_no: str
) -> None:
    """Whether this person may take this step now. Raises Refusal.

    An agent works on his or her own orders only; another one of the branch takes it over first, so that it always
    has one owner. From above nobody answers what he or she wrote down or referred.
    """
    code = problem(progress_of(sql, order), act, session.role, policy)
    if code is not None:
        raise Refusal(code)
    if session.role is Role.SUPERVISOR:
        if order.referred_branch != session.branch_code:
            raise Refusal("order_not_referred")
        if actor_id_no in asked_by(sql, order):
            raise Refusal("order_own_question")
        return
    own = order.owner == session.staff_code
    if own and act is OrderAct.TAKEN_OVER:
        raise Refusal("order_own_already")
    if not own and act is not OrderAct.TAKEN_OVER:
        raise Refusal("order_not_own")
