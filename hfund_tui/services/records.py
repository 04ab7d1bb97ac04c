"""Writing to the audit from the service layer."""

from __future__ import annotations

from datetime import datetime

from hfund_tui.db.audit import AuditStamp, NewAuditEvent, append
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.session import Session


def record(
    uow: UnitOfWork,
    key: bytes,
    session: Session,
    at: datetime,
    operation: str,
    outcome: AuditOutcome,
    *,
    reason: str | None = None,
    case_no: str | None = None,
    member_id: int | None = None,
    before_sha256: str | None = None,
    after_sha256: str | None = None,
    **detail: object,
) -> AuditStamp:
    """Append one event to the chain of the session's counter, in the caller's transaction."""
    return append(
        uow,
        NewAuditEvent(
            chain=session.audit_chain,
            at=at,
            actor=session.staff_code,
            role=session.role,
            branch_code=session.branch_code,
            terminal=session.terminal,
            channel=session.channel,
            business_date=session.business_date,
            operation=operation,
            outcome=outcome,
            reason=reason,
            case_no=case_no,
            member_id=member_id,
            before_sha256=before_sha256,
            after_sha256=after_sha256,
            detail=detail,
        ),
        key,
    )
