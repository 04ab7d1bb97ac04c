"""Typed-ahead keys arrive in order and where they were meant to.

Textual gives a key to whatever has focus at the moment it is read. Someone who types faster than a screen
loads would lose digits, or enter them in the wrong field. The gate keeps keys and pastes until the program
has come to rest after the one before: nothing is loading, every message queue from the focused widget up to
the app is worked off, and screen and focus are the same in two looks running.

It fails safe: keys are dropped with a beep, never delivered on suspicion. Whoever commits, approves, reveals
or reports an error drops what was typed ahead, because it was typed for a different outcome.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.screen import Screen

    Typed = events.Key | events.Paste
    Look = tuple[Screen[Any], Widget | None]

LOADING = "load"
"""Worker group of what must have arrived before the next key means anything."""
COMMITTING = "commit"
"""Worker group of writes."""

_HOLDING = frozenset({LOADING, COMMITTING})

_CAPACITY = 4096
_POLL_SECONDS = 0.004
_ANSWER_SECONDS = 0.25
_STUCK_SECONDS = 10.0


class KeyGate:
    """Holds keys back until the program is at rest.

    `deliver` is given one key at a time, in the app's own message loop.
    """

    def __init__(self, app: App[Any], deliver: Callable[[Typed], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._dropped_until = 0.0
        self._busy = 0
        self._task: asyncio.Task[None] | None = None
        self._spared = ""
        self._sparing: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no key waits and none is on its way."""
        return not self._waiting and all(one is None or one.done() for one in (self._task, self._sparing))

    def admit(self, event: Typed) -> None:
        """Take a key in. Runs on the UI thread."""
        spared, self._spared = self._spared, ""
        if spared and _is_key(event, spared):
            return
        if event.time <= self._dropped_until or len(self._waiting) >= _CAPACITY:
            self._app.bell()
            return
        self._waiting.append(event)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work_off(), name="key gate")

    def drop(self) -> None:
        """Forget what was typed so far, with a beep if there was anything.

        Keys that were read but have not come through the app's message loop yet are forgotten as well.
        """
        self._dropped_until = events.Idle().time
        if self._waiting:
            self._waiting.clear()
            self._app.bell()

    def spare(self, key: str) -> None:
        """An answer was complete before the *key* that ends it: one that follows at once belongs to it.

        It is left out if it is the very next key and came before the program was at rest again.
        """
        if self._waiting:
            if _is_key(self._waiting[0], key):
                self._waiting.popleft()
            return
        self._spared = key
        self._sparing = asyncio.create_task(self._spare_until_rest(), name="spared key")

    async def _spare_until_rest(self) -> None:
        await self._settled()
        self._spared = ""

    def close(self) -> None:
        """Stop working; the app is going away."""
        for task in (self._task, self._sparing):
            if task is not None:
                task.cancel()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Hold keys back while something is posted, and forget at both ends what was typed ahead."""
        self.drop()
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            self.drop()

    async def _work_off(self) -> None:
        try:
            while self._waiting:
                if not await self._settled():
                    self.drop()
                elif self._waiting:
                    await self._hand_over(self._waiting.popleft())
        except Exception as error:  # noqa: BLE001 - a task of our own has nobody else to report to
            self._app._handle_exception(error)

    async def _hand_over(self, event: Typed) -> None:
        handed = asyncio.Event()

        async def hand() -> None:
            try:
                await self._deliver(event)
            finally:
                handed.set()

        if self._app.call_later(hand):
            await handed.wait()

    async def _settled(self) -> bool:
        """Wait for rest. False when it does not come although nothing is known to be running."""
        loop = asyncio.get_running_loop()
        seen: Look | None = None
        deadline = loop.time() + _STUCK_SECONDS
        while self._app.is_running:
            if self.is_held:
                seen, deadline = None, loop.time() + _STUCK_SECONDS
                await asyncio.sleep(_POLL_SECONDS)
                continue
            look = await self._look()
            if look is not None and look == seen and not self.is_held:
                return True
            if loop.time() > deadline:
                return False
            if look is None:
                await asyncio.sleep(_POLL_SECONDS)
            seen = look
        return False

    @property
    def is_held(self) -> bool:
        """Whether something is loading or being posted, so that keys have to wait."""
        return self._busy > 0 or any(
            worker.group in _HOLDING and not worker.is_finished for worker in self._app.workers
        )

    async def _look(self) -> Look | None:
        """Screen and focus, once everything between them has answered; None while something is under way."""
        try:
            screen = self._app.screen
        except ScreenStackError:
            return None
        focused = screen.focused
        for node in (focused or screen).ancestors_with_self:
            if not await _answers(node):
                return None
        return (screen, focused) if _is_quiet(screen) and self._app.message_queue_size == 0 else None


def _is_key(event: Typed, key: str) -> bool:
    return isinstance(event, events.Key) and event.key == key


async def _answers(pump: MessagePump) -> bool:
    """Whether a message loop has worked off what was in its queue."""
    answered = asyncio.Event()
    if not pump.call_later(answered.set):
        return False
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            await answered.wait()
    except TimeoutError:
        return False
    return True


def _is_quiet(screen: Screen[Any]) -> bool:
    """Whether a screen is mounted and nothing in it waits to be handled."""
    if not screen.is_mounted or screen._callbacks:
        return False
    return all(
        node.is_mounted and node.message_queue_size == 0 and not node._next_callbacks
        for node in screen.walk_children(Widget, with_self=True)
    )
