"""One-time codes sent to members."""

from datetime import datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, one_per, rules
from hfund_tui.db.tables.types import Digest, Id, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import CodePurpose


class OneTimeCode(Row, table=True):
    """That a code was sent to the mobile number on file, sealed: the code itself is kept nowhere.

    At most one of a member's codes for a purpose is live; it ends when it is used, guessed at too often or
    followed by another one.
    """

    __tablename__ = "one_time_code"
    __table_args__ = rules(
        one_per("one_time_code_live", "member_id", "purpose", where="ended_at IS NULL"),
        check("some_time", "expires_at > sent_at"),
        sa.Index("ix_one_time_code_member_id", "member_id", "sent_at"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    member_id: Annotated[int, column(Id(), to="member.id")]
    purpose: Annotated[CodePurpose, column(Word(CodePurpose))]
    seal: Annotated[str, column(Digest(), private=True)]
    sent_by: Annotated[str, column(Text(20), to="staff.code")]
    sent_at: Annotated[datetime, column(Instant())]
    expires_at: Annotated[datetime, column(Instant())]
    tries: Annotated[int, column(Whole(0, 1000))] = 0
    ended_at: Annotated[datetime | None, column(Instant())] = None
