"""The lock: by key or by itself, over everything, open to the same person."""

from __future__ import annotations

import threading
from collections.abc import Callable

from textual.widgets import Input, Static

from hfund_tui.app import HfundApp
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.lock.screen import LockModal
from tests.support.face import ProbeHome, sign_in, type_in
from tests.support.fake_workstation import FakeWorkstation, later
from tests.support.frame_parts import ZHANG
from tests.support.resting import press, rest

Face = Callable[..., HfundApp]


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


async def test_only_the_password_can_be_wrong_and_the_language_changes_here_too(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot)
        await press(pilot, "f12", *"wrong", "enter")
        lock = app.screen
        assert isinstance(lock, LockModal)
        problem = lock.query_one("#problem", Static).content.plain
        assert "密码不对" in problem and "代码" not in problem
        await press(pilot, "ctrl+l", *"wrong", "enter")
        problem = lock.query_one("#problem", Static).content.plain
        assert "The password is wrong" in problem and "code" not in problem.casefold()
