"""What the header says of a member, from what was loaded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfund_tui.widgets.context_header import Serving

if TYPE_CHECKING:
    from hfund_tui.services.overview import MemberOverview


def serving_of(overview: MemberOverview, before: Serving | None) -> Serving:
    """How the person was identified is kept from `before` while the same member is served."""
    serving = Serving(overview.member_id, overview.identity.name, overview.identity.id_no)
    if before is not None and before.member_id == overview.member_id:
        serving = before
    return replace(
        serving,
        account_no=overview.account.account_no,
        agreement_in_force=overview.agreement_in_force,
        held_fen=overview.account.held_fen,
        pending=len(overview.open_cases),
    )
