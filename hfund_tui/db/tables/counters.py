"""What is counted as it happens, so that nobody has to go through members or cases to say how many.

Nothing in the program writes these tables: triggers do, in the transaction of what is counted
(`hfund_tui.db.counters`), and ``verify`` counts again. A row at zero is not kept.
"""

from datetime import date
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, column, rules
from hfund_tui.db.tables.types import Day, Digits, MonthType, Text, Whole, Word
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import CaseStatus, Channel, RuleEvent, SigningEvent, SigningWay

_MOST = 10**10
# A counter somebody tampered with must not stand in the way of what is counted, so it may go below zero.
_NUMBER = Whole(-_MOST, _MOST)


def _at_zero(table: str) -> sa.Index:
    """Empty but for the moment in which a row is found to be at zero, and goes."""
    zero = sa.text("number = 0")
    return sa.Index(f"ix_{table}_at_zero", "number", sqlite_where=zero, postgresql_where=zero)


class MemberCount(Row, table=True):
    """Members with a normal account, by the last month paid and by how they came to the agreement in force."""

    __tablename__ = "member_count"
    __table_args__ = rules(_at_zero("member_count"))

    paid_through: Annotated[Month, column(MonthType(), key=True)]
    way: Annotated[SigningWay, column(Word(SigningWay), key=True)]
    number: Annotated[int, column(_NUMBER)]


class SigningCount(Row, table=True):
    """Self-service agreements signed and ended in a month, by how they were signed."""

    __tablename__ = "signing_count"
    __table_args__ = rules(_at_zero("signing_count"))

    month: Annotated[Month, column(MonthType(), key=True)]
    event: Annotated[SigningEvent, column(Word(SigningEvent), key=True)]
    way: Annotated[SigningWay, column(Word(SigningWay), key=True)]
    number: Annotated[int, column(_NUMBER)]


class BusinessCount(Row, table=True):
    """What was done for members in a month and stands: posted cases by their operation, and what was taken
    over from other systems by its summary code."""

    __tablename__ = "business_count"
    __table_args__ = rules(_at_zero("business_count"))

    month: Annotated[Month, column(MonthType(), key=True)]
    kind: Annotated[str, column(Text(60), key=True)]
    channel: Annotated[Channel, column(Word(Channel), key=True)]
    number: Annotated[int, column(_NUMBER)]


class RuleCount(Row, table=True):
    """How often a rule refused a case, or was passed over, in a month and a branch."""

    __tablename__ = "rule_count"
    __table_args__ = rules(_at_zero("rule_count"))

    month: Annotated[Month, column(MonthType(), key=True)]
    branch_code: Annotated[str, column(Digits(4), key=True)]
    event: Annotated[RuleEvent, column(Word(RuleEvent), key=True)]
    rule: Annotated[str, column(Text(60), key=True)]
    number: Annotated[int, column(_NUMBER)]


class OpenCaseCount(Row, table=True):
    """Cases of a branch that wait for a second person or their maker, by the day they were handed in."""

    __tablename__ = "open_case_count"
    __table_args__ = rules(_at_zero("open_case_count"))

    branch_code: Annotated[str, column(Digits(4), key=True)]
    status: Annotated[CaseStatus, column(Word(CaseStatus), key=True)]
    since: Annotated[date, column(Day(), key=True)]
    number: Annotated[int, column(_NUMBER)]
