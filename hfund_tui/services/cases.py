"""The one way through: authorise, load facts, plan, gate, post, receipt. Each public method is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import select

from hfund_tui.db.ledger import place_hold
from hfund_tui.db.tables import Case, Draft
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.request import Request, ReverseCase
from hfund_tui.domain.vocabulary import AuditOutcome, CaseStatus, Channel, Role
from hfund_tui.services.authority import authorise, check_verification
from hfund_tui.services.case_records import (
    drafts_correcting,
    find_case,
    new_case,
    not_pending,
    payload_digest,
    receipt_of,
    stored_request,
)
from hfund_tui.services.casework import KEY_BYTES, CaseWork
from hfund_tui.services.entries import check_entries
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.outcomes import Outcome, Pending, Posted, Preview, Refused, Stale
from hfund_tui.services.receipts import receipt_from_row
from hfund_tui.services.session import Session
from hfund_tui.services.store import again_after_conflict

_MAY_BE_GIVEN_UP = (CaseStatus.PENDING, CaseStatus.RETURNED)


class CaseService:
    """Requests and the cases they become."""

    def __init__(self, work: CaseWork) -> None:
        self._work = work

    def new_key(self) -> str:
        """An idempotency key, made when a form opens: whatever happens, that form takes effect once."""
        return self._work.chance.token(KEY_BYTES)

    def preview(
        self,
        session: Session,
        request: Request,
        *,
        channel: Channel | None = None,
        corrects: str | None = None,
    ) -> Preview:
        """What the request would do now, or on another channel, in place of a returned case. Writes nothing.

        Raises Refusal.
        """
        with self._work.store.reading() as reader:
            actor = authorise(reader.session, session, request.operation, request.member_id)
            _check_branch(reader.session, session, request)
            plan = self._work.plan(
                reader.session, session, request, actor.id_no, channel=channel, excluding=corrects
            )
            return Preview(plan, plan.sha256())

    @again_after_conflict
    def perform(
        self,
        session: Session,
        request: Request,
        *,
        key: str,
        seen_sha256: str,
        corrects: str | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Carry the request out, once for each key, if it still is what was seen.

        `corrects` is the returned case this one takes the place of. `form` is what stands in the form, kept
        with the case so that it can be corrected; without it, what the draft holds.
        Raises Refusal without the right to do it, BadInput while something is still to be filled in or can't
        be kept as it was typed, Conflict when the key was used for something else.
        """
        code = request.operation
        with self._work.deciding_request(session, request, key) as uow:
            actor = authorise(uow.session, session, code, request.member_id)
            check_entries(request)
            _check_branch(uow.session, session, request)
            payload = payload_digest(session, request)
            earlier = uow.session.exec(select(Case).where(Case.idempotency_key == key)).one_or_none()
            if earlier is not None:
                return self._replay(uow.session, session, earlier, payload, actor.id_no)
            returned = _returned(uow.session, session, request, corrects) if corrects else None
            plan = self._work.plan(uow.session, session, request, actor.id_no, excluding=corrects)
            sha256 = plan.sha256()
            if sha256 != seen_sha256:
                return Stale(plan, sha256)
            if plan.decision.unfinished:
                raise BadInput(plan.decision.unfinished[0].code, "form_unfinished")
            check_verification(session, request)
            case = new_case(
                uow.session, session, request, plan, key, payload, actor, self._work.clock.now(), form
            )
            return self._gate(uow, session, case, plan, returned)

    def pending(self, session: Session, case_no: str) -> Pending:
        """A pending case with its plan as of now. Raises Refusal when it is not pending any more."""
        with self._work.store.reading() as reader:
            case = find_case(reader.session, session, case_no)
            authorise(reader.session, session, OperationCode.VIEW_MEMBER, case.member_id)
            if case.status is not CaseStatus.PENDING:
                raise not_pending(reader.session, case)
            return self._pending(reader.session, session, case)

    def cancel(self, session: Session, case_no: str) -> None:
        """The maker gives up a pending or returned case: its hold ends, nothing else happened. Raises Refusal.

        A supervisor may too: else the member's money would be held for ever when the maker has left.
        """
        with self._work.deciding(session, OperationCode.CANCEL_CASE, case_no) as uow:
            sql = uow.session
            actor = authorise(sql, session, OperationCode.CANCEL_CASE)
            case = find_case(sql, session, case_no)
            if actor.code != case.maker and actor.role is not Role.SUPERVISOR:
                raise Refusal("not_the_maker")
            if case.status is CaseStatus.CANCELLED:
                return
            if case.status not in _MAY_BE_GIVEN_UP:
                raise not_pending(sql, case)
            now = self._work.clock.now()
            for draft in drafts_correcting(sql, case_no):
                sql.delete(draft)
            self._work.end_unposted(uow, case, CaseStatus.CANCELLED, now)
            self._work.record_handling(uow, session, OperationCode.CANCEL_CASE, case, now)

    # The parts of the way, in order.

    def _gate(
        self, uow: UnitOfWork, session: Session, case: Case, plan: Plan, returned: Case | None
    ) -> Outcome:
        now = case.created_at
        draft = uow.session.get(Draft, case.idempotency_key)
        if draft is not None:
            case.form_json = case.form_json or draft.payload_json
            uow.session.delete(draft)
        if plan.refused:
            return self._refuse(uow, session, case, plan, now)
        if returned is not None:
            _supersede(uow.session, returned, case)
        uow.session.add(case)
        if plan.needs_approval:
            return self._submit(uow, session, case, plan, now)
        return Posted(self._work.post(uow, session, case, plan, now))

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
        self._work.record_plan(uow, session, case, plan, AuditOutcome.REFUSED, now, reason=codes)
        return Refused(case.case_no if recorded else None, plan)

    def _submit(self, uow: UnitOfWork, session: Session, case: Case, plan: Plan, now: datetime) -> Pending:
        """Put the case before a second person and hold the money until then."""
        case.status = CaseStatus.PENDING
        case.inbox = Role.SUPERVISOR
        uow.session.flush()
        for account_no, amount_fen in plan.holds:
            place_hold(uow, account_no=account_no, case_no=case.case_no, amount_fen=amount_fen, at=now)
        reasons = ",".join(one.reason.value for one in plan.approvals)
        self._work.record_plan(uow, session, case, plan, AuditOutcome.PENDING, now, reason=reasons)
        return Pending(case.case_no, plan, plan.sha256())

    def _replay(
        self, sql: SqlSession, session: Session, case: Case, payload: str, maker_id_no: str
    ) -> Outcome:
        """What the same key did before."""
        if case.payload_sha256 != payload:
            raise Conflict("key_reused")
        match case.status:
            case CaseStatus.COMPLETED | CaseStatus.CLOSED_UNSETTLED:
                return Posted(receipt_from_row(receipt_of(sql, case.case_no)), replayed=True)
            case CaseStatus.PENDING:
                return self._pending(sql, session, case)
            case CaseStatus.REFUSED:
                plan = self._work.plan(sql, session, stored_request(case), maker_id_no)
                if not plan.refused:  # The reasons are gone since: there is nothing to tell any more.
                    raise Conflict("case_ended", case_no=case.case_no)
                return Refused(case.case_no, plan)
            case CaseStatus.RETURNED:
                raise Conflict("case_returned", case_no=case.case_no)
            case _:
                raise Conflict("case_ended", case_no=case.case_no)

    def _pending(self, sql: SqlSession, session: Session, case: Case) -> Pending:
        plan = self._work.plan_of(sql, session, case)
        return Pending(case.case_no, plan, plan.sha256())


def _check_branch(sql: SqlSession, session: Session, request: Request) -> None:
    """A branch reverses its own cases only. Raises Refusal."""
    if isinstance(request, ReverseCase):
        find_case(sql, session, request.case_no)


def _returned(sql: SqlSession, session: Session, request: Request, case_no: str) -> Case:
    """The case that the request takes the place of: returned to this maker, and for the same member."""
    case = find_case(sql, session, case_no)
    if case.maker != session.staff_code or case.member_id != request.member_id:
        raise Refusal("not_the_maker")
    if case.status is not CaseStatus.RETURNED:
        raise Refusal("case_not_returned", case_no=case_no)
    return case


def _supersede(sql: SqlSession, returned: Case, case: Case) -> None:
    """Another case takes the place of a returned one; nothing is left to be corrected."""
    for draft in drafts_correcting(sql, returned.case_no):
        sql.delete(draft)
    returned.status = CaseStatus.SUPERSEDED
    returned.inbox = None
    case.corrects = returned.case_no
    sql.add(returned)
