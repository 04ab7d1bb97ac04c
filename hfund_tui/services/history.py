"""A member's cases from the newest on, and whether each could be taken back now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, true
from sqlmodel import Session as SqlSession
from sqlmodel import and_, col, or_, select

from hfund_tui.db.tables import Case, PaymentOrder
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.decision import Finding
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.plan import stored_effects
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import ReverseCase
from hfund_tui.domain.vocabulary import CaseStatus, PaymentState
from hfund_tui.services.authority import authorise
from hfund_tui.services.casework import CaseWork
from hfund_tui.services.facts import FactsLoader
from hfund_tui.services.facts.cases import reversal_target
from hfund_tui.services.session import Session

PAGE = 50
"""Cases that are read at once."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One case. Amount in fen; `posted_on` and `receipt_no` are None where nothing was posted.

    `obstacle` is the rule that keeps it from being taken back now, None where none does. `own_branch` says
    that it is this branch's to take back. `effects` are what it did, in the order of posting.
    """

    case_no: str
    operation: OperationCode
    status: CaseStatus
    business_date: date
    posted_on: date | None
    amount_fen: int
    payment: PaymentState | None
    receipt_no: str | None
    refers_to: str | None
    own_branch: bool
    obstacle: Finding | None
    effects: tuple[Effect, ...] = ()

    @property
    def reversible(self) -> bool:
        return self.own_branch and self.obstacle is None


class HistoryService:
    """What was done for a member, in whatever branch."""

    def __init__(self, work: CaseWork) -> None:
        self._work = work

    def of(
        self, session: Session, member_id: int, *, older_than: str | None = None, limit: int = PAGE
    ) -> tuple[HistoryLine, ...]:
        """The member's cases, the newest first; of those older than one of them, if it is given. Raises Refusal."""
        with self._work.store.reading() as reader:
            sql = reader.session
            actor = authorise(sql, session, OperationCode.VIEW_MEMBER, member_id)
            facts = FactsLoader(sql, self._work.texts).load(
                member_id,
                business_date=session.business_date,
                channel=session.channel,
                maker_id_no=actor.id_no,
            )
            policy = self._work.policies.on(session.business_date)
            rows = sql.exec(
                select(Case, col(PaymentOrder.state), col(ReceiptRow.receipt_no))
                .join(PaymentOrder, col(PaymentOrder.case_no) == col(Case.case_no), isouter=True)
                .join(ReceiptRow, col(ReceiptRow.case_no) == col(Case.case_no), isouter=True)
                .where(Case.member_id == member_id, _older(sql, member_id, older_than))
                .order_by(col(Case.created_at).desc(), col(Case.case_no).desc())
                .limit(limit)
            ).all()
            return tuple(
                HistoryLine(
                    case.case_no,
                    OperationCode(case.operation),
                    case.status,
                    case.business_date,
                    case.posted_on,
                    case.amount_fen or 0,
                    payment,
                    receipt_no,
                    case.refers_to,
                    case.branch_code == session.branch_code,
                    _obstacle(sql, case, facts, policy),
                    stored_effects(case.plan_json) if case.plan_json and case.posted_on else (),
                )
                for case, payment, receipt_no in rows
            )


def _older(sql: SqlSession, member_id: int, case_no: str | None) -> ColumnElement[bool]:
    """Cases that stand after this one of the member's in the list."""
    case = sql.get(Case, case_no) if case_no is not None else None
    if case is None or case.member_id != member_id:
        return true()
    at = col(Case.created_at)
    return or_(at < case.created_at, and_(at == case.created_at, col(Case.case_no) < case.case_no))


def _obstacle(sql: SqlSession, case: Case, facts: Facts, policy: Policy) -> Finding | None:
    """The first rule in the way, but for what is still to be filled in."""
    request = ReverseCase(
        member_id=case.member_id, presence=Presence.ABSENT, case_no=case.case_no, reason="", words=""
    )
    plan = make_plan(
        request, replace(facts, target=reversal_target(sql, request, facts.business_date)), policy
    )
    return next((one for one in plan.decision.failed if not one.form), None)
