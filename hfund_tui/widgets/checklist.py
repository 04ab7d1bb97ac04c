"""A list of things to tick, one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, Paste
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from hfund_tui.documents.wrapping import wrap
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.text import cells, fit, ui_text

Item = TypeVar("Item", bound=StrEnum)


class Checklist(Widget, Generic[Item], can_focus=True):
    """Items ticked one by one: Space ticks the one under the cursor and moves on.

    Nothing ticks them all: every tick is a look at one paper. With `wants_all` the list is answered when
    every item is ticked, and then goes on by itself; otherwise one tick answers it and Enter goes on.
    `columns` is how many there may be, where the words leave room for them. With `numbered`, a digit ticks
    its item too; elsewhere digits are `Typed`, as whatever else was meant for another field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space", "tick", show=False),
        Binding("enter", "go_on", show=False),
    ]
    DEFAULT_CSS = """
    Checklist { height: auto; min-height: 1; width: 1fr; padding: 0 1; color: $text; }
    """

    class Changed(Message):
        """An item was ticked or unticked. `ticked` is what is ticked now."""

        def __init__(self, checklist: Checklist[Item], ticked: frozenset[Item]) -> None:
            super().__init__()
            self.checklist = checklist
            self.ticked = ticked

        @property
        def control(self) -> Widget:
            return self.checklist

    class Typed(Message):
        """Text came that ticks nothing and is no command: it was meant for another field."""

        def __init__(self, checklist: Checklist[Any], text: str) -> None:
            super().__init__()
            self.checklist = checklist
            self.text = text

        @property
        def control(self) -> Widget:
            return self.checklist

    def __init__(
        self,
        items: Sequence[Item] = (),
        *,
        wants_all: bool = True,
        columns: int = 1,
        numbered: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.items: tuple[Item, ...] = tuple(items)
        self.ticked: frozenset[Item] = frozenset()
        self.cursor = 0
        self.wants_all = wants_all
        self.columns = columns
        self.numbered = numbered
        self._word: Callable[[Item], str] = lambda item: item.value
        self._notes: dict[Item, str] = {}
        self._said: object = None

    @property
    def is_answered(self) -> bool:
        return self.ticked >= frozenset(self.items) if self.wants_all else bool(self.ticked)

    def words(self, word: Callable[[Item], str], notes: dict[Item, str] | None = None) -> None:
        """How each item reads, and what is said beside some of them."""
        self._word = word
        self._notes = notes or {}
        said = [(item, word(item), self._notes.get(item)) for item in self.items]
        if said != self._said:
            self._said = said
            self.refresh(layout=True)

    def show(
        self, items: Sequence[Item], ticked: Collection[Item] = (), *, start: Item | None = None
    ) -> None:
        """Put other items there, some ticked. The cursor stands on `start`, else on the first to tick."""
        self.items = tuple(items)
        self.ticked = frozenset(ticked) & frozenset(items)
        self.cursor = self.items.index(start) if start in self.items else self._next_open(0)
        self.refresh(layout=True)

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        if self.numbered and character.isdecimal() and 1 <= int(character) <= len(self.items):
            event.stop()
            event.prevent_default()
            self.cursor = int(character) - 1
            self.action_tick()
        elif event.is_printable and event.key not in self.screen.active_bindings:
            event.stop()
            self.post_message(self.Typed(self, character))

    def on_paste(self, event: Paste) -> None:
        event.stop()
        self.post_message(self.Typed(self, event.text))

    def action_move(self, by: int) -> None:
        """Move the cursor; past an end, leave the list."""
        if 0 <= self.cursor + by < len(self.items):
            self.cursor += by
            self.refresh()
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_tick(self) -> None:
        """Tick the item under the cursor and move on, or take its tick back."""
        if not self.items:
            return
        item = self.items[self.cursor]
        taken_back = item in self.ticked
        self.ticked = self.ticked - {item} if taken_back else self.ticked | {item}
        self.post_message(self.Changed(self, self.ticked))
        if not taken_back:
            if self.wants_all:
                self.cursor = self._next_open(self.cursor)
            else:
                self.cursor = min(self.cursor + 1, len(self.items) - 1)
            if self.wants_all and self.is_answered:
                self.post_message(GoOn(self))
        self.refresh()

    def action_go_on(self) -> None:
        if self.is_answered:
            self.post_message(GoOn(self))

    def on_focus(self) -> None:
        """Stand on what is still to tick: Space would take the tick of another item back."""
        if self.wants_all:
            self.cursor = self._next_open(self.cursor)
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _next_open(self, start: int) -> int:
        """The next item still to tick at or below `start`, else from the top; `start` when none is left."""
        places = [*range(start, len(self.items)), *range(start)]
        return next((place for place in places if self.items[place] not in self.ticked), start)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if not self._in_columns(width):
            return sum(len(self._wrapped(place, width)) for place in range(len(self.items)))
        return max(1, self._rows(width))

    def render(self) -> RenderResult:
        width = self.size.width
        if not self._in_columns(width):
            return Content("\n").join(
                line for place in range(len(self.items)) for line in self._wrapped(place, width)
            )
        rows = self._rows(width)
        columns = -(-len(self.items) // rows) if rows else 1
        lines = []
        for row in range(rows):
            places = range(row, len(self.items), rows)
            lines.append(Content("").join(self._drawn(place, width // columns) for place in places))
        return Content("\n").join(lines)

    def _rows(self, width: int) -> int:
        """As many columns as asked for, if every item fits into one of them."""
        widest = max((cells(self._text(place)) for place in range(len(self.items))), default=0)
        columns = max(1, min(self.columns, width // (widest + 2)))
        return -(-len(self.items) // columns)

    def _in_columns(self, width: int) -> bool:
        """Whether every item fits into a line; otherwise the long ones go on in another."""
        return all(cells(self._text(place)) <= width for place in range(len(self.items)))

    def _wrapped(self, place: int, width: int) -> list[Content]:
        """An item in as many lines as it needs, beside its box."""
        box, style = self._box(place), self._style(place)
        lines = wrap(self._word(self.items[place]), max(1, width - len(box)))
        return [
            ui_text(fit(f"{' ' * len(box) if number else box}{line}", width), style)
            for number, line in enumerate(lines)
        ]

    def _text(self, place: int) -> str:
        return f"{self._box(place)}{self._word(self.items[place])}"

    def _box(self, place: int) -> str:
        number = f"{place + 1} " if self.numbered else ""
        return f"[{'x' if self.items[place] in self.ticked else ' '}] {number}"

    def _drawn(self, place: int, width: int) -> Content:
        item = self.items[place]
        ticked = item in self.ticked
        text = self._text(place)
        if ticked and item in self._notes and cells(text) + cells(self._notes[item]) + 2 <= width:
            text = f"{text}  {self._notes[item]}"
        return ui_text(fit(text, width), self._style(place))

    def _style(self, place: int) -> str:
        if self.has_focus and place == self.cursor:
            return "bold $text on $field-focus"
        return "$text-muted" if self.items[place] in self.ticked else "$text"
