"""One transaction, as services see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """A writing transaction: everything done through it happens, or nothing does.

    ``session`` and ``connection`` are two views of the same transaction. It is committed by leaving the
    ``with`` block it came from, never from inside. ``afterwards`` is done once it has been committed, by whoever
    opened it.
    """

    session: Session
    connection: Connection
    _turn: Callable[[Connection, tuple[str, ...]], None] = field(repr=False)
    alone: bool
    """Whether nobody else writes at all, so that there is nothing to wait for."""
    afterwards: list[Callable[[], None]] = field(default_factory=list, repr=False)

    def turn(self, *about: str) -> None:
        """Wait until nobody else is about any of this (`hfund_tui.db.turns`), and keep it until the end.

        What is read afterwards is as it will stay; rows that the session has loaded before may be older.
        """
        self._turn(self.connection, about)


@dataclass(slots=True)
class Reader:
    """One consistent, read-only snapshot. ``session`` is made when it is first asked for: look-ups need none."""

    connection: Connection
    _interrupt: Callable[[Any], None] = field(repr=False)
    _session: Session | None = field(default=None, init=False, repr=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)
    _ended: bool = field(default=False, init=False, repr=False)

    @property
    def session(self) -> Session:
        if self._session is None:
            self._session = Session(bind=self.connection, expire_on_commit=False, autoflush=False)
        return self._session

    def interrupt(self) -> None:
        """Give up the statement that is running, from another thread; it ends with `errors.Interrupted`.

        Once the reading has ended this does nothing: the connection may be somebody else's by then.
        """
        with self._lock:
            driver = None if self._ended else self.connection.connection.driver_connection
            if driver is not None:
                self._interrupt(driver)

    def end(self) -> None:
        """From now on ``interrupt`` does nothing."""
        with self._lock:
            self._ended = True
        if self._session is not None:
            self._session.close()
