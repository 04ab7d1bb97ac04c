"""The member's cases, the newest first, each with whether it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.events import Key, Resize
from textual.message import Message
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.service_list import obstacle
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.history import HistoryLine

_DAY_OF_YEAR = len("02-27")


def _amount(one: HistoryLine, t: Translator) -> str:
    return t.money(one.amount_fen) if one.amount_fen else ""


class CaseList(Picker):
    """A digit or Enter chooses a case that can be taken back, marked with a star; for others it says why not."""

    DEFAULT_CSS = """
    CaseList { width: 1fr; min-height: 1; }
    """

    class Barred(Message):
        """A case was chosen that can't be taken back."""

        def __init__(self, line: HistoryLine) -> None:
            super().__init__()
            self.line = line

    class NearEnd(Message):
        """The last case of the list is under the cursor: there may be older ones."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[HistoryLine, ...] = ()
        self.case_no = ""

    @property
    def is_answered(self) -> bool:
        return self.chosen is not None

    @property
    def chosen(self) -> HistoryLine | None:
        """The case to be taken back; None while none is chosen, or while cases are not loaded."""
        return next((one for one in self.lines if one.case_no == self.case_no), None)

    def show(self, lines: tuple[HistoryLine, ...]) -> None:
        self.lines = lines
        self.draw()

    def draw(self) -> None:
        """The lines, in the language of the moment."""
        t = translator_of(self)
        kept = self.highlighted or 0
        width = max(20, self.row_cells)
        amounts = max((cells(_amount(one, t)) for one in self.lines), default=0)
        self.set_options(
            [Option(self._line(number, one, width, amounts, t)) for number, one in enumerate(self.lines, 1)]
        )
        self.styles.height = max(1, len(self.lines))
        at = next((n for n, one in enumerate(self.lines) if one.case_no == self.case_no), kept)
        self.highlighted = min(at, len(self.lines) - 1) if self.lines else None

    def on_resize(self, event: Resize) -> None:
        self.draw()

    def _line(self, number: int, one: HistoryLine, width: int, amounts: int, t: Translator) -> Content:
        """Where there is no room for everything the case number is left out, then the year, then the end of the
        title."""
        style = "" if one.reversible else "$text-disabled"
        mark = "*" if one.case_no == self.case_no else " "
        declared = OPERATIONS[one.operation]
        state = t.term(one.payment) if one.payment and one.reversible else t.term(one.status)
        day = t.day(one.posted_on or one.business_date)
        tail = joined(
            padded(ui_text(_amount(one, t), style or "bold"), amounts + 2, right=True),
            ui_text(state, style or "$text-muted"),
        )
        title = ui_text(f"{declared.transaction_code} {t(declared.title_key)}", style or "$text")
        beside = len(f"{mark}{number:>2}  ") + title.cell_length + tail.cell_length
        head = Content.assemble(
            ui_text(f"{mark}{number:>2} ", style or "bold $text-accent"),
            ui_text(f"{day if beside + len(day) <= width else day[-_DAY_OF_YEAR:]} ", style),
        )
        room = max(4, width - head.cell_length - tail.cell_length)
        short = Content.assemble(head, cut(title, room), tail)
        whole = joined(short, ui_text(one.case_no, style or "$text-muted"))
        return whole if whole.cell_length <= width else cut(short, width)

    def choose(self, number: int) -> None:
        """Choose a case, counted from 1, if it can be taken back."""
        line = self.lines[number - 1]
        self.highlighted = number - 1
        if not line.reversible:
            self.post_message(self.Barred(line))
            return
        self.case_no = line.case_no
        self.draw()
        self.post_message(GoOn(self))

    @on(Picker.OptionHighlighted)
    def _moved(self, event: Picker.OptionHighlighted) -> None:
        if self.has_focus and event.option_index == len(self.lines) - 1:
            self.post_message(self.NearEnd())

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        if character.isdecimal() and 1 <= int(character) <= len(self.lines):
            event.stop()
            event.prevent_default()
            self.choose(int(character))

    def action_select(self) -> None:
        if self.highlighted is not None:
            self.choose(self.highlighted + 1)


def why_not(line: HistoryLine, t: Translator) -> Content:
    """Why a case can't be taken back, and what to do instead."""
    if not line.own_branch:
        return ui_text(t("reversal.other_branch"))
    if line.obstacle is None:
        return ui_text("")
    return obstacle(line.obstacle, t)
