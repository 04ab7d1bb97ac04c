"""Paying what the bank could not pay to the card that is linked now."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Static
from textual.widgets.option_list import Option

from hfund_tui.domain.decision import card
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import RedirectPayout
from hfund_tui.i18n import Translator
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.overview import FailedPayoutView, MemberOverview
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.text import joined, ui_text


class PayoutList(Picker):
    """Failed payouts; a digit or Enter chooses one, marked with a star."""

    DEFAULT_CSS = """
    PayoutList { max-height: 9; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.payouts: tuple[FailedPayoutView, ...] = ()
        self.case_no = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.case_no)

    def show(self, payouts: tuple[FailedPayoutView, ...], t: Translator) -> None:
        kept = self.highlighted or 0
        self.payouts = payouts
        self.set_options([Option(self._line(number, one, t)) for number, one in enumerate(payouts, 1)])
        self.highlighted = min(kept, len(payouts) - 1) if payouts else None

    def _line(self, number: int, one: FailedPayoutView, t: Translator) -> Content:
        mark = "*" if one.case_no == self.case_no else " "
        return joined(
            ui_text(f"{mark}{number}", "bold $text-accent"),
            one.case_no,
            ui_text(t.money(one.amount_fen), "bold"),
            ui_text(one.reason, "$text-warning"),
        )

    def choose(self, number: int) -> None:
        """Choose a payout, counted from 1."""
        self.case_no = self.payouts[number - 1].case_no
        self.highlighted = number - 1
        self.post_message(GoOn(self))

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        if character.isdecimal() and 1 <= int(character) <= len(self.payouts):
            event.stop()
            event.prevent_default()
            self.choose(int(character))

    def action_select(self) -> None:
        if self.highlighted is not None:
            self.choose(self.highlighted + 1)


class RedirectScreen(OperationScreen):
    """One failed payout is chosen already; of several, a digit chooses."""

    CSS_PATH = ["../operation/operation.tcss", "card.tcss"]
    BAR = ("back", "park", "commit", "member", "command_line", "lock", "help")
    HELP_RULE = "card.redirect.rule"
    HELP_NEXT = "card.redirect.next"
    STEPS = (("card.step.payout", "payout"), ("card.step.papers", "papers"), ("card.step.check", ""))
    LABELS = {**OperationScreen.LABELS, "payout": "card.redirect.payout", "payee": "withdrawal.payee"}

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.REDIRECT_PAYOUT) -> None:
        super().__init__(member_id, operation)

    def compose_form(self) -> ComposeResult:
        yield Field("payout", PayoutList(id="payout"), label_width=LABEL_WIDTH).add_class("tall")
        yield Field("payee", Static(id="payee"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        if self.overview is None:
            return
        self.payouts.show(self.overview.failed_payouts, self.t)
        linked = self.overview.card
        if linked is None:
            line = self.text("withdrawal.payee.none", "$text-warning")
        else:
            shown = self.t.shown(card(linked.bank_code, linked.last_four))
            since = self.text("card.replaces.since", "$text-muted", day=linked.linked_on)
            line = joined(ui_text(shown, "bold"), since)
        self.query_one("#payee", Static).update(line)

    @property
    def payouts(self) -> PayoutList:
        return self.query_one(PayoutList)

    def fill_in(self, overview: MemberOverview) -> None:
        if len(overview.failed_payouts) == 1:
            self.payouts.case_no = overview.failed_payouts[0].case_no

    @on(GoOn, "#payout")
    def _chosen(self) -> None:
        if self.overview is not None:
            self.payouts.show(self.overview.failed_payouts, self.t)
            self.changed()

    def request(self) -> RedirectPayout | None:
        case_no = self.payouts.case_no
        return RedirectPayout(case_no=case_no, **self.who()) if case_no else None

    def texts(self) -> dict[str, str]:
        return {"payout": self.payouts.case_no}

    def refill(self, texts: dict[str, str]) -> None:
        known = {one.case_no for one in self.payouts.payouts}
        if texts.get("payout", "") in known:
            self.payouts.case_no = texts["payout"]
