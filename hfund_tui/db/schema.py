"""Whether a database has the schema this program expects, down to each constraint and trigger."""

from functools import cache

import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection
from sqlalchemy.pool import StaticPool

from hfund_tui.db import triggers
from hfund_tui.db.tables import metadata

_OBJECTS = (
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
    "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
)


def differences(connection: Connection) -> list[str]:
    """Names of tables, indices and triggers that are missing, unknown or not as declared; sorted."""
    expected, found = _expected(), _found(connection)
    return sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


@cache
def _expected() -> dict[str, frozenset[str]]:
    engine = sa.create_engine("sqlite://", module=driver, poolclass=StaticPool)
    with engine.begin() as connection:
        metadata.create_all(connection)
        for statement in triggers.sqlite():
            connection.exec_driver_sql(statement)
        found = _found(connection)
    engine.dispose()
    return found


def _found(connection: Connection) -> dict[str, frozenset[str]]:
    return {name: _parts(sql) for name, sql in connection.exec_driver_sql(_OBJECTS)}


def _parts(sql: str) -> frozenset[str]:
    """The lines of a definition: columns and constraints may stand in any order."""
    return frozenset(" ".join(line.split()).rstrip(",") for line in sql.splitlines()) - {""}
