"""Branches, the people who work there, their business days and their case numbers."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, one_per, rules
from hfund_tui.db.tables.types import Day, Digits, Flag, Id, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import Role


class Branch(Row, table=True):
    """管理部."""

    __tablename__ = "branch"
    __table_args__ = rules()

    code: Annotated[str, column(Digits(4), key=True)]
    name: Annotated[str, column(Text(100))]
    name_en: Annotated[str, column(Text(100))]
    address: Annotated[str, column(Text(300, 0))] = ""
    approval_branch_code: Annotated[str | None, column(Digits(4), to="branch.code")] = None
    """Whose supervisors decide this branch's cases too, where it has no second person of its own."""


class Staff(Row, table=True):
    """A person who signs in. The identity number is what maker, checker and proxy are compared by."""

    __tablename__ = "staff"
    __table_args__ = rules()

    code: Annotated[str, column(Text(20), key=True)]
    name: Annotated[str, column(Text(100))]
    name_en: Annotated[str, column(Text(100))]
    role: Annotated[Role, column(Word(Role))]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    id_no: Annotated[str, column(Text(20, 5), unique=True, private=True)]
    password_hash: Annotated[str, column(Text(300), private=True)]
    must_change: Annotated[bool, column(Flag())] = True
    active: Annotated[bool, column(Flag())] = True
    failed_count: Annotated[int, column(Whole(0, 1000))] = 0
    locked_until: Annotated[datetime | None, column(Instant())] = None
    last_sign_in_at: Annotated[datetime | None, column(Instant())] = None
    language: Annotated[str, column(Text(10))] = "zh"
    theme: Annotated[str, column(Text(40))] = "dark"


class StaffRelative(Row, table=True):
    """A relative that a staff member has declared and may not serve."""

    __tablename__ = "staff_relative"
    __table_args__ = rules(sa.Index("ix_staff_relative_id_no", "id_no"))

    staff_code: Annotated[str, column(Text(20), key=True, to="staff.code")]
    id_no: Annotated[str, column(Text(20, 5), key=True, private=True)]
    declared_on: Annotated[date, column(Day())]


class BusinessDay(Row, table=True):
    """营业日: opened and closed by a supervisor; at most one is open in a branch."""

    __tablename__ = "business_day"
    __table_args__ = rules(
        one_per("business_day_open", "branch_code", where="closed_at IS NULL"),
        check("closed", "(closed_by IS NULL) = (closed_at IS NULL)"),
        check("reopened", "(reopened_by IS NULL) = (reopened_at IS NULL)"),
        check(
            "reopened_by_two",
            "(reopened_by IS NULL) = (reopened_with IS NULL) AND reopened_by <> reopened_with",
        ),
    )

    branch_code: Annotated[str, column(Digits(4), key=True, to="branch.code")]
    business_date: Annotated[date, column(Day(), key=True)]
    opened_by: Annotated[str, column(Text(20), to="staff.code")]
    opened_at: Annotated[datetime, column(Instant())]
    closed_by: Annotated[str | None, column(Text(20), to="staff.code")] = None
    closed_at: Annotated[datetime | None, column(Instant())] = None
    reopened_by: Annotated[str | None, column(Text(20), to="staff.code")] = None
    reopened_with: Annotated[str | None, column(Text(20), to="staff.code")] = None
    reopened_at: Annotated[datetime | None, column(Instant())] = None
    sheet_json: Annotated[str | None, column(Text(1_000_000), private=True)] = None


class DayDifference(Row, table=True):
    """A difference found when a day was to be closed, with the words that explain it. Append-only."""

    __tablename__ = "day_difference"
    __table_args__ = rules(sa.Index("ix_day_difference_day", "branch_code", "business_date"))

    id: Annotated[int | None, column(Id(), key=True)] = None
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    business_date: Annotated[date, column(Day())]
    code: Annotated[str, column(Text(60))]
    subject: Annotated[str, column(Text(100, 0))]
    words: Annotated[str, column(Text(500), private=True)]
    explained_by: Annotated[str, column(Text(20), to="staff.code")]
    explained_at: Annotated[datetime, column(Instant())]


class CaseSequence(Row, table=True):
    """The last case number given out in a branch on a day."""

    __tablename__ = "case_sequence"
    __table_args__ = rules()

    branch_code: Annotated[str, column(Digits(4), key=True, to="branch.code")]
    business_date: Annotated[date, column(Day(), key=True)]
    last: Annotated[int, column(Whole(0, 10**9))] = 0
