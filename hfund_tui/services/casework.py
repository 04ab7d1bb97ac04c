"""What deciding a request shares, whoever decides: plans from facts, posting, and the audit of both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session as SqlSession

from hfund_tui.db import turns
from hfund_tui.db.ledger import release_hold
from hfund_tui.db.tables import Branch, Case
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.notices import notices_of
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.receipt import Receipt
from hfund_tui.domain.request import Request
from hfund_tui.domain.vocabulary import AuditOutcome, CaseStatus, Channel, CodePurpose, HoldState, Role
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.case_records import account_digest, has_hold, stored_request
from hfund_tui.services.clock import Clock
from hfund_tui.services.concerning import wait_for_case, wait_for_request
from hfund_tui.services.day import open_day_of
from hfund_tui.services.errors import Refusal
from hfund_tui.services.facts import FactsLoader
from hfund_tui.services.hand_overs import HandOvers
from hfund_tui.services.notices import queue_notices, tell_others
from hfund_tui.services.one_time_codes import OneTimeCodes
from hfund_tui.services.posting import Posting, PostingSecrets, carry_out
from hfund_tui.services.receipts import issue
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

_REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class CaseWork:
    """`texts` maps the version of an agreement text to its digest. Without `hand_overs` and `codes` no password is
    set and none reset."""

    store: Store
    clock: Clock
    policies: PolicyBook
    texts: dict[str, str]
    hand_overs: HandOvers | None = None
    codes: OneTimeCodes | None = None

    @contextmanager
    def deciding(self, session: Session, code: OperationCode, case_no: str) -> Iterator[UnitOfWork]:
        """One transaction about a case, whose refusal leaves a trace in the audit."""
        with (
            refusals_recorded(self.store, self.clock, session, code, None),
            self.store.writing(turns.NOTHING) as uow,
        ):
            wait_for_case(uow, case_no)
            yield uow

    @contextmanager
    def deciding_request(self, session: Session, request: Request, key: str) -> Iterator[UnitOfWork]:
        """One transaction about what is asked for, whose refusal leaves a trace in the audit."""
        about = (turns.key(key), turns.member(request.member_id))
        with (
            refusals_recorded(self.store, self.clock, session, request.operation, request.member_id),
            self.store.writing(*about) as uow,
        ):
            wait_for_request(uow, request)
            yield uow

    def plan(
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
        facts = FactsLoader(sql, self.texts, hand_overs=self.hand_overs).for_request(
            request,
            business_date=session.business_date,
            channel=channel or session.channel,
            maker_id_no=maker_id_no,
            excluding_case=excluding,
        )
        return make_plan(request, facts, self.policies.on(session.business_date))

    def plan_of(self, sql: SqlSession, session: Session, case: Case) -> Plan:
        """The plan of a stored case as the facts are now. Its application date stays the day on which it was
        handed in, so that a case which waits over night is still the same. A reversal is judged by the day
        of its decision: whether it is a void depends on that."""
        reverses = case.operation == OperationCode.REVERSE_CASE.value
        on = day_of(sql, session, case) if reverses else case.business_date
        return self.plan(
            sql,
            replace(session, business_date=on),
            stored_request(case),
            case.maker_id_no,
            channel=case.channel,
            excluding=case.case_no,
        )

    def post(self, uow: UnitOfWork, session: Session, case: Case, plan: Plan, now: datetime) -> Receipt:
        """Everything the plan does, its audit row and its receipt."""
        before = account_digest(uow.session, case.member_id)
        case.status = CaseStatus.COMPLETED
        case.decided_at = now
        case.posted_on = day_of(uow.session, session, case)
        uow.session.add(case)
        posting = Posting(
            uow, plan, case.case_no, case.branch_code, case.maker, case.checker, now, case.posted_on
        )
        posting.secrets = self._secrets(uow, session, case, plan)
        carry_out(posting)
        case.status = posting.status
        case.proxy_document_id = posting.document_id
        case.undo_json = json.dumps(posting.undo, sort_keys=True) if posting.undo else None
        uow.session.flush()
        queue_notices(uow, case, notices_of(plan, case.posted_on), now)
        tell_others(uow, case, plan, case.posted_on, now)
        stamp = record(
            uow,
            self.store.audit_key,
            session,
            now,
            OPERATIONS[plan.operation].audit_label,
            AuditOutcome.DONE,
            case_no=case.case_no,
            member_id=case.member_id,
            before_sha256=before,
            after_sha256=account_digest(uow.session, case.member_id),
            plan=plan.sha256(),
            maker=case.maker,
            checker=case.checker,
            policy=self.policies.version,
        )
        return issue(
            uow,
            self.store.audit_key,
            case=case,
            plan=plan,
            policy=self.policies.on(plan.business_date),
            stamp=stamp,
            now=now,
        )

    def _secrets(self, uow: UnitOfWork, session: Session, case: Case, plan: Plan) -> PostingSecrets | None:
        """The ways by which a password and a code pass by everything that is kept."""
        hand_overs, codes = self.hand_overs, self.codes
        if hand_overs is None or codes is None:
            return None
        policy = self.policies.on(plan.business_date)
        purpose = CodePurpose.PASSWORD_RESET
        return PostingSecrets(
            lambda seal: hand_overs.find(seal, case.member_id, case.maker_id_no),
            lambda: codes.prepare(uow, session, case.member_id, purpose, policy),
        )

    def record_plan(
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
        """That a request was refused or waits, and why."""
        record(
            uow,
            self.store.audit_key,
            session,
            now,
            OPERATIONS[plan.operation].audit_label,
            outcome,
            reason=reason[:_REASON_LENGTH],
            case_no=case.case_no,
            member_id=case.member_id,
            plan=plan.sha256(),
            policy=self.policies.version,
        )

    def record_handling(
        self,
        uow: UnitOfWork,
        session: Session,
        operation: OperationCode,
        case: Case,
        now: datetime,
        *,
        reason: str | None = None,
    ) -> None:
        """That somebody handled a case; `reason` is coded."""
        record(
            uow,
            self.store.audit_key,
            session,
            now,
            OPERATIONS[operation].audit_label,
            AuditOutcome.DONE,
            reason=reason,
            case_no=case.case_no,
            member_id=case.member_id,
            maker=case.maker,
            checker=case.checker,
        )

    def end_unposted(
        self, uow: UnitOfWork, case: Case, status: CaseStatus, now: datetime, *, inbox: Role | None = None
    ) -> None:
        """A pending case ends, or goes back to an inbox, without taking effect: its money is free again."""
        if has_hold(uow.session, case.case_no):
            release_hold(uow, case.case_no, HoldState.VOIDED, at=now)
        case.status = status
        case.inbox = inbox
        case.owner = None
        case.decided_at = now
        uow.session.add(case)


def day_of(sql: SqlSession, session: Session, case: Case) -> date:
    """The business date on which a case is decided: that of its own branch. Raises Refusal when none is open."""
    if case.branch_code == session.branch_code:
        return session.business_date
    day = open_day_of(sql, case.branch_code)
    if day is None:
        branch = sql.get_one(Branch, case.branch_code)
        raise Refusal("no_open_day", branch=BilingualName(branch.name, branch.name_en))
    return day
