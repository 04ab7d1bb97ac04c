"""Helpers for tests of screens: a home to come to, and waiting for rest instead of for time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen, Reason


class ProbeHome(HouseScreen[None]):
    """A home screen with one field. `begun` holds the operations that were started."""

    BAR = ("member", "agreement", "withdrawal", "loan", "park", "queue", "command_line", "help")
    HELP_RULE = "lock.help.rule"
    HELP_NEXT = "lock.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[OperationCode] = []

    def compose_body(self) -> ComposeResult:
        yield Input(id="field", compact=True)

    def begin_reason(self, code: OperationCode) -> Reason | None:
        return "frame.not_here" if code is OperationCode.OTHER_HOUSING_WITHDRAWAL else None

    def begin(self, code: OperationCode) -> None:
        self.begun.append(code)

    def do_agreement(self) -> None:
        self.begun.append(OperationCode.SIGN_AGREEMENT)


class FaceApp(HfundApp):
    """The app with `ProbeHome` as its home."""

    def open(self, route: str, **kwargs: Any) -> None:
        self.push_screen(ProbeHome())


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until no key waits, no worker runs and nothing is left to draw."""
    app = pilot.app
    assert isinstance(app, HfundApp)
    async with asyncio.timeout(10):
        while True:
            await pilot.pause()
            if app.gate.is_idle and all(worker.is_finished for worker in app.workers):
                break
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait for something that happens while a worker still runs. Raises TimeoutError."""
    async with asyncio.timeout(10):
        while not condition():
            await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys by Textual's names and wait for rest."""
    await pilot.press(*keys)
    await settle(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    await press(pilot, *text)


async def sign_in(pilot: Pilot[Any], code: str = "1001") -> None:
    """Sign in without typing every key, which would take Pilot over a second."""
    await settle(pilot)
    screen = pilot.app.screen
    screen.query_one("#staff", Input).value = code
    screen.query_one("#password", Input).value = f"demo-{code}"
    screen.query_one("#password", Input).focus()
    await press(pilot, "enter")
