"""A whole number within limits."""

from __future__ import annotations

from collections.abc import Collection

from hfund_tui.domain.text import fold_full_width
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.letter_keys import LetterKeys

_LONGEST = 4


class NumberInput(LetterKeys, FormInput):
    """A number of few digits, from `least` to `most` but for those `taken`. What can't be used stays as typed."""

    DEFAULT_CSS = """
    NumberInput { width: 8; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(max_length=_LONGEST, id=id)
        self.least, self.most = 1, 9999
        self.taken: Collection[int] = ()

    @property
    def number(self) -> int | None:
        """What stands there, within the limits or not; None while it is no number."""
        typed = fold_full_width(self.value).strip()
        return int(typed) if typed.isascii() and typed.isdecimal() else None

    @property
    def is_answered(self) -> bool:
        return (
            self.number is not None
            and self.least <= self.number <= self.most
            and self.number not in self.taken
        )

    @property
    def is_wrong(self) -> bool:
        """Whether it was typed to its end and can't be used."""
        unfinished = self.has_focus and not self.entered
        return bool(self.value.strip()) and not self.is_answered and not unfinished
