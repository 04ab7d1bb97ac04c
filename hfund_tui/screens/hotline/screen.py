"""The call screen: who is calling, what may be told, what was asked, how it ended. All of a call on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CallerQuestion, Verification, WrapUp
from hfund_tui.screens.base import Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.guides.guided import GUIDE_BAR
from hfund_tui.screens.hotline.answering import CallAnswers
from hfund_tui.screens.hotline.caller_pane import CallerPane
from hfund_tui.screens.hotline.ordering import CallOrders
from hfund_tui.screens.hotline.words import call_line, checks_line
from hfund_tui.screens.hotline.wrap_up import WrapUpModal
from hfund_tui.screens.serving import serving_of
from hfund_tui.services.errors import BadInput
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.context_header import Serving
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.service_list import obstacle
from hfund_tui.widgets.text import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfund_tui.services.calls import CallerStatus, CallView
    from hfund_tui.services.errors import HfundError
    from hfund_tui.services.session import Session

LABEL_WIDTH = 16
_IN_A_CALL = frozenset({"member", "withdrawal", "loan", "park", "queue", "commit"})
_OFFICE = {
    OperationCode.LOAN_CALCULATOR: "loan_calculator",
    OperationCode.CALL_BACK: "call_backs",
    OperationCode.WORK_ORDERS: "work_orders",
    OperationCode.ANSWER_WORK_ORDER: "work_orders",
    OperationCode.HANDLE_WORK_ORDER: "work_orders",
}
_HERE = frozenset({OperationCode.OPEN_WORK_ORDER, OperationCode.SIGNING_GUIDE})
_FORMS = {
    OperationCode.RENT_WITHDRAWAL: "withdrawal",
    OperationCode.OTHER_HOUSING_WITHDRAWAL: "withdrawal",
}
"""What may be asked for by telephone."""


class HotlineScreen(CallOrders, CallAnswers):
    """The agent's home. One field takes what the caller says: a number, an answer, a code, an amount."""

    CSS_PATH = "hotline.tcss"
    AUTO_FOCUS = "#said-by-caller"
    KEYS = (Command("instalment", "i"), Command("closing", "c"))
    BAR = ("member", "withdrawal", "loan", "instalment", "park", "commit", "help")
    HELP_RULE = "call.help.rule"
    HELP_NEXT = "call.help.next"

    def __init__(self) -> None:
        super().__init__()

    def compose_body(self) -> ComposeResult:
        with Vertical(id="script"):
            yield Static(id="call-line")
            yield Static(id="ask")
            yield Field("answer", self.entry, label_width=LABEL_WIDTH)
            yield Static(id="checks")
        yield self.pane
        yield self.guide_pane
        yield Field("notes", FormInput(required=False, max_length=400, id="notes"), label_width=LABEL_WIDTH)

    def on_mount(self) -> None:
        super().on_mount()
        self.run_call(self.workstation.calls.current, self.session, then=self._found, topic="call")
        self.set_interval(1, self._tick)

    def _found(self, call: CallView | None) -> None:
        """A call that was going on before this sign-in goes on; its caller is to be verified again."""
        if call is not None:
            self.run_call(self.workstation.calls.begin, self.session, then=self._show_call, topic="call")
            return
        self._show_call(None)

    # ---- the call --------------------------------------------------------------------------------------

    def _show_call(self, call: CallView | None) -> None:
        self.view = call
        self.leave_guides()
        self.entry.value = ""
        self.show_notes(call)
        self._look()

    def _look(self) -> None:
        """What may be told now is loaded, or put away."""
        call = self.view
        level = call.level if call else Verification.NONE
        if call is None or call.member_id is None or level is Verification.NONE:
            self.known = None
            self.pane.show(None)
            self.house.serve(None)
            self.retranslate()
            self.entry.focus()
            return
        full = level is Verification.HOTLINE_FULL
        load: Callable[[Session, int], CallerStatus | MemberOverview]
        load = self.workstation.members.overview if full else self.workstation.calls.status
        member_id = call.member_id
        self.run_call(lambda: load(self.session, member_id), then=self._show_known, topic="known")

    def _show_known(self, known: CallerStatus | MemberOverview) -> None:
        self.known = known
        call = self.view
        self.pane.show(known)
        if call is not None:
            name = known.identity.name if isinstance(known, MemberOverview) else known.name
            signed = known.agreement_in_force
            caller = Serving(known.member_id, name, "", verification=call.level, agreement_in_force=signed)
            # As a form says it, so that it reads the same whichever of the two was loaded last.
            self.house.serve(serving_of(known, caller) if isinstance(known, MemberOverview) else caller)
        self.retranslate()
        if self.is_guiding:
            self.draw_guides()
        elif call is not None and call.level is Verification.HOTLINE_FULL:
            self.pane.focus_services()
        else:
            self.entry.focus()

    def _tick(self) -> None:
        if self.is_here:
            self.draw_call_line()

    def draw_call_line(self) -> None:
        self.query_one("#call-line", Static).update(self._call_line())

    # ---- what the caller says --------------------------------------------------------------------------

    @property
    def _wants(self) -> str:
        """What is to be typed now, or what Enter does: call, number, amount, code, done, locked, a question."""
        call = self.view
        if call is None:
            return "call"
        if self.asking_amount:
            return "amount"
        if call.member_id is None:
            return "number"
        if call.locked_until is not None:
            return "locked"
        if call.question is not None:
            return call.question.value
        if call.level is Verification.HOTLINE_BASIC:
            return "code"
        return "done" if call.level is Verification.HOTLINE_FULL else "nothing_left"

    @on(Input.Submitted, "#said-by-caller")
    def _said(self, event: Input.Submitted) -> None:
        event.stop()
        calls, said = self.workstation.calls, self.entry.value
        match self._wants:
            case "call":
                self._do(calls.begin)
            case "number":
                self._do(calls.identify, said)
            case "amount":
                self.ask_early(said)
            case "code":
                if said.strip():
                    self.hint("call.code.press_enter")
                else:
                    self._do(calls.send_code)
            case "locked" | "nothing_left":
                self.hint(f"call.wants.{self._wants}")
            case "done":
                self.pane.focus_services()
            case _:
                if not said.strip() and self._wants == CallerQuestion.ONE_TIME_CODE.value:
                    self._do(calls.send_code)
                else:
                    self._do(calls.answer, said)

    def _do(self, service: object, *arguments: str) -> None:
        self.clear_status()
        self.query_one("#script Field", Field).unmark()
        self.run_call(
            service,  # type: ignore[arg-type]
            self.session,
            *arguments,
            then=self._answered,
            failed=self.not_accepted,
            topic="said",
        )

    def _answered(self, call: CallView) -> None:
        before = len(self.view.checks) if self.view else 0
        self._show_call(call)
        if call.checks and len(call.checks) > before and not call.checks[-1].right:
            self.complain("call.locked_now" if call.locked_until else "call.wrong", n=call.tries_left)

    def not_accepted(self, error: HfundError) -> None:
        if isinstance(error, BadInput):
            error.field = "answer"
        self.show_error(error)
        if error.code == "caller_unknown":
            self.run_call(
                self.workstation.calls.current, self.session, then=self._forget_caller, topic="call"
            )

    def _forget_caller(self, call: CallView | None) -> None:
        """Nobody is on the line any more who was verified; what was typed stays, to be corrected."""
        typed = self.entry.value
        self._show_call(call)
        self.entry.value = typed

    @on(Input.Changed, "#said-by-caller")
    def _typed(self) -> None:
        self.query_one("#script Field", Field).unmark()

    @property
    def bar(self) -> tuple[str, ...]:
        """Between calls the orders; in a call what it may want next, which depends on how far it is verified."""
        if self.view is None:
            return ("queue", "new_order", "command_line", "lock", "help")
        if self.is_guiding:
            return GUIDE_BAR
        if self.view.level is not Verification.HOTLINE_FULL:
            return ("member", "agreement", "park", "new_order", "queue", "commit", "help")
        bar = (*self.BAR[:-2], "new_order", *self.BAR[-2:])
        if self.known is None or self.known.agreement_in_force:
            return bar
        return tuple("agreement" if one == "instalment" else one for one in bar)

    # ---- answers ---------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        match name:
            case "withdrawal" | "loan" | "instalment" | "closing":
                if self.view is None or self.view.level is not Verification.HOTLINE_FULL:
                    return "call.full_first"
            case "commit" | "member" | "park" | "agreement":
                if self.view is None:
                    return "call.none"
        return super().unavailable(name)

    def word_key(self, command: Command) -> str:
        """The house's keys in the words of a call."""
        return f"call.key.{command.name}" if command.name in _IN_A_CALL else super().word_key(command)

    # ---- keys ------------------------------------------------------------------------------------------

    def do_back(self) -> None:
        """Put away the guide, the answer, or the number that was begun."""
        if self.is_guiding:
            self.clear_status()
            self.leave_guides()
        elif self.pane.is_answering or self.asking_amount:
            self.asking_amount = False
            self.entry.value = ""
            self.pane.answer(None)
            self.retranslate()
            self.pane.focus_services()
        else:
            self.hint("frame.already_home")

    def do_member(self) -> None:
        """Somebody else is on the line: what was told before is put away at once."""
        self.asking_amount = False
        self._do(self.workstation.calls.other_caller)

    def do_park(self) -> None:
        """Notes: what was asked and said."""
        self.query_one("#notes", FormInput).focus()

    @on(Input.Submitted, "#notes")
    def _noted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.view is None:
            self.hint("call.none")
            return
        self.run_call(
            self.workstation.calls.note,
            self.session,
            event.value,
            then=lambda _: self._after_notes(),
            topic="notes",
        )

    def _after_notes(self) -> None:
        self.say("call.noted")
        if self.is_guiding:
            self.draw_guides()
        else:
            self.go_on()

    def do_commit(self) -> None:
        """Wrap up."""
        self.house.push_screen(WrapUpModal(self._likely), self._wrap_up)

    @property
    def _likely(self) -> WrapUp:
        call = self.view
        if call is not None and call.order_no is not None:
            return WrapUp.WORK_ORDER
        if self.is_guided:
            return WrapUp.GUIDED
        if call is None or self.has_answered or call.level is not Verification.NONE:
            return WrapUp.ANSWERED
        return WrapUp.NOT_VERIFIED if call.member_id is not None else WrapUp.ANSWERED

    def _wrap_up(self, word: WrapUp | None) -> None:
        if word is None:
            return
        notes = self.query_one("#notes", FormInput).value
        self.stop_noting()
        self.run_call(
            self.workstation.calls.end, self.session, word, notes, then=self._ended, mode=Mode.COMMIT
        )

    def _ended(self, call_no: str) -> None:
        self.has_answered = self.asking_amount = False
        self._show_call(None)
        self.look_at_orders()
        self.say("call.ended", call_no=call_no)

    def take_call(self) -> None:
        if self.view is None:
            self.run_call(self.workstation.calls.begin, self.session, then=self._show_call, topic="call")

    def go_on(self) -> None:
        if self._wants == "done":
            self.pane.focus_services()
        else:
            self.entry.focus()

    # ---- from the house --------------------------------------------------------------------------------

    def begin_reason(self, code: OperationCode) -> Reason | None:
        declared = OPERATIONS[code]
        if self.session.role not in declared.roles or self.session.channel not in declared.channels:
            return "workbench.not_permitted"
        if code in _OFFICE or code in _HERE:
            return None
        if code not in _FORMS:
            return "call.here"
        if not isinstance(self.known, MemberOverview):
            return "call.full_first"
        line = self.known.service(code)
        return None if line.possible or line.advice is None else obstacle(line.advice, self.t)

    def begin(self, code: OperationCode) -> None:
        if code is OperationCode.SIGNING_GUIDE and self.view is not None:
            self.open_guides()
        elif code is OperationCode.SIGNING_GUIDE:
            self.house.open("guides")
        elif code in _OFFICE:
            self.house.open(_OFFICE[code])
        elif code is OperationCode.OPEN_WORK_ORDER:
            self.do_new_order()
        elif isinstance(self.known, MemberOverview):
            self.house.open(_FORMS[code], member_id=self.known.member_id, operation=code)

    @on(CallerPane.Chosen)
    def _chosen(self, event: CallerPane.Chosen) -> None:
        if event.operation is OperationCode.SIGN_AGREEMENT:
            self.open_guides()
        else:
            self.house.start_operation(event.operation)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.known is not None:
            self._look()

    # ---- words -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.draw_call_line()
        wants = self._wants
        questions = {one.value for one in CallerQuestion}
        ask = f"call.ask.{wants}" if wants in questions else f"call.wants.{wants}"
        if wants == "number":
            ask = "call.ask.id_no"
        tail = self.view.mobile_tail if self.view else None
        self.query_one("#ask", Static).update(self.text(ask, "bold", mobile=tail or self.t("format.none")))
        label = f"vocabulary.caller_question.{wants}" if wants in questions else f"call.label.{wants}"
        field = self.query_one("#script Field", Field)
        field.words(self.text(label))
        notes = next(one for one in self.query(Field) if one.name == "notes")
        notes.words(self.text("call.label.notes"))
        self.query_one("#checks", Static).update(checks_line(self.view, self.t))
        self.set_class(self.view is None, "-waiting")
        self.set_class(wants == "done", "-done")
        self.refresh_frame()

    def refresh_words(self) -> None:
        super().refresh_words()
        if self.is_here:
            self.pane.redraw()
            if self.is_guiding:
                self.draw_guides()

    def _call_line(self) -> Content:
        if self.view is None:
            return joined(self.text("call.waiting", "bold $accent"), *self.order_parts())
        stands = call_line(self.view, self.workstation.clock.now(), self.t)
        return joined(stands, self.place_line(), *self.order_parts())
