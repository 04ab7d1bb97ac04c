"""Branches, the people who work there, their business days and their case numbers."""

from datetime import date, datetime
from typing import Annotated

from hfund_tui.db.tables.base import Row, check, column, one_per, rules
from hfund_tui.db.tables.types import Day, Digits, Flag, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import Role


class Branch(Row, table=True):
    """管理部."""

    __tablename__ = "branch"
    __table_args__ = rules()

    code: Annotated[str, column(Digits(4), key=True)]
    name: Annotated[str, column(Text(100))]
    name_en: Annotated[str, column(Text(100))]
    address: Annotated[str, column(Text(300, 0))] = ""


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


class BusinessDay(Row, table=True):
    """营业日: opened and closed by a supervisor; at most one is open in a branch."""

    __tablename__ = "business_day"
    __table_args__ = rules(
        one_per("business_day_open", "branch_code", where="closed_at IS NULL"),
        check("closed", "(closed_by IS NULL) = (closed_at IS NULL)"),
    )

    branch_code: Annotated[str, column(Digits(4), key=True, to="branch.code")]
    business_date: Annotated[date, column(Day(), key=True)]
    opened_by: Annotated[str, column(Text(20), to="staff.code")]
    opened_at: Annotated[datetime, column(Instant())]
    closed_by: Annotated[str | None, column(Text(20), to="staff.code")] = None
    closed_at: Annotated[datetime | None, column(Instant())] = None


class CaseSequence(Row, table=True):
    """The last case number given out in a branch on a day."""

    __tablename__ = "case_sequence"
    __table_args__ = rules()

    branch_code: Annotated[str, column(Digits(4), key=True, to="branch.code")]
    business_date: Annotated[date, column(Day(), key=True)]
    last: Annotated[int, column(Whole(0, 10**9))] = 0
