"""The second person: takes a case, looks at its plan as it is now, approves, says no, or sends it back.

At the own terminal the session is the checker's. On the spot it is the maker's, and the checker gives code and
password. Each public method is one transaction; passwords are compared before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session as SqlSession
from sqlmodel import col

from hfund_tui.db import turns
from hfund_tui.db.ledger import release_hold
from hfund_tui.db.tables import Case, Draft, Staff
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.approval import (
    FACTS_CHANGED,
    Retype,
    Retyped,
    Risk,
    plan_difference,
    retype_of,
    risk_of,
)
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome, CaseStatus, Channel, HoldState, Role
from hfund_tui.services.authority import authorise
from hfund_tui.services.call_backs import check_called_back, check_did_not_ring
from hfund_tui.services.case_records import (
    case_to_decide,
    check_checker,
    drafts_correcting,
    find_case,
    not_pending,
    receipt_of,
)
from hfund_tui.services.casework import KEY_BYTES, CaseWork
from hfund_tui.services.entries import longest
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.outcomes import Posted, Rejected, SentBack, Stale
from hfund_tui.services.receipts import receipt_from_row
from hfund_tui.services.records import record
from hfund_tui.services.review import CaseForReview, review
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import again_after_conflict


class WrongRetype(BadInput):
    """The checker typed something else than what stands in the plan."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A pending case and the plan it comes to now."""

    case: Case
    plan: Plan
    sha256: str
    risk: Risk
    retype: Retype


class ApprovalService:
    """Deciding the cases that wait for a second person."""

    def __init__(self, work: CaseWork, staff: StaffService) -> None:
        self._work = work
        self._staff = staff

    # ---- taking and looking ----------------------------------------------------------------------------

    def take(self, session: Session, case_no: str) -> None:
        """The case is this supervisor's to decide, and nobody else's, until it is decided or released.

        Raises Refusal: for the people of the case, for one that is not pending, for one taken by another.
        """
        code = OperationCode.TAKE_CASE
        with self._work.deciding(session, code, case_no) as uow:
            sql = uow.session
            authorise(sql, session, code)
            case = case_to_decide(sql, session, case_no)
            _check_pending(sql, case)
            check_did_not_ring(sql, case, check_checker(sql, session, case, session.staff_code, code))
            if case.owner == session.staff_code:
                return
            _check_owner(sql, case, session.staff_code)
            taken = sql.connection().execute(
                update(Case)
                .where(col(Case.case_no) == case_no, col(Case.owner).is_(None))
                .where(col(Case.status) == CaseStatus.PENDING, col(Case.maker) != session.staff_code)
                .values(owner=session.staff_code, version=col(Case.version) + 1)
            )
            if taken.rowcount != 1:
                raise Conflict("case_taken_just_now", case_no=case_no)
            self._work.record_handling(uow, session, code, case, self._work.clock.now(), reason="take")

    def release(self, session: Session, case_no: str) -> None:
        """Give a taken case back to the queue. One that is not this supervisor's stays as it is."""
        code = OperationCode.TAKE_CASE
        with self._work.deciding(session, code, case_no) as uow:
            sql = uow.session
            authorise(sql, session, code)
            case = case_to_decide(sql, session, case_no)
            if case.owner == session.staff_code:
                case.owner = None
                sql.add(case)
                self._work.record_handling(uow, session, code, case, self._work.clock.now(), reason="release")

    def view(self, session: Session, case_no: str) -> CaseForReview:
        """A pending or returned case with everything a second person, or its maker, has to know of it now.

        Raises Refusal for a case that this person has nothing to do with, or that was decided.
        """
        with self._work.store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_QUEUE)
            case = case_to_decide(sql, session, case_no)
            if session.role is not Role.SUPERVISOR and case.maker != session.staff_code:
                raise Refusal("case_unknown", case_no=case_no)
            if case.status not in (CaseStatus.PENDING, CaseStatus.RETURNED):
                raise not_pending(sql, case)
            plan = self._work.plan_of(sql, session, case)
            return review(sql, case, plan, self._work.policies, session.business_date)

    # ---- deciding --------------------------------------------------------------------------------------

    @again_after_conflict
    def approve(
        self,
        session: Session,
        case_no: str,
        *,
        seen_sha256: str,
        step_up_password: str | None = None,
        retyped: Retyped | None = None,
        checker_code: str | None = None,
        checker_password: str | None = None,
    ) -> Posted | SentBack | Rejected | Stale:
        """Post the plan that was submitted and seen, if it still is what the facts come to.

        At the own terminal a case of high risk wants the checker's password once more; what has to be typed
        again is compared exactly, here and on the spot. A plan that is another one by now goes back to its
        maker. Raises Refusal, and BadInput for what was typed again wrongly.
        """
        code = OperationCode.APPROVE_CASE
        checker = self._checker(session, checker_code, checker_password)
        on_the_spot = checker_code is not None
        if step_up_password is not None and not on_the_spot:
            self._staff.prove(session, session.staff_code, step_up_password)
        with self._retyping(session, case_no), self._work.deciding(session, code, case_no) as uow:
            sql = uow.session
            case = self._find(sql, session, case_no, code, on_the_spot)
            if case.status is CaseStatus.COMPLETED and case.checker == checker:
                return Posted(receipt_from_row(receipt_of(sql, case_no)), replayed=True)
            _check_pending(sql, case)
            proven = check_checker(sql, session, case, checker, code)
            check_called_back(sql, case, proven)
            _check_owner(sql, case, checker)
            standing = self._standing(sql, session, case)
            now = self._work.clock.now()
            if standing.sha256 != case.plan_sha256:
                return self._facts_changed(uow, session, standing, proven, now)
            if standing.sha256 != seen_sha256:
                return Stale(standing.plan, standing.sha256)
            if standing.risk is Risk.HIGH and not on_the_spot and step_up_password is None:
                raise Refusal("step_up_needed", case_no=case_no)
            if (field := standing.retype.wrong(retyped or Retyped())) is not None:
                raise WrongRetype(f"retyped_{field}", "retype_differs")
            case.checker = proven.code
            case.checker_id_no = proven.id_no
            case.owner = None
            case.inbox = None
            case.status = CaseStatus.COMPLETED
            if standing.plan.holds:
                release_hold(uow, case_no, HoldState.POSTED, at=now)
            return Posted(self._work.post(uow, session, case, standing.plan, now))

    def reject(
        self,
        session: Session,
        case_no: str,
        *,
        code: str,
        words: str,
        checker_code: str | None = None,
        checker_password: str | None = None,
    ) -> Rejected:
        """Say no: the case ends, its money is free. Raises Refusal, BadInput for a reason the policy has not."""
        operation = OperationCode.REJECT_CASE
        checker = self._checker(session, checker_code, checker_password)
        with self._work.deciding(session, operation, case_no) as uow:
            case, proven = self._to_decide(
                uow, session, case_no, operation, checker, checker_code is not None
            )
            said = self._reason(case, code, words)
            now = self._work.clock.now()
            self._decide(uow, case, proven, CaseStatus.REJECTED, code, said, now)
            self._work.record_handling(uow, session, operation, case, now, reason=code)
            return Rejected(case_no, code, said)

    def send_back(
        self,
        session: Session,
        case_no: str,
        *,
        code: str,
        words: str,
        checker_code: str | None = None,
        checker_password: str | None = None,
    ) -> SentBack:
        """Give the case back to its maker, to be corrected or given up. Raises Refusal, BadInput."""
        operation = OperationCode.RETURN_CASE
        checker = self._checker(session, checker_code, checker_password)
        with self._work.deciding(session, operation, case_no) as uow:
            case, proven = self._to_decide(
                uow, session, case_no, operation, checker, checker_code is not None
            )
            if case.channel is Channel.HOTLINE:
                raise Refusal("call_back_not_sent_back", case_no=case_no)
            said = self._reason(case, code, words)
            key = self._return(uow, session, case, proven, code, said, self._work.clock.now())
            return SentBack(case_no, code, said, key)

    def reopen(self, session: Session, case_no: str) -> str:
        """The key of the draft in which a returned case is corrected; its maker's. Raises Refusal.

        A draft that was discarded in the meantime is made again from what was submitted.
        """
        with self._work.deciding(session, OperationCode.VIEW_QUEUE, case_no) as uow:
            sql = uow.session
            authorise(sql, session, OperationCode.VIEW_QUEUE)
            case = find_case(sql, session, case_no)
            if case.maker != session.staff_code:
                raise Refusal("not_the_maker")
            if case.status is not CaseStatus.RETURNED:
                raise Refusal("case_not_returned", case_no=case_no)
            drafts = drafts_correcting(sql, case_no)
            return drafts[0].key if drafts else self._draft_of(sql, case, self._work.clock.now())

    # ---- the parts of a decision -----------------------------------------------------------------------

    def _checker(self, session: Session, code: str | None, password: str | None) -> str:
        """Who decides: whoever proves to be here on the spot, else the one who is signed in."""
        if code is None:
            return session.staff_code
        return self._staff.prove(session, code, password or "").code

    def _find(
        self, sql: SqlSession, session: Session, case_no: str, code: OperationCode, on_the_spot: bool
    ) -> Case:
        """The case, where this session may have it decided here."""
        if not on_the_spot:
            authorise(sql, session, code)
            return case_to_decide(sql, session, case_no)
        case = find_case(sql, session, case_no)
        authorise(sql, session, OperationCode(case.operation))
        return case

    def _to_decide(
        self,
        uow: UnitOfWork,
        session: Session,
        case_no: str,
        code: OperationCode,
        checker: str,
        on_the_spot: bool,
    ) -> tuple[Case, Staff]:
        case = self._find(uow.session, session, case_no, code, on_the_spot)
        _check_pending(uow.session, case)
        proven = check_checker(uow.session, session, case, checker, code)
        check_did_not_ring(uow.session, case, proven)
        _check_owner(uow.session, case, checker)
        return case, proven

    def _standing(self, sql: SqlSession, session: Session, case: Case) -> _Standing:
        plan = self._work.plan_of(sql, session, case)
        policy = self._work.policies.on(plan.business_date)
        reasons = [one.reason for one in plan.approvals]
        return _Standing(
            case,
            plan,
            plan.sha256(),
            risk_of(reasons, plan.amount_fen, policy),
            retype_of(plan, policy),
        )

    def _reason(self, case: Case, code: str, words: str) -> str:
        """The words of a decision as they are kept. Raises BadInput."""
        said, most = clean(words), longest("case", "decision_words")
        if code not in self._work.policies.on(case.business_date).words("approval.rejection_reasons"):
            raise BadInput("decision_code", "decision_code_unknown")
        if not said:
            raise BadInput("decision_words", "decision_words_needed")
        if len(said) > most:
            raise BadInput("decision_words", "text_too_long", most=most)
        return said

    def _facts_changed(
        self, uow: UnitOfWork, session: Session, standing: _Standing, checker: Staff, now: datetime
    ) -> SentBack | Rejected:
        case = standing.case
        difference = plan_difference(case.plan_json or "", standing.plan)
        case.found_json = standing.plan.canonical_json()
        if case.channel is Channel.HOTLINE:  # The caller is gone: it ends here, and is asked for again.
            self._decide(uow, case, checker, CaseStatus.REJECTED, FACTS_CHANGED, "", now)
            code = OperationCode.REJECT_CASE
            self._work.record_handling(uow, session, code, case, now, reason=FACTS_CHANGED)
            return Rejected(case.case_no, FACTS_CHANGED, "")
        key = self._return(uow, session, case, checker, FACTS_CHANGED, "", now)
        return SentBack(case.case_no, FACTS_CHANGED, "", key, difference)

    def _return(
        self,
        uow: UnitOfWork,
        session: Session,
        case: Case,
        checker: Staff,
        code: str,
        words: str,
        now: datetime,
    ) -> str:
        """Put the case into its maker's inbox, with a draft that has the form as it was; the draft's key."""
        inbox = uow.session.get_one(Staff, case.maker).role
        self._decide(uow, case, checker, CaseStatus.RETURNED, code, words, now, inbox)
        key = self._draft_of(uow.session, case, now)
        self._work.record_handling(
            uow,
            session,
            OperationCode.RETURN_CASE,
            case,
            now,
            reason=code,
        )
        return key

    def _draft_of(self, sql: SqlSession, case: Case, now: datetime) -> str:
        """A draft for the maker with the form as it was submitted; its key."""
        key = self._work.chance.token(KEY_BYTES)
        sql.add(
            Draft(
                key=key,
                operator=case.maker,
                member_id=case.member_id,
                operation=case.operation,
                payload_json=case.form_json or json.dumps({}),
                step="0",
                created_at=now,
                updated_at=now,
                parked=True,
                corrects=case.case_no,
            )
        )
        return key

    def _decide(
        self,
        uow: UnitOfWork,
        case: Case,
        checker: Staff,
        status: CaseStatus,
        code: str,
        words: str,
        now: datetime,
        inbox: Role | None = None,
    ) -> None:
        case.checker, case.checker_id_no = checker.code, checker.id_no
        case.decision_code, case.decision_words = code, words
        self._work.end_unposted(uow, case, status, now, inbox=inbox)

    @contextmanager
    def _retyping(self, session: Session, case_no: str) -> Iterator[None]:
        """What was typed again wrongly leaves a trace, in a transaction of its own."""
        try:
            yield
        except WrongRetype as wrong:
            with self._work.store.writing(turns.NOTHING) as uow:
                record(
                    uow,
                    self._work.store.audit_key,
                    session,
                    self._work.clock.now(),
                    OPERATIONS[OperationCode.APPROVE_CASE].audit_label,
                    AuditOutcome.REFUSED,
                    reason=wrong.code,
                    case_no=case_no,
                    field=wrong.field,
                )
            raise


def _check_pending(sql: SqlSession, case: Case) -> None:
    if case.status is not CaseStatus.PENDING:
        raise not_pending(sql, case)


def _check_owner(sql: SqlSession, case: Case, checker: str) -> None:
    """Nobody else has taken it."""
    if case.owner is not None and case.owner != checker:
        owner = sql.get_one(Staff, case.owner)
        raise Refusal("case_taken", case_no=case.case_no, staff=owner.code, name=owner.name)
