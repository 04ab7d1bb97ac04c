"""What the screens have in common from which guides are read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.guides.pane import GuidePane, Place

if TYPE_CHECKING:
    from hfund_tui.screens.guides.signing import Known
    from hfund_tui.services.guides import Guide

GUIDE_BAR = ("guide_next", "guide_before", "agreement", "back", "park", "commit", "help")


class GuidedScreen(HouseScreen[None]):
    """F4 opens the guides, or goes from a step back to them. Where one is in a guide outlives leaving it."""

    KEYS = (
        Command("guide_next", "space,enter", shown="Space"),
        Command("guide_before", "backspace", shown="Bksp"),
    )
    WAY_BACK = "guide.way_back"

    def __init__(self) -> None:
        super().__init__()
        self.guide_pane = GuidePane(id="guide")
        self._reading = False

    # ---- what a screen of this kind says ----------------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """Where one is, or was, in which guide."""
        raise NotImplementedError

    @property
    def guided_member(self) -> Known | None:
        """Whose agreement this is about, if one may know."""
        raise NotImplementedError

    def keep_place(self, guide: Guide, place: int) -> None:
        """Keep it, then call `place_kept`."""
        raise NotImplementedError

    def guides_left(self) -> None:
        """The guides have been put away."""

    # ---- opening, choosing, leaving ---------------------------------------------------------------------

    @property
    def is_guiding(self) -> bool:
        return self.has_class("-guiding")

    def _guides(self) -> tuple[Guide, ...]:
        return self.workstation.guides.offered(self.session.business_date, self.t.language)

    def guide_of(self, place: Place) -> Guide:
        return next(one for one in self._guides() if one.code == place[0])

    def open_guides(self) -> None:
        """At the place that was left, else at the choice."""
        if not self._guides():
            self.hint("guide.none")
            return
        self.clear_status()
        self._reading = self.place is not None and self.is_in_the_middle(self.place)
        self.add_class("-guiding")
        self.guides_opened()
        self.draw_guides()

    def guides_opened(self) -> None:
        """A guide has taken the place of what was there."""

    def leave_guides(self) -> None:
        if self.is_guiding:
            self.remove_class("-guiding")
            self.guides_left()
            self.refresh_frame()

    def draw_guides(self) -> None:
        """Show the step, or the choice, again: the place or the language is another."""
        if self._reading and self.place is not None:
            self.guide_pane.read(self.guide_of(self.place), self.place[1], self.WAY_BACK)
        else:
            self.guide_pane.choose(self._guides(), self.place, self.guided_member, self.WAY_BACK)
        self.refresh_frame()

    def is_in_the_middle(self, place: Place) -> bool:
        return place[1] < self.guide_of(place).finished

    @on(GuidePane.Picked)
    def _picked(self, event: GuidePane.Picked) -> None:
        """Go on where the guide was left, or begin it."""
        event.stop()
        guide = self._guides()[event.index]
        if self.place and self.place[0] == guide.code and self.is_in_the_middle(self.place):
            self._reading = True
            self.draw_guides()
        else:
            self.keep_place(guide, 1)

    def place_kept(self) -> None:
        """Show the place that was just kept; behind the last step there is nothing left to read out."""
        assert self.place is not None
        self.clear_status()
        if self.is_in_the_middle(self.place):
            self._reading = True
            self.draw_guides()
        else:
            self._reading = False
            self.guide_finished()

    def guide_finished(self) -> None:
        self.leave_guides()

    # ---- keys -------------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if name in ("guide_next", "guide_before"):
            possible = self.is_guiding and (name == "guide_next" or self._reading)
            return None if possible else "frame.not_here"
        return super().unavailable(name)

    def word_key(self, command: Command) -> str:
        """What the key of the agreement does where nobody can sign."""
        return "key.guide" if command.name == "agreement" else super().word_key(command)

    def do_agreement(self) -> None:
        if self.is_guiding:
            self._reading = False
            self.draw_guides()
        else:
            self.open_guides()

    def do_guide_next(self) -> None:
        if not self._reading:
            self.guide_pane.action_pick(self.guide_pane.highlighted + 1)
        elif self.place is not None:
            self.keep_place(self.guide_of(self.place), self.place[1] + 1)

    def do_guide_before(self) -> None:
        if self._reading and self.place is not None and self.place[1] > 1:
            self.keep_place(self.guide_of(self.place), self.place[1] - 1)
        else:
            self._reading = False
            self.draw_guides()
