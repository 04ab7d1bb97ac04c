"""Employers' contribution lists that were taken in, and each of their lines that was credited."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, rules
from hfund_tui.db.tables.types import Day, Digest, Digits, Fen, Id, Instant, MonthType, Text, Whole
from hfund_tui.domain.months import Month


class ContributionFile(Row, table=True):
    """汇缴清册: a list an employer handed in, known by the digest of its bytes.

    ``lines`` and ``total_fen`` are what it says of itself; ``taken`` and ``taken_fen`` what was credited of it so
    far, and ``batches`` in how many postings. ``finished_at`` is None until all of it was looked at: a list that
    was cut short is handed in again and goes on.
    """

    __tablename__ = "contribution_file"
    __table_args__ = rules(
        check("not_more_lines_than_stated", "taken <= lines"),
        check("not_more_money_than_stated", "taken_fen <= total_fen"),
        sa.Index("ix_contribution_file_day", "branch_code", "business_date"),
        sa.Index("ix_contribution_file_employer_id", "employer_id", "month"),
    )

    file_no: Annotated[str, column(Text(30), key=True)]
    employer_id: Annotated[int, column(Id(), to="employer.id")]
    month: Annotated[Month, column(MonthType())]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    business_date: Annotated[date, column(Day())]
    lines: Annotated[int, column(Whole(1, 10**7))]
    total_fen: Annotated[int, column(Fen(), private=True)]
    content_sha256: Annotated[str, column(Digest(), unique=True)]
    begun_by: Annotated[str, column(Text(20), to="staff.code")]
    begun_at: Annotated[datetime, column(Instant())]
    taken: Annotated[int, column(Whole(0, 10**7))] = 0
    taken_fen: Annotated[int, column(Fen(), private=True)] = 0
    batches: Annotated[int, column(Whole(0, 10**7))] = 0
    finished_at: Annotated[datetime | None, column(Instant())] = None


class ContributionLine(Row, table=True):
    """A line that was credited. The primary key is what forbids a month to be paid twice. Append-only."""

    __tablename__ = "contribution_line"
    __table_args__ = rules(
        check("something", "personal_fen + employer_fen > 0"),
        sa.UniqueConstraint("file_no", "line_no"),
        sa.Index("ix_contribution_line_batch_id", "batch_id"),
        sa.Index("ix_contribution_line_account_no", "account_no"),
    )

    employer_id: Annotated[int, column(Id(), key=True, to="employer.id")]
    month: Annotated[Month, column(MonthType(), key=True)]
    account_no: Annotated[str, column(Digits(11), key=True, to="account.account_no", private=True)]
    file_no: Annotated[str, column(Text(30), to="contribution_file.file_no")]
    line_no: Annotated[int, column(Whole(1, 10**7))]
    batch_id: Annotated[int, column(Id(), to="journal_batch.id")]
    base_fen: Annotated[int, column(Fen(), private=True)]
    personal_fen: Annotated[int, column(Fen(), private=True)]
    employer_fen: Annotated[int, column(Fen(), private=True)]
