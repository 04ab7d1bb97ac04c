"""Requests by telephone that wait for a call back: ring the member, say what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CallBackOutcome
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.call_backs import CallBackLine

LABEL_WIDTH = 10
_OUTCOMES = {
    "confirmed": CallBackOutcome.CONFIRMED,
    "denied": CallBackOutcome.DENIED,
    "not_reached": CallBackOutcome.NOT_REACHED,
}


class CallBacksScreen(HouseScreen[None]):
    """Enter shows the number to ring; c, d and n say what came of it. Nobody rings about an own request."""

    CSS_PATH = "call_backs.tcss"
    AUTO_FOCUS = "Picker"
    KEYS = (Command("confirmed", "c"), Command("denied", "d"), Command("not_reached", "n"))
    BAR = ("back", "confirmed", "denied", "not_reached", "lock", "help")
    HELP_RULE = "call_back.help.rule"
    HELP_NEXT = "call_back.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CallBackLine, ...] | None = None
        self._ringing = ""
        self._number = ""

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Picker(id="waiting")
        yield Static(id="number")
        yield Field("words", FormInput(required=False, max_length=400, id="words"), label_width=LABEL_WIDTH)

    def on_mount(self) -> None:
        super().on_mount()
        self._load()

    def _load(self) -> None:
        self._ringing = self._number = ""
        self.run_call(self.workstation.call_backs.waiting, self.session, then=self._arrived, topic="waiting")

    def _arrived(self, lines: tuple[CallBackLine, ...]) -> None:
        self.lines = lines
        self.retranslate()
        self.query_one(Picker).focus()

    @property
    def chosen(self) -> CallBackLine | None:
        number = self.query_one(Picker).highlighted
        return self.lines[number] if self.lines and number is not None else None

    def retranslate(self) -> None:
        declared = OPERATIONS[OperationCode.CALL_BACK]
        lines = self.lines or ()
        title = joined(
            ui_text(declared.transaction_code, "$text-muted"),
            self.text(declared.title_key, "bold"),
            self.text("call_back.count" if lines else "call_back.none", n=len(lines)),
        )
        self.query_one("#title", Static).update(title)
        picker = self.query_one(Picker)
        at = picker.highlighted
        picker.set_options([Option(self._row(one)) for one in lines])
        picker.highlighted = min(at or 0, len(lines) - 1) if lines else None
        self.query_one(Field).words(self.text("call_back.words"))
        self._show_number()
        self.refresh_frame()

    def _row(self, one: CallBackLine) -> Content:
        t = self.t
        return joined(
            ui_text(t.instant(one.created_at)[5:], "$text-muted"),
            t(OPERATIONS[one.operation].title_key),
            ui_text(one.member_name, "bold"),
            ui_text(t("call_back.made_by", name=one.maker.name, code=one.maker.code), "$text-muted"),
            ui_text(t("call_back.own") if one.own else "", "$text-warning"),
            ui_text(t.term(one.last) if one.last else "", "bold $text-warning"),
        )

    def _show_number(self) -> None:
        here = self.chosen is not None and self.chosen.case_no == self._ringing
        self.query_one("#number", Static).update(
            self.text("call_back.ring", "bold", mobile=self._number) if here else Content("")
        )

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_number()

    @on(OptionList.OptionSelected)
    def _ring(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        line = self.chosen
        if line is not None:
            self.run_call(
                self.workstation.call_backs.number,
                self.session,
                line.case_no,
                then=partial(self._show, line.case_no),
                topic="number",
            )

    def _show(self, case_no: str, mobile: str) -> None:
        self._ringing, self._number = case_no, mobile
        self._show_number()

    def unavailable(self, name: str) -> Reason | None:
        if name in _OUTCOMES and (self.chosen is None or self.chosen.case_no != self._ringing):
            return "call_back.ring_first"
        return super().unavailable(name)

    def do_confirmed(self) -> None:
        self._settle(CallBackOutcome.CONFIRMED)

    def do_denied(self) -> None:
        self._settle(CallBackOutcome.DENIED)

    def do_not_reached(self) -> None:
        self._settle(CallBackOutcome.NOT_REACHED)

    def _settle(self, outcome: CallBackOutcome) -> None:
        words = self.query_one("#words", FormInput)
        self.run_call(
            self.workstation.call_backs.settle,
            self.session,
            self._ringing,
            outcome,
            words.value,
            then=lambda _: self._settled(outcome),
            mode=Mode.COMMIT,
        )

    def _settled(self, outcome: CallBackOutcome) -> None:
        self.query_one("#words", FormInput).value = ""
        self.say(f"call_back.said.{outcome}")
        self._load()
