"""How a lesson went: keys and slips beside the shortest way, and the best so far."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from hfund_tui.domain.lesson import Grade, LessonRun, grade
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.training.lessons import Lesson
from hfund_tui.services.training.results import Result
from hfund_tui.widgets.text import fit, ui_text

_STYLES = {Grade.GOOD: "bold $text-success", Grade.SOUND: "bold", Grade.AGAIN: "bold $text-warning"}
_LABEL_CELLS = 12


class ResultModal(HouseModal[None]):
    """Enter leads back to the lessons."""

    KEYS = (Command("done", "enter"),)
    HELP_RULE = "lesson.result.help.rule"
    HELP_NEXT = "lesson.result.help.next"
    DEFAULT_CSS = """
    ResultModal #keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, lesson: Lesson, run: LessonRun) -> None:
        super().__init__()
        self._lesson, self._run = lesson, run
        self._best: Result | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="score")
        yield Static(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        training = self.workstation.training
        assert training is not None
        self.run_call(training.keep, self._lesson, self._run, then=self._kept, mode=Mode.BACKGROUND)

    def _kept(self, best: Result) -> None:
        self._best = best
        self.retranslate()

    def retranslate(self) -> None:
        t, run = self.t, self._run
        title = t("lesson.result.title", title=self._lesson.title[t.language])
        self.query_one("#title", Static).update(ui_text(title))
        given = grade(run.keys, run.slips, self._lesson.keys)
        rows = [
            self._row("lesson.result.grade", t(f"lesson.grade.{given.value}"), _STYLES[given]),
            self._row("lesson.result.keys", t("lesson.result.of", keys=run.keys, shortest=self._lesson.keys)),
            self._row("lesson.result.slips", str(run.slips)),
        ]
        if self._best is not None:
            best = self._best
            words = t("lesson.result.best_of", keys=best.keys, slips=best.slips, n=best.times)
            rows.append(self._row("lesson.result.best", words, "$text-muted"))
        self.query_one("#score", Static).update(Content("\n").join(rows))
        self.query_one("#keys", Static).update(self.text("lesson.result.keys_hint"))

    def _row(self, label: str, words: str, style: str = "") -> Content:
        return Content.assemble(
            ui_text(fit(self.t(label), _LABEL_CELLS), "$text-muted"), ui_text(words, style)
        )

    def do_done(self) -> None:
        self.close(None)
