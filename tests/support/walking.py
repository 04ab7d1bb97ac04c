"""Walking through the program at a counter of the demo branch."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.widget import Widget
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.desk import Desk


@dataclass
class Walk(Desk):
    """A desk that also waits for what the program does a moment after the last key: searches, previews, drafts."""

    async def press(self, *keys: str) -> None:
        """Press keys as fast as they can be read: the key gate hands them out one by one."""
        for key in keys:
            self.app.post_message(_key(key))
        await self.rest()

    async def type(self, text: str, *keys: str) -> None:
        """Put a text in as a paste, which is drawn once, then press keys."""
        self.app.post_message(Paste(text))
        await self.press(*keys)

    async def rest(self) -> None:
        """Until two looks, with everything answered in between, find nothing left to do."""
        looks = 0
        while looks < 2:
            await self.pilot._wait_for_screen()
            looks = looks + 1 if self._is_at_rest() else 0
            if not looks:
                await self.until(self._is_at_rest)

    def _is_at_rest(self) -> bool:
        app = self.app
        return (
            app.gate.is_idle
            and app.message_queue_size == 0
            and all(worker.is_finished for worker in app.workers)
            and not (app.screen._dirty_widgets or app.screen._callbacks)
            and not any(_has_something_to_do(node) for node in app.screen.walk_children(with_self=True))
        )

    async def find(self, text: str) -> None:
        """Type into the look-up and open the only one found."""
        await self.press("f2")
        await self.type(text, "enter")

    async def switch_language(self) -> None:
        await self.press("ctrl+l")


def _key(name: str) -> Key:
    """A key by Textual's name, or the character it types."""
    if len(name) > 1:
        return Key(name, None)
    return Key(name if name.isalnum() else _character_to_key(name), name)


def _has_something_to_do(node: DOMNode) -> bool:
    """Whether messages wait, something is still to be drawn, or a timer that rings once has yet to ring."""
    rings = any(
        timer._repeat is not None and timer._task is not None and not timer._task.done()
        for timer in list(node._timers)
    )
    drawn = not isinstance(node, Widget) or not (
        node._layout_required
        or node._repaint_required
        or node._scroll_required
        or node._recompose_required
        or node._refresh_styles_required
    )
    return rings or not drawn or node.message_queue_size > 0 or bool(node._next_callbacks)


@asynccontextmanager
async def walk(
    station: Workstation,
    *,
    size: tuple[int, int] = (80, 24),
    staff: str | None = demo_station.TELLER,
    **preferences: Any,
) -> AsyncIterator[Walk]:
    """The program on a demo branch; with `staff` somebody is signed in already. Preferences are settings."""
    app = HfundApp(replace(station.settings, **preferences), opener=lambda *_, **__: station)
    async with app.run_test(size=size) as pilot:
        at = Walk(app, pilot)
        await at.until(lambda: app.is_open)
        if staff is not None:
            app.sign_in(station.staff.sign_in(staff, demo_station.password(staff)))
            await at.until(lambda: app.home is not None and app.home.is_mounted)
        await at.rest()
        yield at


def stand_still(patch: pytest.MonkeyPatch) -> None:
    """No blinking, and the same keys and session numbers in every run."""
    numbers = count(1)
    patch.setattr(secrets, "token_urlsafe", lambda size=24: f"{next(numbers):0{size}d}")
    patch.setattr(Input, "_toggle_cursor", lambda self: None)
