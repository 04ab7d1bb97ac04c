"""A PostgreSQL server, for many counters.

Writing transactions run at READ COMMITTED and wait for their turn by advisory locks that end with them
(`hfund_tui.db.turns`): each statement after the turn has come sees what those before it have committed. Reading
ones are a REPEATABLE READ snapshot that cannot write. Who is let in is PostgreSQL's business and libpq's: password
files, services, certificates. Encryption at rest is the server's business too.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from hfund_tui.db import migrate, schema
from hfund_tui.db.audit import is_sealed_by
from hfund_tui.db.errors import StorageTrouble, translated, translating
from hfund_tui.db.files import place_of
from hfund_tui.db.keys import Keys
from hfund_tui.db.storage import Storage
from hfund_tui.db.turns import NOTHING

if TYPE_CHECKING:
    import psycopg

OLDEST = 16_00_00
"""The oldest server that has all that is used here, as PostgreSQL numbers its versions."""

BUSY_TIMEOUT_MS = 5000

_WANTED: Mapping[str, tuple[str, ...]] = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    # What was acknowledged survives a power cut, here or on a standby as well.
    "synchronous_commit": ("on", "remote_apply", "remote_write", "local"),
    "server_encoding": ("UTF8",),
    "session_replication_role": ("origin",),  # else no trigger fires
}
_IDLE = "60s"
"""A terminal that hangs in the middle of a transaction must not keep others waiting for ever."""

_UNLESS_GIVEN: Mapping[str, Any] = {
    "fallback_application_name": "hfund",
    "connect_timeout": 10,  # seconds
    "tcp_user_timeout": 30_000,  # ms: a server that is gone without a word is noticed
}

_WRITERS, _MORE_WRITERS = 1, 3
_READERS, _MORE_READERS = 2, 6

_HOUSE = int.from_bytes(b"hfundtui", signed=True)


class ServerDatabase(Storage):
    """A database on a PostgreSQL server, by a libpq connection URI without a password."""

    _one_writer = False

    def __init__(self, uri: str, keys: Keys, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.uri = uri
        timeout = busy_timeout_ms / 1000
        super().__init__(
            place_of(uri),
            keys,
            _engine(
                _connector(uri, busy_timeout_ms, read_only=False),
                pool_size=_WRITERS,
                max_overflow=_MORE_WRITERS,
                pool_timeout=timeout,
            ),
            _engine(
                _connector(uri, busy_timeout_ms, read_only=True),
                pool_size=_READERS,
                max_overflow=_MORE_READERS,
                pool_timeout=timeout,
            ),
        )

    @classmethod
    def create(cls, uri: str, keys: Keys, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Make the schema in a database that is still empty; the role becomes its owner.

        Raises `StorageTrouble`, of which exists says that there are tables already.
        """
        database = cls(uri, keys, busy_timeout_ms)
        try:
            with database.reading() as reader:
                if schema.tables_there(reader.connection):
                    raise StorageTrouble("exists", path=database.place)
            migrate.upgrade(database)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open(
        cls, uri: str, keys: Keys, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, any_revision: bool = False
    ) -> Self:
        """Open a database that has its schema. *any_revision* lets one in that still has to be migrated.

        Raises `StorageTrouble`: missing if there is no schema, wrong_key if the audit was sealed by another key,
        unreachable, not_let_in, settings, outdated, newer, no_driver.
        """
        database = cls(uri, keys, busy_timeout_ms)
        try:
            with database.reading() as reader:
                if migrate.current_revision(reader.connection) is None:
                    raise StorageTrouble("missing", path=database.place)
                migrate.require_head(reader.connection, any_revision=any_revision)
                # A file does not open by another key; here the record would be sealed by two.
                if not is_sealed_by(reader, keys.audit):
                    raise StorageTrouble("wrong_key", place=database.place)
        except BaseException:
            database.close()
            raise
        return database

    def unmake(self) -> None:
        """Take away what `create` made, where what came after it failed."""
        with self.writing() as uow:
            uow.connection.execute(sa.text(schema.UNMAKE))

    def _first_turn(self, connection: Connection, about: tuple[str, ...]) -> None:
        house = "pg_advisory_xact_lock_shared" if about else "pg_advisory_xact_lock"
        self._wait(connection, [(house, _HOUSE)], about)

    def _turn(self, connection: Connection, about: tuple[str, ...]) -> None:
        self._wait(connection, [], about)

    def _wait(self, connection: Connection, first: list[tuple[str, int]], about: tuple[str, ...]) -> None:
        # In one order for everybody, so that nobody waits for each other.
        numbers = sorted({_number(name) for name in about if name != NOTHING})
        locks = [*first, *(("pg_advisory_xact_lock", number) for number in numbers)]
        if locks:
            calls = ", ".join(f"{function}(%s)" for function, _ in locks)
            connection.exec_driver_sql(f"SELECT {calls}", tuple(number for _, number in locks))

    def _interrupt(self, driver: Any) -> None:
        driver.cancel_safe(timeout=5)


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


def _connector(uri: str, busy_timeout_ms: int, *, read_only: bool) -> Callable[[], Any]:
    def connect() -> Any:
        try:
            import psycopg
            from psycopg.types.numeric import IntLoader
        except ImportError:
            raise StorageTrouble("no_driver") from None
        with translating():
            given = psycopg.conninfo.conninfo_to_dict(uri)
            others = {name: value for name, value in _UNLESS_GIVEN.items() if name not in given}
            connection = psycopg.connect(uri, autocommit=True, **others)
            try:
                _assert_settings(connection, busy_timeout_ms)
                # Sums of whole numbers come as numeric; nothing else here is.
                connection.adapters.register_loader("numeric", IntLoader)
                connection.autocommit = False
                connection.read_only = read_only
                connection.isolation_level = (
                    psycopg.IsolationLevel.REPEATABLE_READ
                    if read_only
                    else psycopg.IsolationLevel.READ_COMMITTED
                )
            except BaseException:
                connection.close()
                raise
            return connection

    return connect


def _assert_settings(connection: "psycopg.Connection[Any]", busy_timeout_ms: int) -> None:
    """Set what a session needs, and read back what the server must not have switched off; one round trip."""
    if connection.info.server_version < OLDEST:
        raise StorageTrouble(
            "settings", name="server_version", wanted=str(OLDEST), found=str(connection.info.server_version)
        )
    row = connection.execute(
        "SELECT set_config('TimeZone', 'UTC', false), set_config('lock_timeout', %s, false), "
        "set_config('idle_in_transaction_session_timeout', %s, false), "
        # Look-ups by prefix and pages by key rest on the order of code points.
        "'B' < 'a' AND 'Z' < '_', " + ", ".join(f"current_setting('{name}')" for name in _WANTED),
        (f"{busy_timeout_ms}ms", _IDLE),
    ).fetchone()
    assert row is not None
    by_code_point, *found = row[3:]
    for (name, wanted), value in zip(_WANTED.items(), found, strict=True):
        if value not in wanted:
            raise StorageTrouble("settings", name=name, wanted=wanted[0], found=value)
    if not by_code_point:
        raise StorageTrouble("settings", name="collation", wanted="C", found="-")


def _engine(connect: Callable[[], Any], **pool: Any) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        poolclass=QueuePool,
        pool_pre_ping=True,
        use_native_hstore=False,
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> BaseException | None:
        return None if context.is_pre_ping else translated(context.original_exception)

    return engine
