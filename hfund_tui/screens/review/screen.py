"""One case at the supervisor's own terminal: what it does, why it needs a second person, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Input, Static

from hfund_tui.domain.approval import FACTS_CHANGED, Risk
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.vocabulary import CaseStatus
from hfund_tui.screens.approval.fields import No, NoForm, ProofForm
from hfund_tui.screens.approval.words import ground_lines
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.passwords import own_password_words
from hfund_tui.screens.review import parts
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.services.outcomes import Posted, Rejected, SentBack, Stale
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.finding_lines import FindingLines, amount_words
from hfund_tui.widgets.hanging import HangingLines
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.review import CaseForReview

_DECIDING = ("commit", "reject", "send_back")
_GIVE_UP = "give_up"


class CaseSheet(VerticalScroll):
    """What there is to read of the case; it has the focus while nothing is to be typed."""


class ReviewScreen(HouseScreen[Content]):
    """Closes with what came of it, in words; None when nothing was decided: then the case is released."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "CaseSheet"
    KEYS = (
        Command("reject", "ctrl+n"),
        Command("send_back", "ctrl+g"),
        Command(_GIVE_UP, "ctrl+r"),
    )
    BAR = ("back", "commit", "reject", "send_back", "lock", "help")
    BINDINGS = [
        ("pageup", "turn_sheet(-1)", ""),
        ("pagedown", "turn_sheet(1)", ""),
    ]
    HELP_RULE = "review.help.rule"
    HELP_NEXT = "review.help.next"

    def __init__(self, case_no: str) -> None:
        super().__init__()
        self.case_no = case_no
        self.case: CaseForReview | None = None
        self._decided = False

    def compose_body(self) -> ComposeResult:
        policy = self.workstation.policies.on(self.session.business_date)
        yield Static(id="title")
        with CaseSheet(id="sheet"):
            yield Static(id="changed-title")
            yield HangingLines(id="changed")
            yield Static(id="earlier-title")
            yield HangingLines(id="earlier")
            yield HangingLines(id="who")
            yield Digits(id="digits")
            yield Static(id="amount")
            yield Static(id="reasons")
            yield FindingLines(id="failed")
            yield HangingLines(id="ground")
            yield Static(id="effects-title")
            yield HangingLines(id="effects")
            yield HangingLines(id="papers")
            yield Static(id="passed-title")
            yield FindingLines(id="passed")
        with Vertical(id="deciding"):
            yield NoForm(policy.words("approval.rejection_reasons"))
            yield ProofForm()

    def on_mount(self) -> None:
        super().on_mount()
        self.house.gate.drop()
        self._load()

    def _load(self) -> None:
        self.run_call(self.workstation.approvals.view, self.session, self.case_no, then=self._arrived)

    def _arrived(self, case: CaseForReview) -> None:
        self.case = case
        step_up = case.risk is Risk.HIGH
        proving = self._may_decide and case.unchanged and (step_up or case.retype.needed)
        self.query_one(ProofForm).show(case.retype, step_up=step_up)
        self.set_class(proving, "-proving")
        self.retranslate()
        self.query_one(CaseSheet).scroll_home(animate=False)
        self._stand()

    @property
    def _is_own(self) -> bool:
        return self.case is not None and self.case.maker.code == self.session.staff_code

    @property
    def _may_decide(self) -> bool:
        return self.case is not None and not self._is_own and self.case.status is CaseStatus.PENDING

    def _stand(self) -> None:
        """On the first field to fill in; on the sheet where there is none."""
        first = self.query_one(ProofForm).next_after(None) if self.has_class("-proving") else None
        (first or self.query_one(CaseSheet)).focus()

    def action_turn_sheet(self, pages: int) -> None:
        sheet = self.query_one(CaseSheet)
        if pages > 0:
            sheet.scroll_page_down(animate=False)
        else:
            sheet.scroll_page_up(animate=False)

    @property
    def bar(self) -> tuple[str, ...]:
        """Deciding keys for the second person, giving up for the maker."""
        return ("back", _GIVE_UP, "lock", "help") if self._is_own else self.BAR

    # ---- words -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.query_one(NoForm).say(self.t)
        self.query_one(ProofForm).say(self.t)
        case, t = self.case, self.t
        if case is None:
            return
        plan, declared = case.plan, OPERATIONS[case.operation]
        risk = t(f"vocabulary.risk.{case.risk.value}")
        self.query_one("#title", Static).update(
            joined(
                ui_text(declared.transaction_code, "$text-muted"),
                self.text(declared.title_key, "bold"),
                case.case_no,
                ui_text(risk, "bold $text-error" if case.risk is Risk.HIGH else "$text-muted"),
            )
        )
        self.set_class(plan.amount_fen > 0, "-money")
        self.set_class(not case.unchanged, "-changed")
        self.set_class(case.earlier is not None, "-earlier")
        self.query_one("#changed-title", Static).update(self.text("review.changed", "bold $text-error"))
        self.query_one("#changed", HangingLines).show(parts.changed(case.difference, t))
        if case.earlier is not None:
            reason = t(f"rejection_reason.{case.earlier.decision_code}")
            title = self.text("review.earlier", "bold", case_no=case.earlier.case_no, reason=reason)
            self.query_one("#earlier-title", Static).update(joined(title, case.earlier.decision_words))
            self.query_one("#earlier", HangingLines).show(parts.changed(case.earlier.difference, t))
        self.query_one("#who", HangingLines).show(parts.people(case, t))
        self.query_one("#digits", Digits).update(t.money(plan.amount_fen))
        words = amount_words(plan.amount_fen, t)
        self.query_one("#amount", Static).update(joined(ui_text(t.money(plan.amount_fen)), words))
        self.query_one("#reasons", Static).update(parts.reasons(case, t))
        ground, failed = ground_lines(plan, t), plan.decision.failed
        self.set_class(bool(failed), "-failing")
        self.set_class(bool(ground), "-grounded")
        self.query_one("#failed", FindingLines).show(failed)
        self.query_one("#ground", HangingLines).show(ground)
        self.query_one("#effects-title", Static).update(self.text("approval.effects", "$text-muted"))
        self.query_one("#effects", HangingLines).show(parts.effects(case, t))
        self.query_one("#papers", HangingLines).show(parts.papers(case, t))
        passed = tuple(one for one in plan.decision.findings if one.passed)
        self.query_one("#passed-title", Static).update(self.text("review.passed", "$text-muted"))
        self.query_one("#passed", FindingLines).show(passed)
        self.refresh_frame()

    # ---- filling in ------------------------------------------------------------------------------------

    @property
    def _no(self) -> NoForm:
        return self.query_one(NoForm)

    def do_reject(self) -> None:
        self._ask(No.REJECT)

    def do_send_back(self) -> None:
        self._ask(No.SEND_BACK)

    def _ask(self, how: No | None) -> None:
        self.set_class(how is not None, "-no")
        self.clear_status()
        self._no.ask(how, self.t)
        if how is None:
            self._stand()

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        if event.source is self._no.code:
            self._no.words_input.focus()
        else:
            self.hint("approval.f9_no")

    @on(Input.Submitted, "ProofForm Input")
    def _to_next(self, event: Input.Submitted) -> None:
        following = self.query_one(ProofForm).next_after(event.input)
        if following is not None:
            following.focus()
        else:
            self.hint("approval.f9")

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    def unavailable(self, name: str) -> Reason | None:
        if self.case is None and name in (*_DECIDING, _GIVE_UP):
            return "queue.loading"
        if name in _DECIDING and not self._may_decide:
            return "review.own" if self._is_own else "review.not_pending"
        if name == _GIVE_UP and not self._is_own:
            return "queue.maker_gives_up"
        return super().unavailable(name)

    # ---- deciding --------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        case = self.case
        if case is None:
            return
        approvals = self.workstation.approvals
        decide: Callable[..., object] | None = None
        if self._no.how is not None:
            said = self._no.answer(self.t)
            if said is not None:
                no: Callable[..., object] = approvals.send_back
                if self._no.how is No.REJECT:
                    no = approvals.reject
                decide = partial(no, code=said[0], words=said[1])
        elif not case.unchanged:  # It goes back: nothing is proven for that, and nothing is asked.
            decide = partial(approvals.approve, seen_sha256=case.sha256)
        elif not self.query_one(ProofForm).demand_missing(self.t):
            proof = self.query_one(ProofForm)
            decide = partial(
                approvals.approve,
                seen_sha256=case.sha256,
                step_up_password=proof.take_password(),
                retyped=proof.retyped,
            )
        self.house.gate.drop()
        if decide is not None:
            self.clear_status()
            self.run_call(
                decide,
                self.session,
                self.case_no,
                then=self._came,
                failed=self._failed,
                mode=Mode.COMMIT,
            )

    def _came(self, outcome: object) -> None:
        match outcome:
            case Posted(receipt):
                self._leave("review.approved", case_no=self.case_no, receipt=receipt.receipt_no)
            case Rejected():
                self._leave("review.rejected", case_no=self.case_no)
            case SentBack(code=code):
                key = "review.facts_changed" if code == FACTS_CHANGED else "review.sent_back"
                self._leave(key, case_no=self.case_no)
            case Stale():
                self.complain("review.stale")
                self._load()

    def _leave(self, key: str, **params: str) -> None:
        self._decided = True
        self.dismiss(ui_text(self.t(key, **params)))

    def _failed(self, error: HfundError) -> None:
        """Say it at the field to correct, if it is about one."""
        fields = {str(one.name): one for one in self.query(Field)}
        name = error.field if isinstance(error, BadInput) else ""
        if error.code.startswith("sign_in_failed"):
            name = "step_up"
        if name not in fields:
            self.show_error(error)
            return
        self.house.gate.drop()
        self.house.bell()
        what, do = own_password_words(error, self.t)
        fields[name].mark(joined(ui_text(what), do))
        fields[name].control.focus()

    def do_give_up(self) -> None:
        """The maker gives the case up."""

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.run_call(
                    self.workstation.cases.cancel,
                    self.session,
                    self.case_no,
                    then=lambda _: self._leave("queue.given_up", case_no=self.case_no),
                    mode=Mode.COMMIT,
                )

        self.house.push_screen(ConfirmModal("queue.give_up.title", "queue.give_up.question"), confirmed)

    def do_back(self) -> None:
        """From saying no to the case; from there to the queue, with the case given back to it."""
        if self._no.how is not None:
            self._ask(None)
        else:
            self.house.leave(self)

    async def put_away(self) -> None:
        """Whoever leaves without a decision leaves the case to others."""
        if self._decided or self.case is None or self._is_own:
            return
        try:
            await self.call(self.workstation.approvals.release, self.session, self.case_no)
        except HfundError as error:
            if self.house.home is not None:
                self.house.home.show_error(error)
