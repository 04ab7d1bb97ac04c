"""The guides by themselves: for somebody with a phone at the counter. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from hfund_tui.screens.guides.guided import GuidedScreen
from hfund_tui.screens.guides.pane import Place

if TYPE_CHECKING:
    from hfund_tui.screens.guides.signing import Known
    from hfund_tui.services.guides import Guide


class GuidesScreen(GuidedScreen):
    """`known` is the member at the counter, if one is being served."""

    AUTO_FOCUS = ""
    BAR = ("guide_next", "guide_before", "agreement", "back", "command_line", "help")
    WAY_BACK = "guide.way_back_here"
    HELP_RULE = "guide.help.rule"
    HELP_NEXT = "guide.help.next"

    def __init__(self, known: Known | None = None) -> None:
        super().__init__()
        self._known = known
        self._place: Place | None = None

    def compose_body(self) -> ComposeResult:
        yield self.guide_pane

    def retranslate(self) -> None:
        if self.is_guiding:
            self.draw_guides()
        else:
            self.open_guides()

    @property
    def place(self) -> Place | None:
        return self._place

    @property
    def guided_member(self) -> Known | None:
        return self._known

    def keep_place(self, guide: Guide, place: int) -> None:
        self._place = guide.code, place
        self.place_kept()

    def guide_finished(self) -> None:
        self.draw_guides()
        self.say("guide.finished_here")

    def do_back(self) -> None:
        """From a step to the choice, from there away."""
        if self._reading:
            self._reading = False
            self.draw_guides()
        else:
            super().do_back()
