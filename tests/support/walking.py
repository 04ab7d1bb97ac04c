"""Walking through the program at a counter of the demo branch."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.desk import Desk, at_work


@dataclass
class Walk(Desk):
    """A desk of the demo branch."""

    async def type(self, text: str, *keys: str) -> None:
        """Put a text in as a paste, which is drawn once, then press keys."""
        self.app.post_message(Paste(text))
        await self.press(*keys)

    async def find(self, text: str) -> None:
        """Type into the look-up and open the only one found."""
        await self.press("f2")
        await self.type(text, "enter")

    async def run(self, code: str) -> None:
        """Begin an operation by its transaction code."""
        await self.press("ctrl+p", *code)

    async def switch_language(self) -> None:
        await self.press("ctrl+l")


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
    sign_in = None if staff is None else lambda: station.staff.sign_in(staff, demo_station.password(staff))
    async with at_work(app, size, sign_in) as pilot:
        yield Walk(app, pilot)


def stand_still(patch: pytest.MonkeyPatch) -> None:
    """No blinking, and the same keys and session numbers in every run."""
    numbers = count(1)
    patch.setattr(secrets, "token_urlsafe", lambda size=24: f"{next(numbers):0{size}d}")
    patch.setattr(Input, "_toggle_cursor", lambda self: None)
