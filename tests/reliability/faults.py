"""What goes wrong, and when: at every statement, commit and file of a job that writes."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from hfund_tui.services.workstation import Workstation

STATEMENT, COMMIT, RETURN, FILE = "statement", "commit", "return", "file"
"""The moments of a writing transaction: before a statement, before the commit, after it; and before each step of
writing a file."""

Moment = Callable[[str], None]

_FILE_STEPS = ("open", "fsync", "replace", "rename", "link")


@contextmanager
def moments(station: Workstation, at: Moment) -> Iterator[None]:
    """Be told of every moment at which what is written could be cut off."""
    writer, home = station._database._writer, str(station.settings.home)
    listeners = (
        (writer, "before_cursor_execute", lambda *_: at(STATEMENT)),
        (writer, "commit", lambda *_: at(COMMIT)),
        (writer.pool, "checkin", lambda *_: at(RETURN)),
    )
    with ExitStack() as stack:
        for name in _FILE_STEPS:
            stack.enter_context(patch.object(os, name, _told(getattr(os, name), home, at)))
        for target, name, listener in listeners:
            event.listen(target, name, listener)
            stack.callback(event.remove, target, name, listener)
        yield


def _told(step: Callable[..., Any], home: str, at: Moment) -> Callable[..., Any]:
    def told(what: Any, *more: Any, **named: Any) -> Any:
        if isinstance(what, int) or str(what).startswith(home):
            at(FILE)
        return step(what, *more, **named)

    return told


class At:
    """Does something at the given moment, counted from 1, and nothing at the others."""

    def __init__(self, number: int, act: Callable[[], None]) -> None:
        self.left = number
        self.act = act

    def __call__(self, _: str) -> None:
        self.left -= 1
        if self.left == 0:
            self.act()


def die() -> None:
    """As by a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies(job: Callable[[], None]) -> bool:
    """Whether a process that does the job is killed on the way. It must not end in any other way but well."""
    child = os.fork()
    if not child:
        try:
            job()
            os._exit(0)
        except BaseException:  # noqa: BLE001
            traceback.print_exc(file=sys.__stderr__)
            os._exit(70)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), f"ended with {code}"
    return code != 0


@contextmanager
def room_for(size: int | None = None) -> Iterator[Callable[[int], None]]:
    """No file grows beyond so many bytes: what the disk has no room for ends in the middle of a write. What it
    yields sets another size, until the end of the block."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(to: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (to, hard))

    if size is not None:
        limit(size)
    try:
        yield limit
    finally:
        limit(soft)


def no_room() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def no_more_pages(station: Workstation, more: int = 0) -> Iterator[None]:
    """The database may grow by so many pages and no more; beyond that SQLite says that the disk is full."""
    pooled = station._database._writer.raw_connection()
    driver: Any = pooled.driver_connection
    (pages,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {pages + more}")
    pooled.close()
    try:
        yield
    finally:
        pooled = station._database._writer.raw_connection()
        pooled.driver_connection.execute("PRAGMA max_page_count = 4294967294")  # type: ignore[union-attr]
        pooled.close()


@contextmanager
def locked_by_another(station: Workstation) -> Iterator[None]:
    """Somebody else writes for longer than anybody waits."""
    other = station._database.raw_connection()  # type: ignore[attr-defined]
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def log_size(station: Workstation) -> int:
    """Bytes in the write-ahead log."""
    log = Path(f"{station.settings.database}-wal")
    return log.stat().st_size if log.exists() else 0
