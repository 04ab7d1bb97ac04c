"""What came of a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from hfund_tui.domain.approval import PlanDifference
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.receipt import Receipt
from hfund_tui.domain.vocabulary import CaseStatus, Channel


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen now. `sha256` is what the person who presses F9 has seen."""

    plan: Plan
    sha256: str


@dataclass(frozen=True, slots=True)
class Posted:
    """Done, with the receipt to hand over. `replayed` says that an earlier submission had done it already."""

    receipt: Receipt
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """Waits for a second person; the money is on hold, the months are kept."""

    case_no: str
    plan: Plan
    sha256: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not possible, with every reason. `case_no` is None where no case could be recorded."""

    case_no: str | None
    plan: Plan


@dataclass(frozen=True, slots=True)
class Stale:
    """The facts changed since they were shown: nothing was done; this is the plan now."""

    plan: Plan
    sha256: str


Outcome: TypeAlias = Posted | Pending | Refused | Stale


@dataclass(frozen=True, slots=True)
class Rejected:
    """A second person said no: the case has ended."""

    case_no: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """The case is with its maker again, as a draft; its money is free.

    `code` and `words` say why. `difference` is what changed since it was submitted, where that is why.
    """

    case_no: str
    code: str
    words: str
    draft_key: str
    difference: PlanDifference | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its maker or checker sees it. Amount in fen; member and proxy masked."""

    case_no: str
    operation: OperationCode
    channel: Channel
    status: CaseStatus
    member_id: int
    member_name: str
    proxy_name: str | None
    maker: str
    maker_name: str
    checker: str | None
    amount_fen: int
    business_date: date
    created_at: datetime
    plan_sha256: str
