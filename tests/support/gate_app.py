"""A program for typing ahead: three screens of two fields, each loading slowly in a way of its own.

    python -m tests.support.gate_app RESULT.json LOAD_MS

What arrived in which field is written to RESULT.json when the last field is left with Enter.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

import hfund_tui  # noqa: F401 - prepares the environment

from textual import events, on  # isort: skip
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from hfund_tui.key_gate import LOADING, KeyGate

ARRIVED: dict[str, str] = {}


class Form(Screen[None]):
    """Two fields; Enter in the last one opens the next screen."""

    def __init__(self, number: int, load: float) -> None:
        super().__init__()
        self.number, self.load = number, load

    def compose(self) -> ComposeResult:
        if self.number == 1:
            time.sleep(self.load)  # blocks the loop, as a heavy layout does
        yield Input(id=f"a{self.number}")
        yield Input(id=f"b{self.number}")

    async def on_mount(self) -> None:
        if self.number == 2:
            await asyncio.sleep(self.load)
            self.query_one(f"#b{self.number}", Input).focus()
            self.call_after_refresh(self.query_one(f"#a{self.number}", Input).focus)

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        ARRIVED[event.input.id or ""] = event.value
        event.input.value = ""
        if event.input.id == f"a{self.number}":
            self.query_one(f"#b{self.number}", Input).focus()
        elif self.number < 3:
            self.run_worker(self._open_next(), group=LOADING)
        else:
            self.app.exit()

    async def _open_next(self) -> None:
        if self.number == 2:
            await asyncio.to_thread(time.sleep, self.load)
        await self.app.push_screen(Form(self.number + 1, self.load))


class GateApp(App[None]):
    def __init__(self, load: float) -> None:
        super().__init__()
        self.load = load
        self.gate = KeyGate(self, self._deliver)

    def on_mount(self) -> None:
        self.push_screen(Form(1, self.load))

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.gate.admit(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: events.Key | events.Paste) -> None:
        await super().on_event(event)


def main() -> None:
    result, load_ms = Path(sys.argv[1]), int(sys.argv[2])
    GateApp(load_ms / 1000).run()
    result.write_text(json.dumps(ARRIVED))


if __name__ == "__main__":
    main()
