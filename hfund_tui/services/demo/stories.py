"""What was done in the demo branch before its doors open, done through the program itself.

Its cases, receipts, payment orders and audit rows are real ones, made on days that were opened and closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from sqlmodel import select

from hfund_tui.db.tables import Account, BusinessDay, Case, ProxyDocument
from hfund_tui.db.unit_of_work import Reader
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.loans.requests import (
    ChangeDueDay,
    OffsetRepayment,
    RepayEarly,
    ShortenTerm,
    SignCoRepayment,
)
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    ExceptionGround,
    HomeDeclaration,
    NewProxy,
    ProxyOnFile,
    RecordInsurance,
    Request,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
    Withdraw,
)
from hfund_tui.domain.vocabulary import CaseStatus, Channel, CoRepayerRelation, Verification
from hfund_tui.services.approvals import ApprovalService
from hfund_tui.services.cases import CaseService
from hfund_tui.services.casework import CaseWork
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.day import DayService
from hfund_tui.services.demo.office import Office
from hfund_tui.services.demo.rows import local_instant
from hfund_tui.services.demo.scenarios import NOTHING_SHOWN, Scenario, Shown, StoryStep, scenarios
from hfund_tui.services.outcomes import Pending, Posted
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store

TERMINAL = "01"
"""The counter at which the stories happen; the workstation itself is another one."""

_OPENING_HOUR, _CLOSING_HOUR = 8, 17
_FIRST_MINUTE = 30
_STEP = timedelta(minutes=4)


class StoryTeller:
    """Opens the days of the stories one after the other, and in the end the demo's own."""

    def __init__(self, store: Store, office: Office, policies: PolicyBook, texts: Mapping[str, str]) -> None:
        self._store = store
        self._office = office
        self._policies = policies
        self._texts = dict(texts)

    def tell(self) -> int:
        """Tell all stories; answers how many cases they made."""
        steps = [(step.on, one, step) for one in scenarios() for step in one.story]
        steps.sort(key=itemgetter(0))
        for day, group in groupby(steps, key=itemgetter(0)):
            self._day(day, [(one, step) for _, one, step in group])
        for branch in self._office.branches:
            self._open(branch.code, self._office.business_date)
        return len(steps)

    def _day(self, day: date, steps: list[tuple[Scenario, StoryStep]]) -> None:
        branches = {self._office.staff_member(step.maker).branch for _, step in steps}
        for branch in sorted(branches):
            self._open(branch, day)
        clock = FrozenClock(local_instant(day, _OPENING_HOUR, _FIRST_MINUTE))
        for number, (one, step) in enumerate(steps):
            clock.advance(_STEP)
            self._take(one, step, clock, f"demo-{one.code}-{day}-{number}")
        if day < self._office.business_date:
            for branch in sorted(branches):
                self._close(branch, day)

    def _open(self, branch: str, day: date) -> None:
        clock = FrozenClock(local_instant(day, _OPENING_HOUR))
        days = DayService(self._store, clock, self._policies)
        if days.current(branch) != day:
            days.open(branch, day, opened_by=self._office.supervisor_of(branch).code)

    def _close(self, branch: str, day: date) -> None:
        with self._store.writing() as uow:
            row = uow.session.get_one(BusinessDay, (branch, day))
            row.closed_by = self._office.supervisor_of(branch).code
            row.closed_at = local_instant(day, _CLOSING_HOUR)
            uow.session.add(row)

    def _take(self, one: Scenario, step: StoryStep, clock: FrozenClock, key: str) -> None:
        staff = StaffService(self._store, clock, self._policies, TERMINAL)
        work = CaseWork(self._store, clock, self._policies, self._texts)
        cases, approvals = CaseService(work), ApprovalService(work, staff)
        session = session_of(self._office, step.maker, step.on)
        member_id, documents, closure = self._on_file(one)
        request = full_request(
            step.operation,
            member_id,
            policy=self._policies.on(step.on),
            proxy=ProxyOnFile(documents[0]) if step.by_proxy else None,
            shown=step.shown,
            closure=closure,
            contract_no=one.contract_no,
            relation=one.co_repays.relation if one.co_repays else None,
        )
        outcome = cases.perform(session, request, key=key, seen_sha256=cases.preview(session, request).sha256)
        match outcome, step.approved_by:
            case Posted(), None:
                pass
            case Pending(), None:
                pass
            case Pending(case_no, _, sha256), str(checker):
                approvals.approve(
                    session,
                    case_no,
                    checker_code=checker,
                    checker_password=self._office.staff_member(checker).password,
                    seen_sha256=sha256,
                )
            case _:
                raise RuntimeError(f"the story of {one.code} ended in {outcome!r}")

    def _on_file(self, one: Scenario) -> tuple[int, list[int], str]:
        """The member's row, the proxy documents, and the closure that waits."""
        with self._store.reading() as reader:
            account_no = one.portrait.account.account_no
            member_id = reader.session.exec(
                select(Account.member_id).where(Account.account_no == account_no)
            ).one()
            documents = reader.session.exec(
                select(ProxyDocument.id).where(ProxyDocument.member_id == member_id)
            ).all()
            known = [number for number in documents if number is not None]
            return member_id, known, accepted_closure(reader, member_id)


def accepted_closure(reader: Reader, member_id: int) -> str:
    """The number of the member's closure that waits for its settlement; empty where there is none."""
    waiting = select(Case.case_no).where(
        Case.member_id == member_id, Case.status == CaseStatus.CLOSED_UNSETTLED
    )
    return reader.session.exec(waiting).one_or_none() or ""


def session_of(office: Office, staff_code: str, on: date, terminal: str = TERMINAL) -> Session:
    """A session as a sign-in would give it, without one."""
    staff = office.staff_member(staff_code)
    branch = next(one for one in office.branches if one.code == staff.branch)
    return Session(
        id=f"demo-{staff_code}-{on}",
        staff_code=staff_code,
        staff_name=staff.name,
        staff_name_en=staff.name_en,
        role=staff.role,
        branch_code=branch.code,
        branch_name=branch.name,
        branch_name_en=branch.name_en,
        terminal=terminal,
        channel=Channel.COUNTER,
        business_date=on,
        signed_in_at=local_instant(on, _OPENING_HOUR, _FIRST_MINUTE),
        must_change_password=False,
    )


def full_request(
    operation: OperationCode,
    member_id: int,
    *,
    policy: Policy,
    proxy: ProxyOnFile | NewProxy | None = None,
    amount_fen: int | None = None,
    shown: Shown = NOTHING_SHOWN,
    closure: str = "",
    contract_no: str = "",
    relation: CoRepayerRelation | None = None,
) -> Request:
    """A request with nothing left to fill in: every paper seen, no home declared, a ground where one is asked for.

    *policy* names the agreement texts that are shown, *closure* is the number of the closure that waits,
    *contract_no* that of the loan, *relation* what a co-repayer is to its borrower. Raises ValueError for an
    operation no demo needs.
    """
    request: Request
    match operation:
        case OperationCode.RENT_WITHDRAWAL | OperationCode.OTHER_HOUSING_WITHDRAWAL:
            home = HomeDeclaration(owns_home=False)
            request = Withdraw(member_id=member_id, kind=operation, amount_fen=amount_fen, home=home)
        case OperationCode.SIGN_AGREEMENT:
            request = SignAgreement(member_id=member_id, version=policy.word("agreement.version"))
        case OperationCode.TERMINATE_AGREEMENT:
            request = TerminateAgreement(member_id=member_id)
        case OperationCode.RETIREMENT_CLOSURE | OperationCode.LEAVING_CLOSURE:
            request = CloseAccount(
                member_id=member_id,
                kind=operation,
                certificate=shown.certificate,
                insurance=shown.insurance,
            )
        case OperationCode.SETTLE_CLOSURE:
            request = SettleClosure(member_id=member_id, case_no=closure, insurance=shown.insurance)
        case OperationCode.CANCEL_CLOSURE:
            request = CancelClosure(member_id=member_id, case_no=closure)
        case OperationCode.RECORD_INSURANCE if shown.insurance is not None:
            request = RecordInsurance(member_id=member_id, insurance=shown.insurance)
        case OperationCode.EARLY_REPAYMENT:
            request = RepayEarly(member_id=member_id, contract_no=contract_no, amount_fen=amount_fen)
        case OperationCode.SHORTEN_TERM:
            request = ShortenTerm(member_id=member_id, contract_no=contract_no, months=_SHORT)
        case OperationCode.CHANGE_DUE_DAY:
            request = ChangeDueDay(member_id=member_id, contract_no=contract_no, due_day=_EARLY_IN_THE_MONTH)
        case OperationCode.SIGN_CO_REPAYMENT if relation is not None:
            text = policy.word("loan.co_repayer.version")
            request = SignCoRepayment(
                member_id=member_id, contract_no=contract_no, relation=relation, version=text
            )
        case OperationCode.OFFSET_REPAYMENT:
            request = OffsetRepayment(member_id=member_id, contract_no=contract_no, amount_fen=amount_fen)
        case _:
            raise ValueError(f"no demo asks for {operation}")
    declared = OPERATIONS[operation]
    presence = Presence.IN_PERSON if declared.takes(Presence.IN_PERSON) else Presence.ABSENT
    if proxy is not None:
        presence = Presence.PROXY
    return replace(
        request,
        presence=presence,
        verification=_SEEN[presence],
        proxy=proxy,
        ticked=frozenset({*declared.papers(presence), *request.more_papers}),
        ground=_GROUND,
    )


_SEEN = {
    Presence.IN_PERSON: Verification.ID_ORIGINAL,
    Presence.PROXY: Verification.PROXY_ID_ORIGINAL,
    Presence.ABSENT: Verification.NONE,
}
_SHORT, _EARLY_IN_THE_MONTH = 120, 5
_GROUND = ExceptionGround("hardship", "演示")
