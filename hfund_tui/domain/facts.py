"""What is true when a plan is made: loaded in one read, frozen, and all that the rules may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    CaseStatus,
    Channel,
    Freeze,
    InsuranceStatus,
    LoanState,
    PasswordState,
    PaymentState,
    ProxyDocumentKind,
    ProxyRelation,
    ReversalObstacle,
    Sex,
)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    member_id: int
    id_kind: IdKind
    id_no: str
    name: str
    sex: Sex
    birth_date: date
    hukou_shenzhen: bool
    deceased: bool
    mobile_changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Amounts in fen. `frozen_fen` is the frozen part of a partly frozen account."""

    account_no: str
    state: AccountState
    freeze: Freeze
    balance_fen: int
    held_fen: int
    frozen_fen: int
    personal_due_fen: int
    employer_due_fen: int
    first_contribution: Month | None
    paid_through: Month | None
    sealed_on: date | None
    last_withdrawal: Month | None
    password_is_initial: bool

    @property
    def monthly_due_fen(self) -> int:
        """The amount due for the month, both sides together."""
        return self.personal_due_fen + self.employer_due_fen

    @property
    def available_fen(self) -> int:
        """What may leave the account: balance less holds and freezes, never below zero."""
        if self.freeze is Freeze.FULL:
            return 0
        frozen = self.frozen_fen if self.freeze is Freeze.PARTIAL else 0
        return max(0, self.balance_fen - self.held_fen - frozen)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The card linked for payouts. `holder_is_member` compares the bank's holder name with the member's;
    `paid_before` says that money reached it already."""

    card_id: int
    bank_code: str
    last_four: str
    class_one: bool
    holder_is_member: bool
    linked_on: date
    paid_before: bool = True


@dataclass(frozen=True, slots=True)
class PasswordFacts:
    """What is known of the account password, which is nothing of the password itself.

    `wrong_today` counts wrong ones on the business date, `handed_over` says that a new one was typed for this
    request and is waiting. `mobile` is the number on file, masked; None without one.
    """

    state: PasswordState
    wrong_today: int = 0
    handed_over: bool = False
    mobile: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    agreement_id: int
    kind: AgreementKind
    version: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A power of attorney (or a certificate used in its place) that is on file for this member."""

    document_id: int
    proxy_name: str
    proxy_id_kind: IdKind
    proxy_id_no: str
    proxy_birth_date: date | None
    relation: ProxyRelation
    kind: ProxyDocumentKind
    notary: str
    certificate_no: str
    issued_on: date
    valid_from: date
    valid_to: date
    matters: frozenset[Matter]
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class ProxyBackground:
    """What the fund knows about the person who acts as proxy in this request.

    `other_principals_today` and `_this_year` count the other members this person acted for on the business
    date and in its calendar year.
    `certificate_taken` is True when the document number is on file for another member, or for this one.
    """

    is_staff: bool
    other_principals_today: int
    certificate_taken: bool
    other_principals_this_year: int = 0


@dataclass(frozen=True, slots=True)
class OpenCase:
    case_no: str
    operation: OperationCode
    amount_fen: int


@dataclass(frozen=True, slots=True)
class LoanFacts:
    contract_no: str
    state: LoanState
    balance_fen: int


@dataclass(frozen=True, slots=True)
class WithdrawalCounts:
    """Completed withdrawals of one kind: at the counter this calendar year, by self-service this month."""

    counter_this_year: int
    self_service_this_month: int


@dataclass(frozen=True, slots=True)
class BalanceSpan:
    """The balance (fen) from a day on, until the next span begins."""

    since: date
    fen: int


@dataclass(frozen=True, slots=True)
class InsuranceFacts:
    """What is known of the member's social insurance in the city, and since when it is known."""

    status: InsuranceStatus
    last_paid: Month | None
    settled_on: date | None
    known_on: date


@dataclass(frozen=True, slots=True)
class AcceptedClosure:
    """A leaving closure that was accepted and is not settled yet."""

    case_no: str
    applied_on: date


@dataclass(frozen=True, slots=True)
class FailedPayout:
    """A payment order the bank could not carry out. `reason` is the bank's."""

    order_id: int
    case_no: str
    card_id: int
    amount_fen: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReversalTarget:
    """The case a reversal is about.

    `posted_on` is the business date of its posting, `payment` the state of its order if it has one, `latest`
    whether no later case of the member stands on it, `undoable` whether each of its effects can be undone,
    `obstacle` what happened to its loan since that forbids it, `concerned` the identity numbers of those it is
    about besides the member.
    """

    case_no: str
    operation: OperationCode
    status: CaseStatus
    member_id: int
    branch_code: str
    posted_on: date
    amount_fen: int
    payment: PaymentState | None
    latest: bool
    undoable: bool
    obstacle: ReversalObstacle | None = None
    concerned: frozenset[str] = frozenset()


def text_key_of(kind: AgreementKind, version: str) -> str:
    """Under which key the digest of an agreement text stands in `Facts.agreement_texts`."""
    return version if kind is AgreementKind.SELF_SERVICE else f"{kind.value}/{version}"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules look at, as of one moment.

    `business_date` is the application date: a case that waits is judged by the day it was handed in.
    `home_on_file` says that an earlier check found a home of the family in the city. `balances` are those
    since interest was last credited. `relatives` are the identity numbers the maker may not serve.
    `spouse_id_no` is None where no spouse with a number is on file.
    `target` is loaded for a reversal only, `card_taken` for the linking of a card, `loan` for a change to it,
    `card_no` of the linked card where it is to be the loan's repayment account.
    """

    business_date: date
    channel: Channel
    maker_id_no: str
    member: MemberFacts
    account: AccountFacts
    card: CardFacts | None
    agreement: AgreementFacts | None
    agreement_texts: dict[str, str]
    documents: tuple[DocumentFacts, ...]
    proxy: ProxyBackground | None
    last_proxy_act: date | None
    claimed_months: frozenset[Month]
    counts: dict[OperationCode, WithdrawalCounts]
    open_cases: tuple[OpenCase, ...]
    loans: tuple[LoanFacts, ...]
    home_on_file: bool = False
    spouse_id_no: str | None = None
    balances: tuple[BalanceSpan, ...] = ()
    insurance: InsuranceFacts | None = None
    accepted_closure: AcceptedClosure | None = None
    failed_payouts: tuple[FailedPayout, ...] = ()
    target: ReversalTarget | None = None
    relatives: frozenset[str] = frozenset()
    refused_today: int = 0
    card_taken: bool = False
    card_no: str = field(default="", repr=False)
    loan: LoanStanding | None = None
    password: PasswordFacts = PasswordFacts(PasswordState.ELSEWHERE)

    @property
    def concerned(self) -> frozenset[str]:
        """Identity numbers of those it is about besides the member: every party of the loan, and of the loan a
        reversal changes back."""
        parties = self.loan.parties if self.loan else ()
        return frozenset(one.id_no for one in parties) | (
            self.target.concerned if self.target else frozenset()
        )

    @property
    def month(self) -> Month:
        """The application month."""
        return Month.of(self.business_date)

    def document(self, document_id: int) -> DocumentFacts | None:
        return next((one for one in self.documents if one.document_id == document_id), None)
