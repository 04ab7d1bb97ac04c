"""What a borrower takes home about a loan: the statement of a running loan, the certificate of a settled one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hfund_tui.domain.issued import Issuable
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, StaffOnReceipt
from hfund_tui.domain.vocabulary import LoanState, RepaymentMethod


class LoanEventKind(StrEnum):
    """A line of a statement."""

    DISBURSED = "disbursed"
    INSTALMENT = "instalment"
    OVERDUE = "overdue"
    PREPAYMENT = "prepayment"
    OFFSET = "offset"


@dataclass(frozen=True, slots=True)
class LoanEvent:
    """Something that was paid, or fell due and is owed. Amounts in fen; `balance_fen` is the principal after it,
    `paid_on` None while it is owed."""

    kind: LoanEventKind
    on: date
    principal_fen: int
    interest_fen: int = 0
    penalty_fen: int = 0
    balance_fen: int = 0
    paid_on: date | None = None

    @property
    def amount_fen(self) -> int:
        return self.principal_fen + self.interest_fen + self.penalty_fen


@dataclass(frozen=True, slots=True)
class LoanHead:
    """The contract. Rate in percent as text; months are those of the contract."""

    contract_no: str
    borrower: PersonOnReceipt
    bank_code: str
    principal_fen: int
    rate: str
    months: int
    method: RepaymentMethod
    disbursed_on: date
    state: LoanState
    balance_fen: int
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class LoanStatement(Issuable):
    """Everything that happened to a loan, oldest first, and the sums of what was paid (fen)."""

    head: LoanHead
    events: tuple[LoanEvent, ...]
    branch: BilingualName
    made_by: StaffOnReceipt
    made_at: datetime

    @property
    def paid(self) -> tuple[LoanEvent, ...]:
        lent = LoanEventKind.DISBURSED
        return tuple(one for one in self.events if one.kind is not lent and one.paid_on is not None)

    @property
    def paid_principal_fen(self) -> int:
        return sum(one.principal_fen for one in self.paid)

    @property
    def paid_interest_fen(self) -> int:
        return sum(one.interest_fen + one.penalty_fen for one in self.paid)


@dataclass(frozen=True, slots=True)
class SettlementCertificate(Issuable):
    """That a loan was repaid in full. `number` names this certificate: the same loan always has the same."""

    head: LoanHead
    number: str
    branch: BilingualName
    made_by: StaffOnReceipt
    made_at: datetime
