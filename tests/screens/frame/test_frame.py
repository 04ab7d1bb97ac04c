"""Help, leaving, sizes, languages and themes: what every screen has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input, Static

from hfund_tui.app import HfundApp
from hfund_tui.i18n import Language
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.help.screen import HelpModal
from hfund_tui.screens.lock.screen import LockModal
from hfund_tui.screens.modal import HouseModal
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.themes import THEMES
from hfund_tui.widgets.too_small import TooSmall
from tests.support.face import ProbeHome, sign_in, type_in
from tests.support.fake_workstation import FakeWorkstation
from tests.support.frame_parts import ZHANG, bar, header, status
from tests.support.resting import press, rest

Face = Callable[..., HfundApp]


@pytest.mark.parametrize("language", list(Language))
async def test_help_is_a_dozen_lines_of_the_screen_s_own(face: Face, language: Language) -> None:
    app = face(language=language.value)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpModal)
        lines = [
            str(app.screen.query_one(f"#{part}", Static).render()) for part in ("title", "advice", "keys")
        ]
        text = "\n".join(lines)
        assert len(text.split("\n")) <= 12
        assert app.translator("lock.help.rule") in text
        assert app.translator("key.agreement.help") in text
        assert app.translator("key.loan.help") not in text
        await press(pilot, "f1")
        assert isinstance(app.screen, ProbeHome)


async def test_a_question_mark_is_help_unless_a_field_takes_it(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "question_mark")
        assert app.screen.query_one("#field", Input).value == "?"
        app.screen.set_focus(None)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpModal)


async def test_quitting_asks_first_and_signs_out(face: Face, workstation: FakeWorkstation) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+q", "enter")
        assert isinstance(app.screen, ProbeHome)
        await press(pilot, "ctrl+q", "left", "enter")
    assert workstation.staff.calls[-1] == ("sign_out", "1001")


async def test_control_c_says_how_to_leave(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await sign_in(pilot)
        app.screen.set_focus(None)
        await press(pilot, "ctrl+c")
        assert "Ctrl+Q" in status(app)


async def test_signing_out_leads_back_to_the_first_screen(face: Face, workstation: FakeWorkstation) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        app.serve(ZHANG)
        app.sign_out()
        await rest(pilot)
        assert isinstance(app.screen, SignInScreen)
        assert not app.is_signed_in
        assert app.serving is None
        assert "440***" not in header(app)


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (40, 10)])
async def test_a_small_window_says_so_and_keeps_what_was_typed(face: Face, size: tuple[int, int]) -> None:
    app = face()
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await type_in(pilot, "440303")
        assert not app.screen.query_one(TooSmall).display
        await pilot.resize_terminal(*size)
        await rest(pilot)
        assert app.screen.query_one(TooSmall).display
        await type_in(pilot, "19")
        await press(pilot, "backspace", "f4")
        await pilot.resize_terminal(80, 24)
        await rest(pilot)
        assert not app.screen.query_one(TooSmall).display
        assert app.screen.query_one("#field", Input).value == "440303"
        assert isinstance(app.screen, ProbeHome) and app.screen.begun == []


async def test_a_small_window_can_be_locked(face: Face) -> None:
    app = face()
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.resize_terminal(60, 20)
        await press(pilot, "f12")
        assert isinstance(app.screen, LockModal)


async def test_all_open_screens_change_their_language(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+l")
        assert "Agreement" in bar(app)
        assert "Housing" in str(app.screen_stack[0].query_one("#product", Static).render())


@pytest.mark.parametrize("theme", list(THEMES))
def test_every_colour_of_a_theme_is_on_the_256_colour_cube(theme: str) -> None:
    from textual.color import Color

    steps = {0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF}
    greys = set(range(8, 0xEF, 10))
    made = THEMES[theme]
    colours = {
        name: value
        for name, value in {**vars_of(made), **made.variables}.items()
        if isinstance(value, str) and value.startswith("#")
    }
    for name, value in colours.items():
        red, green, blue = Color.parse(value).rgb
        assert {red, green, blue} <= steps or (red == green == blue and red in greys), (name, value)


def vars_of(theme: object) -> dict[str, object]:
    from dataclasses import asdict

    return {name: value for name, value in asdict(theme).items() if name != "variables"}  # type: ignore[call-overload]


async def test_a_dialog_is_left_only_once(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        dialog: HouseModal[bool] = ConfirmModal("frame.quit.title", "frame.quit.question")
        answers: list[bool | None] = []
        app.push_screen(dialog, answers.append)
        await rest(pilot)
        dialog.close(True)
        dialog.close(False)
        await rest(pilot)
        assert answers == [True]
        assert isinstance(app.screen, ProbeHome)
