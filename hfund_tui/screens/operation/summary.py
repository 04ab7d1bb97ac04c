"""The last step: what the customer is asked to look at before F9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Digits, Static

from hfund_tui.documents.effects import approval_sentence, effect_sentences
from hfund_tui.widgets.finding_lines import amount_words, verdict_content
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.service_list import self_service
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.overview import SelfService


class CustomerSummary(VerticalScroll, can_focus=False):
    """What a plan will do, in sentences, large enough to be read across the counter."""

    DEFAULT_CSS = """
    CustomerSummary { padding: 0 0 0 1; scrollbar-size-vertical: 1; }
    CustomerSummary > Static { height: auto; }
    CustomerSummary > Digits { color: $text-primary; display: none; width: auto; }
    CustomerSummary > #summary-amount { color: $text-primary; text-style: bold; display: none; }
    CustomerSummary.-money > #summary-amount { display: block; }
    .-high CustomerSummary.-money > Digits { display: block; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="summary-title")
        yield Digits(id="summary-digits")
        yield Static(id="summary-amount")
        yield HangingLines(id="summary-effects")

    def show(self, plan: Plan, alone: SelfService | None) -> None:
        t = translator_of(self)
        self.set_class(plan.amount_fen > 0, "-money")
        title = joined(
            ui_text(t("operation.summary"), "bold $text-accent"), verdict_content(plan, t).split()[0]
        )
        self.query_one("#summary-title", Static).update(title)
        self.query_one("#summary-digits", Digits).update(t.money(plan.amount_fen))
        self.query_one("#summary-amount", Static).update(
            joined(ui_text(t.money(plan.amount_fen)), amount_words(plan.amount_fen, t))
        )
        rows = [Hung(f"{number}.", one) for number, one in enumerate(effect_sentences(plan, t), 1)]
        rows += [Hung("->", approval_sentence(one, t), *["$text-warning"] * 2) for one in plan.approvals]
        if alone is not None:
            rows.append(Hung("", self_service(alone, t).plain, style="$text-muted"))
        self.query_one(HangingLines).show(rows)
