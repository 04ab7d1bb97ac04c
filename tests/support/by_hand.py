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
    """Change what a server keeps as its superuser can: no trigger fires, no reference is looked at, and a condition
    that is in the way is taken away and put back as if it held."""
    import psycopg

    taken: list[tuple[str, str, str]] = []
    with psycopg.connect(database.uri, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET allow_system_table_mods = on")
        for statement in statements:
            while True:
                try:
                    connection.execute(statement.encode())
                    break
                except psycopg.errors.CheckViolation as violated:
                    taken.append(_taken_away(connection, str(violated.diag.constraint_name)))
        for table, name, definition in taken:
            connection.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT {name} {definition} NOT VALID'.encode())
            connection.execute("UPDATE pg_constraint SET convalidated = true WHERE conname = %s", (name,))


def _taken_away(connection: Any, name: str) -> tuple[str, str, str]:
    """Table, name and text of a condition that is there no more."""
    table, definition = connection.execute(
        "SELECT c.relname, pg_get_constraintdef(k.oid) FROM pg_constraint k"
        " JOIN pg_class c ON c.oid = k.conrelid WHERE k.conname = %s",
        (name,),
    ).fetchone()
    connection.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {name}')
    return table, name, definition
