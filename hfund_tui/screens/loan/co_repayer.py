"""A parent or a child of the borrower becomes a co-repayer, or ends the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.loans.effects import JoinAsCoRepayer
from hfund_tui.domain.loans.requests import EndCoRepayment, SignCoRepayment
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import word_or_none
from hfund_tui.domain.text import fold_full_width
from hfund_tui.domain.vocabulary import AgreementKind, CoRepayerRelation
from hfund_tui.screens.agreement.reading_form import ReadingForm
from hfund_tui.screens.base import Reason
from hfund_tui.screens.loan.base import LoanScreen
from hfund_tui.screens.operation.home import do_at_home, reason_at_home
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import put, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.overview import LoanView, MemberOverview

_LONGEST = 40


class JoiningScreen(ReadingForm):
    """Whose loan it is stands beside its number: a wrong digit would be somebody else's."""

    CSS_PATH = ["../operation/operation.tcss", "../agreement/agreement.tcss", "co_repayer.tcss"]
    BAR = ("back", "agreement", "page_down", "page_up", "park", "commit", "lock", "help")
    HELP_RULE = "loan.joining.help.rule"
    HELP_NEXT = "loan.joining.help.next"
    KIND = AgreementKind.CO_REPAYER
    STEPS = (
        ("loan.step.contract", "contract_no"),
        ("loan.step.relation", "relation"),
        ("loan.step.papers", "papers"),
        ("loan.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        "contract_no": "loan.which",
        "borrower": "loan.joining.borrower",
        "relation": "loan.joining.relation",
    }

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.SIGN_CO_REPAYMENT) -> None:
        super().__init__(member_id, operation)

    def compose_form(self) -> ComposeResult:
        contract = FormInput(max_length=_LONGEST, id="contract-no")
        yield Field("contract_no", contract, label_width=LABEL_WIDTH)
        yield Field("borrower", Static(id="borrower"), label_width=LABEL_WIDTH)
        words = self.workstation.policies.on(self.session.business_date).words("loan.co_repayer.relations")
        relation = Choice(tuple(CoRepayerRelation(one) for one in words), id="relation")
        yield Field("relation", relation, label_width=LABEL_WIDTH).add_class("tall")

    def retranslate(self) -> None:
        super().retranslate()
        self.relation.words(self.t.term)

    def version(self, overview: MemberOverview) -> str:
        return self.workstation.policies.on(self.session.business_date).word("loan.co_repayer.version")

    @property
    def contract(self) -> FormInput:
        return self.query_one("#contract-no", FormInput)

    @property
    def relation(self) -> Choice[CoRepayerRelation]:
        return self.query_one("#relation", Choice)

    # ---- what was typed --------------------------------------------------------------------------------

    def request(self) -> SignCoRepayment | None:
        number, relation = fold_full_width(self.contract.text).upper(), self.relation.value
        if self.overview is None or not number or relation is None:
            return None
        return SignCoRepayment(
            contract_no=number, relation=relation, version=self.version(self.overview), **self.who()
        )

    def texts(self) -> dict[str, str]:
        relation = self.relation.value
        return {"contract_no": self.contract.value, "relation": relation.value if relation else ""}

    def refill(self, texts: dict[str, str]) -> None:
        self.contract.value = texts.get("contract_no", "")
        self.relation.value = word_or_none(CoRepayerRelation, texts.get("relation"))

    async def do_agreement(self) -> None:
        """The self-service agreement, which comes first; what stands here is parked."""
        await do_at_home(self, "agreement")

    def unavailable(self, name: str) -> Reason | None:
        return reason_at_home(self, name) if name == "agreement" else super().unavailable(name)

    def show_plan(self, plan: Plan | None) -> None:
        super().show_plan(plan)
        effect: JoinAsCoRepayer | None = plan.effect(JoinAsCoRepayer) if plan else None
        line = (
            ui_text(effect.borrower, "bold")
            if effect
            else self.text("loan.joining.borrower.not_yet", "$text-muted")
        )
        put(line, self.query_one("#borrower", Static))


class LeavingScreen(LoanScreen):
    """The co-repayer ends the agreement for one loan; nothing of what was repaid comes back."""

    BAR = ("back", "park", "commit", "member", "command_line", "lock", "help")
    HELP_RULE = "loan.leaving.help.rule"
    HELP_NEXT = "loan.leaving.help.next"
    STEPS = (("loan.step.papers", "papers"), ("loan.step.check", ""))

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.END_CO_REPAYMENT) -> None:
        super().__init__(member_id, operation)

    def loans(self, overview: MemberOverview) -> tuple[LoanView, ...]:
        return overview.co_repaid_loans

    def request(self) -> EndCoRepayment | None:
        if self.contract_no is None:
            return None
        return EndCoRepayment(contract_no=self.contract_no, **self.who())
