"""Guides in a call: their place is kept with the call, so it outlives the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.screens.guides.guided import GuidedScreen
from hfund_tui.screens.guides.pane import Place

if TYPE_CHECKING:
    from hfund_tui.services.calls import CallerStatus, CallView
    from hfund_tui.services.guides import Guide
    from hfund_tui.services.overview import MemberOverview


class CallGuides(GuidedScreen):
    """The part of the call screen that reads guides out, in the place of the facts."""

    def __init__(self) -> None:
        super().__init__()
        self.view: CallView | None = None
        self.known: CallerStatus | MemberOverview | None = None

    def go_on(self) -> None:
        """Put the focus where the call goes on."""
        raise NotImplementedError

    def draw_call_line(self) -> None:
        """Say again how the call stands."""
        raise NotImplementedError

    @property
    def help_words(self) -> tuple[str, str]:
        return ("guide.help.rule", "guide.help.next") if self.is_guiding else super().help_words

    @property
    def place(self) -> Place | None:
        call = self.view
        return None if call is None or call.guide is None else (call.guide, call.guide_step)

    @property
    def guided_member(self) -> CallerStatus | MemberOverview | None:
        return self.known

    def keep_place(self, guide: Guide, place: int) -> None:
        calls = self.workstation.calls
        self.run_call(calls.place, self.session, guide.code, place, then=self._placed, topic="guide")

    def _placed(self, call: CallView) -> None:
        self.view = call
        self.place_kept()

    def guide_finished(self) -> None:
        super().guide_finished()
        self.say("guide.finished")

    def guides_opened(self) -> None:
        self.draw_call_line()

    def guides_left(self) -> None:
        """Back to what is asked, or to what may be told."""
        self.draw_call_line()
        self.go_on()

    @property
    def is_guided(self) -> bool:
        """Whether the caller was led to the end of a guide."""
        place = self.place
        return place is not None and place[1] >= len(self.guide_of(place).steps)

    def place_line(self) -> Content:
        """That a guide was left in the middle."""
        if self.place is None or self.is_guiding or not self.is_in_the_middle(self.place):
            return Content("")
        guide = self.guide_of(self.place)
        step, of = self.place[1], len(guide.steps)
        return self.text("guide.on_line", "bold $text-accent", title=guide.title, step=step, of=of)
