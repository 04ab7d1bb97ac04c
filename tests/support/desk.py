"""The program at a counter: signed in on the small branch, driven by keys, read from its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from hfund_tui.app import HfundApp
from hfund_tui.screens.operation import drafting
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch, resting

W = TypeVar("W", bound=Widget)


@dataclass
class Desk:
    app: HfundApp
    pilot: Pilot[None]

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something that comes before rest does; fails with the screen when it does not come."""
        try:
            await resting.until(self.pilot, condition)
        except TimeoutError:
            pytest.fail(f"never came true; the screen says:\n{self.screen_text}")

    async def rest(self) -> None:
        """Until no key waits, nothing runs and everything is drawn."""
        await resting.rest(self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        await resting.press(self.pilot, *keys)

    async def type(self, text: str, *keys: str) -> None:
        """Type a text, then press keys."""
        await self.press(*text, *keys)

    async def press_at_once(self, *keys: str) -> None:
        """Press keys ahead of the program, as a fast typist does."""
        self.send(*keys)
        await self.rest()

    def send(self, *keys: str) -> None:
        """Press keys at once and wait for nothing."""
        resting.send(self.pilot, *keys)

    async def shows(self, *words: str) -> None:
        """Wait until the screen says all of this."""
        await self.until(lambda: all(word in self.screen_text for word in words))

    @property
    def screen_text(self) -> str:
        """What is on the screen now, as characters."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def one(self, kind: type[W]) -> W:
        return self.app.screen.query_one(kind)

    @property
    def focus(self) -> Any:
        return self.app.focused


@asynccontextmanager
async def desk(
    station: Workstation,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "zh",
    staff: str = branch.TELLER,
) -> AsyncIterator[Desk]:
    """Signed in at the workbench."""
    app = HfundApp(replace(station.settings, language=language), opener=lambda *_, **__: station)
    async with at_work(app, size, partial(branch.sign_in, station, staff)) as pilot:
        yield Desk(app, pilot)


@asynccontextmanager
async def at_work(
    app: HfundApp, size: tuple[int, int], sign_in: Callable[[], Session] | None
) -> AsyncIterator[Pilot[None]]:
    """A program on a screen, with somebody signed in; with `None`, at its sign-in screen."""
    with pytest.MonkeyPatch.context() as patch:
        # Rest is when nothing waits to be saved: how long that takes is not what these tests are about.
        patch.setattr(drafting, "SAVE_AFTER_SECONDS", 0.03)
        async with app.run_test(size=size) as pilot:
            await resting.until(pilot, lambda: app.is_open)
            if sign_in is not None:
                app.sign_in(sign_in())
                await resting.until(pilot, lambda: app.home is not None and app.home.is_mounted)
            await resting.rest(pilot)
            yield pilot
            await resting.rest(pilot)
