"""The contribution certificate (缴存证明): what somebody elsewhere is told of an account, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hfund_tui.domain.issued import Issuable
from hfund_tui.domain.months import Month
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, StaffOnReceipt
from hfund_tui.domain.vocabulary import AccountState

OTHER_PURPOSE = "other"
"""The purpose that has to be said in words."""


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """What is asked for. `purpose` is coded in the policy; `words` say it where it is none of the listed ones."""

    member_id: int
    first: Month
    last: Month
    with_balance: bool
    purpose: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ContributionCertificate(Issuable):
    """Amounts in fen, rates in basis points, as of the day of issue; `balance_fen` None is not told.

    The period `first` to `last` lies within the months that were paid. Account and identity number are masked.
    """

    member: PersonOnReceipt
    account_no: str
    employer: str
    state: AccountState
    first: Month
    last: Month
    first_contribution: Month
    paid_through: Month
    base_fen: int
    personal_rate_bp: int
    employer_rate_bp: int
    personal_due_fen: int
    employer_due_fen: int
    balance_fen: int | None
    purpose: str
    words: str
    branch: BilingualName
    made_by: StaffOnReceipt
    made_at: datetime

    @property
    def monthly_due_fen(self) -> int:
        return self.personal_due_fen + self.employer_due_fen
