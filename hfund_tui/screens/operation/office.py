"""Work of the office itself: nobody stands at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.domain.operation import Presence
from hfund_tui.domain.vocabulary import Verification

if TYPE_CHECKING:
    from hfund_tui.screens.operation.people import Who


def nobody_here(who: Who) -> Who:
    """The same request, asked for by nobody at the counter."""
    absent = who.copy()
    absent["presence"], absent["verification"], absent["proxy"] = Presence.ABSENT, Verification.NONE, None
    return absent
