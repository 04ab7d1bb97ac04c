"""The batch that settles accepted closures: those that are due are paid, those insured again are taken back.

Each closure is a transaction of its own, on the one way through. A run that is cut short is run again: what it
settled waits no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Case
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.closure import SettlementState, in_batch_window, settlement
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.request import CancelClosure, Request, SettleClosure
from hfund_tui.domain.vocabulary import AuditOutcome, CaseStatus
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.cases import CaseService
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.insurance import InsuranceSource, RecordedInsurance
from hfund_tui.services.outcomes import Pending, Posted, Refused, Stale
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A closure that was paid; `case_no` is that of the closure, the amount in fen."""

    case_no: str
    receipt_no: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A closure that is due and was not settled all the same: the codes of the rules or the error."""

    case_no: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettlementReport:
    """What a run came to. Every accepted closure of the branch is in exactly one of the lists.

    `waiting` are not due yet, of `unknown` no insurance is on file, `pending` wait for a second person.
    """

    business_date: date
    settled: tuple[Settled, ...] = ()
    cancelled: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    refused: tuple[Unsettled, ...] = ()

    @property
    def total(self) -> int:
        """How many closures were looked at."""
        return sum(
            len(some)
            for some in (
                self.settled,
                self.cancelled,
                self.pending,
                self.waiting,
                self.unknown,
                self.refused,
            )
        )

    @property
    def amount_fen(self) -> int:
        return sum(one.amount_fen for one in self.settled)


@dataclass(slots=True)
class _Lists:
    settled: list[Settled] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[Unsettled] = field(default_factory=list)

    def report(self, on: date) -> SettlementReport:
        return SettlementReport(
            on,
            tuple(self.settled),
            tuple(self.cancelled),
            tuple(self.pending),
            tuple(self.waiting),
            tuple(self.unknown),
            tuple(self.refused),
        )


@dataclass(frozen=True, slots=True)
class _Accepted:
    case_no: str
    member_id: int
    state: SettlementState


class ClosureService:
    """Settling the accepted closures of a branch."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        policies: PolicyBook,
        cases: CaseService,
        insurance: InsuranceSource | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._cases = cases
        self._insurance = insurance or RecordedInsurance()

    def settle_due(self, session: Session, on_progress: Progress | None = None) -> SettlementReport:
        """Walk all accepted closures of the branch. `on_progress` hears how many are done, of how many.

        Raises Refusal without the right to do it, and on days on which the batch does not run.
        """
        progress = on_progress or (lambda done, total: None)
        accepted = self._accepted(session)
        lists = _Lists()
        progress(0, len(accepted))
        for done, one in enumerate(accepted, 1):
            self._settle(session, one, lists)
            progress(done, len(accepted))
        report = lists.report(session.business_date)
        self._record(session, report)
        return report

    def _accepted(self, session: Session) -> list[_Accepted]:
        """The closures that wait, the oldest first, each with where it stands today."""
        policy = self._policies.on(session.business_date)
        with (
            refusals_recorded(self._store, self._clock, session, OperationCode.SETTLE_DUE, None),
            self._store.reading() as reader,
        ):
            authorise(reader.session, session, OperationCode.SETTLE_DUE)
            if not in_batch_window(session.business_date, policy):
                raise Refusal("batch_not_now", day=policy.count("closure.leaving.batch_from_day"))
            return [
                _Accepted(
                    row.case_no,
                    row.member_id,
                    settlement(
                        row.business_date,
                        session.business_date,
                        self._insurance.of(reader.session, row.member_id),
                        policy,
                    ).state,
                )
                for row in _waiting(reader.session, session.branch_code)
            ]

    def _settle(self, session: Session, one: _Accepted, lists: _Lists) -> None:
        match one.state:
            case SettlementState.WAITING:
                lists.waiting.append(one.case_no)
            case SettlementState.UNKNOWN:
                lists.unknown.append(one.case_no)
            case SettlementState.CANCELLED:
                cancel = CancelClosure(member_id=one.member_id, presence=Presence.ABSENT, case_no=one.case_no)
                self._carry_out(session, one.case_no, cancel, lists)
            case SettlementState.DUE:
                settle = SettleClosure(member_id=one.member_id, presence=Presence.ABSENT, case_no=one.case_no)
                self._carry_out(session, one.case_no, settle, lists)

    def _carry_out(self, session: Session, case_no: str, request: Request, lists: _Lists) -> None:
        """One closure on the one way through. What the rules refuse leaves no case: it is tried again."""
        key = f"{request.operation.value}-{case_no}-{session.business_date}"
        try:
            seen = self._cases.preview(session, request)
            if seen.plan.refused:
                codes = tuple(one.code for one in seen.plan.decision.failed)
                lists.refused.append(Unsettled(case_no, codes))
                return
            outcome = self._cases.perform(session, request, key=key, seen_sha256=seen.sha256)
        except (BadInput, Conflict) as error:
            lists.refused.append(Unsettled(case_no, (error.code,)))
            return
        match outcome:
            case Posted() if request.operation is OperationCode.CANCEL_CLOSURE:
                lists.cancelled.append(case_no)
            case Posted(receipt):
                lists.settled.append(Settled(case_no, receipt.receipt_no, receipt.amount_fen))
            case Pending():
                lists.pending.append(case_no)
            case Stale(plan) | Refused(_, plan):
                codes = tuple(one.code for one in plan.decision.failed)
                lists.refused.append(Unsettled(case_no, codes or ("changed_meanwhile",)))

    def _record(self, session: Session, report: SettlementReport) -> None:
        with self._store.writing(turns.NOTHING) as uow:
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[OperationCode.SETTLE_DUE].audit_label,
                AuditOutcome.DONE,
                settled=len(report.settled),
                cancelled=len(report.cancelled),
                pending=len(report.pending),
                waiting=len(report.waiting),
                unknown=len(report.unknown),
                refused=len(report.refused),
            )


def _waiting(sql: SqlSession, branch_code: str) -> list[Case]:
    rows = sql.exec(
        select(Case)
        .where(Case.branch_code == branch_code, Case.status == CaseStatus.CLOSED_UNSETTLED)
        .order_by(col(Case.case_no))
    )
    return list(rows)
