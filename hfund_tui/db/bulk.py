"""Filling tables by the million: what can be made at the end is left out until then, and made the same.

Indices of columns in no order are sorted once instead of being torn open for each row, and counters are counted
once instead of at each row, by the query that verifies them. CHECK constraints, references, unique keys and the
triggers of the ledger stay on all the time.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection

from hfund_tui.db import counters, triggers
from hfund_tui.db.dialects import SQLITE
from hfund_tui.db.tables import metadata

_IN_NO_ORDER = (
    "ix_member_name",
    "ix_member_pinyin",
    "ix_member_pinyin_initials",
    "ix_member_mobile",
    "ix_member_id_tail",
    "ix_card_card_no",
    "uq_card_linked_no",
)
ROUNDS = len(_IN_NO_ORDER) + 1
"""How often `put_back` is called in all."""

_NAMES = "SELECT name FROM sqlite_master WHERE type = ?"
_CACHE_KIB = 524_288
"""Enough for the unique index of identity numbers, whose pages are written in no order."""


def set_aside(connection: Connection) -> None:
    """Take away the indices and the counting triggers. Whoever does has to `put_back` all that is `missing`."""
    for name in _IN_NO_ORDER:
        connection.exec_driver_sql(f"DROP INDEX {_index(name).name}")
    for name in triggers.sqlite_counting():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def missing(connection: Connection) -> Iterator[str]:
    """Names of what `put_back` has still to make: the indices one by one, then the counters all at once."""
    there = _there(connection, "index")
    yield from (name for name in _IN_NO_ORDER if name not in there)
    if triggers.sqlite_counting().keys() - _there(connection, "trigger"):
        yield "counters"


def put_back(connection: Connection, name: str) -> None:
    """Make one of what is `missing`."""
    if name != "counters":
        _index(name).create(connection)
        return
    for counter in counters.COUNTERS:
        connection.exec_driver_sql(f'DELETE FROM "{counter.table}"')
        connection.exec_driver_sql(SQLITE.written(counters.count_anew(counter)))
    there = _there(connection, "trigger")
    for trigger, statement in triggers.sqlite_counting().items():
        if trigger not in there:
            connection.exec_driver_sql(statement)


def with_large_cache(connection: Connection) -> int:
    """Give a connection more memory for pages; answers what it had, for `set_cache`."""
    before = int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
    set_cache(connection, -_CACHE_KIB)
    return before


def set_cache(connection: Connection, size: int) -> None:
    connection.exec_driver_sql(f"PRAGMA cache_size = {size}")


def _index(name: str) -> sa.Index:
    tables = metadata.tables.values()
    return next(index for table in tables for index in table.indexes if index.name == name)


def _there(connection: Connection, kind: str) -> set[str]:
    return {name for (name,) in connection.exec_driver_sql(_NAMES, (kind,))}
