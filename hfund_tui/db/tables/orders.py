"""Work orders of the hotline: what could not be answered in the call, and what became of it."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, rules
from hfund_tui.db.tables.types import Day, Digits, Flag, Id, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderResult, OrderState, OrderTopic


class WorkOrder(Row, table=True):
    """A work order (工单). What it asks stays as it was opened; the rest follows from its steps.

    `member_id` is a caller who was verified, or the member whose verification was locked; None: nobody known.
    `call_back_no` is the number the caller left; None: the mobile number on file. `referred_branch` is the branch
    whose supervisors were asked last. `satisfaction` goes from 1 to 5; None: nobody could be asked, or the caller
    would not say.
    """

    __tablename__ = "work_order"
    __table_args__ = rules(
        check("due_after_opened", "due_on >= business_date"),
        check("someone_to_call", "member_id IS NOT NULL OR call_back_no IS NOT NULL"),
        check("referred_to_a_branch", "state <> 'referred' OR referred_branch IS NOT NULL"),
        check("closed_at_a_time", "(state = 'closed') = (closed_at IS NOT NULL)"),
        check("closed_with_a_result", "(closed_at IS NULL) = (result IS NULL)"),
        check(
            "satisfied_when_reached",
            "satisfaction IS NULL OR (result IS NOT NULL AND result <> 'not_reached')",
        ),
        sa.Index("ix_work_order_branch_code", "branch_code", "state", "due_on"),
        sa.Index("ix_work_order_referred_branch", "referred_branch", "state", "due_on"),
        sa.Index("ix_work_order_owner", "owner", "state", "due_on"),
        sa.Index("ix_work_order_call_id", "call_id"),
        sa.Index("ix_work_order_member_id", "member_id"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    order_no: Annotated[str, column(Text(21), unique=True)]
    call_id: Annotated[int | None, column(Id(), to="call.id")] = None
    member_id: Annotated[int | None, column(Id(), to="member.id")] = None
    call_back_no: Annotated[str | None, column(Text(20), private=True)] = None
    topic: Annotated[OrderTopic, column(Word(OrderTopic))]
    priority: Annotated[OrderPriority, column(Word(OrderPriority))]
    words: Annotated[str, column(Text(2000, 0), private=True)]
    opened_by: Annotated[str, column(Text(20), to="staff.code")]
    opened_at: Annotated[datetime, column(Instant())]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    business_date: Annotated[date, column(Day())]
    due_on: Annotated[date, column(Day())]
    state: Annotated[OrderState, column(Word(OrderState))] = OrderState.OPEN
    owner: Annotated[str, column(Text(20), to="staff.code")]
    referred_branch: Annotated[str | None, column(Digits(4), to="branch.code")] = None
    result: Annotated[OrderResult | None, column(Word(OrderResult))] = None
    satisfaction: Annotated[int | None, column(Whole(1, 5))] = None
    closed_at: Annotated[datetime | None, column(Instant())] = None


class WorkOrderStep(Row, table=True):
    """One step of a work order, and who took it. Append-only. ``idempotency_key`` is that of the form."""

    __tablename__ = "work_order_step"
    __table_args__ = rules(
        sa.UniqueConstraint("order_id", "number"),
        check("call_back_reached_or_not", "(act = 'call_back') = (reached IS NOT NULL)"),
        check("referred_to_a_branch", "(act = 'referred') = (to_branch IS NOT NULL)"),
        check("opened_first", "(act = 'opened') = (number = 1)"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    order_id: Annotated[int, column(Id(), to="work_order.id")]
    number: Annotated[int, column(Whole(1, 10_000))]
    idempotency_key: Annotated[str, column(Text(64, 8), unique=True)]
    act: Annotated[OrderAct, column(Word(OrderAct))]
    words: Annotated[str, column(Text(2000, 0), private=True)] = ""
    reached: Annotated[bool | None, column(Flag())] = None
    to_branch: Annotated[str | None, column(Digits(4), to="branch.code")] = None
    by: Annotated[str, column(Text(20), to="staff.code")]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    business_date: Annotated[date, column(Day())]
    at: Annotated[datetime, column(Instant())]
