"""Opening what a terminal works on: the file at home, or the server that its setting names."""

from __future__ import annotations

from collections.abc import Callable

from hfund_tui.db.engine import Database
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import find_keys
from hfund_tui.db.storage import Storage
from hfund_tui.services.settings import Settings


def open_storage(settings: Settings, passphrase: Callable[[], str] | None = None) -> Storage:
    """Raises `StorageTrouble`, of which missing says that the house has to be set up first, or that its folder is
    another one."""
    if settings.server is not None:
        from hfund_tui.db.server import ServerDatabase

        keys = find_keys(settings.key, passphrase)
        return ServerDatabase.open(settings.server, keys, busy_timeout_ms=settings.busy_timeout_ms)
    if not settings.database.exists():  # Before its key: what is missing first is the house.
        raise StorageTrouble("missing", path=str(settings.database))
    keys = find_keys(settings.key, passphrase)
    return Database.open(settings.database, keys, busy_timeout_ms=settings.busy_timeout_ms)
