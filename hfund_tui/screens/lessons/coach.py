"""The one who watches a learner: counts keys and slips, sees what is done, and says what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hfund_tui.domain.lesson import Happening, LessonRun, Sight
from hfund_tui.screens.routes import route_of
from hfund_tui.widgets.coach_strip import CoachStrip, CoachView

if TYPE_CHECKING:
    from textual.screen import Screen

    from hfund_tui.app import HfundApp
    from hfund_tui.services.training.lessons import Lesson
    from hfund_tui.services.training.service import Marks, TrainingService

_CODE = "{code}"
_PLACE = "·····"


class Coach:
    """Lives as long as the program does on a training database; between lessons it looks away."""

    def __init__(self, house: HfundApp) -> None:
        self._house = house
        self._marks: Marks = {}
        self._code = ""
        self._looking = asyncio.Lock()
        self.lesson: Lesson | None = None
        self.run: LessonRun | None = None

    @property
    def _training(self) -> TrainingService:
        training = self._house.workstation.training
        assert training is not None, "a coach is there on a training database only"
        return training

    def begin(self, lesson: Lesson, run: LessonRun, marks: Marks) -> None:
        self.lesson, self.run, self._marks, self._code = lesson, run, marks, ""
        self.show()

    def end(self) -> None:
        """Look away: the lesson is over, or given up."""
        self.lesson = self.run = None
        self.show()

    # ---- what is seen ----------------------------------------------------------------------------------

    def key(self) -> None:
        if self.run is not None:
            self._now(self.run.key())

    def slip(self) -> None:
        """The program had to report an error."""
        if self.run is not None:
            self._now(self.run.slip())

    def on_screen(self, screen: Screen[Any]) -> None:
        if (route := route_of(type(screen))) is not None:
            self._saw(Happening(Sight.SCREEN, route))
        self.show()

    def serves(self, member_id: int) -> None:
        self._saw(Happening(Sight.MEMBER, member_id=member_id))

    def decided(self, failed: Iterable[str]) -> None:
        """A decision is on the screen; the codes of the rules that are not met."""
        for code in failed:
            self._saw(Happening(Sight.FAILED, code))

    async def called(self) -> None:
        """A service was called: what came on record?"""
        if self.run is None:
            return
        async with self._looking:  # two looks at once would see the same event twice
            training = self._training
            happenings, marks = await asyncio.to_thread(training.since, self._marks)
            if self.run is None or self.lesson is None:
                return
            self._marks = marks
            if happenings:
                self._code = await asyncio.to_thread(training.code_on_the_phone)
            self._saw(*happenings)

    def _saw(self, *happenings: Happening) -> None:
        if self.run is not None:
            self._now(self.run.saw(happenings))

    def _now(self, run: LessonRun) -> None:
        before, self.run = self.run, run
        self.show()
        if run.finished and before is not None and not before.finished:
            self._house.call_later(self._well_done)

    # ---- what is said ----------------------------------------------------------------------------------

    def view(self) -> CoachView | None:
        lesson, run, t = self.lesson, self.run, self._house.translator
        if lesson is None or run is None or run.finished:
            return None
        words = lesson.steps[run.at].words[t.language].replace(_CODE, self._code or _PLACE)
        if run.stray is not None:
            words = t(f"lesson.stray.{run.stray.value}", staff=lesson.staff, id_no=lesson.member_id_no)
        return CoachView(
            words,
            (
                t("lesson.at", step=run.at + 1, of=len(run.steps)),
                t("lesson.score", keys=run.keys, slips=run.slips),
            ),
            run.stray is not None,
        )

    def show(self) -> None:
        """Say it on every screen: a dialog leaves what is beneath it in sight."""
        view = self.view()
        for screen in self._house.screen_stack:
            for strip in screen.query(CoachStrip):
                strip.show(view)

    def _well_done(self) -> None:
        from hfund_tui.screens.lessons.result import ResultModal

        lesson, run = self.lesson, self.run
        if lesson is not None and run is not None:
            self._house.gate.drop()
            self._house.push_screen(ResultModal(lesson, run), self._house.show_lessons)
