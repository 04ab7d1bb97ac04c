"""An amount of money, typed in yuan."""

from __future__ import annotations

import re

from hfund_tui.domain.money import AmountError, format_yuan, parse_yuan
from hfund_tui.domain.text import fold_full_width
from hfund_tui.widgets.form_input import FormInput

_LONGEST = 24
_UNTIL_COMPLETE = frozenset({"bad_grouping", "not_a_number"})
_BEGINNING = re.compile(r"¥? ?[0-9,]*\.?[0-9]*")


class MoneyInput(FormInput):
    """Strict, because a misread amount is paid out. What can't be read stays as it was typed.

    `fen` is the amount, or None while the field is empty; `problem` is why it can't be read.
    """

    DEFAULT_CSS = """
    MoneyInput { width: 20; }
    """

    def __init__(self, *, required: bool = False, id: str | None = None) -> None:
        super().__init__(required=required, max_length=_LONGEST, id=id)

    @property
    def fen(self) -> int | None:
        if not self.value.strip():
            return None
        try:
            return parse_yuan(self.value)
        except AmountError:
            return None

    @property
    def problem(self) -> AmountError | None:
        if not self.value.strip():
            return None
        try:
            parse_yuan(self.value)
        except AmountError as problem:
            return problem
        return None

    @property
    def is_unfinished(self) -> bool:
        """Whether what can't be read yet may still become an amount: a comma or point was just typed."""
        if not self.has_focus or self.entered or self.problem is None:
            return False
        return self.problem.code in _UNTIL_COMPLETE and bool(
            _BEGINNING.fullmatch(fold_full_width(self.value))
        )

    @property
    def is_answered(self) -> bool:
        if self.problem is not None:
            return False
        return self.fen is not None or not self.required

    def on_blur(self) -> None:
        """Show the amount as it was understood."""
        if self.fen is not None:
            self.value = format_yuan(self.fen)
