"""The encrypted database file.

SQLAlchemy leaves transactions alone here (the driver runs in autocommit mode): a writing one begins with
BEGIN IMMEDIATE, so that what it reads cannot change before it writes; a reading one is a snapshot on a
connection that cannot write. There is one writing connection in a process; its users queue in order.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from hfund_tui.db import files, migrate
from hfund_tui.db.errors import StorageTrouble, translated, translating
from hfund_tui.db.keys import Keys
from hfund_tui.db.storage import Storage

BUSY_TIMEOUT_MS = 5000

_SETTINGS: Mapping[str, int | str] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was acknowledged survives a power cut
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else REPLACE deletes rows without asking the append-only triggers
    "ignore_check_constraints": 0,
    "trusted_schema": 0,
    "temp_store": 2,  # MEMORY: nothing decrypted reaches a temporary file
    "cache_size": -65_536,  # KiB; pages are decrypted when read, so a small cache is costly
}

_READERS = 4
_MORE_READERS = 12


class Database(Storage):
    """An encrypted file that is open. Closing it folds the write-ahead log into the file, if nobody else has it
    open."""

    def __init__(self, path: Path, keys: Keys, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = path
        settings = {**_SETTINGS, "busy_timeout": busy_timeout_ms}
        self.raw_connection = _connector(path, keys, {**settings, "query_only": 0})
        """Make a driver connection outside any transaction, for backup and restore; the caller closes it."""
        writer = _engine(
            self.raw_connection,
            begin="BEGIN IMMEDIATE",
            pool_size=1,
            max_overflow=0,
            pool_timeout=busy_timeout_ms / 1000,
        )
        readers = _engine(
            _connector(path, keys, {**settings, "query_only": 1}),
            begin="BEGIN",
            pool_size=_READERS,
            max_overflow=_MORE_READERS,
            pool_timeout=busy_timeout_ms / 1000,
        )
        super().__init__(str(path), keys, writer, readers)

    @classmethod
    def create(cls, path: Path, keys: Keys, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Make a new database with an up-to-date schema; it appears under its name only when it is whole.

        Raises `StorageTrouble`, of which exists also tells of a log that an older database left behind.
        """
        files.private_folder(path.parent)
        files.refuse_network_folder(path.parent)
        require_no_family(path)
        unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
        os.close(files.new_private_file(unfinished))
        try:
            with cls(unfinished, keys, busy_timeout_ms) as database:
                migrate.upgrade(database)
            files.publish(unfinished, path)
        finally:
            for leftover in family(unfinished):
                leftover.unlink(missing_ok=True)
        return cls.open(path, keys, busy_timeout_ms=busy_timeout_ms)

    @classmethod
    def open(
        cls, path: Path, keys: Keys, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, any_revision: bool = False
    ) -> Self:
        """Open an existing database. *any_revision* lets one in that still has to be migrated.

        Raises `StorageTrouble`: missing, folder_open, network_folder, read_only, wrong_key, locked, corrupt,
        settings, outdated, newer, io.
        """
        if not path.is_file():
            raise StorageTrouble("missing", path=str(path))
        files.require_private_folder(path.parent)
        files.refuse_network_folder(path)
        if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)):
            raise StorageTrouble("read_only", path=str(path))
        for file in family(path):
            with suppress(FileNotFoundError):
                file.chmod(files.PRIVATE_FILE)
        database = cls(path, keys, busy_timeout_ms)
        try:
            with database.reading() as reader:
                migrate.require_head(reader.connection, any_revision=any_revision)
        except BaseException:
            database.close()
            raise
        return database

    def _interrupt(self, connection: Any) -> None:
        connection.interrupt()


def family(path: Path) -> tuple[Path, Path, Path]:
    """The database file and the two that SQLite keeps beside it."""
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def require_no_family(path: Path) -> None:
    """Refuse a name that is taken, also by a log alone: SQLite would write its pages into the new database."""
    for file in family(path):
        if file.exists():
            raise StorageTrouble("exists", path=str(file))


def assert_settings(connection: Any, settings: Mapping[str, int | str]) -> None:
    """Read every setting back from a driver *connection*: SQLite ignores a pragma it does not know."""
    for name, wanted in settings.items():
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != wanted:
            raise StorageTrouble("settings", name=name, wanted=str(wanted), found=str(row and row[0]))
    status = connection.execute("PRAGMA cipher_status").fetchone()
    if status is None or int(status[0]) != 1:
        raise StorageTrouble("settings", name="cipher_status", wanted="1", found=str(status and status[0]))


def _connector(path: Path, keys: Keys, settings: Mapping[str, int | str]) -> Callable[[], Any]:
    # mode=rw: a file that has gone is missing, not replaced by a new and empty one.
    uri = f"{path.resolve().as_uri()}?mode=rw"

    def connect() -> Any:
        with translating():
            connection = driver.connect(
                uri,
                uri=True,
                timeout=int(settings["busy_timeout"]) / 1000,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(f"PRAGMA key = \"x'{keys.database.hex()}'\"")
                for name, value in settings.items():
                    connection.execute(f"PRAGMA {name} = {value}")
                assert_settings(connection, settings)
            except BaseException:
                connection.close()
                raise
            return connection

    return connect


def _engine(connect: Callable[[], Any], *, begin: str, **pool: Any) -> Engine:
    engine = create_engine(
        "sqlite://", module=driver, creator=connect, poolclass=QueuePool, hide_parameters=True, **pool
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Straight to the driver: it is said before every look-up.
        with translating():
            connection.connection.cursor().execute(begin)

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> BaseException | None:
        return translated(context.original_exception)

    return engine
