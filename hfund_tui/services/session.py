"""Who is signed in, where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from hfund_tui.domain.vocabulary import Channel, Role

if TYPE_CHECKING:
    from hfund_tui.db.tables import Branch
    from hfund_tui.services.clock import Clock


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in of one staff member at one terminal. Rights are checked against the database each time."""

    id: str
    staff_code: str
    staff_name: str
    staff_name_en: str
    role: Role
    branch_code: str
    branch_name: str
    branch_name_en: str
    terminal: str
    channel: Channel
    business_date: date
    signed_in_at: datetime
    must_change_password: bool

    @property
    def audit_chain(self) -> str:
        """The counter's own chain of the audit."""
        return f"{self.branch_code}-{self.terminal}"


def machine_session(branch: Branch, terminal: str, clock: Clock) -> Session:
    """The author of what is recorded while nobody is signed in."""
    now = clock.now()
    return Session(
        id="",
        staff_code="-",
        staff_name="",
        staff_name_en="",
        role=Role.ADMINISTRATOR,
        branch_code=branch.code,
        branch_name=branch.name,
        branch_name_en=branch.name_en,
        terminal=terminal,
        channel=Channel.COUNTER,
        business_date=now.date(),
        signed_in_at=now,
        must_change_password=False,
    )
