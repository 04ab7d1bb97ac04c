"""A member of the demo before there are rows: drawn at random (`crowd`) or by hand (`scenarios`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    FamilyRelation,
    Freeze,
    FreezeCause,
    HomeKind,
    ProxyDocumentKind,
    ProxyRelation,
    RepaymentMethod,
    Sex,
    SummaryCode,
)

BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Identity:
    id_kind: IdKind
    id_no: str
    name: str
    sex: Sex
    birth_date: date
    mobile: str | None
    hukou_shenzhen: bool
    deceased: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal of the time before this program. What falls into the ledger's time is posted without a
    case, as entries taken over from another system are; what came earlier is part of the opening balance."""

    month: Month
    summary: SummaryCode
    amount_fen: int
    channel: Channel = Channel.COUNTER


@dataclass(frozen=True, slots=True)
class Frozen:
    """`amount_fen` is 0 when the whole account is frozen."""

    cause: FreezeCause
    writ: str
    until: date | None
    amount_fen: int = 0

    @property
    def freeze(self) -> Freeze:
        return Freeze.PARTIAL if self.amount_fen else Freeze.FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPortrait:
    """An account. `opening_fen` is its balance when the ledger begins."""

    account_no: str
    state: AccountState = AccountState.NORMAL
    opened_on: date
    first_contribution: Month
    paid_through: Month
    base_fen: int
    personal_rate_bp: int
    employer_rate_bp: int
    opening_fen: int
    sealed_on: date | None = None
    closed_on: date | None = None
    frozen: Frozen | None = None
    withdrawn: Withdrawn | None = None
    password_is_initial: bool = False

    @property
    def personal_due_fen(self) -> int:
        return _due(self.base_fen, self.personal_rate_bp)

    @property
    def employer_due_fen(self) -> int:
        return _due(self.base_fen, self.employer_rate_bp)

    @property
    def monthly_due_fen(self) -> int:
        return self.personal_due_fen + self.employer_due_fen


@dataclass(frozen=True, slots=True)
class CardPortrait:
    bank_code: str
    card_no: str
    linked_on: date
    class_one: bool = True
    unlinked_on: date | None = None


@dataclass(frozen=True, slots=True)
class AgreementPortrait:
    """`by_proxy`: the last of the member's proxies signed it."""

    signed_on: date
    channel: Channel = Channel.COUNTER
    terminated_on: date | None = None
    by_proxy: bool = False


@dataclass(frozen=True, slots=True)
class FamilyPortrait:
    relation: FamilyRelation
    name: str
    id_no: str | None
    owns_home: bool | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyPortrait:
    """A proxy's document on file."""

    name: str
    id_no: str
    birth_date: date
    relation: ProxyRelation
    document_kind: ProxyDocumentKind
    notary: str
    certificate_no: str
    issued_on: date
    valid_to: date
    matters: frozenset[Matter]
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class CoBorrower:
    """Somebody without an account here who borrowed too."""

    name: str
    id_no: str
    base_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPortrait:
    """A loan. `missed` instalments, the last ones, were not paid."""

    contract_no: str
    bank_code: str
    principal_fen: int
    rate: str
    months: int
    method: RepaymentMethod
    disbursed_on: date
    due_day: int
    home: HomeKind = HomeKind.FIRST
    missed: int = 0
    co_borrower: CoBorrower | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    identity: Identity
    account: AccountPortrait
    cards: tuple[CardPortrait, ...] = ()
    agreement: AgreementPortrait | None = None
    family: tuple[FamilyPortrait, ...] = ()
    proxies: tuple[ProxyPortrait, ...] = ()
    loan: LoanPortrait | None = None


@dataclass(frozen=True, slots=True)
class EmployerPortrait:
    """An employer with its members. Pays on `pay_day` of each month, or the next working day."""

    name: str
    personal_rate_bp: int
    employer_rate_bp: int
    pay_day: int
    members: list[Portrait] = field(default_factory=list)


def _due(base_fen: int, rate_bp: int) -> int:
    """One side's part of the month, rounded half up by itself."""
    return round_half_up(Fraction(base_fen * rate_bp, BASIS_POINTS))
