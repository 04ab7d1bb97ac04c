"""Calls to services: where their results and errors go, and what happens to keys meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.app import HfundApp
from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.calls import Mode
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.status_strip import StatusStrip, Tone
from tests.support.face import sign_in
from tests.support.resting import press, rest, send, until

Face = Callable[..., HfundApp]


class Form(HouseScreen[None]):
    """One field named as the services name it."""

    def compose_body(self) -> ComposeResult:
        yield Field("reason", Input(id="reason", compact=True))
        yield Field("other", Input(id="other", compact=True))


def gated(gate: threading.Event, value: str) -> str:
    assert gate.wait(10)
    return value


def refuse(code: str) -> None:
    raise Refusal(code)


def reject(field: str) -> None:
    raise BadInput(field, "reason_needed")


async def opened(face: Face, pilot_app: HfundApp) -> Form:
    form = Form()
    await pilot_app.push_screen(form)
    return form


async def test_an_error_says_what_is_wrong_and_what_to_do(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        form.run_call(refuse, "money_gone")
        await rest(pilot)
        strip = form.query_one(StatusStrip)
        assert strip.tone is Tone.BAD
        assert "used elsewhere" in strip.message.plain
        assert "check the new balance" in strip.message.plain
        form.say("frame.yes")
        assert strip.tone is Tone.GOOD


async def test_bad_input_is_said_at_its_field_and_stays(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        form.query_one("#reason", Input).value = "x"
        form.query_one("#other", Input).focus()
        form.run_call(reject, "reason")
        await rest(pilot)
        assert [field.name for field in form.query(Field) if field.is_wrong] == ["reason"]
        assert app.focused is form.query_one("#reason", Input)
        assert form.query_one("#reason", Input).value == "x"
        form.run_call(reject, "nowhere")
        await rest(pilot)
        assert form.query_one(StatusStrip).tone is Tone.BAD


async def test_a_newer_call_on_a_topic_makes_the_older_worthless(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        first, second = threading.Event(), threading.Event()
        got: list[str] = []
        form.run_call(gated, first, "old", then=got.append, mode=Mode.BACKGROUND, topic="search")
        form.run_call(gated, second, "new", then=got.append, mode=Mode.BACKGROUND, topic="search")
        second.set()
        await until(pilot, lambda: got)
        first.set()
        await rest(pilot)
        assert got == ["new"]


async def test_keys_flow_during_a_background_call(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        done = threading.Event()
        form.run_call(gated, done, "", mode=Mode.BACKGROUND, topic="search")
        send(pilot, "a", "b")
        await until(pilot, lambda: form.query_one("#reason", Input).value == "ab")
        done.set()
        await rest(pilot)


async def test_keys_wait_during_a_load(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        done = threading.Event()
        form.run_call(gated, done, "", then=lambda _: form.query_one("#other", Input).focus())
        send(pilot, "a", "b")
        for _ in range(20):
            await pilot.pause()
        assert form.query_one("#reason", Input).value == ""
        done.set()
        await rest(pilot)
        assert form.query_one("#other", Input).value == "ab"


async def test_a_write_is_not_started_twice_and_keys_are_dropped(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        done = threading.Event()
        got: list[str] = []
        assert form.run_call(gated, done, "once", then=got.append, mode=Mode.COMMIT)
        assert not form.run_call(gated, done, "twice", then=got.append, mode=Mode.COMMIT)
        send(pilot, "a", "b")
        for _ in range(20):
            await pilot.pause()
        done.set()
        await rest(pilot)
        assert got == ["once"]
        assert form.query_one("#reason", Input).value == ""
        await press(pilot, "c")
        assert form.query_one("#reason", Input).value == "c"


async def test_a_write_outlives_its_screen(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        done = threading.Event()
        got: list[str] = []
        form.run_call(gated, done, "posted", then=got.append, mode=Mode.COMMIT)
        await app.pop_screen()
        done.set()
        await rest(pilot)
        assert got == ["posted"]


async def test_a_load_of_a_closed_screen_is_forgotten(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        done = threading.Event()
        got: list[str] = []
        form.run_call(gated, done, "late", then=got.append)
        await app.pop_screen()
        done.set()
        await rest(pilot)
        assert got == []


async def test_typed_ahead_keys_are_dropped_after_an_error(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        done = threading.Event()

        def fail() -> None:
            assert done.wait(10)
            raise Refusal("money_gone")

        form.run_call(fail)
        send(pilot, "a", "b")
        await until(pilot, lambda: not app.gate.is_idle)
        done.set()
        await rest(pilot)
        assert form.query_one("#reason", Input).value == ""


async def test_what_is_unfinished_is_put_away_when_something_else_begins(face: Face) -> None:
    put_away: list[str] = []

    class Wizard(Form):
        async def put_away(self) -> None:
            put_away.append(self.query_one("#reason", Input).value)

    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        home = app.screen
        await app.push_screen(Wizard())
        await press(pilot, *"half", "f2")
        assert app.screen is home
        assert put_away == ["half"]


@pytest.mark.parametrize("text", ["[/]", "[@click=app.quit]x[/]", "\x1b[2J", "[b]"])
async def test_hostile_parameters_of_messages_are_shown_as_they_are(face: Face, text: str) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        form = await opened(face, app)
        form.complain("error.storage_missing.what", path=text)
        form.query_one(Field).mark(form.text("error.storage_missing.what", path=text))
        await rest(pilot)
        shown = str(form.query_one(".error", Static).render())
        assert text.replace("\x1b", "") in shown
        assert text.replace("\x1b", "") in form.query_one(StatusStrip).message.plain
