"""A case as the person who decides it sees it: the plan as it is now, and all that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import CallBack, Case, Member, ProxyDocument, Staff
from hfund_tui.domain.approval import (
    PlanDifference,
    Retype,
    Risk,
    plan_difference,
    retype_of,
    risk_of,
    stored_difference,
)
from hfund_tui.domain.calendar import Age as Age
from hfund_tui.domain.calendar import age_on
from hfund_tui.domain.masks import mask_account, mask_id, mask_name
from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.plan import Plan, RegisterProxy
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.domain.vocabulary import CallBackOutcome, CaseStatus, Channel, ProxyDocumentKind, ProxyRelation
from hfund_tui.services.case_records import stored_request


@dataclass(frozen=True, slots=True)
class Colleague:
    """A staff member as others see him or her."""

    code: str
    name: str
    name_en: str


def colleague(staff: Staff) -> Colleague:
    return Colleague(staff.code, staff.name, staff.name_en)


def age_of(accepted_on: date, today: date, policy: Policy) -> Age:
    calendar = policy.book.calendar
    due_on = calendar.add(accepted_on, policy.count("approval.decide_within_days"))
    return age_on(calendar, accepted_on, due_on, today)


@dataclass(frozen=True, slots=True)
class ProxySeen:
    """Who acts for the member, masked, and with which document."""

    name: str
    id_no: str
    relation: ProxyRelation
    kind: ProxyDocumentKind
    certificate_no: str


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """The returned case that this one takes the place of: why it went back, and what is different now."""

    case_no: str
    decision_code: str
    decision_words: str
    difference: PlanDifference


@dataclass(frozen=True, slots=True)
class Rung:
    """The last call back about a request by telephone: what came of it, by whom."""

    outcome: CallBackOutcome
    by: Colleague
    words: str


@dataclass(frozen=True, slots=True)
class CaseForReview:
    """A pending or returned case.

    `plan` is made again now; `unchanged` says that it still is the one that was submitted, `difference` what is
    another if not. `ticked` are the papers the maker saw. Names and numbers are masked.
    """

    case_no: str
    operation: OperationCode
    status: CaseStatus
    channel: Channel
    branch_code: str
    terminal: str
    member_name: str
    member_id_no: str
    account_no: str
    proxy: ProxySeen | None
    maker: Colleague
    owner: Colleague | None
    business_date: date
    created_at: datetime
    age: Age
    plan: Plan
    sha256: str
    unchanged: bool
    difference: PlanDifference
    risk: Risk
    retype: Retype
    ticked: tuple[ChecklistItem, ...]
    ground: ExceptionGround | None
    earlier: EarlierCase | None
    decision_code: str | None
    decision_words: str
    rung: Rung | None = None


def review(sql: SqlSession, case: Case, plan: Plan, policies: PolicyBook, today: date) -> CaseForReview:
    """Put together what is stored of a case and the plan it comes to now."""
    member = sql.get_one(Member, case.member_id)
    request = stored_request(case)
    policy = policies.on(case.business_date)
    return CaseForReview(
        case_no=case.case_no,
        operation=OperationCode(case.operation),
        status=case.status,
        channel=case.channel,
        branch_code=case.branch_code,
        terminal=case.terminal,
        member_name=mask_name(member.name),
        member_id_no=mask_id(member.id_no),
        account_no=mask_account(plan.account_no),
        proxy=_proxy(sql, case, plan),
        maker=colleague(sql.get_one(Staff, case.maker)),
        owner=colleague(sql.get_one(Staff, case.owner)) if case.owner else None,
        business_date=case.business_date,
        created_at=case.created_at,
        age=age_of(case.business_date, today, policy),
        plan=plan,
        sha256=plan.sha256(),
        unchanged=plan.sha256() == case.plan_sha256,
        difference=plan_difference(case.plan_json or "", plan),
        risk=risk_of([one.reason for one in plan.approvals], plan.amount_fen, policy),
        retype=retype_of(plan, policy),
        ticked=tuple(sorted(request.ticked, key=list(ChecklistItem).index)),
        ground=request.ground,
        earlier=_earlier(sql, case),
        decision_code=case.decision_code,
        decision_words=case.decision_words or "",
        rung=_rung(sql, case),
    )


def _rung(sql: SqlSession, case: Case) -> Rung | None:
    last = sql.exec(
        select(CallBack).where(CallBack.case_no == case.case_no).order_by(col(CallBack.id).desc())
    ).first()
    return Rung(last.outcome, colleague(sql.get_one(Staff, last.rung_by)), last.words) if last else None


def _proxy(sql: SqlSession, case: Case, plan: Plan) -> ProxySeen | None:
    registered: RegisterProxy | None = plan.effect(RegisterProxy)
    if registered is not None:
        new = registered.document
        return ProxySeen(
            mask_name(new.name), mask_id(new.id_no), new.relation, new.document_kind, new.certificate_no
        )
    if case.proxy_document_id is None:
        return None
    found = sql.get_one(ProxyDocument, case.proxy_document_id)
    return ProxySeen(
        mask_name(found.proxy_name),
        mask_id(found.proxy_id_no),
        found.relation,
        found.document_kind,
        found.certificate_no,
    )


def _earlier(sql: SqlSession, case: Case) -> EarlierCase | None:
    if case.corrects is None:
        return None
    returned = sql.get_one(Case, case.corrects)
    return EarlierCase(
        returned.case_no,
        returned.decision_code or "",
        returned.decision_words or "",
        stored_difference(returned.plan_json or "", case.plan_json or ""),
    )
