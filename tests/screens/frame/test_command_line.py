from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input, OptionList

from hfund_tui.app import HfundApp
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.screens.command_line.entries import APP_ENTRIES, all_entries, find
from hfund_tui.screens.command_line.screen import CommandLineModal
from hfund_tui.screens.lock.screen import LockModal
from hfund_tui.widgets.status_strip import StatusStrip
from tests.support.face import ProbeHome, sign_in
from tests.support.resting import press, rest

Face = Callable[..., HfundApp]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("zftq", OperationCode.RENT_WITHDRAWAL),
        ("ZFTQ", OperationCode.RENT_WITHDRAWAL),
        ("zf", OperationCode.RENT_WITHDRAWAL),
        ("2101", OperationCode.RENT_WITHDRAWAL),
        ("２１０１", OperationCode.RENT_WITHDRAWAL),
        ("租房", OperationCode.RENT_WITHDRAWAL),
        ("rent", OperationCode.RENT_WITHDRAWAL),
        ("签订", OperationCode.SIGN_AGREEMENT),
        ("sign", OperationCode.SIGN_AGREEMENT),
        ("reprint", OperationCode.REPRINT_RECEIPT),
    ],
)
def test_finds_by_code_pinyin_and_either_title(typed: str, best: OperationCode) -> None:
    assert find(all_entries(), typed)[0].operation is best


@pytest.mark.parametrize("typed", ["close", "Closing", "closure", "closed"])
def test_closing_an_account_is_found_by_every_form_of_the_word(typed: str) -> None:
    found = {entry.code for entry in find(all_entries(), typed)}
    assert {"2103", "2104", "2105", "2106"} <= found


def test_every_function_is_found_by_each_of_its_names() -> None:
    for entry in all_entries():
        message = catalogue()[entry.title_key]
        for typed in filter(None, (entry.code, entry.pinyin, message.zh, message.en)):
            assert entry in find(all_entries(), typed)


def test_nothing_fits_nonsense() -> None:
    assert find(all_entries(), "zzzz") == []
    assert find(all_entries(), "[/]") == []
    assert len(find(all_entries(), " ")) == len(OPERATIONS) + len(APP_ENTRIES)


async def test_a_transaction_code_takes_five_keys(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        assert isinstance(home, ProbeHome)
        await press(pilot, "ctrl+p", *"2101")
        assert app.screen is home
        assert home.begun == [OperationCode.RENT_WITHDRAWAL]


async def test_every_function_takes_at_most_five_keys(face: Face) -> None:
    """Ctrl+P and four digits, or Ctrl+P, at most three letters and Enter."""
    for entry in all_entries():
        assert entry.code or find(all_entries(), entry.pinyin[:3])[0] is entry


async def test_letters_and_enter_run_the_best_fit(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        assert isinstance(home, ProbeHome)
        await press(pilot, "ctrl+p", "z", "f", "enter")
        assert home.begun == [OperationCode.RENT_WITHDRAWAL]


async def test_arrows_choose_another(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        assert isinstance(home, ProbeHome)
        await press(pilot, "ctrl+p", "down", "down", "down", "down", "up", "enter")
        assert [code.value for code in home.begun] == ["sign_agreement"]


async def test_what_can_not_be_used_stays_dimmed_with_its_reason(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+p", *"other")
        option = app.screen.query_one(OptionList).get_option_at_index(0)
        assert "This key does nothing here" in str(option.prompt)
        await press(pilot, "enter")
        assert isinstance(app.screen, CommandLineModal)
        assert app.screen.query_one(StatusStrip).message.plain == "This key does nothing here"


async def test_a_role_that_may_not_is_told_so(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+p", *"9101")
        assert isinstance(app.screen, CommandLineModal)
        assert app.screen.query_one(StatusStrip).message.plain == "Not for your role"


async def test_escape_leaves_without_doing_anything(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        await press(pilot, "ctrl+p", "escape")
        assert app.screen is home


async def test_slash_opens_it_unless_a_field_takes_the_character(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "slash")
        assert app.screen.query_one("#field", Input).value == "/"
        app.screen.set_focus(None)
        await press(pilot, "slash")
        assert isinstance(app.screen, CommandLineModal)


async def test_commands_of_the_program_are_there_too(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+p", *"sp", "enter")
        assert isinstance(app.screen, LockModal)


async def test_hostile_text_finds_nothing_and_breaks_nothing(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+p")
        for hostile in ("[/]", "[@click=app.quit]x[/]", "\x1b]0;x\x07", "\u202e", "{0}", "%s", "'"):
            app.screen.query_one(Input).value = hostile
            await rest(pilot)
            assert app.screen.query_one("#nothing").display
