"""The workbench: where every visit starts and where every service comes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.parked.screen import ParkedModal
from hfund_tui.screens.reveal.screen import RevealModal
from hfund_tui.screens.routes import screen_class
from hfund_tui.screens.serving import serving_of
from hfund_tui.screens.withdrawal.kinds import first_kind
from hfund_tui.screens.workbench.counting import CountsWhatWaits
from hfund_tui.screens.workbench.lookup_pane import LookupPane
from hfund_tui.screens.workbench.member_pane import MemberPane
from hfund_tui.widgets.service_list import obstacle

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfund_tui.screens.operation.screen import OperationScreen
    from hfund_tui.services.drafts import DraftLine
    from hfund_tui.services.errors import HfundError
    from hfund_tui.services.overview import MemberOverview

_ROUTES = {
    OperationCode.SIGN_AGREEMENT: "agreement",
    OperationCode.TERMINATE_AGREEMENT: "agreement",
    OperationCode.REVOKE_PROXY: "agreement",
    OperationCode.RENT_WITHDRAWAL: "withdrawal",
    OperationCode.OTHER_HOUSING_WITHDRAWAL: "withdrawal",
    OperationCode.LEAVING_CLOSURE: "closure",
    OperationCode.RETIREMENT_CLOSURE: "closure",
    OperationCode.SETTLE_CLOSURE: "settlement",
    OperationCode.CANCEL_CLOSURE: "settlement",
    OperationCode.RECORD_INSURANCE: "settlement",
    OperationCode.LINK_CARD: "card",
    OperationCode.CONTRIBUTION_CERTIFICATE: "certificate",
    OperationCode.SET_PASSWORD: "password",
    OperationCode.RESET_PASSWORD: "reset_password",
    OperationCode.REDIRECT_PAYOUT: "redirect",
    OperationCode.EARLY_REPAYMENT: "early_repayment",
    OperationCode.SHORTEN_TERM: "shorten_term",
    OperationCode.CHANGE_REPAYMENT_ACCOUNT: "repayment_account",
    OperationCode.CHANGE_REPAYMENT_METHOD: "repayment_method",
    OperationCode.CHANGE_DUE_DAY: "due_day",
    OperationCode.SIGN_CO_REPAYMENT: "sign_co_repayment",
    OperationCode.END_CO_REPAYMENT: "end_co_repayment",
    OperationCode.OFFSET_REPAYMENT: "offset",
    OperationCode.LOAN_STATEMENT: "loan_paper",
    OperationCode.SETTLEMENT_CERTIFICATE: "loan_paper",
    OperationCode.REVERSE_CASE: "reversal",
}
_OFFICE = {
    OperationCode.VERIFY_DOCUMENT: "verify_document",
    OperationCode.LOAN_CALCULATOR: "loan_calculator",
    OperationCode.CALL_BACK: "call_backs",
    OperationCode.VIEW_QUEUE: "queue",
    OperationCode.WORK_ORDERS: "work_orders",
    OperationCode.ANSWER_WORK_ORDER: "work_orders",
    OperationCode.SIGNING_GUIDE: "guides",
    OperationCode.REPRINT_RECEIPT: "receipts",
    OperationCode.VIEW_DAY: "day",
    OperationCode.VIEW_EXCEPTIONS: "exceptions",
    OperationCode.VIEW_ADOPTION: "adoption",
    OperationCode.CLOSE_DAY: "day",
    OperationCode.SETTLE_DUE: "day",
    OperationCode.EXPORT_PAYMENTS: "payments",
    OperationCode.IMPORT_RETURNS: "returns",
    OperationCode.EXPORT_DEBITS: "debits",
    OperationCode.IMPORT_DEBITS: "debit_returns",
    OperationCode.IMPORT_CONTRIBUTIONS: "contributions",
}
_AT_THE_DOOR = (OperationCode.OPEN_DAY, OperationCode.REOPEN_DAY)
"""Operations that are about no member."""
_BY_COMMAND = (OperationCode.EXPORT_MEMBERS, OperationCode.IMPORT_MEMBERS)
"""What is done without a screen: files of members are nothing to look at."""
_FINDING = ("park", "queue", "command_line", "language", "lock", "help")
_IN_THE_QUEUE = frozenset(
    {
        OperationCode.APPROVE_CASE,
        OperationCode.TAKE_CASE,
        OperationCode.REJECT_CASE,
        OperationCode.RETURN_CASE,
        OperationCode.CANCEL_CASE,
    }
)
"""What is done to a case that waits, once it is open."""
_UNLISTED = frozenset(
    {
        OperationCode.VIEW_MEMBER,
        OperationCode.REVEAL_FIELD,
        OperationCode.CONTRIBUTION_CERTIFICATE,
        OperationCode.RESET_PASSWORD,
        OperationCode.SET_PASSWORD,
        OperationCode.SIGN_CO_REPAYMENT,
        OperationCode.REVERSE_CASE,
    }
)
"""What may be begun for every member, whether or not it is in the list of services."""
_AGREEMENT = (OperationCode.SIGN_AGREEMENT, OperationCode.TERMINATE_AGREEMENT)


class WorkbenchScreen(CountsWhatWaits):
    """Look-up while nobody is served, the member at a glance afterwards."""

    CSS_PATH = "workbench.tcss"
    AUTO_FOCUS = "#query"
    KEYS = (Command("reveal", "r"),)
    BAR = (
        "member",
        "agreement",
        "withdrawal",
        "reveal",
        "park",
        "queue",
        "command_line",
        "help",
    )
    HELP_RULE = "workbench.help.rule"
    HELP_NEXT = "workbench.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.overview: MemberOverview | None = None
        self._member_id: int | None = None
        self._member = MemberPane(id="member")

    @property
    def bar(self) -> tuple[str, ...]:
        """Nothing of a member's while nobody is served; changes of a loan for whoever has one."""
        if self._member_id is None:
            return _FINDING
        has_loan = self.overview is not None and bool(self.overview.owed_loans)
        return tuple("loan" if one == "reveal" and has_loan else one for one in self.BAR)

    @property
    def help_words(self) -> tuple[str, str]:
        if self._member_id is not None:
            return super().help_words
        return "lookup.help.rule", "lookup.help.next"

    def compose_body(self) -> ComposeResult:
        yield self._lookup
        yield self._member

    def retranslate(self) -> None:
        self._lookup.words()
        self._member.show(self.overview)

    def on_screen_suspend(self) -> None:
        """What was said was about the moment before: a case that waits may be decided meanwhile."""
        self.clear_status()

    def on_screen_resume(self) -> None:
        """Back from a service or a dialog: the member may have changed, drafts may have come or gone."""
        self.count_waiting()
        if self._member_id is None:
            self.count_parked()
        else:
            self._call_overview(self._member_id, self._show, topic="refresh")

    # ---- finding and showing a member ------------------------------------------------------------------

    @on(LookupPane.Chosen)
    def _found(self, event: LookupPane.Chosen) -> None:
        self._open(event.member_id, self._show)

    def _open(self, member_id: int, then: Callable[[MemberOverview], None]) -> None:
        """Serve a member from now on; if that fails, everything stays as it was."""
        before, self._member_id = self._member_id, member_id

        def failed(error: HfundError) -> None:
            self._member_id = before
            self.show_error(error)

        self._call_overview(member_id, then, failed, topic="open")

    def _call_overview(
        self,
        member_id: int,
        then: Callable[[MemberOverview], None],
        failed: Callable[[HfundError], None] | None = None,
        *,
        topic: str,
    ) -> None:
        overview = self.workstation.members.overview
        self.run_call(overview, self.session, member_id, then=then, failed=failed, topic=topic)

    def _show(self, overview: MemberOverview) -> None:
        if overview.member_id != self._member_id:
            return  # asked for before the member changed
        is_new = self.overview is None or self.overview.member_id != overview.member_id
        self.overview = overview
        self.add_class("-serving")
        self._member.show(overview)
        self.house.serve(serving_of(overview, self.house.serving))
        if is_new:
            self.clear_status()
            self._member.focus_services()

    def member_changed(self, overview: MemberOverview) -> None:
        self.clear_status()  # what was said of a form before may be done by now
        self._show(overview)

    def next_member(self) -> None:
        """Finish with this member and be ready for the next."""
        self.overview = self._member_id = None
        self.remove_class("-serving")
        self._member.show(None)
        self.house.serve(None)
        self.clear_status()
        self._lookup.begin()
        self.count_parked()

    # ---- services --------------------------------------------------------------------------------------

    @on(MemberPane.Chosen)
    def _service_chosen(self, event: MemberPane.Chosen) -> None:
        self.house.start_operation(event.operation)

    def begin_reason(self, code: OperationCode) -> Reason | None:
        declared = OPERATIONS[code]
        if self.session.role not in declared.roles or self.session.channel not in declared.channels:
            return "workbench.not_permitted"
        if code is OperationCode.LOOKUP or code in _OFFICE:
            return None
        if code in _AT_THE_DOOR:
            return "day.at_the_door"
        if code in _BY_COMMAND:
            return "workbench.by_command"
        if code in _IN_THE_QUEUE:
            return "workbench.in_the_queue"
        if self.overview is None:
            return "workbench.no_member"
        if code in _UNLISTED:
            return None
        if code is OperationCode.LOAN_STATEMENT:
            return None if self.overview.borrowed_loans else "loan.paper.none"
        if code is OperationCode.SETTLEMENT_CERTIFICATE:
            return None if self.overview.settled_loans else "loan.paper.none_settled"
        if code not in _ROUTES:
            return super().begin_reason(code)
        try:
            line = self.overview.service(code)
        except KeyError:
            return "workbench.service.not_offered"
        if line.possible or line.advice is None:
            return None
        return obstacle(line.advice, self.t)

    def begin(self, code: OperationCode) -> None:
        match code:
            case OperationCode.LOOKUP:
                self.next_member()
            case OperationCode.REVEAL_FIELD:
                self._reveal()
            case OperationCode.REPRINT_RECEIPT:
                self.house.open("receipts", member_id=self._member_id)
            case OperationCode.SIGNING_GUIDE:
                self.house.open("guides", known=self.overview)
            case OperationCode.CLOSE_DAY | OperationCode.SETTLE_DUE:
                self.house.open("day", then=code)
            case _ if code in _OFFICE:
                self.house.open(_OFFICE[code])
            case _ if code in _ROUTES and self.overview is not None:
                self.house.open(_ROUTES[code], member_id=self.overview.member_id, operation=code)

    # ---- keys ------------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        match name:
            case "agreement":
                return self.begin_reason(self._agreement_operation())
            case "withdrawal":
                return self.begin_reason(self._withdrawal_operation())
            case "loan":
                return self.begin_reason(OperationCode.EARLY_REPAYMENT)
            case "reveal":
                return self.begin_reason(OperationCode.REVEAL_FIELD)
        return super().unavailable(name)

    def do_back(self) -> None:
        """From the list to the field, from the member to the next one; an empty field stays."""
        pane = self._lookup
        if self.overview is not None or (pane.text and not pane.has_rows_focused):
            self.next_member()
        elif pane.has_rows_focused:
            pane.resume()
        else:
            self.hint("workbench.nothing_typed")

    def do_member(self) -> None:
        self.next_member()

    def do_agreement(self) -> None:
        self.house.start_operation(self._agreement_operation())

    def do_withdrawal(self) -> None:
        self.house.start_operation(self._withdrawal_operation())

    def do_loan(self) -> None:
        self.house.start_operation(OperationCode.EARLY_REPAYMENT)

    def do_reveal(self) -> None:
        self._reveal()

    def do_park(self) -> None:
        """Show what is parked, to resume it."""
        self.house.push_screen(ParkedModal(), self._resume)

    def _agreement_operation(self) -> OperationCode:
        """Signing, or ending the agreement that is in force."""
        offered = {line.operation for line in self.overview.services} if self.overview else set()
        return next((code for code in _AGREEMENT if code in offered), OperationCode.SIGN_AGREEMENT)

    def _withdrawal_operation(self) -> OperationCode:
        """The first kind that is possible; rent, with the reason why not, where none is."""
        return first_kind(self.overview) if self.overview else OperationCode.RENT_WITHDRAWAL

    def _reveal(self) -> None:
        if self.overview is not None:
            self.house.push_screen(RevealModal(self.overview))

    def correct(self, code: OperationCode, member_id: int, draft_key: str = "") -> None:
        """The returned case itself stands in the way of a new one, so nothing is asked before."""

        def open_form(overview: MemberOverview) -> None:
            self._show(overview)
            self._go_on_with(code, member_id, draft_key)

        self._open(member_id, open_form)

    def _go_on_with(self, code: OperationCode, member_id: int, draft_key: str) -> None:
        """Open the form of an operation with what was left in it."""
        kind = cast("type[OperationScreen]", screen_class(_ROUTES[code]))
        form = kind(member_id, code)
        form.resumes = draft_key
        self.house.go_home(lambda _: self.house.push_screen(form))

    def _resume(self, draft: DraftLine | None) -> None:
        """Open the member of a draft, then the form it belongs to."""
        if draft is None:
            return
        if draft.corrects is not None:
            self.correct(draft.operation, draft.member_id, draft.key)
            return

        def open_form(overview: MemberOverview) -> None:
            self._show(overview)
            if (reason := self.begin_reason(draft.operation)) is not None:
                self.hint(reason)
            else:
                self._go_on_with(draft.operation, draft.member_id, draft.key)

        self._open(draft.member_id, open_form)
