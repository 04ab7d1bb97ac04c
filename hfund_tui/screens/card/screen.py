"""Linking a card of the member's own: its bank, its number, and what that means for money that waits."""

from __future__ import annotations

from datetime import timedelta

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.decision import card
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import LinkCard
from hfund_tui.screens.card.number import BankAndNumber
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.text import joined, ui_text


class CardScreen(BankAndNumber):
    """A card of the member's own takes the place of the one that is linked."""

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
        yield from self.bank_fields(policy.words("card.banks"))
        yield Field("replaces", Static(id="replaces"), label_width=LABEL_WIDTH)
        yield Field("waits", Static(id="waits"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        self._show_consequences()

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
