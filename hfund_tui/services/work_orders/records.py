"""The rows of work orders: opening, adding a step, finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import Call, Staff, WorkOrder, WorkOrderStep
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import (
    OrderAct,
    OrderPriority,
    OrderResult,
    OrderTopic,
    Role,
    Verification,
)
from hfund_tui.domain.work_orders import Progress, Taken, due_on, progress
from hfund_tui.services.case_records import next_case_no
from hfund_tui.services.errors import Conflict, Refusal
from hfund_tui.services.session import Session


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody does with an order. `reached` is of a call back, `to_branch` of a referral, `result` and
    `satisfaction` (1 to 5; None: not said) of closing."""

    act: OrderAct
    words: str = ""
    reached: bool | None = None
    to_branch: str | None = None
    result: OrderResult | None = None
    satisfaction: int | None = None


def open_order(
    sql: SqlSession,
    session: Session,
    now: datetime,
    policy: Policy,
    key: str,
    *,
    topic: OrderTopic,
    priority: OrderPriority,
    words: str,
    call_id: int | None,
    member_id: int | None,
    call_back_no: str | None,
) -> WorkOrder:
    """A numbered order with its first step, part of the caller's transaction."""
    order = WorkOrder(
        order_no=f"W{next_case_no(sql, session)}",
        call_id=call_id,
        member_id=member_id,
        call_back_no=call_back_no,
        topic=topic,
        priority=priority,
        words=words,
        opened_by=session.staff_code,
        opened_at=now,
        branch_code=session.branch_code,
        business_date=session.business_date,
        due_on=due_on(session.business_date, priority, policy),
        owner=session.staff_code,
    )
    sql.add(order)
    sql.flush()
    _write(sql, session, order, now, key, NextStep(OrderAct.OPENED), 1)
    return order


def open_for_a_lock(
    sql: SqlSession, session: Session, call: Call, lock_id: int, now: datetime, policy: Policy
) -> WorkOrder:
    """The order that follows when the verification of a member was locked: somebody looks into who called."""
    return open_order(
        sql,
        session,
        now,
        policy,
        f"caller-lock-{lock_id}",
        topic=OrderTopic.LOCKED_VERIFICATION,
        priority=OrderPriority.NORMAL,
        words="",
        call_id=call.id,
        member_id=call.member_id,
        call_back_no=None,
    )


def add_step(
    sql: SqlSession, session: Session, order: WorkOrder, now: datetime, key: str, step: NextStep
) -> None:
    """Write a step that is allowed, and what follows from it."""
    taken = steps_of(sql, order)
    _write(sql, session, order, now, key, step, len(taken) + 1)
    done = [*_taken(taken), Taken(step.act, bool(step.reached))]
    order.state = progress(order.topic, done).state
    match step.act:
        case OrderAct.TAKEN_OVER:
            order.owner = session.staff_code
        case OrderAct.REFERRED:
            order.referred_branch = step.to_branch
        case OrderAct.CLOSED:
            order.result, order.satisfaction, order.closed_at = step.result, step.satisfaction, now
    sql.add(order)
    sql.flush()


def _write(
    sql: SqlSession, session: Session, order: WorkOrder, now: datetime, key: str, step: NextStep, number: int
) -> None:
    sql.add(
        WorkOrderStep(
            order_id=order.id or 0,
            number=number,
            idempotency_key=key,
            act=step.act,
            words=step.words,
            reached=step.reached,
            to_branch=step.to_branch,
            by=session.staff_code,
            branch_code=session.branch_code,
            business_date=session.business_date,
            at=now,
        )
    )
    sql.flush()


def steps_of(sql: SqlSession, order: WorkOrder) -> Sequence[WorkOrderStep]:
    steps = select(WorkOrderStep).where(WorkOrderStep.order_id == order.id)
    return sql.exec(steps.order_by(col(WorkOrderStep.number))).all()


def _taken(steps: Sequence[WorkOrderStep]) -> list[Taken]:
    return [Taken(one.act, bool(one.reached)) for one in steps]


def progress_of(sql: SqlSession, order: WorkOrder) -> Progress:
    return progress(order.topic, _taken(steps_of(sql, order)))


def find_order(sql: SqlSession, session: Session, order_no: str) -> WorkOrder:
    """An order of this branch, or one whose question was put to its supervisors. Raises Refusal."""
    order = sql.exec(select(WorkOrder).where(WorkOrder.order_no == order_no)).one_or_none()
    if order is None or not _is_seen(session, order):
        raise Refusal("order_unknown", order_no=order_no)
    return order


def _is_seen(session: Session, order: WorkOrder) -> bool:
    asked = session.role is Role.SUPERVISOR and order.referred_branch == session.branch_code
    return order.branch_code == session.branch_code or asked


def done_before(sql: SqlSession, session: Session, key: str, act: OrderAct) -> WorkOrderStep | None:
    """The step that a form has been sent for already; None when it has not. Raises Conflict when the key was used
    for something else."""
    step = sql.exec(select(WorkOrderStep).where(WorkOrderStep.idempotency_key == key)).one_or_none()
    if step is not None and (step.by, step.act) != (session.staff_code, act):
        raise Conflict("key_reused")
    return step


def require_same(sent: tuple[object, ...], now: tuple[object, ...], order: WorkOrder) -> None:
    """One form stands at two terminals, and each sends something else: the second one must not believe that its
    words were kept. Raises Conflict."""
    if sent != now:
        raise Conflict("order_sent_before", order_no=order.order_no)


def call_of(sql: SqlSession, session: Session, call_no: str) -> Call:
    """A call that this person took. Raises Refusal."""
    call = sql.exec(select(Call).where(Call.call_no == call_no)).one_or_none()
    if call is None or call.agent != session.staff_code:
        raise Refusal("no_call")
    return call


def caller_of(call: Call) -> int | None:
    """Whom a call is about: somebody who was only named is nobody yet."""
    return call.member_id if call.level is not Verification.NONE else None


def asked_by(sql: SqlSession, order: WorkOrder) -> frozenset[str]:
    """Identity numbers of those who wrote the order down or referred it: none of them answers it from above."""
    codes = {one.by for one in steps_of(sql, order) if one.act in (OrderAct.OPENED, OrderAct.REFERRED)}
    return frozenset(sql.exec(select(Staff.id_no).where(col(Staff.code).in_(codes))))
