"""The program at a counter: signed in on the small branch, driven by keys, read from its screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.widget import Widget

from hfund_tui.app import HfundApp
from hfund_tui.services.workstation import Workstation
from tests.support import branch

W = TypeVar("W", bound=Widget)
_PATIENCE_SECONDS = 10.0


@dataclass
class Desk:
    app: HfundApp
    pilot: Pilot[None]

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something to become true; fails after ten seconds."""
        deadline = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
        while not condition():
            assert asyncio.get_running_loop().time() < deadline, (
                f"never came true; the screen says:\n{self.screen_text}"
            )
            await self.pilot.pause(0.01)

    async def rest(self) -> None:
        """Until no key waits, nothing runs and everything is drawn."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while self.app.is_running:
                await self.pilot.pause()
                if self._is_quiet() and await self.app.gate._settled() and self._is_quiet():
                    break
        await self.pilot.pause()

    def _is_quiet(self) -> bool:
        return self.app.gate.is_idle and all(worker.is_finished for worker in self.app.workers)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.rest()

    async def type(self, text: str, *keys: str) -> None:
        """Type a text without a pause, then press keys."""
        await self.press(*text, *keys)

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
    settings = replace(station.settings, language=language)
    app = HfundApp(settings, opener=lambda *_, **__: station)
    async with app.run_test(size=size) as pilot:
        at = Desk(app, pilot)
        await at.until(lambda: app.is_open)
        app.sign_in(branch.sign_in(station, staff))
        await at.until(lambda: app.home is not None and app.home.is_mounted)
        await at.rest()
        yield at
        await at.rest()
