"""What becomes of an accepted closure: settled, taken back, or its insurance recorded. One small form for each."""

from __future__ import annotations

from collections.abc import Collection

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import card
from hfund_tui.domain.operation import ChecklistItem, OperationCode, Presence
from hfund_tui.domain.request import CancelClosure, RecordInsurance, Request, SettleClosure
from hfund_tui.domain.vocabulary import CaseStatus
from hfund_tui.screens.closure.insurance import LABELS as INSURANCE_LABELS
from hfund_tui.screens.closure.insurance import InsuranceFields, OptionalChoice
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.office import nobody_here
from hfund_tui.screens.operation.people import Who
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.overview import CaseLine, MemberOverview
from hfund_tui.widgets.answers import next_unanswered
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.text import joined, ui_text

_SETTLE, _TAKE_BACK = OperationCode.SETTLE_CLOSURE, OperationCode.CANCEL_CLOSURE
_RECORD = OperationCode.RECORD_INSURANCE
_ORDER = (_SETTLE, _TAKE_BACK, _RECORD)


class SettlementScreen(OperationScreen):
    """The closure, a new proof of insurance where there is one, papers; F5 goes on to the next of the three.

    A proof that is only recorded needs nobody at the counter.
    """

    CSS_PATH = ["../operation/operation.tcss", "closure.tcss"]
    KEYS = (Command("next_step", "f5"),)
    BAR = ("back", "proxy", "next_step", "park", "commit", "lock", "help")
    HELP_RULE = "closure.settlement.rule"
    HELP_NEXT = "closure.settlement.next"
    STEPS = (
        ("closure.step.insurance", "insurance"),
        ("closure.step.papers", "papers"),
        ("closure.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        **INSURANCE_LABELS,
        "closure": "closure.accepted",
        "payee": "withdrawal.payee",
    }

    def __init__(self, member_id: int, operation: OperationCode = _SETTLE) -> None:
        super().__init__(member_id, operation)

    def compose_form(self) -> ComposeResult:
        yield Field("closure", Static(id="closure"), label_width=LABEL_WIDTH)
        yield InsuranceFields(label_width=LABEL_WIDTH, optional=self.operation is _SETTLE, id="insurance")
        yield Field("payee", Static(id="payee"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        self._arrange()
        super().retranslate()
        self.insurance.words(self.t)
        self._show_closure()

    @property
    def insurance(self) -> InsuranceFields:
        return self.query_one(InsuranceFields)

    def _is(self, operation: OperationCode) -> bool:
        return self.operation is operation

    def _arrange(self) -> None:
        self.insurance.display = not self._is(_TAKE_BACK)
        self.insurance.status.optional = self._is(_SETTLE)
        self.field("payee").display = self._is(_SETTLE)

    @property
    def accepted(self) -> CaseLine | None:
        """The member's closure that waits."""
        cases = self.overview.open_cases if self.overview else ()
        return next((one for one in cases if one.status is CaseStatus.CLOSED_UNSETTLED), None)

    def fill_in(self, overview: MemberOverview) -> None:
        self._arrange()

    def _show_closure(self) -> None:
        if self.overview is None:
            return
        accepted = self.accepted
        if accepted is None:
            line = self.text("closure.accepted.none", "$text-warning")
        else:
            when = self.text(
                "closure.accepted.on", "$text-muted", day=self.t.instant(accepted.created_at)[:10]
            )
            line = joined(ui_text(accepted.case_no, "bold"), when)
        self.query_one("#closure", Static).update(line)
        linked = self.overview.card
        if linked is None:
            payee = self.text("withdrawal.payee.none", "$text-warning")
        else:
            payee = joined(
                ui_text(self.t.shown(card(linked.bank_code, linked.last_four)), "bold"),
                self.text("withdrawal.payee.own", "$text-muted"),
            )
        self.query_one("#payee", Static).update(payee)

    # ---- what is asked ---------------------------------------------------------------------------------

    def request(self) -> Request | None:
        accepted, proof = self.accepted, self.insurance.proof
        if accepted is None or self.insurance.unreadable:
            return None
        match self.operation:
            case OperationCode.CANCEL_CLOSURE:
                return CancelClosure(case_no=accepted.case_no, **self.who())
            case OperationCode.RECORD_INSURANCE:
                return None if proof is None else RecordInsurance(insurance=proof, **self.who())
            case _:
                return SettleClosure(case_no=accepted.case_no, insurance=proof, **self.who())

    def _show_people(self) -> None:
        super()._show_people()
        if self._is(_RECORD):
            self.query_one("#presence", Static).update(self.text("vocabulary.presence.absent", "bold"))

    def who(self) -> Who:
        return nobody_here(super().who()) if self._is(_RECORD) else super().who()

    def lay_out_papers(self, ticked: Collection[ChecklistItem] = ()) -> None:
        if not self._is(_RECORD):
            super().lay_out_papers(ticked)
        else:
            self.papers.show(OPERATIONS[_RECORD].papers(Presence.ABSENT), ticked)

    @on(OptionalChoice.Unpicked)
    def _no_new_proof(self) -> None:
        self.changed()

    def texts(self) -> dict[str, str]:
        return self.insurance.texts()

    def refill(self, texts: dict[str, str]) -> None:
        self.insurance.refill(texts)

    # ---- the way through the form ----------------------------------------------------------------------

    def focus_first_gap(self) -> None:
        """A closure that is not due yet is settled with a new proof only: that is asked first."""
        if self._is(_SETTLE) and self.insurance.proof is None and self._not_due:
            self.insurance.status.focus()
        else:
            super().focus_first_gap()

    @property
    def _not_due(self) -> bool:
        lines = self.overview.services if self.overview else ()
        advice = next((one.advice for one in lines if one.operation is _SETTLE), None)
        return advice is not None and advice.code == "settlement_due"

    def _is_open(self, field: str) -> bool:
        if field != "insurance":
            return super()._is_open(field)
        return next_unanswered(self.insurance) is not None

    async def do_next_step(self) -> None:
        """Another of the three, with what was begun here kept."""
        following = _ORDER[(_ORDER.index(self.operation) + 1) % len(_ORDER)]
        await self.put_away()
        self.house.switch_screen(SettlementScreen(self.member_id, following))
