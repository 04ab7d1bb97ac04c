"""Keeping what is typed: saved a moment after each change, on the way out, and when it is parked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.timer import Timer

from hfund_tui.screens.calls import Mode
from hfund_tui.screens.operation.park import ParkModal
from hfund_tui.screens.operation.returned import ReturnedCase
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import HfundError

if TYPE_CHECKING:
    from hfund_tui.screens.operation.screen import OperationScreen

SAVE_AFTER_SECONDS = 0.4


class Drafting:
    """The draft of one form. `key` is the idempotency key it is kept and submitted under.

    `offered` is an older draft of the same operation for the same member, until it is taken back. `returned`
    is the case that this form takes the place of.
    """

    def __init__(self, screen: OperationScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._blank: Mapping[str, str] | None = None
        self.key = ""
        self._cue = ""
        self.offered: Draft | None = None
        self.returned: ReturnedCase | None = None

    @property
    def corrects(self) -> str | None:
        return self.returned.case_no if self.returned is not None else None

    def begin(self, key: str, offered: Draft | None = None) -> None:
        """A form under a new key; what stands in it now is not worth keeping."""
        self.key, self.offered, self._cue = key, offered, ""
        self.unchanged()

    def resume(self, draft: Draft) -> None:
        """Go on under the key of a draft; the form is about to be filled in from it."""
        self.key, self.offered, self._cue = draft.key, None, draft.cue
        if draft.corrects is not None:
            self.returned = ReturnedCase(
                draft.corrects, draft.decision_code or "", draft.decision_words, draft.difference
            )

    def correct(self, returned: ReturnedCase, key: str) -> None:
        """The submitted case is back, to be corrected in the draft that has that key."""
        self.returned = returned
        self.begin(key)

    def unchanged(self) -> None:
        """What stands in the form now is what is kept already."""
        self._blank = self._screen.payload()

    def renew(self, key: str) -> None:
        """The form is about another operation now: what stands in it goes on under another key."""
        screen = self._screen
        discard = screen.workstation.drafts.discard
        screen.run_call(discard, screen.session, self.key, mode=Mode.BACKGROUND, topic="discard")
        self.key, self.offered = key, None
        self.save_soon()

    def end(self) -> None:
        """The form has taken effect: there is nothing to keep any more."""
        self._stop()
        self._blank = None
        self.returned = None

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is worth keeping."""
        return self._blank is not None and self._screen.payload() != self._blank

    def save_soon(self) -> None:
        self._stop()
        self._timer = self._screen.set_timer(SAVE_AFTER_SECONDS, self._save)

    def _save(self) -> None:
        screen = self._screen
        if self.is_dirty:
            screen.run_call(
                screen.workstation.drafts.save,
                screen.session,
                self._draft(),
                mode=Mode.BACKGROUND,
                topic="draft",
            )

    async def put_away(self) -> None:
        """Save at once; the home screen says that it is kept, or that it could not be."""
        self._stop()
        screen = self._screen
        if self.is_dirty:
            try:
                await screen.call(screen.workstation.drafts.save, screen.session, self._draft())
            except HfundError as error:
                if screen.house.home is not None:
                    screen.house.home.show_error(error)
            else:
                if screen.house.home is not None:
                    screen.house.home.say("operation.kept")

    def park(self) -> None:
        """Ask for a cue, save, and leave."""
        self._screen.house.push_screen(ParkModal(), self._park)

    def _park(self, cue: str | None) -> None:
        if cue is None:
            return
        screen = self._screen
        self._stop()

        def parked(_: None) -> None:
            self.end()
            if screen.house.home is not None:
                screen.house.home.say("operation.parked")
            screen.house.leave(screen)

        self._cue = cue
        draft = self._draft(parked=True)
        screen.run_call(screen.workstation.drafts.save, screen.session, draft, then=parked)

    def _draft(self, *, parked: bool = False) -> Draft:
        """The form as it stands; the cue it was parked with stays with it."""
        screen = self._screen
        return Draft(
            self.key,
            screen.operation,
            screen.member_id,
            screen.payload(),
            str(screen.step),
            self._cue,
            parked,
            self.corrects,
        )

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
