"""The controls of forms by themselves: ticks, choices, days, amounts, steps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from enum import StrEnum

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot
from textual.widget import Widget

from hfund_tui.themes import DARK, OWN_VARIABLES
from hfund_tui.widgets.answers import GoOn, next_unanswered
from hfund_tui.widgets.checklist import Checklist
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.date_field import DayError, DayInput, parse_day
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.hanging import Hung, hanging
from hfund_tui.widgets.money_field import MoneyInput
from hfund_tui.widgets.stepper import Stepper


class Paper(StrEnum):
    ID = "id"
    CARD = "card"
    FORM = "form"


class Controls(App[None]):
    """Some controls in a row; goes on as forms do."""

    def __init__(self, *controls: Widget) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.controls = controls
        self.gone_on: list[Widget] = []
        self.typed: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OWN_VARIABLES

    def compose(self) -> ComposeResult:
        yield from self.controls

    @on(Checklist.Typed)
    def _typed(self, event: Checklist.Typed) -> None:
        self.typed.append(event.text)

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        self.gone_on.append(event.source)
        following = next_unanswered(self.screen, event.source)
        if following is not None:
            following.focus()


@asynccontextmanager
async def shown(*controls: Widget) -> AsyncIterator[tuple[Controls, Pilot[None]]]:
    app = Controls(*controls)
    async with app.run_test() as pilot:
        controls[0].focus()
        await pilot.pause()
        yield app, pilot


# ---- days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20200229", date(2020, 2, 29)),
        ("2020-02-01", date(2020, 2, 1)),
        ("2020/2/1", date(2020, 2, 1)),
        ("2020.02.01", date(2020, 2, 1)),
        ("２０２００２０１", date(2020, 2, 1)),
        (" 20200201 ", date(2020, 2, 1)),
    ],
)
def test_days_that_can_be_read(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("20190229", "no_such_day"),
        ("20201301", "no_such_day"),
        ("02001123", "no_such_day"),
        ("2020-2/1", "bad_format"),
        ("2020021", "bad_format"),
        ("202021", "bad_format"),
        ("02-01-2020", "bad_format"),
        ("today", "bad_format"),
        ("", "bad_format"),
    ],
)
def test_days_that_cannot_be_read(text: str, code: str) -> None:
    with pytest.raises(DayError) as error:
        parse_day(text)
    assert error.value.code == code


async def test_eight_digits_go_on_and_the_enter_after_them_does_no_harm() -> None:
    day, name = DayInput(), FormInput()
    async with shown(day, name) as (app, pilot):
        await pilot.press(*"20200201", "enter", "enter")
        assert (day.value, day.day, app.focused) == ("2020-02-01", date(2020, 2, 1), name)


async def test_an_empty_day_means_its_fallback() -> None:
    day = DayInput()
    async with shown(day, FormInput()):
        assert not day.is_answered and day.day is None
        day.fallback = date(2020, 2, 1)
        assert day.is_answered and day.day == date(2020, 2, 1)


# ---- amounts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "fen", "problem"),
    [
        ("", None, None),
        ("1234.5", 123450, None),
        ("1e5", None, "exponent"),
        ("12.345", None, "too_many_decimals"),
        ("-1", None, "sign"),
    ],
)
async def test_amounts(typed: str, fen: int | None, problem: str | None) -> None:
    amount = MoneyInput()
    async with shown(amount) as (_, pilot):
        await pilot.press(*typed)
        assert amount.fen == fen
        assert (amount.problem.code if amount.problem else None) == problem
        assert amount.is_answered is (problem is None)
        assert amount.value == typed


async def test_an_amount_on_its_way_is_not_called_wrong() -> None:
    amount = MoneyInput()
    async with shown(amount) as (_, pilot):
        for typed in ("1", "1,", "1,2", "1,23"):
            amount.value = typed
            assert amount.problem is None or amount.is_unfinished
        await pilot.press("enter")
        assert amount.problem is not None and not amount.is_unfinished


async def test_an_amount_is_shown_as_it_was_understood() -> None:
    amount, name = MoneyInput(), FormInput()
    async with shown(amount, name) as (_, pilot):
        await pilot.press(*"1234.5", "enter")
        assert amount.value == "1,234.50"


# ---- ticks -------------------------------------------------------------------------------------------------


async def test_space_ticks_and_moves_on_and_the_last_tick_goes_on() -> None:
    papers, name = Checklist(tuple(Paper)), FormInput()
    async with shown(papers, name) as (app, pilot):
        await pilot.press("space", "space")
        assert papers.ticked == {Paper.ID, Paper.CARD} and papers.cursor == 2
        assert app.gone_on == []
        await pilot.press("space")
        assert papers.is_answered and app.focused is name


async def test_a_digit_ticks_its_item_in_a_numbered_list_and_a_second_look_takes_it_back() -> None:
    papers = Checklist(tuple(Paper), numbered=True)
    async with shown(papers) as (_, pilot):
        await pilot.press("3")
        assert papers.ticked == {Paper.FORM} and papers.cursor == 0
        await pilot.press("3")
        assert papers.ticked == frozenset()


async def test_elsewhere_only_space_ticks_and_what_is_typed_is_handed_on() -> None:
    papers = Checklist(tuple(Paper))
    async with shown(papers) as (app, pilot):
        await pilot.press("1", "x")
        app.post_message(Paste("1234.50"))
        await pilot.pause()
        assert papers.ticked == frozenset()
        assert app.typed == ["1", "x", "1234.50"]


async def test_an_item_longer_than_a_line_goes_on_beside_its_box() -> None:
    papers = Checklist(tuple(Paper))
    papers.styles.width = 24
    words = {Paper.ID: "Own ID", Paper.CARD: "Class-I card, original, in own name", Paper.FORM: "申请表"}
    papers.words(words.__getitem__)
    async with shown(papers) as (_, pilot):
        await pilot.press("space")
        lines = [papers.render_line(y).text.rstrip() for y in range(papers.size.height)]
        assert lines == ["[x] Own ID", "[ ] Class-I card,", "    original, in own", "    name", "[ ] 申请表"]


async def test_enter_ticks_nothing() -> None:
    papers = Checklist(tuple(Paper))
    async with shown(papers, FormInput()) as (app, pilot):
        await pilot.press(*["enter"] * 5)
        assert papers.ticked == frozenset() and app.focused is papers


async def test_several_of_many_are_answered_by_one_and_left_by_enter() -> None:
    papers, name = Checklist(tuple(Paper), wants_all=False), FormInput()
    async with shown(papers, name) as (app, pilot):
        papers.show(papers.items, start=Paper.CARD)
        await pilot.press("enter")
        assert app.focused is papers
        await pilot.press("space", "enter")
        assert papers.ticked == {Paper.CARD} and app.focused is name


async def test_the_arrows_leave_the_list_at_its_ends() -> None:
    first, papers, last = FormInput(), Checklist(tuple(Paper)), FormInput()
    async with shown(first, papers, last) as (app, pilot):
        papers.focus()
        await pilot.press("down", "down", "down")
        assert app.focused is last
        papers.focus()
        await pilot.press("up", "up", "up")
        assert app.focused is first


async def test_coming_back_stands_on_what_is_still_to_tick() -> None:
    papers = Checklist(tuple(Paper))
    async with shown(FormInput(), papers) as (_, pilot):
        papers.show(papers.items, {Paper.ID})
        papers.cursor = 0
        papers.focus()
        await pilot.press("space")
        assert papers.ticked == {Paper.ID, Paper.CARD}


async def test_columns_only_where_the_words_fit() -> None:
    papers = Checklist(tuple(Paper), columns=2)
    async with shown(papers) as (_, pilot):
        assert papers.size.height == 2
        papers.words(lambda item: item.value * 10)
        await pilot.pause()
        assert papers.size.height == 3


# ---- choices -----------------------------------------------------------------------------------------------


async def test_a_digit_picks_at_once_and_goes_on() -> None:
    choice, name = Choice(tuple(Paper)), FormInput()
    async with shown(choice, name) as (app, pilot):
        await pilot.press("enter", "9", "x")
        assert choice.value is None and app.focused is choice
        await pilot.press("2")
        assert choice.value is Paper.CARD and app.focused is name


async def test_arrows_move_the_choice_without_going_on() -> None:
    choice = Choice(tuple(Paper))
    async with shown(choice, FormInput()) as (app, pilot):
        await pilot.press("right", "right", "right", "right", "left")
        assert choice.value is Paper.CARD and app.focused is choice
        await pilot.press("enter")
        assert app.gone_on == [choice]


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        (lambda one: one.value, ["( ) 1 id  (o) 2 card  ( ) 3 form"]),
        (lambda one: one.value * 5, [" 1 ididididid  *2 cardcardcardcardcard", " 3 formformformformform"]),
    ],
)
async def test_marks_give_way_to_words(word: Callable[[Paper], str], lines: list[str]) -> None:
    choice = Choice(tuple(Paper), value=Paper.CARD)
    choice.words(word)
    async with shown(choice):
        assert [one.plain for one in choice._lines(44)] == lines


# ---- forms -------------------------------------------------------------------------------------------------


async def test_fields_with_a_good_default_are_passed_over() -> None:
    first, optional, chosen, last = (
        FormInput(),
        MoneyInput(),
        Choice(tuple(Paper), value=Paper.ID),
        FormInput(),
    )
    async with shown(first, optional, chosen, last) as (app, pilot):
        await pilot.press("enter")
        assert app.focused is first
        await pilot.press("a", "enter")
        assert app.focused is last


async def test_what_is_not_shown_is_not_asked() -> None:
    first, hidden = FormInput(), FormInput()
    async with shown(first, hidden) as (app, pilot):
        hidden.display = False
        await pilot.press("a", "enter")
        assert next_unanswered(app.screen) is None


async def test_steps() -> None:
    steps = Stepper()
    async with shown(FormInput(), steps) as (_, pilot):
        steps.words(["who", "what", "check"])
        steps.show(1, frozenset({0}))
        await pilot.pause()
        assert str(steps.render()) == "v who - 2 what - 3 check"


def test_text_hangs_behind_its_head() -> None:
    rows = [Hung("1.", "第一条 用途与范围"), Hung("12.", "short")]
    assert [line.plain for line in hanging(rows, 16)] == ["1.  第一条 用途", "    与范围", "12. short"]
