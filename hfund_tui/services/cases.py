"""The one way through: authorise, load facts, plan, gate, post, receipt. Each public method is one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import select

from hfund_tui.db.ledger import place_hold, release_hold
from hfund_tui.db.tables import Case, Draft
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.notices import notices_of
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.receipt import Receipt
from hfund_tui.domain.request import Request
from hfund_tui.domain.vocabulary import AuditOutcome, CaseStatus, Channel, HoldState, Role
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import Actor, authorise, check_verification
from hfund_tui.services.case_records import (
    account_digest,
    check_checker,
    find_case,
    has_hold,
    new_case,
    payload_digest,
    receipt_of,
    stored_request,
)
from hfund_tui.services.clock import Clock
from hfund_tui.services.entries import check_entries
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.facts import FactsLoader
from hfund_tui.services.notices import queue_notices
from hfund_tui.services.outcomes import Outcome, Pending, Posted, Preview, Refused, Stale
from hfund_tui.services.posting import Posting, carry_out
from hfund_tui.services.receipts import issue, receipt_from_row
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store


class CaseService:
    """Requests and the cases they become."""

    def __init__(
        self, store: Store, clock: Clock, policies: PolicyBook, texts: dict[str, str], staff: StaffService
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._texts = texts
        self._staff = staff

    @staticmethod
    def new_key() -> str:
        """An idempotency key, made when a form opens: whatever happens, that form takes effect once."""
        return secrets.token_urlsafe(24)

    def preview(self, session: Session, request: Request, *, channel: Channel | None = None) -> Preview:
        """What the request would do now, or on another channel. Writes nothing. Raises Refusal."""
        with self._store.reading() as reader:
            actor = authorise(reader.session, session, request.operation)
            plan = self._plan(reader.session, session, request, actor.id_no, channel=channel)
            return Preview(plan, plan.sha256())

    def perform(self, session: Session, request: Request, *, key: str, seen_sha256: str) -> Outcome:
        """Carry the request out, once for each key, if it still is what was seen.

        Raises Refusal without the right to do it, BadInput while something is still to be filled in or can't
        be kept as it was typed, Conflict when the key was used for something else.
        """
        code = request.operation
        with self._deciding(session, code, request.member_id) as uow:
            actor = authorise(uow.session, session, code)
            check_entries(request)
            payload = payload_digest(session, request)
            earlier = uow.session.exec(select(Case).where(Case.idempotency_key == key)).one_or_none()
            if earlier is not None:
                return self._replay(uow.session, session, earlier, payload, actor.id_no)
            plan = self._plan(uow.session, session, request, actor.id_no)
            if plan.decision.unfinished:
                raise BadInput(plan.decision.unfinished[0].code, "form_unfinished")
            check_verification(session, request)
            sha256 = plan.sha256()
            if sha256 != seen_sha256:
                return Stale(plan, sha256)
            return self._gate(uow, session, request, plan, key, payload, actor)

    def approve(
        self, session: Session, case_no: str, *, checker_code: str, checker_password: str, seen_sha256: str
    ) -> Posted | Stale:
        """A second person approves at the maker's terminal; the maker's sign-in stays.

        The plan is made again; if it is not the one that was seen and submitted, nothing is posted. Raises
        Refusal for a wrong password, role or person, and for a case that is not pending.
        """
        checker = self._staff.prove(session, checker_code, checker_password)
        with self._deciding(session, OperationCode.APPROVE_CASE) as uow:
            sql = uow.session
            case = find_case(sql, session, case_no)
            authorise(sql, session, OperationCode(case.operation))
            if case.status is CaseStatus.COMPLETED and case.checker == checker.code:
                return Posted(receipt_from_row(receipt_of(sql, case_no)), replayed=True)
            if case.status is not CaseStatus.PENDING:
                raise Refusal("case_not_pending", case_no=case_no)
            check_checker(sql, session, case, checker.code)
            plan = self._plan_of(sql, session, case)
            sha256 = plan.sha256()
            if sha256 != case.plan_sha256 or sha256 != seen_sha256:
                return Stale(plan, sha256)
            case.checker = checker.code
            case.checker_id_no = checker.id_no
            case.status = CaseStatus.COMPLETED
            case.inbox = None
            now = self._clock.now()
            if plan.held_fen:
                release_hold(uow, case_no, HoldState.POSTED, at=now)
            return Posted(self._post(uow, session, case, plan, now))

    def pending(self, session: Session, case_no: str) -> Pending:
        """A pending case with its plan as of now. Raises Refusal when it is not pending any more."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_MEMBER)
            case = find_case(reader.session, session, case_no)
            if case.status is not CaseStatus.PENDING:
                raise Refusal("case_not_pending", case_no=case_no)
            return self._pending(reader.session, session, case)

    def cancel(self, session: Session, case_no: str) -> None:
        """The maker takes a pending case back: its hold ends, nothing else happened. Raises Refusal.

        A supervisor may too: else the member's money would be held for ever when the maker has left.
        """
        with self._deciding(session, OperationCode.CANCEL_CASE) as uow:
            sql = uow.session
            actor = authorise(sql, session, OperationCode.CANCEL_CASE)
            case = find_case(sql, session, case_no)
            if case.status is CaseStatus.CANCELLED:
                return
            if case.status is not CaseStatus.PENDING:
                raise Refusal("case_not_pending", case_no=case_no)
            if actor.code != case.maker and actor.role is not Role.SUPERVISOR:
                raise Refusal("not_the_maker")
            now = self._clock.now()
            if has_hold(sql, case_no):
                release_hold(uow, case_no, HoldState.VOIDED, at=now)
            case.status = CaseStatus.CANCELLED
            case.inbox = None
            case.decided_at = now
            sql.add(case)
            record(
                uow,
                self._store.audit_key,
                session,
                now,
                OPERATIONS[OperationCode.CANCEL_CASE].audit_label,
                AuditOutcome.DONE,
                case_no=case_no,
                member_id=case.member_id,
            )

    @contextmanager
    def _deciding(
        self, session: Session, code: OperationCode, member_id: int | None = None
    ) -> Iterator[UnitOfWork]:
        """One transaction whose refusal leaves a trace in the audit."""
        with (
            refusals_recorded(self._store, self._clock, session, code, member_id),
            self._store.writing() as uow,
        ):
            yield uow

    # The parts of the way, in order.

    def _plan(
        self,
        sql: SqlSession,
        session: Session,
        request: Request,
        maker_id_no: str,
        *,
        channel: Channel | None = None,
        excluding: str | None = None,
    ) -> Plan:
        """A plan as of today, for a request that is being made."""
        facts = self._facts(sql, session, request, maker_id_no, channel, excluding)
        return make_plan(request, facts, self._policies.on(session.business_date))

    def _plan_of(self, sql: SqlSession, session: Session, case: Case) -> Plan:
        """The plan of a stored case as the facts are now. Its application date stays the day on which it was
        handed in, so that a case which waits over night is still the same. A reversal is judged by the day
        of its decision: whether it is a void depends on that."""
        reverses = case.operation == OperationCode.REVERSE_CASE.value
        then = session if reverses else replace(session, business_date=case.business_date)
        return self._plan(
            sql,
            then,
            stored_request(case),
            case.maker_id_no,
            channel=case.channel,
            excluding=case.case_no,
        )

    def _facts(
        self,
        sql: SqlSession,
        session: Session,
        request: Request,
        maker_id_no: str,
        channel: Channel | None,
        excluding: str | None,
    ) -> Facts:
        return FactsLoader(sql, self._texts).for_request(
            request,
            business_date=session.business_date,
            channel=channel or session.channel,
            maker_id_no=maker_id_no,
            excluding_case=excluding,
        )

    def _gate(
        self,
        uow: UnitOfWork,
        session: Session,
        request: Request,
        plan: Plan,
        key: str,
        payload: str,
        actor: Actor,
    ) -> Outcome:
        now = self._clock.now()
        case = new_case(uow.session, session, request, plan, key, payload, actor, now)
        draft = uow.session.get(Draft, key)
        if draft is not None:
            uow.session.delete(draft)
        if plan.refused:
            return self._refuse(uow, session, case, plan, now)
        uow.session.add(case)
        if plan.needs_approval:
            return self._submit(uow, session, case, plan, now)
        return Posted(self._post(uow, session, case, plan, now))

    def _refuse(self, uow: UnitOfWork, session: Session, case: Case, plan: Plan, now: datetime) -> Refused:
        """Record the refusal with all its reasons. Where two roles fall to one person, no case can be."""
        codes = ",".join(one.code for one in plan.decision.failed)
        case.status = CaseStatus.REFUSED
        case.refusal_codes = codes
        case.decided_at = now
        people = [one for one in (case.maker_id_no, case.proxy_id_no, case.member_id_no) if one]
        recorded = len(set(people)) == len(people)
        if recorded:
            uow.session.add(case)
        self._record(uow, session, case, plan, AuditOutcome.REFUSED, now, reason=codes)
        return Refused(case.case_no if recorded else None, plan)

    def _submit(self, uow: UnitOfWork, session: Session, case: Case, plan: Plan, now: datetime) -> Pending:
        """Put the case before a second person and hold the money until then."""
        case.status = CaseStatus.PENDING
        case.inbox = Role.SUPERVISOR
        uow.session.flush()
        if plan.held_fen:
            place_hold(
                uow, account_no=plan.account_no, case_no=case.case_no, amount_fen=plan.held_fen, at=now
            )
        reasons = ",".join(one.reason.value for one in plan.approvals)
        self._record(uow, session, case, plan, AuditOutcome.PENDING, now, reason=reasons)
        return Pending(case.case_no, plan, plan.sha256())

    def _post(self, uow: UnitOfWork, session: Session, case: Case, plan: Plan, now: datetime) -> Receipt:
        """Everything the plan does, its audit row and its receipt."""
        before = account_digest(uow.session, case.member_id)
        case.status = CaseStatus.COMPLETED
        case.decided_at = now
        case.posted_on = session.business_date
        uow.session.add(case)
        posting = Posting(
            uow, plan, case.case_no, case.branch_code, case.maker, case.checker, now, session.business_date
        )
        carry_out(posting)
        case.status = posting.status
        case.proxy_document_id = posting.document_id
        case.undo_json = json.dumps(posting.undo, sort_keys=True) if posting.undo else None
        uow.session.flush()
        queue_notices(uow, case, notices_of(plan), now)
        stamp = record(
            uow,
            self._store.audit_key,
            session,
            now,
            OPERATIONS[plan.operation].audit_label,
            AuditOutcome.DONE,
            case_no=case.case_no,
            member_id=case.member_id,
            before_sha256=before,
            after_sha256=account_digest(uow.session, case.member_id),
            plan=plan.sha256(),
            checker=case.checker,
            policy=self._policies.version,
        )
        return issue(
            uow,
            self._store.audit_key,
            case=case,
            plan=plan,
            policy=self._policies.on(plan.business_date),
            stamp=stamp,
            now=now,
        )

    def _record(
        self,
        uow: UnitOfWork,
        session: Session,
        case: Case,
        plan: Plan,
        outcome: AuditOutcome,
        now: datetime,
        *,
        reason: str,
    ) -> None:
        record(
            uow,
            self._store.audit_key,
            session,
            now,
            OPERATIONS[plan.operation].audit_label,
            outcome,
            reason=reason[:500],
            case_no=case.case_no,
            member_id=case.member_id,
            plan=plan.sha256(),
            policy=self._policies.version,
        )

    def _replay(
        self, sql: SqlSession, session: Session, case: Case, payload: str, maker_id_no: str
    ) -> Outcome:
        """What the same key did before."""
        if case.payload_sha256 != payload:
            raise Conflict("key_reused")
        match case.status:
            case CaseStatus.COMPLETED:
                return Posted(receipt_from_row(receipt_of(sql, case.case_no)), replayed=True)
            case CaseStatus.PENDING:
                return self._pending(sql, session, case)
            case CaseStatus.REFUSED:
                plan = self._plan(sql, session, stored_request(case), maker_id_no)
                if not plan.refused:  # The reasons are gone since: there is nothing to tell any more.
                    raise Conflict("case_ended", case_no=case.case_no)
                return Refused(case.case_no, plan)
            case _:
                raise Conflict("case_ended", case_no=case.case_no)

    def _pending(self, sql: SqlSession, session: Session, case: Case) -> Pending:
        plan = self._plan_of(sql, session, case)
        return Pending(case.case_no, plan, plan.sha256())
