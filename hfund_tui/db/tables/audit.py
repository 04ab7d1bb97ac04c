"""The audit chain. Rows refer to nothing by foreign key: the record outlives what it speaks of."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, column, rules
from hfund_tui.db.tables.types import Day, Digest, Id, Instant, Text, Word
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, Role


class AuditEvent(Row, table=True):
    """One thing that happened. ``hash`` seals it and, by ``previous_hash``, all before it. Append-only."""

    __tablename__ = "audit_event"
    __table_args__ = rules(
        sa.Index("ix_audit_event_case_no", "case_no"),
        sa.Index("ix_audit_event_member_id", "member_id", "at"),
        sa.Index("ix_audit_event_actor", "actor", "business_date", "operation"),
    )

    chain: Annotated[str, column(Text(60), key=True)]
    sequence: Annotated[int, column(Id(), key=True)]
    at: Annotated[datetime, column(Instant())]
    actor: Annotated[str, column(Text(40))]
    role: Annotated[Role | None, column(Word(Role))] = None
    branch_code: Annotated[str | None, column(Text(10))] = None
    terminal: Annotated[str, column(Text(40))]
    channel: Annotated[Channel, column(Word(Channel))]
    business_date: Annotated[date | None, column(Day())] = None
    operation: Annotated[str, column(Text(60))]
    outcome: Annotated[AuditOutcome, column(Word(AuditOutcome))]
    reason: Annotated[str | None, column(Text(500), private=True)] = None
    case_no: Annotated[str | None, column(Text(20))] = None
    member_id: Annotated[int | None, column(Id())] = None
    before_sha256: Annotated[str | None, column(Digest())] = None
    after_sha256: Annotated[str | None, column(Digest())] = None
    detail_json: Annotated[str, column(Text(100_000), private=True)] = "{}"
    previous_hash: Annotated[str, column(Digest())]
    hash: Annotated[str, column(Digest())]


class ChainHead(Row, table=True):
    """The last link of a chain, kept in the same transaction, so that a cut tail shows."""

    __tablename__ = "chain_head"
    __table_args__ = rules()

    chain: Annotated[str, column(Text(60), key=True)]
    sequence: Annotated[int, column(Id())]
    hash: Annotated[str, column(Digest())]
