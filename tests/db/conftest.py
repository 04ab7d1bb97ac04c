"""A fresh encrypted database per test, copied from one made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfund_tui.db.engine import Database
from hfund_tui.db.keys import Keys, memory_keys
from tests.support import stored_rows

BUSY_TIMEOUT_MS = 20


@pytest.fixture(scope="session")
def keys() -> Keys:
    return memory_keys(b"tests")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    path = tmp_path_factory.mktemp("empty") / "hfund.db"
    Database.create(path, keys).close()
    return path


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory, keys: Keys, empty_file: Path) -> Path:
    """A database with the rows of `tests.support.stored_rows`."""
    path = tmp_path_factory.mktemp("filled") / "hfund.db"
    shutil.copy(empty_file, path)
    with Database.open(path, keys) as database, database.writing() as uow:
        stored_rows.insert_all(uow.connection)
    return path


@pytest.fixture
def path(tmp_path: Path, empty_file: Path) -> Path:
    copy = tmp_path / "hfund.db"
    shutil.copy(empty_file, copy)
    return copy


@pytest.fixture
def database(path: Path, keys: Keys) -> Iterator[Database]:
    with Database.open(path, keys, busy_timeout_ms=BUSY_TIMEOUT_MS) as database:
        yield database


@pytest.fixture
def filled(tmp_path: Path, filled_file: Path, keys: Keys) -> Iterator[Database]:
    copy = tmp_path / "filled.db"
    shutil.copy(filled_file, copy)
    with Database.open(copy, keys, busy_timeout_ms=BUSY_TIMEOUT_MS) as database:
        yield database
