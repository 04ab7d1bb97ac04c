"""The key bar, and the commands and words behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.i18n import Language, Translator
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.command import HOUSE_COMMANDS, SCREEN_KEYS, Command, is_typed, key_name
from hfund_tui.screens.help.screen import ADVICE_CELLS, FIRST_TO_GO, KEY_LINES, WORDS_CELLS, HelpModal
from hfund_tui.widgets.key_bar import KeyBar
from hfund_tui.widgets.status_strip import StatusStrip, Tone
from hfund_tui.widgets.text import cells
from tests.support.face import ProbeHome, sign_in
from tests.support.fake_workstation import FakeWorkstation
from tests.support.frame_parts import bar, status
from tests.support.resting import press, rest

Face = Callable[..., HfundApp]


def all_screens() -> Iterator[type[HouseScreen[object]]]:
    import importlib
    import pkgutil

    from hfund_tui import screens

    for module in pkgutil.walk_packages(screens.__path__, screens.__name__ + "."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, HouseScreen) and value.__module__ == module.name:
                yield value


@pytest.mark.parametrize("language", list(Language))
def test_every_key_bar_fits_80_columns(language: Language) -> None:
    t = Translator(language)
    for screen in all_screens():
        commands = {
            command.name: command
            for command in (
                *screen.HOUSE_KEYS,
                *(c for base in screen.__mro__ for c in base.__dict__.get("KEYS", ())),
            )
        }
        shown = [commands[name] for name in screen.BAR]
        assert len(shown) <= 8, screen
        for in_a_field in (False, True):
            entries = [f"{shown_key(one, in_a_field=in_a_field)} {t(one.label_key)}" for one in shown]
            assert cells(" ".join(entries)) <= 78, (screen, entries)


def shown_key(command: Command, *, in_a_field: bool) -> str:
    keys = command.keys.split(",")
    if in_a_field:
        return key_name(next((key for key in keys if not is_typed(key)), keys[0]))
    return command.shown or key_name(keys[0])


async def test_in_a_text_field_the_keys_are_those_that_work_there(face: Face) -> None:
    """Where a character is typed into a field, the bar doesn't promise that it does something else."""
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        screen = app.screen
        assert isinstance(screen, HouseScreen)
        command, help_ = screen.commands["command_line"], screen.commands["help"]
        assert isinstance(screen.focused, Input)
        assert (screen.key_of(command), screen.key_of(help_)) == ("Ctrl+P", "F1")
        assert "Ctrl+P" in bar(app) and "F1" in bar(app)
        screen.set_focus(None)
        await rest(pilot)
        assert (screen.key_of(command), screen.key_of(help_)) == ("/", "?")
        assert "Ctrl+P" not in bar(app) and "?" in bar(app)


def commands_of(screen: type[HouseScreen[object]]) -> dict[str, Command]:
    """As the screen itself finds them: its own come after the house's, and take their place by name."""
    own = [command for base in reversed(screen.__mro__) for command in base.__dict__.get("KEYS", ())]
    return {command.name: command for command in (*screen.HOUSE_KEYS, *own)}


def test_a_key_means_one_thing_on_a_screen() -> None:
    for screen in all_screens():
        meant: dict[str, str] = {}
        for command in commands_of(screen).values():
            if not hasattr(screen, f"do_{command.name}"):
                continue  # it says only that it does nothing here
            for key in command.keys.split(","):
                assert meant.setdefault(key, command.name) == command.name, (screen, key)


def test_the_keymap_knows_the_keys_of_every_screen() -> None:
    """It can't import the screens; whoever gives a command the key of another would never reach one of them."""
    house = {key for command in HOUSE_COMMANDS for key in command.keys.split(",")}
    for screen in all_screens():
        for command in commands_of(screen).values():
            for key in command.keys.split(","):
                can_be_chosen = key.startswith("ctrl+") or key[1:].isdecimal()
                assert not can_be_chosen or key in house or key in SCREEN_KEYS, (screen, key)


@pytest.mark.parametrize("language", list(Language))
def test_every_command_has_words_that_fit_the_help_screen(language: Language) -> None:
    t = Translator(language)
    for screen in all_screens():
        for command in (*screen.HOUSE_KEYS, *screen.__dict__.get("KEYS", ())):
            assert t(command.label_key)
            assert cells(t(f"{command.label_key}.help")) <= WORDS_CELLS, command
    for key in (one for one in catalogue() if re.match(r"(\w+\.)?key\.\w+\.help", one)):
        assert cells(t(key)) <= WORDS_CELLS, key


@pytest.mark.parametrize("language", list(Language))
def test_the_advice_of_every_screen_fits_one_line_of_the_help_screen(language: Language) -> None:
    t = Translator(language)
    for screen in all_screens():
        for key in filter(None, (screen.HELP_RULE, screen.HELP_NEXT, "lookup.help.rule", "lookup.help.next")):
            assert cells(t(key)) <= ADVICE_CELLS, (screen, key)


def used_screens() -> list[type[HouseScreen[object]]]:
    """Screens and dialogs that somebody comes to: what others are built on is none, nor is the help itself."""
    every = set(all_screens())
    built_on = {base for screen in every for base in screen.__mro__[1:]}
    return sorted(every - built_on - {HelpModal}, key=lambda screen: screen.__name__)


@pytest.mark.parametrize("screen", used_screens(), ids=lambda screen: screen.__name__)
def test_the_help_of_every_screen_is_a_rule_a_next_step_and_its_keys_in_a_dozen_lines(
    screen: type[HouseScreen[object]],
) -> None:
    assert screen.HELP_RULE and screen.HELP_NEXT
    title, advice, way_out = 1, 2, 1
    assert title + advice + KEY_LINES + way_out <= 12
    taken = [name for name in commands_of(screen) if hasattr(screen, f"do_{name}")]
    never_at_once = {"agreement", "terminate"} <= set(taken)
    assert len([name for name in taken if name not in FIRST_TO_GO]) - never_at_once <= 2 * KEY_LINES


async def test_a_key_that_can_not_be_used_says_why(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "f6")
        assert status(app) == "This key does nothing here"
        assert app.screen.query_one(StatusStrip).tone is Tone.HINT


async def test_a_click_on_the_key_bar_runs_the_command(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        assert isinstance(home, ProbeHome)
        await pilot.click(KeyBar, offset=(bar(app).index("F4") + 3, 0))
        await rest(pilot)
        assert [code.value for code in home.begun] == ["sign_agreement"]


async def test_the_user_s_own_key_works_and_is_shown(face: Face, workstation: FakeWorkstation) -> None:
    workstation.settings.home.mkdir(parents=True)
    workstation.settings.keymap.write_text('[keys]\nagreement = "f11"\n')
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        assert isinstance(home, ProbeHome)
        assert "F11" in bar(app)
        await press(pilot, "f11", "f4")
        assert [code.value for code in home.begun] == ["sign_agreement"]


async def test_a_keymap_that_can_not_be_used_is_reported_and_left_out(
    face: Face, workstation: FakeWorkstation
) -> None:
    workstation.settings.home.mkdir(parents=True)
    workstation.settings.keymap.write_text('[keys]\nagreement = "f5"\n')
    app = face(language="en")
    async with app.run_test() as pilot:
        await rest(pilot)
        assert "withdrawal" in status(app)
        await sign_in(pilot)
        assert "F4" in bar(app)
