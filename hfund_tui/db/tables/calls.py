"""Calls of the hotline, and how their callers were verified."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, one_per, rules
from hfund_tui.db.tables.types import Day, Digits, Flag, Id, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import CallerQuestion, Verification, WrapUp


class Call(Row, table=True):
    """A call (来电). What its caller has shown holds for this call, this member and this sign-in only.

    `question` is what is being asked: it stays until it is answered, so that nobody can choose an easier one.
    `numbers_tried` counts identity numbers that nobody has. `guide` and `guide_step` are the place in a guide
    that is being read out.
    """

    __tablename__ = "call"
    __table_args__ = rules(
        one_per("call_open", "agent", where="ended_at IS NULL"),
        check("ended_with_a_word", "(ended_at IS NULL) = (wrap_up IS NULL)"),
        check("verified_as_somebody", "level = 'none' OR member_id IS NOT NULL"),
        check("asked_as_somebody", "question IS NULL OR member_id IS NOT NULL"),
        check("place_in_a_guide", "guide IS NOT NULL OR guide_step = 0"),
        sa.Index("ix_call_member_id", "member_id", "began_at"),
        sa.Index("ix_call_business_date", "business_date", "branch_code"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    call_no: Annotated[str, column(Text(21), unique=True)]
    session_id: Annotated[str, column(Text(64), private=True)]
    agent: Annotated[str, column(Text(20), to="staff.code")]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    terminal: Annotated[str, column(Text(40))]
    business_date: Annotated[date, column(Day())]
    began_at: Annotated[datetime, column(Instant())]
    ended_at: Annotated[datetime | None, column(Instant())] = None
    member_id: Annotated[int | None, column(Id(), to="member.id")] = None
    numbers_tried: Annotated[int, column(Whole(0, 1000))] = 0
    level: Annotated[Verification, column(Word(Verification))] = Verification.NONE
    question: Annotated[CallerQuestion | None, column(Word(CallerQuestion))] = None
    notes: Annotated[str, column(Text(2000, 0), private=True)] = ""
    wrap_up: Annotated[WrapUp | None, column(Word(WrapUp))] = None
    asked_from: Annotated[int | None, column(Id(), to="caller_check.id", breaks_cycle=True)] = None
    """The first answer that counts: that of the number by which the caller was last named."""
    guide: Annotated[str | None, column(Text(60))] = None
    guide_step: Annotated[int, column(Whole(0, 1000))] = 0


class CallerCheck(Row, table=True):
    """That a question was put to a caller, and whether the answer was right; never the answer. Append-only."""

    __tablename__ = "caller_check"
    __table_args__ = rules(
        sa.Index("ix_caller_check_member_id", "member_id", "at"),
        sa.Index("ix_caller_check_call_id", "call_id"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    call_id: Annotated[int, column(Id(), to="call.id")]
    member_id: Annotated[int, column(Id(), to="member.id")]
    question: Annotated[CallerQuestion, column(Word(CallerQuestion))]
    right: Annotated[bool, column(Flag())]
    asked_by: Annotated[str, column(Text(20), to="staff.code")]
    at: Annotated[datetime, column(Instant())]


class CallerLock(Row, table=True):
    """That nobody may be verified as this member by telephone for a while. Append-only."""

    __tablename__ = "caller_lock"
    __table_args__ = rules(
        check("some_time", "until > locked_at"),
        sa.Index("ix_caller_lock_member_id", "member_id", "until"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    call_id: Annotated[int, column(Id(), to="call.id")]
    member_id: Annotated[int, column(Id(), to="member.id")]
    locked_at: Annotated[datetime, column(Instant())]
    until: Annotated[datetime, column(Instant())]
