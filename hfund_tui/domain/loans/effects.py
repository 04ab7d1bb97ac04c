"""What posting a plan does to a loan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hfund_tui.domain.effect import Effect
from hfund_tui.domain.loans.offset import OffsetLine
from hfund_tui.domain.vocabulary import CoRepayerRelation, LoanChange, RepaymentMethod


@dataclass(frozen=True, slots=True)
class OrderDebit(Effect):
    """Order a debit from the repayment account on a day. `interest_fen` comes on top of `principal_fen`."""

    contract_no: str
    account_id: int
    bank_code: str
    account_last_four: str
    principal_fen: int
    interest_fen: int
    value_date: date

    @property
    def amount_fen(self) -> int:
        return self.principal_fen + self.interest_fen


@dataclass(frozen=True, slots=True)
class AmendSchedule(Effect):
    """A new version of a loan's schedule, in place of the one that was planned on. Rates are percent.

    `when_debited`: not before the order of the same plan was carried out by the bank.
    """

    contract_no: str
    change: LoanChange
    principal_fen: int
    rate_percent: str
    months: int
    method: RepaymentMethod
    first_due: date
    due_day: int
    regular_fen: int
    odd_interest_fen: int
    when_debited: bool


@dataclass(frozen=True, slots=True)
class SettleLoan(Effect):
    """The loan is repaid in full; `when_debited`: once the bank has carried out the order of the same plan."""

    contract_no: str
    when_debited: bool


@dataclass(frozen=True, slots=True)
class ReplaceRepaymentAccount(Effect):
    """Debit from an account of the applicant's own in place of `replaces`."""

    contract_no: str
    bank_code: str
    account_no: str
    replaces: int | None


@dataclass(frozen=True, slots=True)
class JoinAsCoRepayer(Effect):
    """The member becomes a co-repayer of a loan, after those there are. `borrower` is the name, masked."""

    contract_no: str
    relation: CoRepayerRelation
    borrower: str


@dataclass(frozen=True, slots=True)
class LeaveAsCoRepayer(Effect):
    """The member is a co-repayer of a loan no more."""

    contract_no: str
    party_id: int


@dataclass(frozen=True, slots=True)
class OffsetLoan(Effect):
    """Take what the lines say from the co-repayers' accounts, and repay principal and interest (fen) with it."""

    contract_no: str
    principal_fen: int
    interest_fen: int
    lines: tuple[OffsetLine, ...]


LoanEffect = (
    OrderDebit
    | AmendSchedule
    | SettleLoan
    | ReplaceRepaymentAccount
    | JoinAsCoRepayer
    | LeaveAsCoRepayer
    | OffsetLoan
)
