"""The keypad: what is typed on it is seen nowhere, not even how much of it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import Paste

from hfund_tui.themes import DARK, OWN_VARIABLES
from hfund_tui.widgets.answers import Answerable, GoOn
from hfund_tui.widgets.keypad_input import KeypadInput, KeypadState

WORDS = {state: Content(state.value.upper()) for state in KeypadState}


class KeypadApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.told: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OWN_VARIABLES

    def compose(self) -> ComposeResult:
        keypad = KeypadInput(id="keypad")
        keypad.words(WORDS)
        yield keypad

    def on_keypad_input_touched(self, event: KeypadInput.Touched) -> None:
        self.told.append(repr(vars(event)))

    def on_go_on(self, event: GoOn) -> None:
        self.told.append("GoOn")

    @property
    def keypad(self) -> KeypadInput:
        return self.query_one(KeypadInput)

    def screen_text(self) -> str:
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


TYPED = [
    ("nothing", [], "", KeypadState.WAITING),
    ("one digit", ["7"], "7", KeypadState.TYPING),
    ("six digits", list("730418"), "730418", KeypadState.TYPING),
    ("ended", [*"730418", "enter"], "730418", KeypadState.TYPED),
    ("one taken back", [*"73", "backspace", "9"], "79", KeypadState.TYPING),
    ("all taken back", ["7", "backspace", "backspace"], "", KeypadState.WAITING),
    ("Enter without anything", ["enter"], "", KeypadState.WAITING),
    ("letters", ["a", "7", "x"], "7", KeypadState.TYPING),
    ("other digits", ["７", "٧"], "", KeypadState.WAITING),
    ("more than anybody has", ["1"] * 50, "1" * 32, KeypadState.TYPING),
]


@pytest.mark.parametrize(("name", "keys", "secret", "state"), TYPED, ids=[one[0] for one in TYPED])
async def test_what_is_taken_in(name: str, keys: list[str], secret: str, state: KeypadState) -> None:
    app = KeypadApp()
    async with app.run_test() as pilot:
        app.keypad.focus()
        await pilot.press(*keys)
        assert (app.keypad.secret, app.keypad.state) == (secret, state)
        assert isinstance(app.keypad, Answerable) and app.keypad.is_answered is bool(secret)
        assert state.value.upper() in app.screen_text()


async def test_the_screen_is_the_same_for_one_digit_and_for_six() -> None:
    app = KeypadApp()
    async with app.run_test() as pilot:
        app.keypad.focus()
        await pilot.press("7")
        one = app.export_screenshot(simplify=True)
        await pilot.press(*"30418")
        assert app.export_screenshot(simplify=True) == one
        assert "7" not in app.screen_text()


async def test_no_message_carries_it_and_nothing_is_pasted_or_selected() -> None:
    app = KeypadApp()
    async with app.run_test() as pilot:
        app.keypad.focus()
        await pilot.press(*"730418", "enter")
        assert app.told[-1] == "GoOn" and not any("730418" in one for one in app.told)
        app.keypad.forget()
        app.keypad.post_message(Paste("730418"))
        await pilot.pause()
        assert app.keypad.secret == "" and not app.keypad.allow_select


async def test_what_was_taken_is_forgotten_and_still_an_answer() -> None:
    app = KeypadApp()
    async with app.run_test() as pilot:
        app.keypad.focus()
        await pilot.press(*"730418")
        app.keypad.forget(KeypadState.SEALED)
        await pilot.pause()
        assert (app.keypad.secret, app.keypad.is_answered) == ("", True)
        assert "SEALED" in app.screen_text()
        await pilot.press("9")
        assert (app.keypad.secret, app.keypad.state) == ("9", KeypadState.TYPING)
