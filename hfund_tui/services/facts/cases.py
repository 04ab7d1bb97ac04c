"""Facts about what happened before: withdrawals, open cases, closures, payouts, refusals."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, func, or_
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import Case, PaymentOrder
from hfund_tui.domain.facts import AcceptedClosure, FailedPayout, OpenCase, ReversalTarget, WithdrawalCounts
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import ReverseCase
from hfund_tui.domain.rules.reversal import STAYS
from hfund_tui.domain.vocabulary import CaseStatus, PaymentState
from hfund_tui.services.facts import loan_changes
from hfund_tui.services.facts.concerned import concerned

OPEN = (CaseStatus.PENDING, CaseStatus.RETURNED, CaseStatus.CLOSED_UNSETTLED)
"""Cases that something is still to come of."""


def counts(sql: SqlSession, member_id: int, kind: OperationCode, today: date) -> WithdrawalCounts:
    rows = sql.exec(
        select(col(Case.channel), col(Case.business_date)).where(
            Case.member_id == member_id,
            Case.operation == kind.value,
            Case.status == CaseStatus.COMPLETED,
            Case.business_date >= today.replace(month=1, day=1),
        )
    ).all()
    counter = sum(not channel.is_self_service for channel, _ in rows)
    month = sum(channel.is_self_service and on >= today.replace(day=1) for channel, on in rows)
    return WithdrawalCounts(counter, month)


def open_cases(sql: SqlSession, member_id: int, excluding_case: str | None) -> tuple[OpenCase, ...]:
    rows = sql.exec(
        select(Case)
        .where(Case.member_id == member_id, col(Case.status).in_(OPEN))
        .order_by(col(Case.case_no))
    )
    return tuple(
        OpenCase(row.case_no, OperationCode(row.operation), row.amount_fen or 0)
        for row in rows
        if row.case_no != excluding_case
    )


def accepted_closure(sql: SqlSession, member_id: int) -> AcceptedClosure | None:
    row = sql.exec(
        select(Case).where(Case.member_id == member_id, Case.status == CaseStatus.CLOSED_UNSETTLED)
    ).one_or_none()
    return AcceptedClosure(row.case_no, row.business_date) if row else None


def failed_payouts(sql: SqlSession, account_no: str) -> tuple[FailedPayout, ...]:
    rows = sql.exec(
        select(PaymentOrder)
        .where(PaymentOrder.account_no == account_no, PaymentOrder.state == PaymentState.FAILED)
        .order_by(col(PaymentOrder.id))
    )
    return tuple(
        FailedPayout(row.id or 0, row.case_no, row.card_id, row.amount_fen, row.result_reason or "")
        for row in rows
    )


def refused_on(sql: SqlSession, member_id: int, on: date) -> int:
    """How many requests for this member were refused on that day."""
    return sql.exec(
        select(func.count())
        .select_from(Case)
        .where(Case.member_id == member_id, Case.status == CaseStatus.REFUSED, Case.business_date == on)
    ).one()


def reversal_target(sql: SqlSession, request: ReverseCase, on: date) -> ReversalTarget | None:
    """The case to reverse on a day; None when there is none of that number for this member."""
    case = sql.get(Case, request.case_no)
    if case is None or case.member_id != request.member_id:
        return None
    payment = sql.exec(
        select(col(PaymentOrder.state)).where(PaymentOrder.case_no == case.case_no)
    ).one_or_none()
    return ReversalTarget(
        case.case_no,
        OperationCode(case.operation),
        case.status,
        case.member_id,
        case.branch_code,
        case.posted_on or case.business_date,
        case.amount_fen or 0,
        payment,
        latest=not _has_later(sql, case),
        undoable=case.plan_json is not None and case.posted_on is not None,
        obstacle=loan_changes.obstacle(sql, case.case_no, on),
        concerned=concerned(sql, case),
    )


def _has_later(sql: SqlSession, case: Case) -> bool:
    """Whether a case of the member was posted after this one, in whatever branch, and still stands."""
    if case.decided_at is None:
        return False
    later = (
        select(Case.case_no)
        .where(
            Case.member_id == case.member_id,
            Case.case_no != case.case_no,
            col(Case.operation).not_in([OperationCode.REVERSE_CASE, *STAYS]),
            col(Case.status).in_((CaseStatus.COMPLETED, CaseStatus.CLOSED_UNSETTLED)),
            or_(
                col(Case.decided_at) > case.decided_at,
                and_(col(Case.decided_at) == case.decided_at, col(Case.case_no) > case.case_no),
            ),
        )
        .limit(1)
    )
    return sql.exec(later).first() is not None
