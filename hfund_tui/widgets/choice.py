"""A few options, each picked by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.text import cells, ui_text

Option = TypeVar("Option", bound=str)


class Choice(Widget, Generic[Option], can_focus=True):
    """One of at most nine options. Its digit picks it at once and goes on; the arrows only move.

    With `brief`, only the option in force is shown until the field is focused.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("enter", "go_on", show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: auto; min-height: 1; width: 1fr; padding: 0 1; color: $text; }
    Choice:focus { background: $field-focus; }
    """

    class Picked(Message):
        """Another option is in force. `value` is that option."""

        def __init__(self, choice: Choice[Option], value: Option) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Widget:
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        *,
        value: Option | None = None,
        brief: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self._value = value
        self.brief = brief
        self._words = {option: str(option) for option in self.options}

    @property
    def value(self) -> Option | None:
        """The option in force. The form is not told of one that is set here."""
        return self._value

    @value.setter
    def value(self, value: Option | None) -> None:
        if value != self._value:
            self._value = value
            self.refresh(layout=True)

    @property
    def is_answered(self) -> bool:
        return self.value is not None

    def words(self, word: Callable[[Option], str]) -> None:
        """How each option reads."""
        words = {option: word(option) for option in self.options}
        if words != self._words:
            self._words = words
            self.refresh(layout=True)

    def pick(self, value: Option | None) -> None:
        """Put an option in force; the form is told when it is another one."""
        if value == self.value:
            return
        self.value = value
        if value is not None:
            self.post_message(self.Picked(self, value))

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        if character.isdecimal() and 1 <= int(character) <= len(self.options):
            event.stop()
            event.prevent_default()
            self.pick(self.options[int(character) - 1])
            self.post_message(GoOn(self))

    def action_step(self, by: int) -> None:
        at = -1 if self.value is None else self.options.index(self.value)
        self.pick(self.options[max(0, min(len(self.options) - 1, at + by))])

    def action_go_on(self) -> None:
        if self.is_answered:
            self.post_message(GoOn(self))

    def on_focus(self) -> None:
        self.refresh(layout=self.brief)

    def on_blur(self) -> None:
        self.refresh(layout=self.brief)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(max(1, self.size.width)))

    def _lines(self, width: int) -> list[Content]:
        """The options in as few lines as they need: with round marks if there is room, else with a star, closer."""
        if self.brief and self.value is not None and not self.has_focus:
            return [ui_text(self._words[self.value])]
        for marks, gap in ((("(o) ", "( ) "), "  "), (("*", " "), "  "), (("*", " "), " ")):
            drawn = [self._drawn(number, option, marks) for number, option in enumerate(self.options, 1)]
            if sum(one.cell_length for one in drawn) + len(gap) * (len(drawn) - 1) <= width:
                return [Content(gap).join(drawn)]
        return _wrapped(drawn, width)

    def _drawn(self, number: int, option: Option, marks: tuple[str, str]) -> Content:
        chosen = option == self.value
        text = f"{marks[0] if chosen else marks[1]}{number} {self._words[option]}"
        return ui_text(text, "bold" if chosen else "$text" if self.has_focus else "$text-muted")


def _wrapped(parts: Sequence[Content], width: int) -> list[Content]:
    lines: list[list[Content]] = [[]]
    for part in parts:
        if lines[-1] and sum(cells(one.plain) + 2 for one in lines[-1]) + part.cell_length > width:
            lines.append([])
        lines[-1].append(part)
    return [Content("  ").join(line) for line in lines]
