"""How a call ended: one word, the likely one first."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.vocabulary import WrapUp
from hfund_tui.screens.modal import HouseModal
from hfund_tui.widgets.picker import Picker


class WrapUpModal(HouseModal[WrapUp]):
    """Enter or F9 ends the call with the word that is highlighted; Esc goes on with the call."""

    AUTO_FOCUS = "Picker"
    HELP_RULE = "call.wrap_up.help.rule"
    HELP_NEXT = "call.wrap_up.help.next"

    def __init__(self, likely: WrapUp) -> None:
        super().__init__()
        self._likely = likely

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Picker()

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("call.wrap_up.title"))
        picker = self.query_one(Picker)
        chosen = picker.highlighted
        picker.set_options([Option(self.text(f"vocabulary.wrap_up.{one}")) for one in WrapUp])
        picker.highlighted = list(WrapUp).index(self._likely) if chosen is None else chosen

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.close(list(WrapUp)[event.option_index])

    def do_commit(self) -> None:
        chosen = self.query_one(Picker).highlighted
        if chosen is not None:
            self.close(list(WrapUp)[chosen])
