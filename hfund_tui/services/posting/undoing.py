"""A case on its way back out of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hfund_tui.db.tables import Case
from hfund_tui.domain.plan import UndoCase
from hfund_tui.domain.vocabulary import Ledger
from hfund_tui.services.posting.posting import Posting


@dataclass(slots=True)
class Undoing:
    """`posting` is that of the reversal, `target` the case that is undone, `before` what it had overwritten.
    `money_at` is where its money is now: in the clearing, or back from the bank."""

    posting: Posting
    target: Case
    reversal: UndoCase
    before: dict[str, Any]
    money_at: Ledger = Ledger.PAYOUT_CLEARING
