"""Rows that do not meet a condition of their table, or refer to what is not there, named by their key."""

from collections.abc import Iterator

import sqlalchemy as sa

from hfund_tui.db import schema
from hfund_tui.db.dialects import SQLITE, stored_rows
from hfund_tui.db.integrity_rules import PROBLEMS_PER_RULE, Problem
from hfund_tui.db.unit_of_work import Reader


def unmet_conditions(reader: Reader, table: sa.Table) -> Iterator[Problem]:
    """Rows that do not meet a condition."""
    on_file = reader.connection.dialect.name == SQLITE.name
    checks = [
        one
        for one in sorted(table.constraints, key=lambda one: str(one.name))
        if isinstance(one, sa.CheckConstraint) and (on_file or schema.on_server(one))
    ]
    if not checks:
        return
    wanted = " AND ".join(f"({one.sqltext}) IS NOT FALSE" for one in checks)
    query = f'SELECT {_key(table)}, * FROM "{table.name}" WHERE NOT ({wanted}) LIMIT {PROBLEMS_PER_RULE}'
    for row in stored_rows(reader.connection, _literally(query)):
        broken = next(one for one in checks if _breaks(reader, table, one, str(row[0])))
        yield Problem("integrity", table.name, str(row[0]), {"message": str(broken.name)})


def _breaks(reader: Reader, table: sa.Table, one: sa.CheckConstraint, key: str) -> bool:
    of_table = f'SELECT 1 FROM "{table.name}" WHERE ({one.sqltext}) IS FALSE'
    query = f"{_literally(of_table)} AND {_key(table)} = :key"
    return any(True for _ in stored_rows(reader.connection, query, key=key))


def missing_parents(reader: Reader, table: sa.Table) -> Iterator[Problem]:
    """Rows that refer to others which are not there."""
    for reference in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
        parent = reference.referred_table.name
        pairs = [(f'c."{one.parent.name}"', f'p."{one.column.name}"') for one in reference.elements]
        given = " AND ".join(f"{child} IS NOT NULL" for child, _ in pairs)
        same = " AND ".join(f"{child} = {there}" for child, there in pairs)
        query = (
            f'SELECT {_key(table, "c.")} FROM "{table.name}" c WHERE {given} AND NOT EXISTS '
            f'(SELECT 1 FROM "{parent}" p WHERE {same}) LIMIT {PROBLEMS_PER_RULE}'
        )
        for row in stored_rows(reader.connection, query):
            yield Problem("foreign_key", table.name, str(row[0]), {"parent": parent})


def _literally(query: str) -> str:
    """With colons that name no value."""
    return query.replace(":", "\\:")


def _key(table: sa.Table, alias: str = "") -> str:
    return " || ' ' || ".join(f'CAST({alias}"{column.name}" AS TEXT)' for column in table.primary_key)
