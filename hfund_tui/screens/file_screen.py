"""Taking in a file from outside: looked through first, every bad line told; F9 takes in what is on the screen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.progress_line import ProgressLine
from hfund_tui.widgets.text import cells, fit, joined, ui_text

Progress = Callable[[int, int], None]
Report = TypeVar("Report")

_LABEL_WIDTH = 12
_LONGEST_PATH = 1_000


@dataclass(frozen=True, slots=True)
class Checked(Generic[Report]):
    """A file as it was read, and what it would come to. `content` is what the service takes in."""

    path: str
    content: Any
    report: Report


@dataclass(frozen=True, slots=True)
class FileWords:
    """The keys of what is said differently of each kind of file."""

    path: str
    path_first: str
    enter: str
    looked_first: str
    nothing: str
    taken: str


@dataclass(frozen=True, slots=True)
class Total:
    """What a file comes to in one respect: the key of its name, how many, and how much in fen."""

    key: str
    n: int
    fen: int | None = None
    style: str = ""


class FileScreen(HouseScreen[None], Generic[Report]):
    """Enter looks the file through, F9 takes it in. Only what was looked through is taken in."""

    DEFAULT_CSS = """
    FileScreen #title { height: 1; padding: 0 2; background: $surface; }
    FileScreen #form { height: auto; padding: 1 2; }
    FileScreen #form Static { height: auto; }
    FileScreen ProgressLine { margin-top: 1; }
    FileScreen #path { width: 1fr; }
    FileScreen #totals, FileScreen #verdict { margin-top: 1; }
    FileScreen #lines {
        height: 1fr; padding: 0 1 0 2; border-top: solid $border; scrollbar-size-vertical: 1;
    }
    FileScreen #range { height: auto; }
    """
    AUTO_FOCUS = "#path"
    KEYS = (Command("page_down", "pagedown"), Command("page_up", "pageup"))
    BAR = ("back", "commit", "page_down", "page_up", "lock", "help")
    OPERATION: ClassVar[OperationCode]
    FILE_WORDS: ClassVar[FileWords]
    AT_ONCE: ClassVar[int] = 100
    """Bad lines on one page."""

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked[Report] | None = None
        self.taken: Report | None = None
        self._first = 0

    # ---- what each kind of file says for itself --------------------------------------------------------

    @abstractmethod
    def look(self, path: str, on_progress: Progress) -> Checked[Report]:
        """Read and look through a file, in a thread. Raises HfundError."""

    @abstractmethod
    def take(self, checked: Checked[Report], on_progress: Progress) -> Report:
        """Take a file in, in a thread. Raises HfundError."""

    @abstractmethod
    def is_good(self, report: Report) -> bool:
        """Whether F9 takes something in."""

    @abstractmethod
    def totals(self, report: Report) -> list[Hung]:
        """What the file comes to."""

    @abstractmethod
    def verdict(self, report: Report) -> Content:
        """What is to be done with a file that was looked through, or what was done."""

    @abstractmethod
    def bad_lines(self, report: Report) -> Sequence[Any]:
        """Everything that is wrong."""

    @abstractmethod
    def bad_row(self, one: Any) -> Hung:
        """One of them as it is told."""

    def why_nothing(self, report: Report) -> None:
        """Say why F9 takes in nothing of a file that was just looked through."""
        self.hint(self.FILE_WORDS.nothing)

    # ---- the screen ------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with Vertical(id="form"):
            yield Field("file", FormInput(max_length=_LONGEST_PATH, id="path"), label_width=_LABEL_WIDTH)
            yield ProgressLine()
            yield HangingLines(indent=_LABEL_WIDTH + 1, id="totals")
            yield Static(id="verdict")
        with VerticalScroll(id="lines", can_focus=False):
            yield Static(id="range")
            yield HangingLines(gap=2, id="bad")

    def retranslate(self) -> None:
        declared = OPERATIONS[self.OPERATION]
        code = ui_text(declared.transaction_code, "$text-muted")
        self.query_one("#title", Static).update(joined(code, self.text(declared.title_key, "bold")))
        self.query_one(Field).words(self.text(self.FILE_WORDS.path))
        report = self.report
        self.query_one("#totals", HangingLines).show(self.totals(report) if report else [])
        self.query_one("#verdict", Static).update(
            self.verdict(report) if report else self.text(self.FILE_WORDS.enter, "$text-muted")
        )
        self._show_bad()
        self.call_after_refresh(self.refresh_frame)

    @property
    def report(self) -> Report | None:
        """What was taken in, else what was looked through."""
        return self.taken or (self.checked.report if self.checked else None)

    def _show_bad(self) -> None:
        """One page of the bad lines."""
        bad = self.bad_lines(self.report) if self.report else ()
        page = bad[self._first : self._first + self.AT_ONCE]
        self.query_one("#range", Static).display = len(bad) > self.AT_ONCE
        self.query_one("#range", Static).update(
            self.text(
                "payments.returns.range",
                "$text-muted",
                first=self._first + 1,
                last=self._first + len(page),
                n=len(bad),
            )
        )
        self.query_one("#bad", HangingLines).show([self.bad_row(one) for one in page])

    def counted(self, unit: str, totals: Sequence[Total]) -> list[Hung]:
        """Totals with their numbers in columns; `unit` is the key of what is counted."""
        numbers = _right_aligned([self.t(unit, n=one.n) for one in totals])
        amounts = _right_aligned(["" if one.fen is None else self.t.money(one.fen) for one in totals])
        return [
            Hung(self.t(one.key), f"{number}  {amount}".rstrip(), "$text-muted", one.style)
            for one, number, amount in zip(totals, numbers, amounts, strict=True)
        ]

    # ---- looking through -------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return self.query_one(FormInput).text

    @on(Input.Changed)
    def _typed(self) -> None:
        """Another file: what was said of the one before counts no more."""
        self.query_one(Field).unmark()
        if self.checked is not None and self.checked.path != self.path:
            self.checked = self.taken = None
            self.refresh_words()

    @on(GoOn)
    def look_through(self) -> None:
        """Look through what stands in the field."""
        self._read(self._looked)

    def _read(self, then: Callable[[Checked[Report]], None]) -> None:
        self.clear_status()
        self.run_call(
            partial(self.look, on_progress=self.query_one(ProgressLine).report),
            self.path,
            then=then,
            failed=self._unreadable,
            topic="check",
        )

    def _unreadable(self, error: HfundError) -> None:
        """What was read before is not what lies there now."""
        self.query_one(ProgressLine).end()
        self.checked = self.taken = None
        self.refresh_words()
        self.show_error(error)

    def _looked(self, checked: Checked[Report]) -> None:
        self.query_one(ProgressLine).end()
        self.checked, self.taken, self._first = checked, None, 0
        self.refresh_words()
        self.below.scroll_home(animate=False)

    # ---- taking in -------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        bad = self.bad_lines(self.checked.report) if self.checked else ()
        match name:
            case "commit" if not self.is_mounted or not self.path:
                return self.FILE_WORDS.path_first
            case "commit" if self.taken is not None:
                return self.FILE_WORDS.taken
            case "page_down" if not self._goes_on_below and self._first + self.AT_ONCE >= len(bad):
                return "payments.returns.last_page"
            case "page_up" if not self._goes_on_above and not self._first:
                return "payments.returns.first_page"
        return super().unavailable(name)

    @property
    def below(self) -> VerticalScroll:
        """The list that stands under the form now."""
        return self.query_one("#lines", VerticalScroll)

    @property
    def _goes_on_below(self) -> bool:
        return self.is_mounted and self.below.scroll_y < self.below.max_scroll_y

    @property
    def _goes_on_above(self) -> bool:
        return self.is_mounted and self.below.scroll_y > 0

    def do_page_down(self) -> None:
        """On to what the window does not show yet, then to the next page."""
        if self._goes_on_below:
            self.below.scroll_page_down(animate=False)
        else:
            self._first += self.AT_ONCE
            self.below.scroll_home(animate=False)
        self.refresh_words()

    def do_page_up(self) -> None:
        if self._goes_on_above:
            self.below.scroll_page_up(animate=False)
        else:
            self._first = max(0, self._first - self.AT_ONCE)
        self.refresh_words()

    def on_resize(self, _: Resize) -> None:
        self.call_after_refresh(self.refresh_frame)

    def do_commit(self) -> None:
        """Only what was looked through and stands on the screen is taken in; before that, and while there is
        nothing to take in, the file is read again: it may have been corrected."""
        if self.checked is None or not self.is_good(self.checked.report):
            self._read(self._read_for_commit)
            return
        self.clear_status()
        self.run_call(
            partial(self.take, on_progress=self.query_one(ProgressLine).report),
            self.checked,
            then=self._taken,
            failed=self._failed,
            mode=Mode.COMMIT,
        )

    def _read_for_commit(self, checked: Checked[Report]) -> None:
        self._looked(checked)
        if self.is_good(checked.report):
            self.hint(self.FILE_WORDS.looked_first)
        else:
            self.why_nothing(checked.report)

    def _taken(self, report: Report) -> None:
        if not self.is_here or self.checked is None:
            return
        self.query_one(ProgressLine).end()
        self.came(report)

    def came(self, report: Report) -> None:
        """A file was taken in."""
        self.taken = report
        self.refresh_words()
        self.say(self.FILE_WORDS.taken)

    def _failed(self, error: HfundError) -> None:
        if self.is_here:
            self.query_one(ProgressLine).end()
            self.show_error(error)


def _right_aligned(texts: Sequence[str]) -> list[str]:
    width = max(map(cells, texts), default=0)
    return [fit(one, width, align="right") for one in texts]
