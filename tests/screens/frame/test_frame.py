"""Header, key bar, status strip, lock, help, leaving: what every screen has."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from textual.widgets import Input, Static

from hfund_tui.app import HfundApp
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.base import HouseModal, HouseScreen
from hfund_tui.screens.command import key_name
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.help.screen import ADVICE_CELLS, WORDS_CELLS, HelpModal
from hfund_tui.screens.lock.screen import LockModal
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.themes import THEMES
from hfund_tui.widgets.context_header import ContextHeader, Serving
from hfund_tui.widgets.key_bar import KeyBar
from hfund_tui.widgets.status_strip import StatusStrip, Tone
from hfund_tui.widgets.text import cells
from hfund_tui.widgets.too_small import TooSmall
from tests.support.face import ProbeHome, sign_in, type_in
from tests.support.fake_workstation import MORNING, FakeRung, FakeWorkstation, later
from tests.support.resting import press, rest

Face = Callable[..., HfundApp]

ZHANG = Serving(
    member_id=1,
    name="张*",
    id_no="440***********0014",
    account_no="2*******789",
    verification=Verification.ID_ORIGINAL,
    verified_at=MORNING,
)


def header(app: HfundApp) -> str:
    return str(app.screen.query_one(ContextHeader).render())


def status(app: HfundApp) -> str:
    return app.screen.query_one(StatusStrip).message.plain


def bar(app: HfundApp) -> str:
    return str(app.screen.query_one(KeyBar).render())


# ---- header ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
async def test_one_row_at_80_columns_says_the_most_important(face: Face, language: Language) -> None:
    app = face(language=language.value)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        app.serve(ZHANG)
        await rest(pilot)
        row = header(app)
        assert cells(row) == 80
        t = app.translator
        for part in (
            "张*",
            "440***********0014",
            "09:41",
            "1001",
            "2020-02-27",
            t("header.demo"),
            t("header.no_agreement"),
        ):
            assert part in row


@pytest.mark.parametrize("language", list(Language))
async def test_two_rows_from_120_columns_say_all(face: Face, language: Language) -> None:
    app = face(language=language.value)
    async with app.run_test(size=(120, 40)) as pilot:
        await sign_in(pilot)
        app.serve(
            replace(
                ZHANG, agreement_in_force=True, held_fen=1234500, pending=2, case_no="20200227000300000012"
            )
        )
        await rest(pilot)
        rows = header(app).split("\n")
        assert [cells(row) for row in rows] == [120, 120]
        t = app.translator
        session = app.session
        assert (session.branch_name if language is Language.ZH else session.branch_name_en) in rows[0]
        for part in (
            "2*******789",
            "12,345.00",
            "20200227000300000012",
            t("header.agreement"),
            t("header.minutes", n=0),
        ):
            assert part in rows[1]


async def test_the_time_starts_with_each_member(face: Face, workstation: FakeWorkstation) -> None:
    app = face()
    async with app.run_test(size=(120, 40)) as pilot:
        await sign_in(pilot)
        app.serve(ZHANG)
        later(workstation.clock, minutes=12)
        app.serve(replace(ZHANG, pending=1))
        assert app.header_view().minutes == 12
        app.serve(replace(ZHANG, member_id=2))
        assert app.header_view().minutes == 0


async def test_a_place_that_is_not_production_says_so(face: Face, workstation: FakeWorkstation) -> None:
    for changes, word in (({"demo": False}, None), ({"demo": False, "training": True}, "训练"), ({}, "演示")):
        app = face(**changes)
        async with app.run_test() as pilot:
            await rest(pilot)
            assert app.screen.query_one(ContextHeader).has_class("-not-production") is (word is not None)
            assert word is None or word in header(app)


async def test_a_key_that_is_not_in_the_keyring_is_shown(face: Face, workstation: FakeWorkstation) -> None:
    workstation.rung = FakeRung.CREDENTIAL_FILE
    app = face(demo=False)
    async with app.run_test() as pilot:
        await rest(pilot)
        assert app.translator("header.rung.credential_file") in header(app)


async def test_hostile_words_in_the_header_stay_words(face: Face) -> None:
    app = face()
    async with app.run_test(size=(120, 40)) as pilot:
        await sign_in(pilot)
        app.serve(replace(ZHANG, name="[@click=app.quit]张[/] \x1b[31m[/]\u202e", case_no="[/][red]"))
        await rest(pilot)
        assert "[@click=app.quit]张[/]" in header(app)
        assert "\x1b" not in header(app)
        await pilot.click(ContextHeader, offset=(4, 1))
        assert app.is_running


# ---- key bar and commands --------------------------------------------------------------------------------


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
        entries = [f"{c.shown or key_name(c.keys.split(',')[0])} {t(c.label_key)}" for c in shown]
        assert cells(" ".join(entries)) <= 78, (screen, entries)


@pytest.mark.parametrize("language", list(Language))
def test_every_command_has_words_that_fit_the_help_screen(language: Language) -> None:
    t = Translator(language)
    for screen in all_screens():
        for command in (*screen.HOUSE_KEYS, *screen.__dict__.get("KEYS", ())):
            assert t(command.label_key)
            assert cells(t(command.help_key)) <= WORDS_CELLS, command


@pytest.mark.parametrize("language", list(Language))
def test_the_advice_of_every_screen_fits_one_line_of_the_help_screen(language: Language) -> None:
    t = Translator(language)
    for screen in all_screens():
        for key in filter(None, (screen.HELP_RULE, screen.HELP_NEXT)):
            assert cells(t(key)) <= ADVICE_CELLS, (screen, key)


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


# ---- lock ------------------------------------------------------------------------------------------------


async def test_the_lock_keeps_what_was_typed_and_opens_to_the_same_person(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await type_in(pilot, "440303")
        await press(pilot, "f12")
        assert isinstance(app.screen, LockModal)
        await press(pilot, "escape", "f2", "f12")
        assert isinstance(app.screen, LockModal)
        await press(pilot, *"wrong", "enter")
        assert "4" in str(app.screen.query_one("#problem", Static).render())
        await press(pilot, *"demo-1001", "enter")
        assert isinstance(app.screen, ProbeHome)
        assert app.screen.query_one("#field", Input).value == "440303"
        assert app.focused is app.screen.query_one("#field", Input)


async def test_nothing_shows_through_the_lock(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        app.serve(ZHANG)
        await press(pilot, "f12")
        visible = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "440***" not in visible


async def test_an_idle_terminal_locks_itself(face: Face, workstation: FakeWorkstation) -> None:
    app = face(idle_lock_seconds=600)
    async with app.run_test() as pilot:
        await sign_in(pilot)
        later(workstation.clock, seconds=599)
        app._look_at_idle()
        await rest(pilot)
        assert isinstance(app.screen, ProbeHome)
        await type_in(pilot, "1")
        later(workstation.clock, seconds=599)
        app._look_at_idle()
        await rest(pilot)
        assert isinstance(app.screen, ProbeHome)
        later(workstation.clock, seconds=1)
        app._look_at_idle()
        await rest(pilot)
        assert isinstance(app.screen, LockModal)


async def test_the_lock_waits_for_what_is_under_way(face: Face, workstation: FakeWorkstation) -> None:
    app = face(idle_lock_seconds=600)
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        assert isinstance(home, ProbeHome)
        done = threading.Event()
        home.run_call(done.wait, 10)
        later(workstation.clock, seconds=601)
        app._look_at_idle()
        assert app.screen is home
        done.set()
        await rest(pilot)
        app._look_at_idle()
        await rest(pilot)
        assert isinstance(app.screen, LockModal)


async def test_the_lock_covers_a_dialog_too(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+q", "f12")
        assert isinstance(app.screen, LockModal)
        await press(pilot, *"demo-1001", "enter")
        assert isinstance(app.screen, ConfirmModal)


# ---- help, leaving, size, themes -------------------------------------------------------------------------


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
        await pilot.resize_terminal(80, 24)
        await rest(pilot)
        assert not app.screen.query_one(TooSmall).display
        assert app.screen.query_one("#field", Input).value == "440303"


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
