"""Everything here runs on a server, or is skipped with the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hfund_tui.db.ids import catch_up
from hfund_tui.db.keys import Keys, memory_keys
from hfund_tui.db.server import ServerDatabase
from tests.support import stored_rows
from tests.support.server import HouseServer


@pytest.fixture
def storage() -> str:
    return "server"


@pytest.fixture(scope="session")
def keys() -> Keys:
    return memory_keys(b"tests")


@pytest.fixture
def uri(house_server: HouseServer) -> Iterator[str]:
    """A database without anything in it."""
    with house_server.empty() as uri:
        yield uri


@pytest.fixture(scope="session")
def templates(house_server: HouseServer, keys: Keys) -> HouseServer:
    """The server, with an empty house to be copied, and one with the rows of `tests.support.stored_rows`."""

    def fill(uri: str) -> None:
        with ServerDatabase.create(uri, keys) as made, made.writing() as uow:
            stored_rows.insert_all(uow.connection)
            catch_up(uow.connection)

    house_server.template("empty", lambda uri: ServerDatabase.create(uri, keys).close())
    house_server.template("filled", fill)
    return house_server


@pytest.fixture
def database(templates: HouseServer, keys: Keys) -> Iterator[ServerDatabase]:
    """An empty house."""
    with templates.copy("empty") as uri, ServerDatabase.open(uri, keys, busy_timeout_ms=2000) as database:
        yield database


@pytest.fixture
def filled(templates: HouseServer, keys: Keys) -> Iterator[ServerDatabase]:
    # Not opened but taken: what the rows say was sealed by nobody.
    with templates.copy("filled") as uri, ServerDatabase(uri, keys, 2000) as database:
        yield database
