"""The queue: what waits for a second person, and what is with its maker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session as SqlSession
from sqlmodel import and_, col, false, or_, select

from hfund_tui.db.tables import Branch, Case, Member, Staff
from hfund_tui.domain.approval import Risk, risk_of, stored_approvals
from hfund_tui.domain.masks import mask_name
from hfund_tui.domain.operation import ApprovalReason, OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import CaseStatus, Role
from hfund_tui.services.authority import authorise
from hfund_tui.services.review import Age, Colleague, age_of, colleague
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

LIMIT = 200
_SAID_NO = (CaseStatus.RETURNED, CaseStatus.REJECTED)
_LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One waiting case. Amount in fen; the member's name is masked.

    `owner` is the supervisor who took it. `decision_code` and `decision_words` say why a case went back or was
    rejected.
    """

    case_no: str
    operation: OperationCode
    status: CaseStatus
    member_id: int
    member_name: str
    branch_code: str
    amount_fen: int
    maker: Colleague
    owner: Colleague | None
    reasons: tuple[ApprovalReason, ...]
    risk: Risk
    age: Age
    created_at: datetime
    decision_code: str | None
    decision_words: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The oldest cases first; `total` counts those that were left out too."""

    lines: tuple[QueueLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases wait for this person: others' to be decided, own ones that came back; and the oldest's age.
    `rejected` are own ones that somebody said no to lately."""

    number: int
    oldest: Age | None = None
    rejected: int = 0


class QueueService:
    """Reading the queue. It is never unbounded."""

    def __init__(self, store: Store, policies: PolicyBook) -> None:
        self._store = store
        self._policies = policies

    def queue(self, session: Session, *, limit: int = LIMIT) -> Queue:
        """What this person can go on with. Raises Refusal.

        For a supervisor the pending cases of the own branch and of those whose cases are decided here, and
        what was returned to somebody who has left; for everybody the own pending and returned cases, and those
        rejected lately, so that the member can be told.
        """
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_QUEUE)
            wanted = or_(self._wanted(sql, session), _rejected(session))
            total = sql.exec(select(func.count()).select_from(Case).where(wanted)).one()
            rows = sql.exec(
                select(Case, Member.name)
                .join(Member, col(Member.id) == col(Case.member_id))
                .where(wanted)
                .order_by(col(Case.created_at), col(Case.case_no))
                .limit(limit)
            ).all()
            lines = tuple(self._line(sql, case, name, session.business_date) for case, name in rows)
            return Queue(lines, total)

    def waiting(self, session: Session) -> Waiting:
        """What this person has to act on. Raises Refusal."""
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_QUEUE)
            others_or_back = or_(
                col(Case.maker) != session.staff_code, col(Case.status) == CaseStatus.RETURNED
            )
            wanted = and_(self._wanted(sql, session), others_or_back)
            number, oldest = sql.exec(
                select(func.count(), func.min(Case.business_date)).select_from(Case).where(wanted)
            ).one()
            rejected = sql.exec(select(func.count()).select_from(Case).where(_rejected(session))).one()
            age = age_of(oldest, session.business_date, self._policies.on(oldest)) if oldest else None
            return Waiting(number, age, rejected)

    def _wanted(self, sql: SqlSession, session: Session) -> ColumnElement[bool]:
        own = and_(
            col(Case.inbox).is_not(None),
            col(Case.maker) == session.staff_code,
            col(Case.branch_code) == session.branch_code,
        )
        if session.role is not Role.SUPERVISOR:
            return own
        served = sql.exec(
            select(col(Branch.code)).where(col(Branch.approval_branch_code) == session.branch_code)
        ).all()
        to_decide = and_(
            col(Case.inbox) == Role.SUPERVISOR,
            col(Case.status) == CaseStatus.PENDING,
            col(Case.branch_code).in_([session.branch_code, *served]),
        )
        gone = select(col(Staff.code)).where(col(Staff.active).is_(false()))
        abandoned = and_(
            col(Case.inbox).is_not(None),
            col(Case.status) == CaseStatus.RETURNED,
            col(Case.branch_code) == session.branch_code,
            col(Case.maker).in_(gone),
        )
        return or_(to_decide, own, abandoned)

    def _line(self, sql: SqlSession, case: Case, member_name: str, today: date) -> QueueLine:
        policy = self._policies.on(case.business_date)
        reasons = tuple(dict.fromkeys(one.reason for one in stored_approvals(case.plan_json or "")))
        amount_fen = case.amount_fen or 0
        return QueueLine(
            case_no=case.case_no,
            operation=OperationCode(case.operation),
            status=case.status,
            member_id=case.member_id,
            member_name=mask_name(member_name),
            branch_code=case.branch_code,
            amount_fen=amount_fen,
            maker=colleague(sql.get_one(Staff, case.maker)),
            owner=colleague(sql.get_one(Staff, case.owner)) if case.owner else None,
            reasons=reasons,
            risk=risk_of(reasons, amount_fen, policy),
            age=age_of(case.business_date, today, policy),
            created_at=case.created_at,
            decision_code=case.decision_code if case.status in _SAID_NO else None,
            decision_words=(case.decision_words or "") if case.status in _SAID_NO else "",
        )


def _rejected(session: Session) -> ColumnElement[bool]:
    """Own cases that were rejected since the day before this sign-in."""
    return and_(
        col(Case.status) == CaseStatus.REJECTED,
        col(Case.maker) == session.staff_code,
        col(Case.branch_code) == session.branch_code,
        col(Case.business_date) >= session.business_date - _LATELY * 7,
        col(Case.decided_at) >= session.signed_in_at - _LATELY,
    )
