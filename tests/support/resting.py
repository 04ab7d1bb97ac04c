"""Keys as fast as the program takes them, and waiting until it has nothing left to do.

Pilot waits after each key until the processor has been idle for a while. What follows waits for what the program
itself knows: keys in its gate, workers, messages, timers that ring once, things to draw. That is faster, and on a
busy machine it is still right.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

import pytest
import textual.screen
from textual.dom import DOMNode
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from hfund_tui.app import HfundApp
from hfund_tui.screens.base import HouseScreen

PATIENCE_SECONDS = 20.0
_POLL_SECONDS = 0.002


def key(name: str) -> Key:
    """A key by Textual's name, or by the character it types."""
    if len(name) == 1 and not name.isalnum():
        name = _character_to_key(name)
    try:
        return Key(name, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name))))
    except KeyError:
        return Key(name, name if len(name) == 1 else None)


def house(pilot: Pilot[Any]) -> HfundApp:
    assert isinstance(pilot.app, HfundApp)
    return pilot.app


def send(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys all at once, as somebody who types ahead, and wait for nothing."""
    for name in keys:
        pilot.app.post_message(key(name))


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as somebody who looks at the screen: each when the one before has had its effect. Then rest."""
    app = house(pilot)
    async with asyncio.timeout(PATIENCE_SECONDS):
        for name, following in zip_longest(keys, keys[1:], fillvalue=""):
            send(pilot, name)
            await _taken_in(app)
            if len(name) > 1 or len(following) > 1:  # the characters of a text are typed in one go
                app.screen._on_timer_update()
    await rest(pilot)


async def _taken_in(app: HfundApp) -> None:
    """Until the gate has handed out every key, and what loads or is written because of them has come."""
    admitted = asyncio.Event()
    if not app.call_later(admitted.set):
        return
    await admitted.wait()
    await _idle(app)
    await app.gate._settled()
    await _idle(app)  # an answer that was complete by itself spares the Enter that may follow it at once


async def _idle(app: HfundApp) -> None:
    while not app.gate.is_idle:
        await asyncio.sleep(_POLL_SECONDS)
        if app.screen._callbacks:  # they are called when the screen is drawn, and the gate waits for them
            app.screen._on_timer_update()


async def rest(pilot: Pilot[Any]) -> None:
    """Until two looks, with every message answered in between, find nothing left to do."""
    app = house(pilot)
    looks = 0
    async with asyncio.timeout(PATIENCE_SECONDS):
        while looks < 2 and app.is_running:
            if not _is_done(app):
                looks = 0
                await asyncio.sleep(_POLL_SECONDS)
            elif not _is_drawn(app):
                looks = 0
                app.screen._on_timer_update()
                await pilot._wait_for_screen()
            else:
                looks += 1
                Screen._compositor_refresh(app.screen)
                await pilot._wait_for_screen()


def draw_at_rest_only(patch: pytest.MonkeyPatch) -> None:
    """Lay the house's screens out as ever, but draw them only at rest: to draw is half of their work."""

    def put_off(screen: HouseScreen[Any]) -> None:
        if screen is screen.app.screen:
            screen._dirty_widgets.clear()  # the compositor knows them by now, and draws them at rest
        else:
            Screen._compositor_refresh(screen)

    patch.setattr(HouseScreen, "_compositor_refresh", put_off, raising=False)
    patch.setattr(textual.screen, "UPDATE_PERIOD", 0.1)


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait for something that comes before rest does. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(_POLL_SECONDS)


def _is_done(app: HfundApp) -> bool:
    """Whether no key waits, nothing runs, and no message or timer is on its way."""
    screens = app.screen_stack
    return (
        app.gate.is_idle
        and app.message_queue_size == 0
        and all(worker.is_finished for worker in app.workers)
        and not app.animator._animations
        and not any(map(_has_something_to_do, screens[:-1]))
        and not any(map(_has_something_to_do, screens[-1].walk_children(with_self=True)))
    )


def _is_drawn(app: HfundApp) -> bool:
    screen = app.screen
    return not (
        screen._dirty_widgets or screen._callbacks or any(map(_has_something_to_draw, _shown(screen)))
    )


def _has_something_to_do(node: DOMNode) -> bool:
    """Whether messages wait, or a timer that rings once has yet to ring."""
    rings = (
        timer._repeat is not None and timer._task is not None and not timer._task.done()
        for timer in list(node._timers)
    )
    return node.message_queue_size > 0 or bool(node._next_callbacks) or any(rings)


def _has_something_to_draw(widget: Widget) -> bool:
    return (
        widget._layout_required
        or widget._repaint_required
        or widget._scroll_required
        or widget._recompose_required
        or widget._refresh_styles_required
    )


def _shown(widget: Widget) -> Iterator[Widget]:
    """A widget and what is shown in it: what is hidden keeps what it has to draw until it is shown."""
    yield widget
    for child in widget.children:
        if child.display:
            yield from _shown(child)
