"""Calling services from a screen: they block, so they run in threads; what they return is applied here."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from textual.screen import Screen, ScreenResultType

from hfund_tui.key_gate import COMMITTING, LOADING
from hfund_tui.services.errors import HfundError

if TYPE_CHECKING:
    from hfund_tui.app import HfundApp

Value = TypeVar("Value")
P = ParamSpec("P")


class Mode(StrEnum):
    """What may happen while a call is under way. The values are worker groups."""

    LOAD = LOADING
    """Keys wait: what they mean depends on what is being loaded."""
    BACKGROUND = "background"
    """Keys flow on; a newer call on the same topic makes the older one's result worthless."""
    COMMIT = COMMITTING
    """A write. Keys are dropped, a second one is not started, and it outlives the screen."""


class CallingScreen(Screen[ScreenResultType]):
    """A screen that calls services."""

    def __init__(self) -> None:
        super().__init__()
        self._tickets: dict[str, int] = {}

    @property
    def house(self) -> HfundApp:
        return cast("HfundApp", self.app)

    def show_error(self, error: HfundError) -> None:
        """What is wrong and what to do."""
        raise NotImplementedError

    async def call(self, fn: Callable[P, Value], *args: P.args, **kwargs: P.kwargs) -> Value:
        """Call a service in a thread, from an async worker of your own. Raises HfundError."""
        try:
            return await asyncio.to_thread(fn, *args, **kwargs)
        finally:
            if self.house.coach is not None:
                await self.house.coach.called()

    @property
    def is_here(self) -> bool:
        """Whether it is on the stack with all its parts: they go first when it is removed."""
        return self.is_attached and self.display

    def run_call(
        self,
        fn: Callable[..., Value],
        *args: Any,
        then: Callable[[Value], object] | None = None,
        failed: Callable[[HfundError], object] | None = None,
        mode: Mode = Mode.LOAD,
        topic: str = "",
        **kwargs: Any,
    ) -> bool:
        """Call a service in a thread and apply what it returns on the UI thread.

        An HfundError goes to `failed`, or to `show_error`. With `Mode.BACKGROUND`, a newer call on the same
        `topic` makes the older one's result be dropped. With `Mode.COMMIT`, a call made while another commits
        is not made at all; then this returns False.
        """
        if mode is Mode.COMMIT and self.house.is_committing:
            self.house.bell()
            return False
        ticket = self._tickets[topic] = self._tickets.get(topic, 0) + 1

        def is_wanted() -> bool:
            if mode is Mode.COMMIT:
                return True
            return self.is_here and (not topic or self._tickets[topic] == ticket)

        async def work() -> None:
            try:
                value = await self.call(fn, *args, **kwargs)
            except HfundError as error:
                if is_wanted():
                    await _finish((failed or self.show_error)(error))
            else:
                if then is not None and is_wanted():
                    await _finish(then(value))

        async def commit() -> None:
            with self.house.gate.busy():
                await work()

        # On the app, so that leaving the screen never abandons a write half way.
        owner = self.house if mode is Mode.COMMIT else self
        owner.run_worker(
            commit() if mode is Mode.COMMIT else work(),
            group=mode.value,
            name=getattr(fn, "__qualname__", ""),
        )
        return True


async def _finish(result: object) -> None:
    if inspect.isawaitable(result):
        await cast("Coroutine[Any, Any, object]", result)
