"""SQL of the tests' own, past the services and past all Python types, on whatever the house is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult

from hfund_tui.db.server import ServerDatabase


def by_hand(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> CursorResult[Any]:
    """Execute it; each ``?`` stands for one of the parameters."""
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(sql, tuple(parameters))
    if not parameters:
        return connection.execution_options(no_parameters=True).exec_driver_sql(sql)
    return connection.exec_driver_sql(sql.replace("%", "%%").replace("?", "%s"), tuple(parameters))


def behind_the_server(database: ServerDatabase, statements: Sequence[str]) -> None:
    """Change what a server keeps as its superuser does: no trigger fires, and no reference is looked at."""
    import psycopg

    with psycopg.connect(database.uri, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement.encode())
