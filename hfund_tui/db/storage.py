"""An open database, of whichever kind, and the transactions on it.

What is written is read before, so whoever writes has to have a turn: nobody else changes meanwhile what the
decision rests on. In a file there is one turn for all. On a server a transaction names what it is about
(`hfund_tui.db.turns`); one that names nothing has the whole house to itself.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import Keys
from hfund_tui.db.unit_of_work import Reader, UnitOfWork


class Storage:
    """An open database. Safe to use from several threads.

    `place` says where it is, as people may be told: a path, or a server without any password.
    """

    _one_writer = True
    """Whether transactions that write are one after the other, whatever they are about."""

    def __init__(self, place: str, keys: Keys, writer: Engine, readers: Engine) -> None:
        self.place = place
        self.keys = keys
        self._writer = writer
        self._readers = readers
        self._thread = threading.local()

    @contextmanager
    def writing(self, *about: str) -> Iterator[UnitOfWork]:
        """A transaction that has its turn from the beginning; committed at the end, or rolled back.

        *about* are names from `hfund_tui.db.turns`; without any nobody else writes at all meanwhile. Raises
        `StorageTrouble("locked")` if the turn does not come in time, and on a server
        `StorageTrouble("conflict")` if two transactions stand in each other's way: then it can be done again.
        Whatever the block raises passes through, and nothing has been written.
        """
        if getattr(self._thread, "writes", False):
            raise RuntimeError("this thread is already writing")
        self._thread.writes = True
        try:
            with (
                connected(self._writer) as connection,
                connection.begin(),
                Session(bind=connection, expire_on_commit=False) as session,
            ):
                uow = UnitOfWork(session, connection, self._turn, alone=self._one_writer or not about)
                self._first_turn(connection, about)
                yield uow
                session.flush()
        finally:
            self._thread.writes = False

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A snapshot: what others commit meanwhile is not seen, and nothing can be written."""
        with connected(self._readers) as connection:
            transaction = connection.begin()
            reader = Reader(connection, self._interrupt)
            try:
                yield reader
            finally:
                reader.end()
                if transaction.is_active:
                    transaction.rollback()

    def close(self) -> None:
        """Close all connections."""
        self._readers.dispose()
        self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _first_turn(self, connection: Connection, about: tuple[str, ...]) -> None:
        """Wait for the turn of a transaction that has just begun."""

    def _turn(self, connection: Connection, about: tuple[str, ...]) -> None:
        """Wait for what a transaction finds out to be about as well."""

    def _interrupt(self, driver: Any) -> None:
        """Give up what a driver connection is executing."""
        raise NotImplementedError


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    """A connection from the engine's pool. Raises `StorageTrouble("locked")` if none gets free in time."""
    try:
        connection = engine.connect()
    except PoolTimeout:
        raise StorageTrouble("locked") from None
    with connection:
        yield connection
