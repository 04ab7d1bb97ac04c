"""The member at a glance: what the workbench shows. Personal data is masked here, below the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hfund_tui.domain.decision import Decision, Finding, Shown
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.vocabulary import (
    AccountState,
    CaseStatus,
    Channel,
    Freeze,
    FreezeCause,
    LoanRole,
    LoanState,
    PasswordState,
    ProxyDocumentKind,
    ProxyRelation,
    Sex,
    SummaryCode,
)


@dataclass(frozen=True, slots=True)
class IdentityView:
    name: str
    id_kind: IdKind
    id_no: str
    mobile: str | None
    sex: Sex
    birth_date: date
    age: int
    hukou_shenzhen: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """Amounts in fen, rates in basis points. `account_no` is masked."""

    account_no: str
    employer: str
    state: AccountState
    sealed_on: date | None
    closed_on: date | None
    freeze: Freeze
    freeze_cause: FreezeCause | None
    freeze_until: date | None
    frozen_fen: int
    balance_fen: int
    held_fen: int
    available_fen: int
    contribution_base_fen: int
    personal_rate_bp: int
    employer_rate_bp: int
    personal_due_fen: int
    employer_due_fen: int
    first_contribution: Month | None
    paid_through: Month | None
    last_withdrawal: Month | None
    claimable_months: int
    password_is_initial: bool
    password: PasswordState = PasswordState.ELSEWHERE

    @property
    def monthly_due_fen(self) -> int:
        return self.personal_due_fen + self.employer_due_fen


@dataclass(frozen=True, slots=True)
class AgreementView:
    version: str
    in_force: bool
    signed_on: date
    terminated_on: date | None
    by_proxy: bool


@dataclass(frozen=True, slots=True)
class ProxyView:
    """A document on file. `usable` is False when it is revoked, expired or not yet in force."""

    document_id: int
    proxy_name: str
    proxy_id_no: str
    relation: ProxyRelation
    kind: ProxyDocumentKind
    valid_from: date
    valid_to: date
    matters: frozenset[Matter]
    revoked_on: date | None
    usable: bool


@dataclass(frozen=True, slots=True)
class CardView:
    bank_code: str
    last_four: str
    class_one: bool
    linked_on: date


@dataclass(frozen=True, slots=True)
class FailedPayoutView:
    """A payout the bank could not carry out, with the bank's reason. Amount in fen."""

    case_no: str
    amount_fen: int
    reason: str


@dataclass(frozen=True, slots=True)
class LoanView:
    """Amounts in fen, rate in percent as text.

    `terms` are those of what is left (None: nothing has still to fall due), `instalment_fen` and `next_due_on` are
    of the next instalment (0, None: there is none), `cycle_began` is the day from which interest runs. `account`
    is bank code and last four digits of where it is debited, `overdue_fen` what has to be paid today, penalty
    included. `role` is what the member is to the loan. `debit_under_way` says that something is with the bank, or
    about to be.
    """

    contract_no: str
    state: LoanState
    balance_fen: int
    instalment_fen: int
    rate: str
    next_due_on: date | None
    terms: Terms | None = None
    cycle_began: date | None = None
    account: tuple[str, str] | None = None
    overdue_fen: int = 0
    role: LoanRole = LoanRole.BORROWER
    debit_under_way: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    case_no: str
    operation: OperationCode
    status: CaseStatus
    amount_fen: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EventLine:
    """One movement of the account; `amount_fen` is negative when money left."""

    on: date
    summary: SummaryCode
    amount_fen: int
    balance_after_fen: int


@dataclass(frozen=True, slots=True)
class SelfService:
    """Where the member can do it alone, and what stands in the way there beyond what does here."""

    channels: tuple[Channel, ...]
    missing: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service for this member now: possible, or why not.

    `headline` is what it comes to when it is possible (an amount, for instance): now, or in the end where it
    has to wait. `advice` is the finding to show beside it: the obstacle when it is not possible, otherwise a
    passed rule with a remedy, if any. `with_paper` says that it is possible only with a paper that the member
    may bring: then `advice` is what stands in the way without it. `alone` is None for what can be done nowhere
    else.
    """

    operation: OperationCode
    possible: bool
    needs_approval: bool
    headline: Shown | None
    advice: Finding | None
    decision: Decision
    with_paper: bool = False
    alone: SelfService | None = None


@dataclass(frozen=True, slots=True)
class MemberOverview:
    """Everything about one member at one moment."""

    member_id: int
    business_date: date
    identity: IdentityView
    account: AccountView
    agreements: tuple[AgreementView, ...]
    agreement_version: str
    proxies: tuple[ProxyView, ...]
    card: CardView | None
    loans: tuple[LoanView, ...]
    open_cases: tuple[CaseLine, ...]
    events: tuple[EventLine, ...]
    services: tuple[ServiceLine, ...]
    failed_payouts: tuple[FailedPayoutView, ...] = ()

    @property
    def agreement_in_force(self) -> bool:
        return any(one.in_force for one in self.agreements)

    @property
    def borrowed_loans(self) -> tuple[LoanView, ...]:
        """Those the member owes or owed, alone or with somebody."""
        return tuple(one for one in self.loans if one.role is not LoanRole.CO_REPAYER)

    @property
    def running_loans(self) -> tuple[LoanView, ...]:
        """Those of which something has still to fall due."""
        return tuple(one for one in self.borrowed_loans if one.terms is not None)

    @property
    def owed_loans(self) -> tuple[LoanView, ...]:
        """Those the member owes something of, if only what is overdue."""
        return tuple(one for one in self.borrowed_loans if one.state is not LoanState.SETTLED)

    @property
    def settled_loans(self) -> tuple[LoanView, ...]:
        """Those the member owes nothing of any more."""
        return tuple(one for one in self.borrowed_loans if one.state is LoanState.SETTLED)

    @property
    def co_repaid_loans(self) -> tuple[LoanView, ...]:
        """Those of which the member is a co-repayer."""
        return tuple(one for one in self.loans if one.role is LoanRole.CO_REPAYER)

    def service(self, code: OperationCode) -> ServiceLine:
        """The line of one service. Raises KeyError when it is not offered here."""
        for line in self.services:
            if line.operation is code:
                return line
        raise KeyError(code)

    def alone(self, code: OperationCode) -> SelfService | None:
        """Where the member could do it alone; None as well for what is not offered here."""
        return next((line.alone for line in self.services if line.operation is code), None)
