"""What a member types on the keypad: taken in, never shown, not even how much of it."""

from __future__ import annotations

from enum import StrEnum

from textual.app import RenderResult
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widget import Widget

from hfund_tui.widgets.answers import GoOn

_LONGEST = 32
_DIGITS = frozenset("0123456789")


class KeypadState(StrEnum):
    """What the teller is told of a keypad."""

    WAITING = "waiting"
    TYPING = "typing"
    TYPED = "typed"
    SEALED = "sealed"


class KeypadInput(Widget, can_focus=True):
    """Digits, the last taken back by Backspace; Enter, the keypad's confirm key, ends them.

    It draws one of four words, which tell nothing of the digits. Nothing can be pasted, copied or selected, and no
    message carries what was typed.
    """

    DEFAULT_CSS = """
    KeypadInput { height: 1; width: 34; padding: 0 1; background: $field; color: $text-muted; }
    KeypadInput:focus { background: $field-focus; color: $text; }
    """
    ALLOW_SELECT = False

    class Touched(Message):
        """Something else is being typed."""

        def __init__(self, keypad: KeypadInput) -> None:
            super().__init__()
            self.keypad = keypad

        @property
        def control(self) -> Widget:
            return self.keypad

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._typed: list[str] = []
        self._state = KeypadState.WAITING
        self._words = {state: Content("") for state in KeypadState}

    @property
    def state(self) -> KeypadState:
        return self._state

    @property
    def is_answered(self) -> bool:
        return bool(self._typed) or self._state is KeypadState.SEALED

    @property
    def secret(self) -> str:
        """What was typed, for the service that takes it."""
        return "".join(self._typed)

    def words(self, words: dict[KeypadState, Content]) -> None:
        """How each state reads."""
        self._words = dict(words)
        self.refresh()

    def forget(self, state: KeypadState = KeypadState.WAITING) -> None:
        """Nothing is kept of what was typed; `SEALED` says that it was taken."""
        self._typed.clear()
        self._become(state)

    def _become(self, state: KeypadState) -> None:
        if state is not self._state:
            self._state = state
            self.refresh()

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        if character in _DIGITS and len(self._typed) < _LONGEST:
            self._typed.append(character)
        elif event.key == "backspace":
            del self._typed[-1:]
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            if self.is_answered:
                self._become(KeypadState.TYPED if self._typed else self._state)
                self.post_message(GoOn(self))
            return
        else:
            return
        event.stop()
        event.prevent_default()
        self._become(KeypadState.TYPING if self._typed else KeypadState.WAITING)
        self.post_message(self.Touched(self))

    def on_paste(self, event: Paste) -> None:
        """A password comes from the member's fingers, not from a clipboard."""
        event.stop()
        self.app.bell()

    def render(self) -> RenderResult:
        return self._words[self._state]
