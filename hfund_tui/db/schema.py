"""Whether a database has the schema this program expects, down to each constraint and trigger."""

import re
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
    """Names of tables, indices, triggers, and on a server of constraints and functions, that are missing, unknown
    or not as declared; sorted.

    A server keeps conditions in words of its own: of a constraint it is looked at whether it is there and in
    force, of a trigger and its function everything.
    """
    if connection.dialect.name == "sqlite":
        expected, found = _expected(), _found(connection)
    else:
        expected, found = _expected_on_server(), _found_on_server(connection)
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


# ---- on a server ---------------------------------------------------------------------------------------------

_ON_SERVER = """
    SELECT c.relname AS name, 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS part
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    UNION ALL SELECT k.conname, concat_ws(' ', 'constraint', c.relname, k.contype,
      CASE WHEN k.convalidated THEN 'in force' END,
      CASE WHEN k.contype = 'f' THEN k.confrelid::regclass::text END, CASE WHEN k.condeferred THEN 'deferred' END)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = current_schema()::regnamespace AND k.contype IN ('c', 'f', 'p', 'u')
    UNION ALL SELECT i.relname, concat_ws(' ', 'index', c.relname, CASE WHEN x.indisunique THEN 'unique' END,
      CASE WHEN x.indisvalid AND x.indisready THEN 'in force' END, CASE WHEN x.indpred IS NOT NULL THEN 'some' END)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    WHERE i.relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u'))
    UNION ALL SELECT t.tgname, concat_ws(' ', 'trigger', c.relname, p.proname, t.tgtype,
      CASE WHEN t.tgenabled IN ('O', 'A') THEN 'in force' END, CASE WHEN t.tgqual IS NOT NULL THEN 'sometimes' END,
      (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr::smallint[])))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
    UNION ALL SELECT p.proname, concat_ws(' ', 'function', CASE WHEN p.prosecdef THEN 'for all' END, p.prosrc)
    FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
    """
UNMAKE = """
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE %I CASCADE', one.name);
      END LOOP;
      FOR one IN SELECT proname AS name FROM pg_proc WHERE pronamespace = current_schema()::regnamespace LOOP
        EXECUTE format('DROP FUNCTION %I()', one.name);
      END LOOP;
    END $$"""
"""Drops all tables and functions of a schema that was made a moment ago."""

_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32
_EVENTS = {"INSERT": _INSERT, "DELETE": _DELETE, "UPDATE": _UPDATE, "TRUNCATE": _TRUNCATE}
_OURS = "alembic_version"


def on_server(check: sa.CheckConstraint) -> bool:
    """Whether a condition stands on a server too, and is not said by a type already."""
    only_for = check._ddl_if
    return only_for is None or only_for.dialect != "sqlite"


def _found_on_server(connection: Connection) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, part in connection.execute(sa.text(_ON_SERVER)):
        found.setdefault(name, set()).add(part)
    for name in (_OURS, f"{_OURS}_pkc"):
        found.pop(name, None)
    return {name: frozenset(parts) for name, parts in found.items()}


@cache
def _expected_on_server() -> dict[str, frozenset[str]]:
    from sqlalchemy.dialects import postgresql

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    expected: dict[str, set[str]] = {}

    def add(name: object, *parts: str | None) -> None:
        expected.setdefault(str(name), set()).add(" ".join(part for part in parts if part))

    for table in metadata.sorted_tables:
        for column in table.columns:
            kind = column.type.compile(dialect).lower()
            add(table.name, "column", column.name, kind, None if column.nullable else "NOT NULL")
        for one in table.constraints:
            if isinstance(one, sa.CheckConstraint) and not on_server(one):
                continue
            kind = _KINDS[type(one)]
            other = None
            if isinstance(one, sa.ForeignKeyConstraint):
                other = f"{_quoted(one.referred_table.name)} deferred"
            add(one.name, "constraint", table.name, kind, "in force", other)
        for index in table.indexes:
            some = "some" if index.dialect_options["postgresql"]["where"] is not None else None
            add(index.name, "index", table.name, "unique" if index.unique else None, "in force", some)
    for made in map(_FUNCTION.match, triggers.postgresql()):
        if made is not None:
            add(made[1], "function", "for all" if "SECURITY DEFINER" in made[0] else None, made[2])
    for made in map(_TRIGGER.match, triggers.postgresql()):
        if made is not None:
            name, when, event, columns, table_name, each, function = made.groups()
            bits = _EVENTS[event] + _BEFORE * (when == "BEFORE") + _ROW * (each == "ROW")
            order = [column.name for column in metadata.tables[table_name].columns]
            named = sorted(re.findall(r'"(\w+)"', columns or ""), key=order.index)
            add(name, "trigger", table_name, function, str(bits), "in force", ",".join(named))
    return {name: frozenset(parts) for name, parts in expected.items()}


_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(\).*? AS \$\$(.*)\$\$$")
_TRIGGER = re.compile(
    r"CREATE TRIGGER (\w+) (BEFORE|AFTER) (\w+)(?: OF (.*?))? ON \"(\w+)\" FOR EACH (\w+) EXECUTE FUNCTION (\w+)"
)
_KINDS = {
    sa.CheckConstraint: "c",
    sa.ForeignKeyConstraint: "f",
    sa.PrimaryKeyConstraint: "p",
    sa.UniqueConstraint: "u",
}


def _quoted(table: str) -> str:
    return f'"{table}"' if table in ("case",) else table


def tables_there(connection: Connection) -> bool:
    """Whether there are any tables at all."""
    return bool(sa.inspect(connection).get_table_names())
