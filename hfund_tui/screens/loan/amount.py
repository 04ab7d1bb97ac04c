"""Forms that ask how much principal is repaid, and what a part of it does to the rest."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from hfund_tui.domain.loans.options import Option, Way, options_of
from hfund_tui.domain.plain import word_or_none
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.vocabulary import PrepaymentEffect
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.operation.amounts import AMOUNT_PROBLEMS
from hfund_tui.screens.operation.screen import LABEL_WIDTH
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.letter_keys import LetterKeys
from hfund_tui.widgets.money_field import MoneyInput
from hfund_tui.widgets.text import ui_text

EFFECTS = (PrepaymentEffect.KEEP_INSTALMENT, PrepaymentEffect.KEEP_TERM)
_WAYS = {PrepaymentEffect.KEEP_INSTALMENT: Way.SHORTER, PrepaymentEffect.KEEP_TERM: Way.LOWER}
_EFFECT_WORDS = {
    PrepaymentEffect.KEEP_INSTALMENT: "loan.early.effect.keep_instalment",
    PrepaymentEffect.KEEP_TERM: "loan.early.effect.keep_term",
}


class RepaymentInput(LetterKeys, MoneyInput):
    """An amount, or an empty field that Enter was pressed in: the most is never repaid by oversight."""

    @property
    def is_answered(self) -> bool:
        return self.problem is None and (self.fen is not None or self.entered)


class AmountScreen(LoanScreen):
    """An empty amount is the most that can be repaid this way."""

    STEPS = (
        ("loan.step.amount", "amount"),
        ("loan.step.effect", "effect"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {**LoanScreen.LABELS, "amount": "loan.early.amount", "effect": "loan.early.effect"}

    # ---- what a subclass brings ------------------------------------------------------------------------

    @property
    def most_fen(self) -> int | None:
        """What an empty amount repays; None while that isn't known."""
        raise NotImplementedError

    def empty_hint(self, most_fen: int) -> Content:
        """What an empty amount means, in words."""
        raise NotImplementedError

    # ---- the fields ------------------------------------------------------------------------------------

    def compose_change(self) -> ComposeResult:
        yield Field("amount", RepaymentInput(id="amount"), label_width=LABEL_WIDTH).add_class("tall")
        effect = Choice(EFFECTS, value=EFFECTS[0], id="effect")
        yield Field("effect", effect, label_width=LABEL_WIDTH).add_class("tall", "part-only")

    def retranslate(self) -> None:
        super().retranslate()
        self.effect.words(lambda effect: self.t(_EFFECT_WORDS[effect]))
        self.mark_amount()

    @property
    def amount(self) -> RepaymentInput:
        return self.query_one(RepaymentInput)

    @property
    def effect(self) -> Choice[PrepaymentEffect]:
        return self.query_one("#effect", Choice)

    # ---- what was typed --------------------------------------------------------------------------------

    @property
    def principal_fen(self) -> int | None:
        """What is repaid as the form stands."""
        return self.most_fen if self.amount.fen is None else self.amount.fen

    @property
    def settles(self) -> bool:
        """Whether all that is left is repaid."""
        return self.loan is not None and self.principal_fen == self.loan.balance_fen

    @property
    def asked_effect(self) -> PrepaymentEffect:
        return self.effect.value or EFFECTS[0]

    def texts(self) -> dict[str, str]:
        effect = self.effect.value
        return {**super().texts(), "amount": self.amount.value, "effect": effect.value if effect else ""}

    def refill(self, texts: dict[str, str]) -> None:
        super().refill(texts)
        self.amount.value = texts.get("amount", "")
        self.effect.value = word_or_none(PrepaymentEffect, texts.get("effect")) or EFFECTS[0]

    @on(Input.Changed, "#amount")
    @on(Input.Submitted, "#amount")
    @on(Input.Blurred, "#amount")
    def mark_amount(self) -> None:
        """Why an amount can't be read, and how one that can is understood."""
        field, problem = self.field("amount"), self.amount.problem
        if problem is not None and not self.amount.is_unfinished:
            field.mark(self.text(AMOUNT_PROBLEMS[problem.code], **problem.params))
        else:
            field.unmark()
        field.words(self.text(self.LABELS["amount"]), self._amount_hint())
        self.set_class(self.settles, "-settles")

    def _amount_hint(self) -> Content:
        most = self.most_fen
        if self.loan is None or self.amount.problem is not None:
            return ui_text("")
        if self.amount.fen is not None:
            settles = self.text("loan.early.settles") if self.settles else ui_text("")
            return Content("  ").join([ui_text(self.t.money(self.amount.fen), "bold"), settles]).rstrip()
        return ui_text("") if most is None else self.empty_hint(most)

    def problem_of(self, field: Field) -> str:
        problem = self.amount.problem
        if field.name == "amount" and problem is not None:
            return self.t(AMOUNT_PROBLEMS[problem.code], **problem.params)
        return super().problem_of(field)

    # ---- all ways side by side -------------------------------------------------------------------------

    def options(self, plan: Plan | None) -> tuple[Option, ...]:
        loan = self.loan
        if loan is None or loan.terms is None or loan.cycle_began is None or self.amount.problem is not None:
            return ()
        today = self.session.business_date
        days = max(0, (today - loan.cycle_began).days)
        days_in_year = self.workstation.policies.on(today).count("loan.days_in_year")
        return options_of(loan.terms, self.principal_fen, days, days_in_year)

    @property
    def chosen(self) -> Way | None:
        return Way.SETTLED if self.settles else _WAYS[self.asked_effect]
