"""A day, typed as eight digits or with separators."""

from __future__ import annotations

import re
from datetime import date

from textual import on
from textual.widgets import Input

from hfund_tui.domain.text import fold_full_width
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.form_input import FormInput

_WRITTEN = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})")
_DIGITS_ONLY = re.compile(r"[0-9]{8}")
_COMPLETE = 8
_FIRST_YEAR = 1900


class DayError(ValueError):
    """A text that is no day. `code` is bad_format or no_such_day."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_day(text: str) -> date:
    """``20200201``, ``2020-02-01``, ``2020/2/1``; full-width characters too. Raises DayError."""
    folded = fold_full_width(text).strip()
    match = _WRITTEN.fullmatch(folded)
    if match is None or (not match[2] and not _DIGITS_ONLY.fullmatch(folded)):
        raise DayError("bad_format")
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError as problem:
        raise DayError("no_such_day") from problem
    if day.year < _FIRST_YEAR:  # a slip of the keys: nothing at the counter is older
        raise DayError("no_such_day")
    return day


class DayInput(FormInput):
    """A day. Eight digits that are a day go on by themselves; an empty field means `fallback`.

    `day` is what stands there, the fallback if it is empty, None if it can't be read.
    """

    DEFAULT_CSS = """
    DayInput { width: 14; }
    """

    def __init__(self, *, required: bool = True, id: str | None = None) -> None:
        super().__init__(required=required, max_length=12, id=id)
        self.fallback: date | None = None

    @property
    def problem(self) -> DayError | None:
        if not self.value.strip():
            return None
        try:
            parse_day(self.value)
        except DayError as problem:
            return problem
        return None

    @property
    def is_unfinished(self) -> bool:
        """Whether what can't be read yet may still become a day."""
        return self.has_focus and not self.entered and len(self.value.strip()) < _COMPLETE

    @property
    def day(self) -> date | None:
        if not self.value.strip():
            return self.fallback
        try:
            return parse_day(self.value)
        except DayError:
            return None

    @property
    def is_answered(self) -> bool:
        if self.problem is not None:
            return False
        return self.day is not None or not self.required

    @on(Input.Changed)
    def _complete(self) -> None:
        typed = fold_full_width(self.value).strip()
        if self.has_focus and _DIGITS_ONLY.fullmatch(typed) and self.problem is None and self.day:
            self.value = self.day.isoformat()
            self.post_message(GoOn(self))

    def on_blur(self) -> None:
        """Show the day as it was understood."""
        if self.value.strip() and self.day is not None:
            self.value = self.day.isoformat()
