"""A case that was sent back to be corrected: why, on top of its form."""

from __future__ import annotations

from dataclasses import dataclass

from textual.widgets import Static

from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import joined, ui_text


@dataclass(frozen=True, slots=True)
class ReturnedCase:
    """The case, the coded reason, and what was said with it."""

    case_no: str
    code: str
    words: str


class ReturnedNotice(Static):
    """Hidden while no returned case is corrected."""

    DEFAULT_CSS = """
    ReturnedNotice { height: auto; display: none; margin-bottom: 1; padding: 0 1; background: $panel; }
    ReturnedNotice.-speaking { display: block; }
    """

    def show(self, returned: ReturnedCase | None) -> None:
        self.set_class(returned is not None, "-speaking")
        if returned is not None:
            t = translator_of(self)
            reason = t(f"rejection_reason.{returned.code}")
            line = t("operation.returned", case_no=returned.case_no, reason=reason)
            self.update(joined(ui_text(line, "bold $text-warning"), returned.words))
