"""Contribution lists in processes of their own, which are killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from hfund_tui.services import contribution_lines
from hfund_tui.services.settings import Settings
from tests.support import branch, house


def killed_at(settings: Settings, file: Path, portion: int, statement: int) -> None:
    """Take a list in, so many lines at a time, and be killed right before the given statement or commit."""
    contribution_lines.AT_ONCE = portion
    station = branch.open_branch(settings)
    session = house.supervisor(station)
    executed = 0

    def count(*_: object) -> None:
        nonlocal executed
        executed += 1
        if executed == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    station.contributions.take_in(session, file.read_bytes())
    os._exit(0)


def killed_after(settings: Settings, file: Path, lines: int) -> None:
    """Take a list in and be killed once so many lines are credited."""
    station = branch.open_branch(settings)

    def tell(done: int, of: int) -> None:
        if done >= lines:
            os.kill(os.getpid(), signal.SIGKILL)

    station.contributions.take_in(house.supervisor(station), file.read_bytes(), on_progress=tell)
