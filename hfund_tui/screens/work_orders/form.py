"""The form of a step of a work order. What is typed is kept a moment after each change: a call, a lock or a power
cut in the middle of it loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderResult, OrderTopic
from hfund_tui.domain.work_orders import OFFERED, SATISFACTION
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.work_orders.lines import caller_lines, order_lines
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.services.work_orders import NewOrder, NextStep, OrderDraft, place_of
from hfund_tui.widgets.answers import GoOn, next_unanswered
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.lines import Lines
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.session import Session
    from hfund_tui.services.work_orders import Caller, OrderView

LABEL_WIDTH = 16
SAVE_AFTER_SECONDS = 0.4
_LONGEST_WORDS = 500
_YES, _NO = "yes", "no"

_FIELDS = {
    OrderAct.OPENED: ("topic", "priority", "call_back_no", "words"),
    OrderAct.REFERRED: ("to_branch", "words"),
    OrderAct.REPLIED: ("words",),
    OrderAct.CALL_BACK: ("reached", "words"),
    OrderAct.CLOSED: ("result", "satisfaction", "words"),
}


class OrderFormScreen(HouseScreen[str]):
    """`number` is that of the call a new order comes from, or of the order the step belongs to. Closes with the
    number of the order, or None when it was left; then what was typed is found again."""

    CSS_PATH = "work_orders.tcss"
    AUTO_FOCUS = None
    BAR = ("back", "commit", "member", "language", "lock", "help")
    HELP_RULE = "work_order.form.help.rule"
    HELP_NEXT = "work_order.form.help.next"

    def __init__(self, act: OrderAct, number: str | None, offered_words: str = "") -> None:
        """`offered_words` stand in a new order until others are typed: the notes of the call."""
        super().__init__()
        self.act = act
        self._number = number
        self._offered = offered_words
        self._key = ""
        self._blank: Mapping[str, str] | None = None
        self._timer: Timer | None = None
        self.caller: Caller | None = None
        self.order: OrderView | None = None
        self._controls: dict[str, Widget] = {name: self._control(name) for name in _FIELDS[act]}

    def _control(self, name: str) -> Widget:
        match name:
            case "topic":
                return Choice[str](OFFERED, id="topic")
            case "priority":
                return Choice[str](tuple(OrderPriority), value=OrderPriority.NORMAL, id="priority")
            case "reached":
                return Choice[str]((_YES, _NO), id="reached")
            case "result":
                return Choice[str](tuple(OrderResult), id="result")
            case "satisfaction":
                return Choice[str](tuple(str(one) for one in (*SATISFACTION, 0)), id="satisfaction")
            case "call_back_no":
                return FormInput(required=False, max_length=24, id="call-back-no")
            case "to_branch":
                return FormInput(max_length=4, id="to-branch")
        needed = self.act is not OrderAct.CLOSED
        return FormInput(required=needed, max_length=_LONGEST_WORDS, id="words")

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="about", can_focus=False):
            yield Lines(id="about-lines")
        with Vertical(id="form"):
            for name, control in self._controls.items():
                yield Field(name, control, label_width=LABEL_WIDTH)

    def on_mount(self) -> None:
        super().on_mount()
        self._key = self.workstation.cases.new_key()
        self.set_class(self.act is OrderAct.OPENED, "-new")
        self.run_call(self._read, self.session, then=self._arrived, topic="form")

    def _read(self, session: Session) -> tuple[Caller | None, OrderView | None, OrderDraft | None]:
        """In a thread: who or what this is about, and what was typed before."""
        station = self.workstation
        draft = station.order_drafts.find(session, place_of(self.act, self._number))
        if self.act is OrderAct.OPENED:
            return station.orders.caller(session, self._number), None, draft
        return None, station.orders.order(session, self._number or ""), draft

    def _arrived(self, read: tuple[Caller | None, OrderView | None, OrderDraft | None]) -> None:
        self.caller, self.order, draft = read
        if self.order is not None and self.act is OrderAct.CLOSED:
            self._offer_results(self.order.results)
        if "to_branch" in self._controls:
            self._input("to_branch").value = self.session.branch_code
        if self.caller is not None:
            self._input("call_back_no").required = self.caller.mobile is None
        if self._offered:
            self._input("words").value = self._offered
        self._blank = self.payload()
        if draft is not None:
            self._key = draft.key
            self._fill_in(draft.payload)
            self.hint("work_order.found_again")
        self.retranslate()
        (next_unanswered(self.query_one("#form")) or self._controls["words"]).focus()

    def _offer_results(self, results: tuple[OrderResult, ...]) -> None:
        """Only what may be said: nobody reached, or not."""
        choice = self._choice("result")
        choice.options = tuple(results)
        if len(results) == 1:
            choice.value = results[0]
            self._choice("satisfaction").value = "0"

    # ---- what was chosen and typed ---------------------------------------------------------------------

    def _choice(self, name: str) -> Choice[str]:
        return self.query_one(f"#{name}", Choice)

    def _input(self, name: str) -> FormInput:
        return self.query_one(f"#{name.replace('_', '-')}", FormInput)

    def payload(self) -> dict[str, str]:
        """What stands in the form, by field."""
        return {
            name: str(control.value or "") if isinstance(control, Choice) else self._input(name).value
            for name, control in self._controls.items()
        }

    def _fill_in(self, payload: Mapping[str, str]) -> None:
        for name, control in self._controls.items():
            typed = payload.get(name, "")
            if isinstance(control, Choice):
                control.value = next((one for one in control.options if str(one) == typed), control.value)
            else:
                self._input(name).value = typed

    @on(Input.Changed)
    @on(Choice.Picked)
    def _changed(self, event: Input.Changed | Choice.Picked) -> None:
        for field in self.query(Field):
            if event.control in field.query("*"):
                field.unmark()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SAVE_AFTER_SECONDS, self._save)

    @property
    def _is_dirty(self) -> bool:
        return self._blank is not None and self.payload() != self._blank

    def _draft(self) -> OrderDraft:
        return OrderDraft(self._key, place_of(self.act, self._number), self.payload())

    def _save(self) -> None:
        if self._is_dirty:
            self.run_call(
                self.workstation.order_drafts.save,
                self.session,
                self._draft(),
                mode=Mode.BACKGROUND,
                topic="draft",
            )

    async def put_away(self) -> None:
        """Save at once; the screen below and the home screen say that it is kept, or that it could not be."""
        if self._timer is not None:
            self._timer.stop()
        if not self._is_dirty:
            return
        below = [
            one for one in (self.house.home, self.house.screen_stack[-2]) if isinstance(one, HouseScreen)
        ]
        try:
            await self.call(self.workstation.order_drafts.save, self.session, self._draft())
        except HfundError as error:
            for screen in below:
                screen.show_error(error)
        else:
            for screen in below:
                screen.say("work_order.kept")

    # ---- keys ------------------------------------------------------------------------------------------

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        following = next_unanswered(self.query_one("#form"), event.source)
        (following or self._controls["words"]).focus()
        if following is None:
            self.hint("work_order.form.help.next")

    def unavailable(self, name: str) -> Reason | None:
        if name == "commit" and self._blank is None:
            return "work_order.list.loading"
        return super().unavailable(name)

    def do_commit(self) -> None:
        typed = self.payload()
        for field in self.query(Field):
            field.unmark()
        self.clear_status()
        orders = self.workstation.orders
        if self.act is OrderAct.OPENED:
            new = NewOrder(
                OrderTopic(typed["topic"]) if typed["topic"] else None,
                OrderPriority(typed["priority"]),
                typed["words"],
                typed["call_back_no"],
                self._number,
                self.caller.member_id if self.caller else None,
            )
            self.run_call(orders.open, self.session, new, self._key, then=self._done, mode=Mode.COMMIT)
            return
        satisfaction = typed.get("satisfaction", "")
        if "result" in typed and not typed["result"]:
            self.show_error(BadInput("result", "order_result"))
            return
        if "satisfaction" in typed and not satisfaction:
            self.show_error(BadInput("satisfaction", "order_satisfaction_missing"))
            return
        step = NextStep(
            self.act,
            typed["words"],
            {_YES: True, _NO: False}.get(typed.get("reached", "")),
            typed.get("to_branch"),
            OrderResult(typed["result"]) if typed.get("result") else None,
            int(satisfaction or 0) or None,
        )
        self.run_call(
            orders.take_step,
            self.session,
            self._number,
            step,
            self._key,
            then=lambda order: self._done(order.order_no),
            mode=Mode.COMMIT,
        )

    def _done(self, order_no: str) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._blank = None
        if self.is_here:
            self.dismiss(order_no)

    # ---- words -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        caller, order, t = self.caller, self.order, self.t
        title = self.text(f"work_order.form.{self.act.value}", "bold")
        number = ui_text(order.order_no if order else "", "$text-muted")
        self.query_one("#title", Static).update(joined(title, number))
        about = self.query_one("#about-lines", Lines)
        if order is not None:
            about.show(lambda width: order_lines(order, t, width))
        else:
            about.show(lambda width: caller_lines(caller, t, width))
        for field in self.query(Field):
            field.words(self._label(str(field.name)), self._hint(str(field.name)))
        for choice in self.query(Choice):
            choice.words(lambda option, name=str(choice.id): self._word(name, option))  # type: ignore[misc]
        self.refresh_frame()

    def _label(self, name: str) -> Content:
        return self.text(
            f"work_order.field.words.{self.act.value}" if name == "words" else f"work_order.field.{name}"
        )

    def _hint(self, name: str) -> Content | None:
        if name == "call_back_no" and self.caller is not None and self.caller.mobile is not None:
            return self.text("work_order.hint.number", mobile=self.caller.mobile)
        return self.text("work_order.hint.branch") if name == "to_branch" else None

    def _word(self, name: str, option: str) -> str:
        match name:
            case "satisfaction" | "reached":
                return self.t(f"work_order.{name}.{option}")
            case "topic":
                return self.t.term(OrderTopic(option))
            case "priority":
                return self.t.term(OrderPriority(option))
        return self.t.term(OrderResult(option))
