"""One plan on its way into the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.vocabulary import CaseStatus
from hfund_tui.services.hand_overs import HandOver


@dataclass(frozen=True, slots=True)
class PostingSecrets:
    """`taken` is the password that was handed over under a seal; `send_code` seals a new code and returns what
    sends it, to be called after the transaction."""

    taken: Callable[[str], HandOver | None]
    send_code: Callable[[], Callable[[], None]]


@dataclass(slots=True)
class Posting:
    """What the handlers of effects share.

    `posted_on` is the business date on which money moves; the plan's own date is that of the application.
    `status` is what becomes of the case, `document_id` is set when the plan registers a proxy, `replaces`
    when it replaces a payment order. Handlers leave in `undo` what they overwrite and what no effect tells.
    `secrets` are the ways by which a password and a code pass by everything that is kept.
    """

    uow: UnitOfWork
    plan: Plan
    case_no: str
    branch_code: str
    maker: str
    checker: str | None
    now: datetime
    posted_on: date
    status: CaseStatus = CaseStatus.COMPLETED
    document_id: int | None = None
    replaces: int | None = None
    secrets: PostingSecrets | None = None
    undo: dict[str, Any] = field(default_factory=dict)
