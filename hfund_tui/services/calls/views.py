"""What an agent sees of a call, and of its caller before amounts may be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from hfund_tui.domain.decision import Decision, Finding, Remedy, Shown, term
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import (
    AccountState,
    CallerQuestion,
    CaseStatus,
    Freeze,
    LoanState,
    Verification,
)
from hfund_tui.services.overview import AgreementView, MemberOverview, ServiceLine

HIDDEN = term("call.hidden")
"""What is read in the place of an amount."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A question that was put to the caller, and whether the answer was right."""

    question: CallerQuestion
    right: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """A call as it stands.

    `question` is what is to be asked now; None before anybody was named, when nothing is left to ask, while the
    caller is locked out, or when a one-time code is what is wanted next. `tries_left` counts wrong answers
    about this member in all calls. `mobile_tail` says where a code would go, from the basic level on.
    `order_no` is the last work order that the agent opened in this call.
    `guide` is what is being read out, if anything, `guide_step` the place in it as `Guide.has` means it.
    """

    call_no: str
    began_at: datetime
    member_id: int | None
    level: Verification
    question: CallerQuestion | None
    checks: tuple[CheckLine, ...]
    tries_left: int
    locked_until: datetime | None
    mobile_tail: str | None
    notes: str
    order_no: str | None
    guide: str | None
    guide_step: int


@dataclass(frozen=True, slots=True)
class StatusCase:
    case_no: str
    operation: OperationCode
    status: CaseStatus
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CallerStatus:
    """What may be told at the basic level: how things stand, no amounts."""

    member_id: int
    business_date: date
    name: str
    account_state: AccountState
    sealed_on: date | None
    freeze: Freeze
    password_is_initial: bool
    agreement: AgreementView | None
    agreement_version: str
    card_linked: bool
    loans: tuple[LoanState, ...]
    open_cases: tuple[StatusCase, ...]
    services: tuple[ServiceLine, ...]

    @property
    def agreement_in_force(self) -> bool:
        return self.agreement is not None


def status_of(overview: MemberOverview) -> CallerStatus:
    """Without a single amount: not in the facts, not in the reasons."""
    account = overview.account
    return CallerStatus(
        overview.member_id,
        overview.business_date,
        overview.identity.name,
        account.state,
        account.sealed_on,
        account.freeze,
        account.password_is_initial,
        next((one for one in overview.agreements if one.in_force), None),
        overview.agreement_version,
        overview.card is not None,
        tuple(one.state for one in overview.loans),
        tuple(
            StatusCase(one.case_no, one.operation, one.status, one.created_at) for one in overview.open_cases
        ),
        tuple(_line(one) for one in overview.services),
    )


def _line(line: ServiceLine) -> ServiceLine:
    alone = line.alone
    return replace(
        line,
        headline=None,
        advice=_finding(line.advice) if line.advice else None,
        decision=Decision(tuple(_finding(one) for one in line.decision.findings)),
        alone=replace(alone, missing=tuple(_finding(one) for one in alone.missing)) if alone else None,
    )


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        found=_value(finding.found),
        wanted=_value(finding.wanted),
        remedy=_remedy(finding.remedy) if finding.remedy else None,
    )


def _remedy(remedy: Remedy) -> Remedy:
    return replace(remedy, params=tuple((name, _value(value)) for name, value in remedy.params))


def _value(value: Shown) -> Shown:
    """Neither an amount nor a part of a number: not even one that is masked."""
    masked = value.kind == "text" and "*" in str(value.value)
    return HIDDEN if masked or value.kind in ("money", "card") else value
