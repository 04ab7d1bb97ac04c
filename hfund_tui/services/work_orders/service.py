"""Opening work orders, and every step until they are closed. Each public method is one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session as SqlSession
from sqlmodel import and_, case, col, func, or_, select, true

from hfund_tui.db import turns
from hfund_tui.db.tables import Branch, Call, Member, Staff, WorkOrder, WorkOrderStep
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.masks import mask_mobile, mask_name
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.text import clean, clean_multiline, drop_separators, fold_full_width
from hfund_tui.domain.vocabulary import (
    AuditOutcome,
    OrderAct,
    OrderPriority,
    OrderResult,
    OrderState,
    OrderTopic,
    Role,
)
from hfund_tui.domain.work_orders import OFFERED, SATISFACTION, possible_results
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import Actor, authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store, again_after_conflict
from hfund_tui.services.work_orders.drafts import drafts_of, drop_draft
from hfund_tui.services.work_orders.records import (
    NextStep,
    add_step,
    call_of,
    caller_of,
    done_before,
    find_order,
    open_order,
    progress_of,
    require_same,
)
from hfund_tui.services.work_orders.views import (
    Caller,
    OrderList,
    OrdersWaiting,
    OrderView,
    check_step,
    line_of,
    view_of,
)

LIMIT = 200
LONGEST_WORDS = 2000
_NUMBER_DIGITS = range(5, 16)
_NEEDS_WORDS = frozenset({OrderAct.REFERRED, OrderAct.REPLIED, OrderAct.CALL_BACK})


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What an agent writes down. `call_no` is the call it comes from, `member_id` the caller the form shows:
    somebody verified, or None. `call_back_no` may be empty when there is a mobile number on file."""

    topic: OrderTopic | None
    priority: OrderPriority
    words: str
    call_back_no: str = ""
    call_no: str | None = None
    member_id: int | None = None


class WorkOrderService:
    """Agents open, answer, refer, call back and close; supervisors answer what is referred to their branch."""

    def __init__(self, store: Store, clock: Clock, policies: PolicyBook) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies

    # ---- reading -----------------------------------------------------------------------------------------

    def orders(self, session: Session, *, limit: int = LIMIT) -> OrderList:
        """For an agent the open orders of the branch; for a supervisor those referred to it, and its overdue ones.
        Raises Refusal."""
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.WORK_ORDERS)
            wanted = _wanted(session)
            mine = _mine(session)
            late = col(WorkOrder.due_on) < session.business_date
            total = sql.exec(select(func.count()).select_from(WorkOrder).where(wanted)).one()
            rows = sql.exec(
                select(WorkOrder, mine)
                .where(wanted)
                .order_by(
                    case((mine, 0), else_=1),
                    case((late, 0), else_=1),
                    case((col(WorkOrder.priority) == OrderPriority.URGENT, 0), else_=1),
                    col(WorkOrder.due_on),
                    col(WorkOrder.order_no),
                )
                .limit(limit)
            ).all()
            begun = {one.number for one in drafts_of(sql, session) if one.act is not OrderAct.OPENED}
            return OrderList(
                tuple(
                    line_of(
                        sql,
                        session,
                        order,
                        self._policy(session),
                        mine=bool(own),
                        begun=order.order_no in begun,
                    )
                    for order, own in rows
                ),
                total,
            )

    def waiting(self, session: Session) -> OrdersWaiting:
        """How many wait for this person. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.WORK_ORDERS)
            late = col(WorkOrder.due_on) < session.business_date
            number, overdue = reader.session.exec(
                select(func.count(), func.coalesce(func.sum(case((late, 1), else_=0)), 0))
                .select_from(WorkOrder)
                .where(_mine(session), _is_open())
            ).one()
            return OrdersWaiting(number, overdue)

    def order(self, session: Session, order_no: str) -> OrderView:
        """One order with its steps. Raises Refusal for one that is another branch's."""
        with (
            refusals_recorded(self._store, self._clock, session, OperationCode.WORK_ORDERS, None),
            self._store.reading() as reader,
        ):
            sql = reader.session
            actor = authorise(sql, session, OperationCode.WORK_ORDERS)
            order = find_order(sql, session, order_no)
            return view_of(sql, session, order, self._policy(session), actor_id_no=actor.id_no)

    def caller(self, session: Session, call_no: str | None) -> Caller:
        """Who a new order from this call would be about. Raises Refusal for another agent's call."""
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.OPEN_WORK_ORDER)
            if call_no is None:
                return Caller()
            member_id = caller_of(call_of(sql, session, call_no))
            if member_id is None:
                return Caller(call_no)
            member = sql.get_one(Member, member_id)
            mobile = mask_mobile(member.mobile) if member.mobile else None
            return Caller(call_no, member_id, mask_name(member.name), mobile)

    # ---- writing -----------------------------------------------------------------------------------------

    @again_after_conflict
    def open(self, session: Session, new: NewOrder, key: str) -> str:
        """Open an order; returns its number. The same key again opens no other. Raises Refusal, BadInput, and
        Conflict when the key comes again with something else."""
        about = (turns.key(key), turns.staff(session.staff_code))
        with self._writing(session, OperationCode.OPEN_WORK_ORDER, *about) as (uow, _):
            sql = uow.session
            done = done_before(sql, session, key, OrderAct.OPENED)
            if done is not None:
                return self._opened_before(sql, done, new)
            if new.topic not in OFFERED:
                raise BadInput("topic", "order_topic")
            call = call_of(sql, session, new.call_no) if new.call_no is not None else None
            member_id = caller_of(call) if call is not None else None
            if member_id != new.member_id:
                raise Refusal("order_other_caller")
            number = _number(new.call_back_no)
            if number is None and (member_id is None or sql.get_one(Member, member_id).mobile is None):
                raise BadInput("call_back_no", "order_number_needed")
            order = open_order(
                sql,
                session,
                self._clock.now(),
                self._policy(session),
                key,
                topic=new.topic,
                priority=new.priority,
                words=_words(new.words, needed=True),
                call_id=call.id if call is not None else None,
                member_id=member_id,
                call_back_no=number,
            )
            drop_draft(sql, session, key)
            self._record(uow, session, OperationCode.OPEN_WORK_ORDER, OrderAct.OPENED, order)
            return order.order_no

    @again_after_conflict
    def take_step(self, session: Session, order_no: str, step: NextStep, key: str) -> OrderView:
        """The next step of an order; returns the order after it. The same key again takes no other step.

        Raises Refusal for a step that may not follow, or not by this person; BadInput for what can't be used;
        Conflict when the key comes again with something else.
        """
        replies = step.act is OrderAct.REPLIED
        code = OperationCode.ANSWER_WORK_ORDER if replies else OperationCode.HANDLE_WORK_ORDER
        with self._writing(session, code, turns.key(key), turns.order(order_no)) as (uow, actor):
            sql, policy = uow.session, self._policy(session)
            order = find_order(sql, session, order_no)
            done = done_before(sql, session, key, step.act)
            if done is None:
                check_step(sql, session, order, policy, step.act, actor.id_no)
                step = self._checked(sql, order, step)
                add_step(sql, session, order, self._clock.now(), key, step)
                drop_draft(sql, session, key)
                self._record(uow, session, code, step.act, order)
            elif done.order_id != order.id:
                raise Refusal("order_unknown", order_no=order_no)
            else:
                _require_same_step(done, order, step)
            return view_of(sql, session, order, policy, actor_id_no=actor.id_no)

    def _opened_before(self, sql: SqlSession, done: WorkOrderStep, new: NewOrder) -> str:
        """The order that this form was sent for, if it says the same. Raises Conflict."""
        order = sql.get_one(WorkOrder, done.order_id)
        call = sql.get_one(Call, order.call_id) if order.call_id is not None else None
        require_same(
            (order.topic, order.priority, order.words, order.call_back_no, call.call_no if call else None),
            (new.topic, new.priority, clean_multiline(new.words), _number(new.call_back_no), new.call_no),
            order,
        )
        return order.order_no

    def _checked(self, sql: SqlSession, order: WorkOrder, step: NextStep) -> NextStep:
        """The step with its words cleaned, and nothing that does not belong to it. Raises BadInput."""
        act = step.act
        to_branch, reached, result, satisfaction = None, None, None, None
        if act is OrderAct.REFERRED:
            to_branch = _branch(sql, step.to_branch)
        if act is OrderAct.CALL_BACK:
            reached = step.reached
            if reached is None:
                raise BadInput("reached", "order_reached")
        if act is OrderAct.CLOSED:
            result, satisfaction = step.result, step.satisfaction
            if result not in possible_results(progress_of(sql, order)):
                raise BadInput("result", "order_result")
            unasked = result is OrderResult.NOT_REACHED
            if satisfaction is not None and (unasked or satisfaction not in SATISFACTION):
                raise BadInput("satisfaction", "order_satisfaction")
        words = _words(step.words, needed=act in _NEEDS_WORDS)
        return NextStep(act, words, reached, to_branch, result, satisfaction)

    # ---- the parts ---------------------------------------------------------------------------------------

    @contextmanager
    def _writing(
        self, session: Session, code: OperationCode, *about: str
    ) -> Iterator[tuple[UnitOfWork, Actor]]:
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing(*about) as uow,
        ):
            yield uow, authorise(uow.session, session, code)

    def _policy(self, session: Session) -> Policy:
        return self._policies.on(session.business_date)

    def _record(
        self, uow: UnitOfWork, session: Session, code: OperationCode, act: OrderAct, order: WorkOrder
    ) -> None:
        record(
            uow,
            self._store.audit_key,
            session,
            self._clock.now(),
            OPERATIONS[code].audit_label,
            AuditOutcome.DONE,
            reason=act.value,
            member_id=order.member_id,
            order=order.order_no,
            state=order.state.value,
        )


def _require_same_step(done: WorkOrderStep, order: WorkOrder, step: NextStep) -> None:
    """A step that was sent before says what this one says. Raises Conflict."""
    sent: tuple[object, ...] = (done.words,)
    now: tuple[object, ...] = (clean_multiline(step.words),)
    match done.act:
        case OrderAct.REFERRED:
            sent, now = (*sent, done.to_branch), (*now, clean(step.to_branch or ""))
        case OrderAct.CALL_BACK:
            sent, now = (*sent, done.reached), (*now, step.reached)
        case OrderAct.CLOSED:
            sent, now = (*sent, order.result, order.satisfaction), (*now, step.result, step.satisfaction)
    require_same(sent, now, order)


def _is_open() -> ColumnElement[bool]:
    return col(WorkOrder.state) != OrderState.CLOSED


def _referred_here(session: Session) -> ColumnElement[bool]:
    return and_(
        col(WorkOrder.state) == OrderState.REFERRED, col(WorkOrder.referred_branch) == session.branch_code
    )


def _mine(session: Session) -> ColumnElement[bool]:
    if session.role is Role.SUPERVISOR:
        return _referred_here(session)
    return and_(col(WorkOrder.owner) == session.staff_code, col(WorkOrder.branch_code) == session.branch_code)


def _wanted(session: Session) -> ColumnElement[bool]:
    here = and_(col(WorkOrder.branch_code) == session.branch_code, _is_open())
    if session.role is not Role.SUPERVISOR:
        return here
    return or_(_referred_here(session), and_(here, col(WorkOrder.due_on) < session.business_date))


def _words(words: str, *, needed: bool) -> str:
    kept = clean_multiline(words)
    if needed and not kept:
        raise BadInput("words", "order_words")
    if len(kept) > LONGEST_WORDS:
        raise BadInput("words", "text_too_long", most=LONGEST_WORDS)
    return kept


def _number(given: str) -> str | None:
    """A number to call back, digits only, with a plus in front from abroad. None: none was given."""
    number = drop_separators(fold_full_width(given))
    if not number:
        return None
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in _NUMBER_DIGITS):
        raise BadInput("call_back_no", "order_number_wrong")
    return number


def _branch(sql: SqlSession, given: str | None) -> str:
    """A branch that has somebody to answer."""
    code = clean(given or "")
    if sql.get(Branch, code) is None:
        raise BadInput("to_branch", "branch_unknown", branch=code)
    above = select(Staff.code).where(
        Staff.branch_code == code, Staff.role == Role.SUPERVISOR, col(Staff.active).is_(true())
    )
    if sql.exec(above).first() is None:
        raise BadInput("to_branch", "order_nobody_there", branch=code)
    return code
