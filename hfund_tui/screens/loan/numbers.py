"""Forms that ask for one number: of months, or of a day."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.operation.screen import LABEL_WIDTH
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.number_field import NumberInput
from hfund_tui.widgets.text import ui_text


class NumberScreen(LoanScreen):
    """A number within limits, which stand beside it."""

    FIELD = ""

    def compose_change(self) -> ComposeResult:
        yield Field(self.FIELD, NumberInput(id="number"), label_width=LABEL_WIDTH)

    def limits(self) -> str:
        """What may be typed, in words."""
        raise NotImplementedError

    def retranslate(self) -> None:
        super().retranslate()
        self._mark_number()

    @property
    def number(self) -> NumberInput:
        return self.query_one(NumberInput)

    def texts(self) -> dict[str, str]:
        return {**super().texts(), self.FIELD: self.number.value}

    def refill(self, texts: dict[str, str]) -> None:
        super().refill(texts)
        self.number.value = texts.get(self.FIELD, "")

    @on(Input.Changed, "#number")
    @on(Input.Submitted, "#number")
    @on(Input.Blurred, "#number")
    def _mark_number(self) -> None:
        """Say at the field what may stand there; louder once something else does."""
        field, limits = self.field(self.FIELD), self.limits() if self.loan else ""
        if self.number.is_wrong:
            field.mark(ui_text(limits))
        else:
            field.unmark()
        hint = Content("") if field.is_wrong else ui_text(limits)
        field.words(self.text(self.LABELS[self.FIELD]), hint)

    def problem_of(self, field: Field) -> str:
        wrong = bool(self.number.value.strip()) and not self.number.is_answered
        if field.name == self.FIELD and wrong and self.loan is not None:
            return self.limits()
        return super().problem_of(field)
