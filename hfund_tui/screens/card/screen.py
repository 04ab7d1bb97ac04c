"""Linking a card of the member's own: its bank, its number, and what that means for money that waits."""

from __future__ import annotations

from datetime import timedelta

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.domain.decision import card
from hfund_tui.domain.identifiers import IdCheck, check_card
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import LinkCard
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import joined, ui_text

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


class CardScreen(OperationScreen):
    """The card's own digits are compared four by four with the card."""

    CSS_PATH = ["../operation/operation.tcss", "card.tcss"]
    BAR = ("back", "park", "commit", "member", "command_line", "lock", "help")
    HELP_RULE = "card.help.rule"
    HELP_NEXT = "card.help.next"
    STEPS = (
        ("card.step.bank", "bank"),
        ("card.step.number", "card_no"),
        ("card.step.papers", "papers"),
        ("card.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        "bank": "card.bank",
        "card_no": "card.number",
        "replaces": "card.replaces",
        "waits": "card.waits",
    }

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.LINK_CARD) -> None:
        super().__init__(member_id, operation)

    def compose_form(self) -> ComposeResult:
        policy = self.workstation.policies.on(self.session.business_date)
        banks = Choice[str](policy.words("card.banks"), id="bank")
        yield Field("bank", banks, label_width=LABEL_WIDTH).add_class("tall")
        yield Field("card_no", CardInput(id="card-no"), label_width=LABEL_WIDTH).add_class("tall")
        yield Field("replaces", Static(id="replaces"), label_width=LABEL_WIDTH)
        yield Field("waits", Static(id="waits"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        self.bank.words(lambda bank: self.t(f"vocabulary.bank.{bank}"))
        self._mark_number()
        self._show_consequences()

    @property
    def bank(self) -> Choice[str]:
        return self.query_one("#bank", Choice)

    @property
    def card_no(self) -> CardInput:
        return self.query_one(CardInput)

    def fill_in(self, overview: MemberOverview) -> None:
        self._show_consequences()

    def _show_consequences(self) -> None:
        """What the new card takes the place of, and from when on it may be paid to."""
        if self.overview is None:
            return
        linked = self.overview.card
        if linked is None:
            line = self.text("card.replaces.none", "$text-muted")
        else:
            shown = self.t.shown(card(linked.bank_code, linked.last_four))
            since = self.text("card.replaces.since", "$text-muted", day=linked.linked_on)
            line = joined(ui_text(shown, "bold"), since)
        self.query_one("#replaces", Static).update(line)
        today = self.session.business_date
        days = self.workstation.policies.on(today).count("card.cooling_off_days")
        self.query_one("#waits", Static).update(
            self.text("card.waits.until", day=today + timedelta(days=days))
        )

    # ---- what was typed --------------------------------------------------------------------------------

    def request(self) -> LinkCard | None:
        if not self.card_no.check.valid:
            return None
        return LinkCard(bank_code=self.bank.value or "", card_no=self.card_no.text, **self.who())

    def texts(self) -> dict[str, str]:
        return {"bank": self.bank.value or "", "card_no": self.card_no.value}

    def refill(self, texts: dict[str, str]) -> None:
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
