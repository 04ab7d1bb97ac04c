"""What somebody at the keyboard waits for, in a real terminal: echo, feedback, the member, the next screen; and how
long the event loop stands still in the meantime."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from random import Random
from statistics import quantiles

from hfund_tui.services.workstation import Workstation
from tests.bench.figures import Figure, within
from tests.bench.keyboard import signed_in, something_new, until
from tests.bench.operations import eligible
from tests.support import branch
from tests.support.forms import forms

MEMBERS = 40
_PACE = 0.06
"""Seconds between two digits: over a hundred and sixty words a minute."""
_ECHO, _FEEDBACK, _RESULT, _SWITCH, _STILL = 0.05, 0.1, 0.4, 0.25, 0.1
_FOUND, _FORM, _BACK = "Last events", "Who is here", "Services "
_TICK = 0.002


def measure(station: Workstation, home: Path) -> list[Figure]:
    """At the demo branch in `home`, with members drawn at random from it."""
    echoes, feedback, results, there, back = [], [], [], [], []
    with signed_in(home) as terminal:
        for id_no in _drawn(station):
            terminal.press("f2")
            terminal.idle(0.3)
            for digit in id_no:
                terminal.type(digit)
                echoes.append(until(terminal, something_new(terminal)))
                terminal.pump(_PACE)
            terminal.idle(0.3)
            terminal.press("enter")
            begun = time.perf_counter()
            until(terminal, something_new(terminal))
            feedback.append(time.perf_counter() - begun)
            until(terminal, lambda: _FOUND in terminal.text)
            results.append(time.perf_counter() - begun)
            terminal.idle(0.3)
            terminal.press("f5")
            there.append(until(terminal, lambda: _FORM in terminal.text))
            terminal.idle(0.3)
            terminal.press("f3")
            back.append(until(terminal, lambda: _FORM not in terminal.text and _BACK in terminal.text))
    return [
        within("key to its echo, p99", _part(echoes, 99), _ECHO),
        within("Enter to the first sign, p95", _part(feedback, 95), _FEEDBACK),
        within("Enter to the member at a glance, p95", _part(results, 95), _RESULT),
        within("to a form, p95", _part(there, 95), _SWITCH),
        within("back from it, p95", _part(back, 95), _SWITCH),
    ]


def stillness(folder: Path) -> list[Figure]:
    """The longest time the event loop stood still while an agreement was signed and rent withdrawn."""
    folder.mkdir(mode=0o700)
    station = branch.open_branch(branch.build(folder))
    longest = asyncio.run(_longest(station))
    station.close()
    return [within("the event loop stands still, at most", longest, _STILL)]


async def _longest(station: Workstation) -> float:
    gaps: list[float] = []

    async def tick() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_TICK)
            gaps.append(time.perf_counter() - before - _TICK)

    async with forms(station, size=(120, 40)) as at:
        ticking = asyncio.create_task(tick())
        await at.press("f4", "space", "space", "space", "f9", "f5", "1", "space", "f9")
        ticking.cancel()
    return max(gaps)


def _drawn(station: Workstation) -> list[str]:
    members = Random(5).sample(eligible(station), MEMBERS)
    with station._database.reading() as reader:
        found = (
            reader.connection.exec_driver_sql("SELECT id_no FROM member WHERE id = ?", (one,))
            for one in members
        )
        return [row.scalar_one() for row in found]


def _part(taken: list[float], percent: int) -> float:
    return quantiles(taken, n=100, method="inclusive")[percent - 1]
