"""What can come of asking a second person on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hfund_tui.services.outcomes import Posted, Rejected, SentBack, Stale


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The maker withdrew the case; nothing of it remains."""


Decided: TypeAlias = Posted | Rejected | SentBack | Stale | TakenBack
