"""Lessons, done by keys: each ends by its own way in the keys it names; whoever strays is told."""

from __future__ import annotations

import pytest

from hfund_tui.domain.lesson import Stray
from hfund_tui.screens.lessons.result import ResultModal
from hfund_tui.screens.lessons.screen import LessonsScreen
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.services.settings import Settings
from hfund_tui.services.training.lessons import load_lessons
from tests.support import demo_station as demo
from tests.support.classroom import Learner, classroom, training_settings

LESSONS = {one.code: one for one in load_lessons()}


@pytest.fixture
def place(demo_settings: Settings, still_world: None) -> Settings:
    return training_settings(demo_settings)


async def main_job(at: Learner) -> None:
    await at.press(*demo.NEVER_SIGNED, "enter", "f4", "space", "space", "space", "f9")
    await at.press("f5", "1", "space", "f9", "enter")


async def proxy(at: Learner) -> None:
    await at.press(*demo.PROXY_ON_FILE, "enter", "f4", "p", "1", *["space"] * 4, "f9")
    await at.press(*"2001", "enter", *"demo-2001", "f9", "enter")


async def refusal(at: Learner) -> None:
    await at.press(*demo.OWNS_HOME, "enter", "f5", "f5", "f5", "space", "space", "f9", "enter")


async def approval(at: Learner) -> None:
    await at.press("f8", "enter", "f9")


async def call(at: Learner) -> None:
    await at.press("enter", *demo.HAS_LOAN, "enter", *"唐振宇", "enter")
    last_four = "0316" if at.app.translator("call.ask.card") in at.screen_text else "0031"
    await at.press(*last_four, "enter", "enter")
    await at.press(*at.code_on_the_phone, "enter", "f6", "f9", "enter")


WAYS = {"main_job": main_job, "proxy": proxy, "refusal": refusal, "approval": approval, "call": call}


def test_every_lesson_has_a_way() -> None:
    assert WAYS.keys() == LESSONS.keys()


@pytest.mark.parametrize("code", WAYS)
async def test_its_own_way_is_excellent(place: Settings, code: str) -> None:
    lesson = LESSONS[code]
    async with classroom(place) as at:
        assert isinstance(at.app.screen, LessonsScreen)
        await at.begin(lesson.order)
        await at.sign_in(lesson.staff)
        await WAYS[code](at)
        assert isinstance(at.app.screen, ResultModal), f"{at.run}\n{at.screen_text}"
        assert (at.run.slips, at.run.keys) == (0, lesson.keys)
        await at.press("enter")
        assert isinstance(at.app.screen, LessonsScreen)
        assert not at.app.is_signed_in
        assert "优秀" in at.screen_text


class TestWhoeverStrays:
    async def test_another_member(self, place: Settings) -> None:
        async with classroom(place) as at:
            await at.begin(1)
            await at.sign_in("1001")
            await at.press(*demo.IN_HOSPITAL, "enter")
            assert (at.run.stray, at.run.slips) == (Stray.MEMBER, 1)
            assert demo.NEVER_SIGNED in at.said
            await at.press("f2", *demo.NEVER_SIGNED, "enter")
            assert (at.run.stray, at.run.at) == (None, 2)

    async def test_somebody_else_signs_in(self, place: Settings) -> None:
        async with classroom(place) as at:
            await at.begin(4)
            await at.sign_in("1001")
            assert (at.run.stray, at.run.at, at.run.slips) == (Stray.STAFF, 0, 1)

    async def test_an_error_of_the_program_counts(self, place: Settings) -> None:
        async with classroom(place) as at:
            await at.begin(1)
            await at.sign_in("1001")
            await at.press(*demo.NEVER_SIGNED, "enter", "f4", "f9")
            await at.press("space", "space", "space", "f9")
            assert at.run.at == 4


async def test_a_lesson_is_given_up_and_begins_anew(place: Settings) -> None:
    async with classroom(place) as at:
        await at.begin(1)
        await at.sign_in("1001")
        await at.press(*demo.NEVER_SIGNED, "enter", "f4", "space", "space", "space", "f9")
        assert at.run.at == 4
        await at.press("ctrl+p", *"kc", "enter")
        assert isinstance(at.app.screen, LessonsScreen)
        assert at.app.coach is not None and at.app.coach.run is None
        await at.begin(1)
        await at.sign_in("1001")
        await at.press(*demo.NEVER_SIGNED, "enter")
        assert "未签" in at.screen_text
        assert at.run.at == 2


async def test_free_practice(place: Settings) -> None:
    async with classroom(place) as at:
        await at.press("escape")
        assert isinstance(at.app.screen, SignInScreen)
        await at.sign_in("1001")
        assert at.app.is_signed_in
        assert at.app.coach is not None and at.app.coach.run is None
