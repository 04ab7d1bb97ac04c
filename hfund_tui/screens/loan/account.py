"""Another repayment account: the linked card, or a bank and a number, and which one it replaces."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.decision import card
from hfund_tui.domain.loans.requests import ChangeRepaymentAccount
from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.plain import word_or_none
from hfund_tui.screens.card.number import BankAndNumber
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.operation.screen import LABEL_WIDTH
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.overview import CardView, LoanView, MemberOverview


class Which(StrEnum):
    """Where the number of the new account comes from."""

    LINKED_CARD = "linked_card"
    ANOTHER = "another"


class RepaymentAccountScreen(LoanScreen, BankAndNumber):
    """An account of the applicant's own; it may be changed while instalments are overdue.

    The linked card is known to be: it takes one key and no proof. Bank and number are asked where it is another.
    """

    BAR = ("back", "proxy", "show_customer", "park", "commit", "lock", "help")
    HELP_RULE = "loan.account.help.rule"
    HELP_NEXT = "loan.account.help.next"
    STEPS = (
        ("loan.step.account", "account"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {
        **LoanScreen.LABELS,
        "which": "loan.account.which",
        "bank": "card.bank",
        "card_no": "loan.account.number",
        "replaces": "loan.account.replaces",
    }

    def __init__(
        self, member_id: int, operation: OperationCode = OperationCode.CHANGE_REPAYMENT_ACCOUNT
    ) -> None:
        super().__init__(member_id, operation)

    def compose_change(self) -> ComposeResult:
        policy = self.workstation.policies.on(self.session.business_date)
        yield Field("which", Choice[Which]((), id="which"), label_width=LABEL_WIDTH).add_class("tall")
        yield from self.bank_fields(policy.words("loan.account.banks"))
        yield Field("replaces", Static(id="replaces"), label_width=LABEL_WIDTH).add_class("tall")

    def retranslate(self) -> None:
        super().retranslate()
        self._arrange()
        if self.loan is not None:
            self._show_replaced(self.loan)

    def loans(self, overview: MemberOverview) -> tuple[LoanView, ...]:
        return overview.owed_loans

    def fill_in(self, overview: MemberOverview) -> None:
        self._offer()
        super().fill_in(overview)

    def fill_in_loan(self, loan: LoanView) -> None:
        self._offer()
        self._show_replaced(loan)

    def _offer(self) -> None:
        offered = self.offered is not None
        self.source.options = tuple(Which) if offered else (Which.ANOTHER,)
        if not offered:
            self.source.value = Which.ANOTHER
        self._arrange()

    @property
    def offered(self) -> CardView | None:
        """The linked card, unless it is debited already, or of a class that may not be."""
        linked = self.overview.card if self.overview else None
        if linked is None or not linked.class_one:
            return None
        debited = self.loan is not None and self.loan.account == (linked.bank_code, linked.last_four)
        return None if debited else linked

    def _show_replaced(self, loan: LoanView) -> None:
        """What is debited so far, and from when on the new one is."""
        if loan.account is None:
            line = self.text("loan.account.none", "$text-muted")
        else:
            day = loan.next_due_on
            since = "" if day is None else self.text("loan.account.from", "$text-muted", day=day)
            line = joined(ui_text(self.t.shown(card(*loan.account)), "bold"), since)
        put(line, self.query_one("#replaces", Static))

    # ---- the card, or another ----------------------------------------------------------------------------

    @property
    def source(self) -> Choice[Which]:
        return self.query_one("#which", Choice)

    @property
    def is_another(self) -> bool:
        return self.source.value is Which.ANOTHER

    @on(Choice.Picked, "#which")
    def _arrange(self) -> None:
        """Only what is asked for: bank, number and proof of another account."""
        self.field("which").display = len(self.source.options) > 1
        for name in ("bank", "card_no"):
            self.field(name).display = self.is_another
        self.source.words(self._word)
        proven = ChecklistItem.OWN_ACCOUNT in self.papers.items
        if proven is not self.is_another and self.overview is not None:
            self.lay_out_papers(self.papers.ticked)

    def _word(self, which: Which) -> str:
        linked = self.offered
        if which is Which.ANOTHER or linked is None:
            return self.t("loan.account.another")
        return self.t("loan.account.linked_card", card=card(linked.bank_code, linked.last_four))

    def lay_out_papers(self, ticked: Collection[ChecklistItem] = ()) -> None:
        super().lay_out_papers(ticked)
        if self.is_another:
            papers = self.papers
            papers.show((*papers.items, ChecklistItem.OWN_ACCOUNT), {*papers.ticked, *ticked})

    # ---- the way through the form ------------------------------------------------------------------------

    @property
    def step(self) -> int:
        return 1 if self.papers.has_focus else 0

    def _is_open(self, field: str) -> bool:
        """The card, bank and number are one step."""
        names = ("which", "bank", "card_no") if field == "account" else (field,)
        return any(super(RepaymentAccountScreen, self)._is_open(one) for one in names)

    # ---- what was typed ----------------------------------------------------------------------------------

    def request(self) -> ChangeRepaymentAccount | None:
        if self.contract_no is None:
            return None
        if self.source.value is Which.LINKED_CARD:
            return ChangeRepaymentAccount(contract_no=self.contract_no, linked_card=True, **self.who())
        if not self.card_no.check.valid:
            return None
        return ChangeRepaymentAccount(
            contract_no=self.contract_no,
            bank_code=self.bank.value or "",
            account_no=self.card_no.text,
            **self.who(),
        )

    def texts(self) -> dict[str, str]:
        return {**super().texts(), "which": self.source.value or ""}

    def refill(self, texts: dict[str, str]) -> None:
        super().refill(texts)
        kept = word_or_none(Which, texts.get("which"))
        if kept in self.source.options:
            self.source.value = kept
        self._arrange()
