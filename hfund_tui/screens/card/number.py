"""A bank and a number at it: what the forms of a card and of a repayment account share."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.content import Content
from textual.widgets import Input

from hfund_tui.domain.identifiers import IdCheck, check_card
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import ui_text

_LONGEST = 24
_FIRST_COMPLETE = 16


class CardInput(FormInput):
    """A card's number, with or without gaps. A wrong check digit is no error: old debit cards have none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(max_length=_LONGEST, id=id)

    @property
    def check(self) -> IdCheck:
        return check_card(self.value)

    @property
    def is_answered(self) -> bool:
        return self.check.valid

    @property
    def is_unfinished(self) -> bool:
        """Whether digits are still to come."""
        check = self.check
        short = check.reason == "bad_length" and len(check.value) < _FIRST_COMPLETE
        return not self.value.strip() or (self.has_focus and not self.entered and short)


class BankAndNumber(OperationScreen):
    """The number's own digits are compared four by four with the card."""

    def bank_fields(self, banks: tuple[str, ...]) -> Iterator[Field]:
        yield Field("bank", Choice[str](banks, id="bank"), label_width=LABEL_WIDTH).add_class("tall")
        yield Field("card_no", CardInput(id="card-no"), label_width=LABEL_WIDTH).add_class("tall")

    def retranslate(self) -> None:
        super().retranslate()
        self.bank.words(lambda bank: self.t(f"vocabulary.bank.{bank}"))
        self._mark_number()

    @property
    def bank(self) -> Choice[str]:
        return self.query_one("#bank", Choice)

    @property
    def card_no(self) -> CardInput:
        return self.query_one(CardInput)

    def texts(self) -> dict[str, str]:
        return {**super().texts(), "bank": self.bank.value or "", "card_no": self.card_no.value}

    def refill(self, texts: dict[str, str]) -> None:
        super().refill(texts)
        bank = texts.get("bank", "")
        self.bank.value = bank if bank in self.bank.options else None
        self.card_no.value = texts.get("card_no", "")

    @on(Input.Changed, "#card-no")
    @on(Input.Submitted, "#card-no")
    @on(Input.Blurred, "#card-no")
    def _mark_number(self) -> None:
        """What is wrong with the number at once; beside it the digits in fours, and under them what is only odd."""
        field, check = self.field("card_no"), self.card_no.check
        if check.reason is not None and not self.card_no.is_unfinished:
            field.mark(self.text(f"identifier.{check.reason}.detail", **check.detail))
        else:
            field.unmark()
        field.words(self.text(self.LABELS["card_no"]), self._digits(check))

    def _digits(self, check: IdCheck) -> Content:
        digits = check.value
        fours = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
        shown = ui_text(fours if check.valid else "", "bold")
        odd = self.text("card.number.odd", "$text-warning") if check.valid and check.warning else ui_text("")
        return Content("\n").join(part for part in (shown, odd) if part.plain)
