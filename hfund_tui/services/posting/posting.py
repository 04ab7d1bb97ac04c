"""One plan on its way into the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.vocabulary import CaseStatus


@dataclass(slots=True)
class Posting:
    """What the handlers of effects share.

    `posted_on` is the business date on which money moves; the plan's own date is that of the application.
    `status` is what becomes of the case, `document_id` is set when the plan registers a proxy, `replaces`
    when it replaces a payment order. Handlers leave in `undo` what they overwrite and what no effect tells.
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
    undo: dict[str, Any] = field(default_factory=dict)
