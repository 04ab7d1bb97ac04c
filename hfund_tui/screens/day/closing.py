"""Closing the day: every difference that words may explain is explained, then F9."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.documents.day_sheet import difference_words
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.day_sheet import DaySheet, Difference, DifferenceCode

_LABEL_WIDTH = 8
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Ended:
    """The day is closed; `sheet` is None where it could not be handed over."""

    sheet: DaySheet | None


class CloseModal(HouseModal[Ended]):
    """`words` keeps what is typed, so that it is there again after Esc."""

    AUTO_FOCUS = "Input"
    HELP_RULE = "day.close.rule"
    HELP_NEXT = "day.close.next"

    def __init__(self, sheet: DaySheet, words: dict[str, str]) -> None:
        super().__init__()
        self._sheet, self._words = sheet, words
        self._asked: dict[DifferenceCode, list[Difference]] = {}
        for one in sheet.differences:
            self._asked.setdefault(one.code, []).append(one)

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="note")
        with VerticalScroll(id="asked", can_focus=False):
            for code in self._asked:
                yield Static(id=f"difference-{code.value}", classes="difference")
                typed = FormInput(max_length=_LONGEST, id=f"words-{code.value}")
                typed.value = self._words.get(code.value, "")
                yield Field(code.value, typed, label_width=_LABEL_WIDTH)
        yield Static(id="keys")

    def retranslate(self) -> None:
        day = self._sheet.business_date
        self.query_one("#title", Static).update(self.text("day.close.title", day=day))
        note = "day.close.explain" if self._asked else "day.close.clean"
        self.query_one("#note", Static).update(self.text(note))
        for code, differences in self._asked.items():
            lines = [ui_text(difference_words(one, self.t)) for one in differences]
            self.query_one(f"#difference-{code.value}", Static).update(Content("\n").join(lines))
        for field in self.query(Field):
            field.words(self.text("day.close.words"))
        self.query_one("#keys", Static).update(self.text("day.close.keys"))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        for field in self.query(Field):
            if field.control is event.input:
                field.unmark()
                self._words[str(field.name)] = event.value

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        following = next((one for one in self.query(FormInput) if not one.is_answered), None)
        if following is None:
            self.hint("day.close.f9")
        else:
            following.focus()

    def do_commit(self) -> None:
        for field in self.query(Field):
            if isinstance(field.control, FormInput) and not field.control.is_answered:
                self.house.gate.drop()
                field.mark(self.text("day.close.missing"))
                field.control.focus()
                return
        self.hint("day.close.running")
        self.run_call(
            partial(self.workstation.day.close, explanations=dict(self._words)),
            self.session,
            then=lambda sheet: self.close(Ended(sheet)),
            failed=self._failed,
            mode=Mode.COMMIT,
        )

    def _failed(self, error: HfundError) -> None:
        """Where only the file of the anchor could not be written, the day is closed all the same."""
        if error.code == "file_not_written":
            self.close(Ended(None))
            return
        self.show_error(error)
