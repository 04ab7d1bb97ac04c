"""The screen of one transaction for one member: the form, the live decision, and F9."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.events import DescendantFocus
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.drafting import Drafting
from hfund_tui.screens.operation.exception import LABELS as GROUND_LABELS
from hfund_tui.screens.operation.exception import ExceptionFields
from hfund_tui.screens.operation.opening import Opening, open_form
from hfund_tui.screens.operation.paper import summary_modal
from hfund_tui.screens.operation.people import PeopleForm
from hfund_tui.screens.operation.returned import ReturnedCase, ReturnedNotice
from hfund_tui.screens.operation.saved import save_people, saved_people, saved_proxy_texts
from hfund_tui.screens.operation.submission import Submission
from hfund_tui.screens.operation.summary import CustomerSummary
from hfund_tui.screens.serving import serving_of
from hfund_tui.widgets.checklist import Checklist
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.finding_lines import DecisionPanel
from hfund_tui.widgets.stepper import Stepper
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.drafts import Draft
    from hfund_tui.services.overview import MemberOverview

PREVIEW_AFTER_SECONDS = 0.08
LABEL_WIDTH = 14


class OperationScreen(PeopleForm):
    """A form that becomes one request. Subclasses compose the fields and build the request."""

    AUTO_FOCUS = ""
    KEYS: ClassVar[tuple[Command, ...]] = (Command("show_customer", "s"),)
    BINDINGS = [("up", "app.focus_previous", ""), ("down", "app.focus_next", "")]
    LABELS: ClassVar[dict[str, str]] = {
        "presence": "operation.presence",
        "papers": "operation.papers",
        **GROUND_LABELS,
    }

    def __init__(self, member_id: int, operation: OperationCode) -> None:
        super().__init__(member_id, operation)
        self.resumes = ""
        """The key of the draft to go on with, set before the form opens; empty for a new form."""
        self.drafting = Drafting(self)
        self.submission = Submission(self)
        self._timer: Timer | None = None
        self._put_back: dict[str, str] | None = None
        self._at_the_end = False
        self._waiting: list[Callable[[], object]] = []

    # ---- what a subclass brings, beside `request` -------------------------------------------------------

    def compose_form(self) -> ComposeResult:
        """The fields of its own, in the order in which they are asked."""
        yield from ()

    def compose_below(self) -> ComposeResult:
        """What there is to see below the papers."""
        yield from ()

    def texts(self) -> dict[str, str]:
        """What stands in the fields of its own, to be kept in a draft."""
        return {}

    def refill(self, texts: dict[str, str]) -> None:
        """Put back what `texts` gave."""

    def fill_in(self, overview: MemberOverview) -> None:
        """The member has been loaded: show what comes from there."""

    # ---- the frame -------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(id="title")
            yield Stepper(id="steps")
        with Container(id="main"):
            yield from self.compose_main()

    def compose_main(self) -> ComposeResult:
        """The form and the decision beside it, or below where there is no room."""
        with VerticalScroll(id="form", can_focus=False):
            yield ReturnedNotice()
            yield Field("presence", Static(id="presence"), label_width=LABEL_WIDTH).add_class("tall")
            yield from self.compose_form()
            papers = Field("papers", Checklist[ChecklistItem](id="papers"), label_width=LABEL_WIDTH)
            yield papers.add_class("tall", "papers-only")
            codes = self.workstation.policies.on(self.session.business_date).words("exception.reasons")
            yield ExceptionFields(codes, label_width=LABEL_WIDTH, id="exception")
            yield CustomerSummary(id="summary")
            yield from self.compose_below()
        yield DecisionPanel(id="decision")

    def on_mount(self) -> None:
        super().on_mount()
        self.run_call(
            open_form,
            self.workstation,
            self.session,
            self.member_id,
            self.operation,
            self.resumes,
            then=self._opened,
        )

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        waiting, self._waiting = self._waiting, []
        for callback in waiting:
            callback()

    def when_back(self, callback: Callable[[], object]) -> None:
        """Do something as soon as nothing covers this screen: what locked it must stay on top."""
        if self.is_current:
            callback()
        else:
            self._waiting.append(callback)

    def retranslate(self) -> None:
        declared = OPERATIONS[self.operation]
        code = ui_text(declared.transaction_code, "$text-muted")
        put(joined(code, self.text(declared.title_key, "bold")), self.query_one("#title", Static))
        self.query_one(Stepper).words([self.t(key) for key, _ in self.STEPS])
        for field in self.query(Field):
            field.words(self.text(self.LABELS[str(field.name)]))
        self.exception.say(self.t)
        self._show_people()
        self.query_one(ReturnedNotice).show(self.drafting.returned)
        shown = self.submission.shown
        self.show_plan(shown.plan if shown else None)

    @property
    def last_field(self) -> Widget:
        return self.papers

    @property
    def exception(self) -> ExceptionFields:
        return self.query_one("#exception", ExceptionFields)

    # ---- opening and drafts ----------------------------------------------------------------------------

    def _opened(self, opening: Opening) -> None:
        self.overview = opening.overview
        self.show_served(opening.overview)
        self.fill_in(opening.overview)
        self.lay_out_papers()
        self.retranslate()
        self.drafting.begin(opening.key, opening.draft)
        if opening.draft is not None and (opening.chosen or opening.draft.corrects is not None):
            self._take_back(opening.draft)
            return
        if opening.draft is not None:
            self.hint("operation.draft_offered", cue=opening.draft.cue or self.t("operation.no_cue"))
        self.submission.preview()
        self.focus_first_gap()

    def show_served(self, overview: MemberOverview) -> None:
        """Bring the header up to date with what was just loaded."""
        self.house.serve(serving_of(overview, self.house.serving))

    def payload(self) -> dict[str, str]:
        """Everything that was typed, for a draft."""
        return {
            **save_people(self.visit, self.papers.ticked, self.proxy_texts, self.session.business_date),
            **self.exception.texts(),
            **self.texts(),
        }

    def do_park(self) -> None:
        """Take back what was left unfinished, as long as nothing was typed; otherwise park with a cue."""
        if self.drafting.offered is not None and not self.drafting.is_dirty:
            self._take_back(self.drafting.offered)
        elif self.overview is not None:
            self.drafting.park()

    def _take_back(self, draft: Draft) -> None:
        payload = dict(draft.payload)
        self.drafting.resume(draft)
        self.proxy_texts = saved_proxy_texts(payload)
        self.visit, ticked = saved_people(payload, self.visit, self.session.business_date)
        self.refill(payload)
        self.exception.refill(payload)
        self.lay_out_papers(ticked)
        self.drafting.unchanged()
        self.retranslate()
        self._put_back = self.payload()
        half_a_proxy = bool(self.proxy_texts) and self.visit.proxy is None
        self.say("operation.proxy_unfinished" if half_a_proxy else "operation.draft_taken_back")
        self.submission.preview()
        self.focus_first_gap()

    def came_back(self, returned: ReturnedCase, key: str) -> None:
        """The case that was submitted here is back: go on with what stands in the form."""
        self.drafting.correct(returned, key)
        self.query_one(ReturnedNotice).show(self.drafting.returned)
        self.submission.preview()

    def save_soon(self) -> None:
        self.drafting.save_soon()

    async def put_away(self) -> None:
        self._stop_timer()
        await self.drafting.put_away()

    # ---- filling in ------------------------------------------------------------------------------------

    @on(Choice.Picked)
    @on(Input.Changed)
    def _answered(self) -> None:
        self.changed()

    def changed(self) -> None:
        """Something was filled in: look at the plan in a moment, keep it a moment later."""
        if self.overview is None:
            return
        if self._put_back != self.payload():  # what was just put back says so itself
            self.clear_status()
            self._at_the_end, self._put_back = False, None
        self._stop_timer()
        self._timer = self.set_timer(PREVIEW_AFTER_SECONDS, self.submission.preview)
        self.save_soon()
        self.show_progress()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    @on(DescendantFocus)
    def show_progress(self) -> None:
        """Say which step one is at."""
        steps = [number for number, (_, name) in enumerate(self.STEPS) if name]
        known = self.overview is not None  # what was not asked for yet is not answered either
        gaps = [number for number in steps if not known or self._is_open(self.STEPS[number][1])]
        ready = not gaps and self._may_be_submitted
        self.set_class(ready, "-checking")
        last = len(self.STEPS) - 1
        self.query_one(Stepper).show(last if ready else self.step, frozenset(range(last)) - frozenset(gaps))
        if ready and self.submission.shown is not None:
            alone = self.overview.alone(self.operation) if self.overview else None
            self.query_one(CustomerSummary).show(self.submission.shown.plan, alone)
        self.refresh_frame()

    @property
    def _may_be_submitted(self) -> bool:
        shown = self.submission.shown
        return shown is not None and not shown.plan.refused and not shown.plan.decision.unfinished

    def show_plan(self, plan: Plan | None) -> None:
        self.query_one(DecisionPanel).show(plan)
        if self.house.coach is not None and plan is not None:
            self.house.coach.decided(finding.code for finding in plan.decision.failed)
        self.exception.show(plan)
        self.show_progress()
        self._say_ready()

    def at_the_end(self) -> None:
        self._at_the_end = True
        self._say_ready()

    def _say_ready(self) -> None:
        """Once the last field has its answer and the plan for it is here: that F9 is next, if it is."""
        shown = self.submission.shown
        if self._at_the_end and self._may_be_submitted and shown and shown.request == self.request():
            self._at_the_end = False
            self.hint("operation.ready")

    # ---- F9 --------------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        if self.overview is not None:
            self._stop_timer()
            self.submission.commit()

    def do_show_customer(self) -> None:
        """Show the customer what will be done, on the whole screen."""
        if self.submission.shown is not None and self.overview is not None:
            self.house.push_screen(summary_modal(self, self.submission.shown.plan))

    def unavailable(self, name: str) -> Reason | None:
        if name == "show_customer" and self.submission.shown is None:
            return "operation.nothing_to_show"
        return super().unavailable(name)
