"""What the tests of backups do in processes of their own: terminals that post, and a backup that is killed."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

from hfund_tui.db import backup as copies
from hfund_tui.db.engine import Database
from hfund_tui.services.settings import Settings
from tests.support import branch, house


def post(settings: Settings, terminal: str, member: int, cases: int, acknowledged: Any, on: Any) -> None:
    """One terminal: a withdrawal and new cards, each told of as soon as it is acknowledged; the first half at once,
    the rest while the backup runs."""
    station = branch.open_branch(replace(settings, terminal=terminal))
    session = branch.sign_in(station)
    for number in range(cases):
        if number == cases // 2:
            on.wait()
        card_no = f"622848{member:04d}{number:06d}"
        request = house.link(member, card_no) if number else house.rent(member)
        acknowledged.put(house.done(station, session, request).receipt.case_no)
    station.close()


STAGES = (
    "while it is copied",
    "before it is looked through",
    "before it is synced",
    "before its manifest",
    "before its name",
)
_CALLED = dict(zip(STAGES[1:], ("_examined", "_sync", "_publish_both", "publish"), strict=True))


def killed(settings: Settings, shelf: Path, stage: str) -> None:
    """Make a backup and be killed at that stage."""
    station = branch.open_branch(settings)
    database = station._database
    assert isinstance(database, Database)
    if stage == STAGES[0]:
        connect = database.raw_connection

        def connected() -> Any:
            connection = connect()
            connection.set_progress_handler(die, 200)
            return connection

        database.raw_connection = connected  # type: ignore[method-assign]
    elif stage == "before its name":
        copies.files.publish = die  # type: ignore[assignment]
    else:
        setattr(copies, _CALLED[stage], die)
    copies.backup(database, shelf, at=branch.NOW)
    os._exit(0)


def die(*_: object, **__: object) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)
