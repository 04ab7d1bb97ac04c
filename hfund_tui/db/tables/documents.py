"""Papers that were issued."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, column, rules
from hfund_tui.db.tables.cases import MAX_JSON
from hfund_tui.db.tables.types import Characters, Day, Digest, Digits, Id, Instant, Name, Text, Whole
from hfund_tui.domain.issued import CODE_ALPHABET, CODE_LENGTH
from hfund_tui.domain.vocabulary import IssuedKind


class IssuedDocument(Row, table=True):
    """A paper as it was handed out. ``code`` is `hfund_tui.domain.issued.document_code` of its content; only the
    number of reprints changes."""

    __tablename__ = "issued_document"
    __table_args__ = rules(
        sa.Index("ix_issued_document_member_id", "member_id", "issued_at"),
        sa.Index("ix_issued_document_day", "branch_code", "business_date"),
    )

    number: Annotated[str, column(Text(60), key=True)]
    kind: Annotated[IssuedKind, column(Name(IssuedKind))]
    member_id: Annotated[int, column(Id(), to="member.id")]
    code: Annotated[str, column(Characters(CODE_ALPHABET, CODE_LENGTH), unique=True)]
    content_sha256: Annotated[str, column(Digest())]
    data_json: Annotated[str, column(Text(MAX_JSON), private=True)]
    issued_by: Annotated[str, column(Text(20), to="staff.code")]
    issued_at: Annotated[datetime, column(Instant())]
    business_date: Annotated[date, column(Day())]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    printed_copies: Annotated[int, column(Whole(0, 10_000))] = 0
