"""What a form needs before it can be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfund_tui.domain.operation import OperationCode
    from hfund_tui.services.drafts import Draft
    from hfund_tui.services.overview import MemberOverview
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation


@dataclass(frozen=True, slots=True)
class Opening:
    """The member, the key this form will take effect under, and what was left unfinished before."""

    overview: MemberOverview
    key: str
    draft: Draft | None
    chosen: bool = False
    """Whether this draft was asked for, and is not only offered."""


def open_form(
    workstation: Workstation,
    session: Session,
    member_id: int,
    operation: OperationCode,
    draft_key: str = "",
) -> Opening:
    """Everything in one call to a thread; `draft_key` names the draft to go on with. Raises HfundError."""
    drafts = workstation.drafts
    chosen = drafts.load(session, draft_key) if draft_key else None
    return Opening(
        workstation.members.overview(session, member_id),
        workstation.cases.new_key(),
        chosen or drafts.find(session, operation, member_id),
        chosen is not None,
    )
