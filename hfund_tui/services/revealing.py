"""What may be shown unmasked, and how often one person looked."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import select

from hfund_tui.db.tables import Account, AuditEvent, Card, Member
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AuditOutcome, CardState
from hfund_tui.services.errors import Refusal
from hfund_tui.services.session import Session


class RevealField(StrEnum):
    """A masked field that can be shown for a stated reason."""

    NAME = "name"
    ID_NO = "id_no"
    MOBILE = "mobile"
    ACCOUNT_NO = "account_no"
    CARD_NO = "card_no"


def plain_field(sql: SqlSession, member_id: int, field: RevealField) -> str:
    member = sql.get(Member, member_id)
    if member is None:
        raise Refusal("member_unknown")
    match field:
        case RevealField.NAME:
            value: str | None = member.name
        case RevealField.ID_NO:
            value = member.id_no
        case RevealField.MOBILE:
            value = member.mobile
        case RevealField.ACCOUNT_NO:
            value = sql.exec(select(Account.account_no).where(Account.member_id == member_id)).first()
        case RevealField.CARD_NO:
            value = sql.exec(
                select(Card.card_no).where(Card.member_id == member_id, Card.state == CardState.LINKED)
            ).first()
    if not value:
        raise Refusal("nothing_to_reveal")
    return value


def looks_today(sql: SqlSession, session: Session) -> int:
    """How many fields this person had shown on the business date."""
    return sql.exec(
        select(func.count())
        .select_from(AuditEvent)
        .where(
            AuditEvent.actor == session.staff_code,
            AuditEvent.business_date == session.business_date,
            AuditEvent.operation == OPERATIONS[OperationCode.REVEAL_FIELD].audit_label,
            AuditEvent.outcome == AuditOutcome.READ,
        )
    ).one()
