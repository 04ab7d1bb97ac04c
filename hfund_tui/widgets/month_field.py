"""A month, typed as six digits or with a dash."""

from __future__ import annotations

import re

from textual import on
from textual.widgets import Input

from hfund_tui.domain.months import Month, MonthError
from hfund_tui.domain.text import fold_full_width
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.form_input import FormInput

_DIGITS_ONLY = re.compile(r"[0-9]{6}")
_COMPLETE = 6


class MonthInput(FormInput):
    """A month. Six digits that are a month go on by themselves.

    `month` is what stands there; None while it is empty or can't be read, and then `problem` says why.
    """

    DEFAULT_CSS = """
    MonthInput { width: 14; }
    """

    def __init__(self, *, required: bool = True, id: str | None = None) -> None:
        super().__init__(required=required, max_length=10, id=id)

    @property
    def problem(self) -> MonthError | None:
        if not self.value.strip():
            return None
        try:
            Month.parse(self.value)
        except MonthError as problem:
            return problem
        return None

    @property
    def is_unfinished(self) -> bool:
        """Whether what can't be read yet may still become a month."""
        return self.has_focus and not self.entered and len(self.value.strip()) < _COMPLETE

    @property
    def month(self) -> Month | None:
        try:
            return Month.parse(self.value)
        except MonthError:
            return None

    @property
    def is_answered(self) -> bool:
        if self.problem is not None:
            return False
        return self.month is not None or not self.required

    @on(Input.Changed)
    def _complete(self) -> None:
        typed = fold_full_width(self.value).strip()
        if self.has_focus and _DIGITS_ONLY.fullmatch(typed) and self.month is not None:
            self.value = str(self.month)
            self.post_message(GoOn(self))

    def on_blur(self) -> None:
        """Show the month as it was understood."""
        if self.month is not None:
            self.value = str(self.month)
