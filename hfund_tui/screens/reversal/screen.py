"""Taking a posted case back: which one, what that undoes, and why; a second person follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from hfund_tui.documents.effects import effect_sentence
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan, UndoCase
from hfund_tui.domain.request import ReverseCase
from hfund_tui.domain.vocabulary import PaymentState, ReversalKind
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.operation.office import nobody_here
from hfund_tui.screens.operation.people import Who
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.screens.reversal.cases import CaseList, why_not
from hfund_tui.services.history import PAGE
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.answers import GoOn, next_unanswered
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfund_tui.services.history import HistoryLine

_KINDS = {
    ReversalKind.VOID: "reversal.kind.void",
    ReversalKind.CORRECTION: "reversal.kind.correction",
}
_LONGEST_WORDS = 200
_LONGEST_REFERENCE = 60


class ReversalScreen(OperationScreen):
    """`case_no` is chosen already when one comes from its receipt."""

    CSS_PATH = ["../operation/operation.tcss", "reversal.tcss"]
    BAR = ("back", "park", "commit", "member", "command_line", "lock", "help")
    HELP_RULE = "reversal.help.rule"
    HELP_NEXT = "reversal.help.next"
    STEPS = (
        ("reversal.step.case", "case"),
        ("reversal.step.reason", "reason"),
        ("reversal.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        "case": "reversal.case",
        "undone": "reversal.undone",
        "kind": "reversal.kind",
        "reason": "reversal.reason",
        "words": "reversal.words",
        "returned_reference": "reversal.returned_reference",
    }

    def __init__(
        self, member_id: int, operation: OperationCode = OperationCode.REVERSE_CASE, case_no: str = ""
    ) -> None:
        super().__init__(member_id, operation)
        self._case_no = case_no
        self._oldest = ""

    def compose_form(self) -> ComposeResult:
        policy = self.workstation.policies.on(self.session.business_date)
        yield Field("case", CaseList(id="case"), label_width=LABEL_WIDTH).add_class("tall")
        yield Field("undone", HangingLines(id="undone"), label_width=LABEL_WIDTH).add_class("tall")
        yield Field("kind", Static(id="kind"), label_width=LABEL_WIDTH)
        reason = Choice[str](policy.words("reversal.reasons"), id="reason")
        yield Field("reason", reason, label_width=LABEL_WIDTH).add_class("tall")
        yield Field("words", FormInput(max_length=_LONGEST_WORDS, id="words"), label_width=LABEL_WIDTH)
        yield Field(
            "returned_reference",
            FormInput(max_length=_LONGEST_REFERENCE, id="returned-reference"),
            label_width=LABEL_WIDTH,
        )

    def retranslate(self) -> None:
        self._arrange()
        super().retranslate()
        self.reason.words(lambda reason: self.t(f"reversal_reason.{reason}"))
        self.field("returned_reference").words(
            self.text(self.LABELS["returned_reference"]), self.text("reversal.returned_hint")
        )
        self.cases.draw()
        self._show_undone()

    @property
    def cases(self) -> CaseList:
        return self.query_one(CaseList)

    @property
    def reason(self) -> Choice[str]:
        return self.query_one("#reason", Choice)

    @property
    def words(self) -> FormInput:
        return self.query_one("#words", FormInput)

    @property
    def returned(self) -> FormInput:
        return self.query_one("#returned-reference", FormInput)

    def fill_in(self, overview: MemberOverview) -> None:
        history = self.workstation.history
        self.run_call(history.of, self.session, self.member_id, limit=PAGE, then=self._listed)

    def _listed(self, lines: tuple[HistoryLine, ...]) -> None:
        wanted = self.cases.case_no or self._case_no
        if wanted and all(one.case_no != wanted for one in lines) and self._has_older(lines):
            self._read_older(lines, self._listed)
            return
        self.cases.show(lines)
        if not lines:
            self.hint("reversal.no_cases")
        number = next((n for n, one in enumerate(lines, 1) if one.case_no == self._case_no), None)
        if number is not None and not self.cases.case_no:
            self.cases.choose(number)
        self._arrange()
        self._show_undone()
        self.submission.preview()

    @on(CaseList.NearEnd)
    def _wants_older(self) -> None:
        """Cases come in pages; the next one is read when the cursor stands at the end of what is there."""
        if self._has_older(self.cases.lines):
            self._read_older(self.cases.lines, self.cases.show)

    def _has_older(self, lines: tuple[HistoryLine, ...]) -> bool:
        """Whether there may be more than these, and they were not asked for yet."""
        return bool(lines) and len(lines) % PAGE == 0 and lines[-1].case_no != self._oldest

    def _read_older(
        self, lines: tuple[HistoryLine, ...], then: Callable[[tuple[HistoryLine, ...]], None]
    ) -> None:
        self._oldest = lines[-1].case_no
        self.run_call(
            self.workstation.history.of,
            self.session,
            self.member_id,
            older_than=self._oldest,
            limit=PAGE,
            then=lambda older: then((*lines, *older)),
            mode=Mode.BACKGROUND,
            topic="older",
        )

    def _arrange(self) -> None:
        """What is asked once a case is chosen; the bank's reference only where the money was paid."""
        chosen = self.cases.chosen
        for name in ("undone", "kind", "reason", "words"):
            self.field(name).display = chosen is not None
        paid = chosen is not None and chosen.payment is PaymentState.PAID
        self.field("returned_reference").display = paid
        self.field("papers").display = False
        self.set_class(chosen is not None, "-chosen")

    def _show_undone(self) -> None:
        """What the case did, the last first, as it will be undone."""
        chosen = self.cases.chosen
        effects = chosen.effects if chosen else ()
        rows = [Hung("-", effect_sentence(one, self.t), "$text-muted") for one in reversed(effects)]
        self.query_one("#undone", HangingLines).show(rows)
        self._show_kind(self.submission.shown.plan if self.submission.shown else None)

    def _show_kind(self, plan: Plan | None) -> None:
        undo: UndoCase | None = plan.effect(UndoCase) if plan else None
        line = ui_text("")
        if undo is not None:
            about = self.text(_KINDS[undo.kind], "$text-muted")
            line = joined(ui_text(self.t.term(undo.kind), "bold"), about)
        self.query_one("#kind", Static).update(line)

    def show_plan(self, plan: Plan | None) -> None:
        super().show_plan(plan)
        self._show_kind(plan)

    def _show_people(self) -> None:
        super()._show_people()
        self.query_one("#presence", Static).update(self.text("vocabulary.presence.absent", "bold"))

    # ---- what was chosen and typed ---------------------------------------------------------------------

    @on(GoOn, "#case")
    def _chosen(self) -> None:
        self._arrange()
        self._show_undone()
        self.changed()
        self.query_one("#form", VerticalScroll).scroll_home(animate=False)

    @on(CaseList.Barred)
    def _barred(self, event: CaseList.Barred) -> None:
        self.hint(why_not(event.line, self.t))

    def request(self) -> ReverseCase | None:
        chosen = self.cases.chosen
        if chosen is None:
            return None
        reference = self.returned.text if chosen.payment is PaymentState.PAID else ""
        return ReverseCase(
            case_no=chosen.case_no,
            reason=self.reason.value or "",
            words=self.words.text,
            returned_reference=reference,
            **self.who(),
        )

    def who(self) -> Who:
        return nobody_here(super().who())

    def texts(self) -> dict[str, str]:
        return {
            "case": self.cases.case_no,
            "reason": self.reason.value or "",
            "words": self.words.value,
            "returned_reference": self.returned.value,
        }

    def refill(self, texts: dict[str, str]) -> None:
        self.cases.case_no = texts.get("case", "")
        reason = texts.get("reason", "")
        self.reason.value = reason if reason in self.reason.options else None
        self.words.value = texts.get("words", "")
        self.returned.value = texts.get("returned_reference", "")

    # ---- the way through the form ----------------------------------------------------------------------

    def focus_first_gap(self) -> None:
        (next_unanswered(self.form) or self.words).focus()

    @property
    def step(self) -> int:
        return 0 if self.cases.has_focus or self.cases.chosen is None else 1

    def _is_open(self, field: str) -> bool:
        if field == "case" or self.cases.chosen is None:
            return not self.cases.is_answered
        asked = (self.field(one) for one in ("reason", "words", "returned_reference"))
        return any(next_unanswered(one) is not None for one in asked)
