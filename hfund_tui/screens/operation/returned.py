"""A case that was sent back to be corrected: why, on top of its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from hfund_tui.screens.operation.changes import difference_lines
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.approval import PlanDifference


@dataclass(frozen=True, slots=True)
class ReturnedCase:
    """The case, the coded reason, what was said with it, and which facts had changed, if that was the reason."""

    case_no: str
    code: str
    words: str
    difference: PlanDifference | None = None


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
            said = [joined(ui_text(line, "bold $text-warning"), returned.words)]
            if returned.difference is not None:
                said += [joined(sign, one, sep=" ") for sign, one in difference_lines(returned.difference, t)]
            self.update(Content("\n").join(said))
