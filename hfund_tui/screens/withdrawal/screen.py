"""Withdrawing for rent or other housing consumption: eligibility, amount, papers and check on one screen."""

from __future__ import annotations

import re
from enum import StrEnum

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.domain.decision import card, money
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import word_or_none
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.text import fold_full_width
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.amounts import AMOUNT_PROBLEMS
from hfund_tui.screens.operation.home import do_at_home, reason_at_home
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.screens.withdrawal.kinds import next_kind
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.money_field import MoneyInput
from hfund_tui.widgets.text import joined, put, ui_text

_BEGINS_AN_AMOUNT = re.compile(r"[¥ ]*[0-9.]")


class Home(StrEnum):
    """What the member declares about the family's homes in the city."""

    NONE = "none"
    OWNED = "owned"


_HOME_WORDS = {Home.NONE: "withdrawal.home.none", Home.OWNED: "withdrawal.home.owned"}


class WithdrawalScreen(OperationScreen):
    """Both kinds in one form; F5 changes the kind and keeps the rest."""

    CSS_PATH = ["../operation/operation.tcss", "withdrawal.tcss"]
    KEYS = (Command("switch_kind", "f5"),)
    BAR = ("back", "proxy", "agreement", "switch_kind", "park", "commit", "lock", "help")
    HELP_RULE = "withdrawal.help.rule"
    HELP_NEXT = "withdrawal.help.next"
    STEPS = (
        ("withdrawal.step.eligibility", "home"),
        ("withdrawal.step.amount", "amount"),
        ("withdrawal.step.papers", "papers"),
        ("withdrawal.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        "home": "withdrawal.home",
        "amount": "field.amount",
        "payee": "withdrawal.payee",
    }

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.RENT_WITHDRAWAL) -> None:
        super().__init__(member_id, operation)

    def compose_form(self) -> ComposeResult:
        yield Field("home", Choice(tuple(Home), id="home"), label_width=LABEL_WIDTH).add_class("rent-only")
        yield Field("amount", MoneyInput(id="amount"), label_width=LABEL_WIDTH)
        yield Field("payee", Static(id="payee"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        self.set_class(self.operation is OperationCode.OTHER_HOUSING_WITHDRAWAL, "-other")
        super().retranslate()
        self.home.words(lambda option: self.t(_HOME_WORDS[option]))
        self.field("home").words(self.text(self.LABELS["home"]), self.text("withdrawal.home.who"))
        self._show_payee()
        self._mark_amount()

    @property
    def home(self) -> Choice[Home]:
        return self.query_one("#home", Choice)

    @property
    def amount(self) -> MoneyInput:
        return self.query_one("#amount", MoneyInput)

    def fill_in(self, overview: MemberOverview) -> None:
        self._show_payee()

    def _show_payee(self) -> None:
        """The card the money goes to: the member's own, never another."""
        if self.overview is None:
            return
        linked = self.overview.card
        if linked is None:
            line = self.text("withdrawal.payee.none", "$text-warning")
        else:
            shown = self.t.shown(card(linked.bank_code, linked.last_four))
            line = joined(ui_text(shown, "bold"), self.text("withdrawal.payee.own", "$text-muted"))
        put(line, self.query_one("#payee", Static))

    # ---- what was typed --------------------------------------------------------------------------------

    def request(self) -> Withdraw | None:
        if self.amount.problem is not None:
            return None
        home = None
        if self.operation is OperationCode.RENT_WITHDRAWAL and self.home.value is not None:
            home = HomeDeclaration(owns_home=self.home.value is Home.OWNED)
        return Withdraw(kind=self.operation, amount_fen=self.amount.fen, home=home, **self.who())

    def texts(self) -> dict[str, str]:
        return {
            "home": self.home.value.value if self.home.value else "",
            "amount": self.amount.value,
        }

    def refill(self, texts: dict[str, str]) -> None:
        self.home.value = word_or_none(Home, texts.get("home"))
        self.amount.value = texts.get("amount", "")

    @on(Input.Changed, "#amount")
    @on(Input.Submitted, "#amount")
    @on(Input.Blurred, "#amount")
    def _mark_amount(self) -> None:
        """Say at the field why an amount can't be read, and how one that can is understood."""
        field, problem = self.field("amount"), self.amount.problem
        if problem is not None and not self.amount.is_unfinished:
            field.mark(self.text(AMOUNT_PROBLEMS[problem.code], **problem.params))
        else:
            field.unmark()
        field.words(self.text(self.LABELS["amount"]), self._amount_hint())

    def problem_of(self, field: Field) -> str:
        problem = self.amount.problem
        if field.name == "amount" and problem is not None:
            return self.t(AMOUNT_PROBLEMS[problem.code], **problem.params)
        return super().problem_of(field)

    def typed_elsewhere(self, text: str) -> None:
        """An amount that was begun on the papers is meant for its field, as long as that one is empty."""
        if self.amount.value or not _BEGINS_AN_AMOUNT.match(fold_full_width(text)):
            super().typed_elsewhere(text)
            return
        self.amount.focus()
        self.amount.insert_text_at_cursor(text.strip())
        self.hint("withdrawal.amount.typed_here")

    def _amount_hint(self) -> Content:
        fen = self.amount.fen
        shown = self.submission.shown
        if fen is not None:
            return ui_text(self.t.money(fen), "bold")
        if shown is None or self.amount.problem is not None:
            return ui_text("")
        return self.text("withdrawal.amount.maximum", amount=money(shown.plan.maximum_fen))

    def show_plan(self, plan: Plan | None) -> None:
        super().show_plan(plan)
        self._mark_amount()

    # ---- the kind --------------------------------------------------------------------------------------

    async def do_switch_kind(self) -> None:
        """The next kind that is possible; what was filled in goes along, or is kept where the form is another."""
        if self.overview is None:
            return
        kind = next_kind(self.operation, self.overview)
        if kind not in Withdraw.KINDS:
            from hfund_tui.screens.closure.screen import ClosureScreen

            await self.put_away()
            self.house.switch_screen(ClosureScreen(self.member_id, kind))
            return
        self.operation = kind
        self.drafting.renew(self.workstation.cases.new_key())
        self.lay_out_papers(self.papers.ticked)
        self.retranslate()
        self.submission.preview()
        self.call_after_refresh(self.focus_first_gap)

    async def do_agreement(self) -> None:
        """Sign first, where that is what helps."""
        await do_at_home(self, "agreement")

    def unavailable(self, name: str) -> Reason | None:
        if name == "agreement":
            return reason_at_home(self, name)
        return super().unavailable(name)
