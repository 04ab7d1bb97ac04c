"""Who may do what: deny by default. The declaration of an operation is the only place where rights are given."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import Session as SqlSession

from hfund_tui.db.prebuilt import Prebuilt
from hfund_tui.db.tables import BusinessDay, Call, Staff, metadata
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import Operation, OperationCode, Presence
from hfund_tui.domain.request import Request
from hfund_tui.domain.vocabulary import Channel, Role, Verification
from hfund_tui.services.errors import Refusal
from hfund_tui.services.session import Session

_staff = metadata.tables[str(Staff.__tablename__)]
_day = metadata.tables[str(BusinessDay.__tablename__)]
_call = metadata.tables[str(Call.__tablename__)]

_SEEN = {
    Presence.IN_PERSON: Verification.ID_ORIGINAL,
    Presence.PROXY: Verification.PROXY_ID_ORIGINAL,
    Presence.ABSENT: Verification.NONE,
}


_CHANNEL_OF = {Role.AGENT: Channel.HOTLINE}


def channel_of(role: Role) -> Channel:
    """The channel staff of this role work on."""
    return _CHANNEL_OF.get(role, Channel.COUNTER)


def may(role: Role, channel: Channel, declaration: Operation) -> bool:
    """Whether the declaration gives this role the operation on this channel."""
    return role in declaration.roles and channel in declaration.channels


@dataclass(frozen=True, slots=True)
class Actor:
    """The staff member behind a session, as the database knows him or her at this moment."""

    code: str
    role: Role
    id_no: str


# Asked at the beginning of every call, so it is built once and read without objects.
_STANDING = Prebuilt(
    sa.select(
        _staff.c.role,
        _staff.c.branch_code,
        _staff.c.id_no,
        _staff.c.active,
        _staff.c.must_change,
        _day.c.business_date,
        _day.c.closed_at,
    )
    .select_from(
        _staff.outerjoin(
            _day,
            sa.and_(
                _day.c.branch_code == sa.bindparam("branch"),
                _day.c.business_date == sa.bindparam("day"),
            ),
        )
    )
    .where(_staff.c.code == sa.bindparam("staff"))
)


def authorise(
    sql: SqlSession | Connection, session: Session, code: OperationCode, member_id: int | None = None
) -> Actor:
    """The staff member behind the session, if he or she may do this now. Raises Refusal.

    Role, branch and channel are those in the database at this moment, not those of the sign-in. By telephone the
    caller must have been verified, in the call that is going on, as the very member this is about.
    """
    found = _STANDING.rows(
        _connection(sql), staff=session.staff_code, branch=session.branch_code, day=session.business_date
    )
    standing = found[0] if found else None
    if standing is None or not standing.active:
        raise Refusal("session_ended")
    now = (standing.role, standing.branch_code, channel_of(standing.role))
    if now != (session.role, session.branch_code, session.channel):
        raise Refusal("session_ended")
    if standing.must_change:
        raise Refusal("must_change_password")
    declaration = OPERATIONS[code]
    if not may(session.role, session.channel, declaration):
        raise Refusal("not_permitted", operation=declaration.transaction_code)
    if standing.business_date is None or standing.closed_at is not None:
        raise Refusal("day_closed", day=session.business_date)
    if session.channel is Channel.HOTLINE:
        enough = declaration.verification[Channel.HOTLINE]
        if Verification.NONE not in enough and caller_level(sql, session, member_id) not in enough:
            raise Refusal("caller_not_verified")
    return Actor(session.staff_code, session.role, standing.id_no)


_LEVEL = sa.select(_call.c.level).where(
    _call.c.session_id == sa.bindparam("session"),
    _call.c.member_id == sa.bindparam("member"),
    _call.c.ended_at.is_(None),
)


def caller_level(sql: SqlSession | Connection, session: Session, member_id: int | None) -> Verification:
    """How far the caller on the line has been verified as this member; not at all for anybody else."""
    if member_id is None:
        return Verification.NONE
    found = (
        _connection(sql).execute(_LEVEL, {"session": session.id, "member": member_id}).scalar_one_or_none()
    )
    return found or Verification.NONE


def _connection(sql: SqlSession | Connection) -> Connection:
    return sql if isinstance(sql, Connection) else sql.connection()


def check_verification(session: Session, request: Request) -> None:
    """The person was identified in a way that suffices here, and as the one who is present. Raises Refusal."""
    declaration = OPERATIONS[request.operation]
    wanted = declaration.verification.get(session.channel, frozenset())
    if not declaration.takes(request.presence):
        raise Refusal("not_verified")
    fits = session.channel is not Channel.COUNTER or request.verification is _SEEN[request.presence]
    if request.verification not in wanted or not fits:
        raise Refusal("not_verified")
    if (request.proxy is not None) != (request.presence is Presence.PROXY):
        raise Refusal("not_verified")
