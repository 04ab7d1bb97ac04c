"""How a call stands, as lines: who is on it, how far verified, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.vocabulary import Verification
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from datetime import datetime

    from hfund_tui.i18n import Translator
    from hfund_tui.services.calls import CallView

_LEVEL_STYLES = {
    Verification.NONE: "bold $warning",
    Verification.HOTLINE_BASIC: "bold $accent",
    Verification.HOTLINE_FULL: "bold $success",
}


def call_line(call: CallView, now: datetime, t: Translator) -> Content:
    """Number, how long it lasts, the level, and how many wrong answers are left."""
    seconds = max(0, int((now - call.began_at).total_seconds()))
    return joined(
        ui_text(call.call_no, "$text-muted"),
        ui_text(f"{seconds // 60:02}:{seconds % 60:02}", "bold"),
        ui_text(t.term(call.level), _LEVEL_STYLES[call.level]),
        ui_text(t("call.tries", n=call.tries_left), "$text-muted") if call.member_id else "",
    )


def checks_line(call: CallView | None, t: Translator) -> Content:
    """What was shown so far, each with its mark."""
    return joined(
        *(
            ui_text(
                f"{'v' if one.right else 'x'} {t.term(one.question)}",
                "$text-success" if one.right else "bold $text-error",
            )
            for one in (call.checks if call else ())
        )
    )
