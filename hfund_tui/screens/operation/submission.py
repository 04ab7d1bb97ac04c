"""F9: make sure that what is posted is what is shown, submit it once, and deal with what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hfund_tui.domain.decision import Verdict
from hfund_tui.domain.request import Request
from hfund_tui.screens.approval.outcomes import Decided, TakenBack
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.operation.changes import changes, changes_of
from hfund_tui.screens.operation.paper import refusal_modal
from hfund_tui.screens.operation.returned import ReturnedCase
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import (
    Outcome,
    Pending,
    Posted,
    Preview,
    Refused,
    Rejected,
    SentBack,
    Stale,
)

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.i18n.translator import Param
    from hfund_tui.screens.operation.screen import OperationScreen
    from hfund_tui.services.overview import MemberOverview


@dataclass(frozen=True, slots=True)
class Shown:
    """A request and the plan that is on the screen for it."""

    request: Request
    plan: Plan
    sha256: str


class Submission:
    """The way of one form from its plan to its receipt."""

    def __init__(self, screen: OperationScreen) -> None:
        self._screen = screen
        self._unanswered: Shown | None = None
        self._refusal_meant: Request | None = None
        self.shown: Shown | None = None

    # ---- the live plan ---------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show what the form comes to now, in the background; a newer look supersedes an older one."""
        screen = self._screen
        request = screen.request()
        if request is None:
            self._show(None)
        elif self.shown is None or self.shown.request != request:
            screen.run_call(
                screen.workstation.cases.preview,
                screen.session,
                request,
                corrects=screen.drafting.corrects,
                then=partial(self._previewed, request),
                failed=self._not_previewed,
                mode=Mode.BACKGROUND,
                topic="plan",
            )

    def _previewed(self, request: Request, preview: Preview) -> None:
        """An answer to what the form said before says nothing of what it says now."""
        if request == self._screen.request():
            self._show(Shown(request, preview.plan, preview.sha256))

    def _not_previewed(self, error: HfundError) -> None:
        """Keep what is typed ahead: nothing was asked for yet."""
        self._screen.hint(self._screen.text("operation.no_preview", what=self._screen.t.error(error)[0]))

    def _show(self, shown: Shown | None) -> None:
        self.shown = shown
        self._screen.show_plan(shown.plan if shown else None)

    # ---- F9 --------------------------------------------------------------------------------------------

    def commit(self) -> None:
        """Look at the plan of what stands in the form now, and submit it if it may be."""
        screen = self._screen
        if screen.go_to_gap():
            self.preview()  # F9 may have come before a look at what was typed last
            return
        request = screen.request()
        assert request is not None, "a form without gaps can be read"
        if self._unanswered is not None and self._unanswered.request == request:
            self._submit(self._unanswered)
        elif self.shown is not None and self.shown.request == request:
            self._decide(self.shown)
        else:
            screen.run_call(
                screen.workstation.cases.preview,
                screen.session,
                request,
                corrects=screen.drafting.corrects,
                then=partial(self._previewed_for_commit, request),
                topic="commit",  # of its own: a look at the plan that was due already must not supersede it
            )

    def _previewed_for_commit(self, request: Request, preview: Preview) -> None:
        self._previewed(request, preview)
        self._decide(Shown(request, preview.plan, preview.sha256))

    def _decide(self, shown: Shown) -> None:
        screen, decision = self._screen, shown.plan.decision
        if decision.unfinished:
            screen.go_to_finding(decision.unfinished[0])
        elif decision.verdict is Verdict.REFUSED and self._refusal_meant != shown.request:
            self._refusal_meant = shown.request
            screen.complain("operation.refused", n=len(decision.failed))
        else:
            self._submit(shown)

    def _submit(self, shown: Shown) -> None:
        screen = self._screen
        screen.clear_status()
        screen.run_call(
            screen.workstation.cases.perform,
            screen.session,
            shown.request,
            key=screen.drafting.key,
            seen_sha256=shown.sha256,
            corrects=screen.drafting.corrects,
            form=screen.payload(),
            then=partial(self._came, shown),
            failed=partial(self._failed, shown),
            mode=Mode.COMMIT,
        )

    def _failed(self, shown: Shown, error: HfundError) -> None:
        """It may have been posted all the same: the next F9 with the same form asks under the same key."""
        self._unanswered = shown
        self._screen.show_error(error)

    # ---- what comes of it ------------------------------------------------------------------------------

    def _came(self, shown: Shown, outcome: Outcome) -> None:
        self._unanswered = self._refusal_meant = None
        match outcome:
            case Posted():
                self._posted(outcome)
            case Pending():
                self._screen.drafting.end()
                if self._screen.by_telephone:
                    self._leave("call_back.lodged", case_no=outcome.case_no)
                else:
                    self._screen.when_back(partial(self._ask_approval, shown, outcome))
            case Refused():
                self._screen.when_back(partial(self._refused, shown, outcome))
            case Stale():
                self._stale(shown, outcome)

    def _posted(self, posted: Posted) -> None:
        """Look at the member as he or she is now, then hand the receipt over."""
        screen = self._screen
        screen.drafting.end()

        def hand_over(_: object) -> None:
            screen.when_back(partial(self._hand_over, posted))

        def seen(overview: MemberOverview) -> None:
            # A document that was registered with it is on file now: the visit goes on with that.
            screen.visit = screen.visit.registered(overview.proxies)
            screen.show_served(overview)
            if screen.house.home is not None:
                screen.house.home.member_changed(overview)
            hand_over(None)

        screen.run_call(
            screen.workstation.members.overview, screen.session, screen.member_id, then=seen, failed=hand_over
        )

    def _hand_over(self, posted: Posted) -> None:
        """Put the receipt in the form's place."""
        self._screen.house.switch_screen(ReceiptScreen(posted.receipt, replayed=posted.replayed))

    def _ask_approval(self, shown: Shown, pending: Pending) -> None:
        self._screen.house.push_screen(
            ApprovalScreen(pending, self._screen.overview), partial(self._decided, shown, pending)
        )

    def _decided(self, shown: Shown, pending: Pending, decision: Decided | None) -> None:
        """What the second person said; None when the case was left pending."""
        screen = self._screen
        match decision:
            case Posted():
                self._posted(decision)
            case SentBack():
                self._sent_back(decision)
            case Rejected():
                reason = screen.t(f"rejection_reason.{decision.code}")
                self._leave("operation.rejected", case_no=decision.case_no, why=reason)
            case TakenBack():
                self._begin_again()
                screen.hint("operation.taken_back", case_no=pending.case_no)
                self.preview()
            case None:
                self._leave("operation.left_pending", case_no=pending.case_no)

    def _leave(self, key: str, **params: Param) -> None:
        screen = self._screen
        if screen.house.home is not None:
            screen.house.home.hint(key, **params)
        screen.house.leave(screen)

    def _sent_back(self, sent: SentBack) -> None:
        """The case is here again: say why, and show what it comes to now."""
        screen = self._screen
        self.shown = None
        screen.came_back(ReturnedCase(sent.case_no, sent.code, sent.words, sent.difference), sent.draft_key)
        screen.focus_first_gap()
        if sent.difference is not None:
            failing = [one for one in sent.difference.findings if one.now is not None and not one.now.passed]
            self._say_changed(changes_of(sent.difference, screen.t), len(failing), screen.request())

    def _refused(self, shown: Shown, refused: Refused) -> None:
        """The key is used up by the refusal; another try is another case."""
        screen = self._screen
        self._begin_again()
        self._show(Shown(shown.request, refused.plan, refused.plan.sha256()))
        screen.house.push_screen(refusal_modal(screen, refused))

    def _stale(self, shown: Shown, stale: Stale) -> None:
        """The facts changed since they were shown: nothing was done, F9 again does what is shown now."""
        screen = self._screen
        now = Shown(shown.request, stale.plan, stale.sha256)
        self._show(now)
        refused = stale.plan.decision.verdict is Verdict.REFUSED
        failing = len(stale.plan.decision.failed) if refused else 0
        self._say_changed(changes(shown.plan, stale.plan, screen.t), failing, now.request)

    def _say_changed(self, said: str, failing: int, request: Request | None) -> None:
        """What changed, and what F9 does with it: submit what is shown, or record the refusal."""
        if failing:
            self._refusal_meant = request
            self._screen.complain("operation.stale_refused", changes=said, n=failing)
        else:
            self._screen.complain("operation.stale", changes=said)

    def _begin_again(self) -> None:
        screen = self._screen
        screen.drafting.begin(screen.workstation.cases.new_key())
