"""The sheet of a business day: what was done, what is left over, and whether the books agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.receipt import Anchor, StaffOnReceipt
from hfund_tui.domain.vocabulary import Ledger


class DifferenceCode(StrEnum):
    """What may keep a day from being closed."""

    TRIAL_BALANCE = "trial_balance"
    CLEARING = "clearing"
    HOLDS = "holds"
    ACCOUNT_BALANCE = "account_balance"
    ORDERS_NOT_SENT = "orders_not_sent"
    DEBITS_NOT_SENT = "debits_not_sent"
    RETURNS_MISSING = "returns_missing"
    PAYOUTS_FAILED = "payouts_failed"
    PENDING_OVERDUE = "pending_overdue"
    CONTRIBUTIONS_UNFINISHED = "contributions_unfinished"

    @property
    def explainable(self) -> bool:
        """Whether words are enough. Books that don't agree are mended, not explained."""
        return self in _EXPLAINABLE


_EXPLAINABLE = frozenset(
    {
        DifferenceCode.ORDERS_NOT_SENT,
        DifferenceCode.DEBITS_NOT_SENT,
        DifferenceCode.RETURNS_MISSING,
        DifferenceCode.PAYOUTS_FAILED,
        DifferenceCode.PENDING_OVERDUE,
        DifferenceCode.CONTRIBUTIONS_UNFINISHED,
    }
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what it is about (a case, an account, nothing), how many, and how much (fen)."""

    code: DifferenceCode
    subject: str
    count: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often and for how much (fen) one transaction was posted."""

    operation: OperationCode
    count: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, and how much (fen)."""

    count: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class DebitTally:
    """The day of the debits of repayment accounts: `sent` in the day's files, `debited` and `failed` by answers
    taken in on the day, `open` with the bank from whatever day, `unsent` due but in no file."""

    files: int
    sent: Sum
    debited: Sum
    failed: Sum
    open: Sum
    unsent: Sum


@dataclass(frozen=True, slots=True)
class TellerTally:
    """The day of one person: what he or she posted, what was refused, and what was passed over."""

    staff: StaffOnReceipt
    posted: tuple[Tally, ...]
    refused: int
    exceptions: int


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One ledger of the trial balance: the day's movement and the balance after it, in fen."""

    ledger: Ledger
    moved_fen: int
    balance_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """Everything about one business day of one branch. Amounts in fen.

    `tellers` count cases by their maker; `totals` are the branch's. `anchor` is the end of the audit chains
    tied together, known once the day is closed.
    """

    branch: BilingualName
    branch_code: str
    business_date: date
    made_at: datetime
    closed_by: StaffOnReceipt | None
    tellers: tuple[TellerTally, ...]
    totals: tuple[Tally, ...]
    approvals: int
    reversals: int
    reversed_fen: int
    pending: int
    returned: int
    holds: int
    held_fen: int
    ledgers: tuple[LedgerLine, ...]
    files: int
    sent: int
    sent_fen: int
    unsent: int
    unsent_fen: int
    debits: DebitTally
    differences: tuple[Difference, ...]
    explanations: tuple[tuple[str, str], ...]
    anchor: Anchor | None

    @property
    def trial_balance_fen(self) -> int:
        """Zero when the books agree."""
        return sum(one.balance_fen for one in self.ledgers)

    @property
    def balances(self) -> bool:
        return not any(not one.code.explainable for one in self.differences)
