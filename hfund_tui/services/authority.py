"""Who may do what: deny by default. The declaration of an operation is the only place where rights are given."""

from __future__ import annotations

from sqlmodel import Session as SqlSession
from sqlmodel import select

from hfund_tui.db.tables import BusinessDay, Staff
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import Operation, OperationCode, Presence
from hfund_tui.domain.request import Request
from hfund_tui.domain.vocabulary import Channel, Role, Verification
from hfund_tui.services.errors import Refusal
from hfund_tui.services.session import Session

_SEEN = {
    Presence.IN_PERSON: Verification.ID_ORIGINAL,
    Presence.PROXY: Verification.PROXY_ID_ORIGINAL,
}


def may(role: Role, channel: Channel, declaration: Operation) -> bool:
    """Whether the declaration gives this role the operation on this channel."""
    return role in declaration.roles and channel in declaration.channels


def authorise(sql: SqlSession, session: Session, code: OperationCode) -> Staff:
    """The staff member behind the session, if he or she may do this now. Raises Refusal.

    The role is the one in the database at this moment, not the one of the sign-in.
    """
    staff = sql.get(Staff, session.staff_code)
    if staff is None or not staff.active or staff.role is not session.role:
        raise Refusal("session_ended")
    if staff.must_change:
        raise Refusal("must_change_password")
    declaration = OPERATIONS[code]
    if not may(staff.role, session.channel, declaration):
        raise Refusal("not_permitted", operation=declaration.transaction_code)
    day = sql.exec(
        select(BusinessDay).where(
            BusinessDay.branch_code == session.branch_code,
            BusinessDay.business_date == session.business_date,
        )
    ).one_or_none()
    if day is None or day.closed_at is not None:
        raise Refusal("day_closed", day=session.business_date)
    return staff


def check_verification(session: Session, request: Request) -> None:
    """The person was identified in a way that suffices here, and as the one who is present. Raises Refusal."""
    wanted = OPERATIONS[request.operation].verification.get(session.channel, frozenset())
    fits = session.channel is not Channel.COUNTER or request.verification is _SEEN[request.presence]
    if request.verification not in wanted or not fits:
        raise Refusal("not_verified")
    if (request.proxy is not None) != (request.presence is Presence.PROXY):
        raise Refusal("not_verified")
