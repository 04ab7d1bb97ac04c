"""The lessons: what there is to learn, and how well one did. Before anybody signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.lesson import Grade, LessonRun, grade
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.services.training.place import begin_afresh
from hfund_tui.widgets.picker import WaitingList
from hfund_tui.widgets.text import fit, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.training.lessons import Lesson
    from hfund_tui.services.training.results import Result
    from hfund_tui.services.training.service import Marks, TrainingService
    from hfund_tui.services.workstation import Workstation

_NUMBER, _TITLE, _STAFF, _KEYS = 4, 36, 12, 12
_GRADES = {Grade.GOOD: "$text-success", Grade.SOUND: "", Grade.AGAIN: "$text-warning"}


class LessonsScreen(HouseScreen[None]):
    """Enter begins a lesson on an untouched branch; Esc leaves for the sign-in, to try freely."""

    CSS_PATH = "lessons.tcss"
    AUTO_FOCUS = "WaitingList"
    KEYS = (Command("begin_lesson", "enter"),)
    BAR = ("begin_lesson", "back", "language", "theme", "help")
    HELP_RULE = "lesson.help.rule"
    HELP_NEXT = "lesson.help.next"

    def __init__(self) -> None:
        super().__init__()
        self._results: dict[str, Result] = {}

    @property
    def _training(self) -> TrainingService:
        training = self.workstation.training
        assert training is not None, "there are lessons on a training database only"
        return training

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="heads")
        yield WaitingList(id="lessons")
        with Vertical(id="about"):
            yield Static(id="purpose")

    def on_mount(self) -> None:
        super().on_mount()
        self.run_call(self._training.results, then=self._arrived)

    def _arrived(self, results: dict[str, Result]) -> None:
        self._results = results
        self.retranslate()

    # ---- words -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        about = joined(self.text("lesson.title", "bold"), self.text("lesson.about", "$text-muted"))
        self.query_one("#title", Static).update(about)
        self.query_one("#heads", Static).update(ui_text(self._heads(), "$text-muted"))
        lessons = self.query_one(WaitingList)
        at = lessons.highlighted or 0
        lessons.set_options([Option(self._row(one)) for one in self._training.lessons])
        lessons.highlighted = at
        self._show_purpose()

    def _heads(self) -> str:
        t = self.t
        heads = (("", _NUMBER), (t("lesson.head.title"), _TITLE), (t("lesson.head.staff"), _STAFF))
        row = "".join(fit(text, width) for text, width in (*heads, (t("lesson.head.keys"), _KEYS)))
        return f" {row}{t('lesson.head.best')}"

    def _row(self, lesson: Lesson) -> Content:
        best = self._results.get(lesson.code)
        done = ui_text(self.t("lesson.not_yet"), "$text-muted")
        if best is not None:
            given = grade(best.keys, best.slips, lesson.keys)
            done = joined(
                self.text(f"lesson.grade.{given.value}", f"bold {_GRADES[given]}".strip()),
                self.text("lesson.best", "$text-muted", keys=best.keys, slips=best.slips),
            )
        return Content.assemble(
            ui_text(fit(str(lesson.order), _NUMBER), "$text-accent"),
            ui_text(fit(lesson.title[self.t.language], _TITLE)),
            ui_text(fit(lesson.staff, _STAFF)),
            ui_text(fit(str(lesson.keys), _KEYS), "$text-muted"),
            done,
        )

    @on(OptionList.OptionHighlighted)
    def _show_purpose(self) -> None:
        number = self.query_one(WaitingList).highlighted
        if number is not None:
            purpose = self._training.lessons[number].purpose[self.t.language]
            self.query_one("#purpose", Static).update(ui_text(purpose))

    # ---- keys ------------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if name in ("member", "lock", "command_line", "queue"):
            return "frame.sign_in_first"
        return super().unavailable(name)

    def do_back(self) -> None:
        """Away from the lessons, to the sign-in: the database stays as the last lesson left it."""
        self.app.pop_screen()

    @on(OptionList.OptionSelected)
    def do_begin_lesson(self) -> None:
        number = self.query_one(WaitingList).highlighted
        if number is not None:
            lesson = self._training.lessons[number]
            self.run_call(self._afresh, lesson, then=self._begin, mode=Mode.COMMIT)

    def _afresh(self, lesson: Lesson) -> tuple[Workstation, Lesson, LessonRun, Marks]:
        """In a thread: a branch nobody has touched, and the lesson's run on it."""
        workstation = begin_afresh(self.house.settings, self.workstation)
        training = workstation.training
        assert training is not None
        return workstation, lesson, training.begin(lesson), training.marks()

    def _begin(self, begun: tuple[Workstation, Lesson, LessonRun, Marks]) -> None:
        workstation, lesson, run, marks = begun
        self.house.workstation = workstation
        assert self.house.coach is not None
        self.app.pop_screen()
        self.house.coach.begin(lesson, run, marks)
