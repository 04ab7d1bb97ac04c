"""What a server must hold beside the rules over the data: constraints that are in force, and rows that meet them.

Whoever may do everything on a server may switch constraints off, change rows and switch them on again. So each
condition and each reference of the tables as declared is asked of the rows, whatever the server believes. Its pages
are its own business (data checksums, amcheck).
"""

from collections.abc import Iterator

import sqlalchemy as sa

from hfund_tui.db import schema
from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.integrity_rules import PROBLEMS_PER_RULE, Problem
from hfund_tui.db.progress import Progress
from hfund_tui.db.tables import metadata
from hfund_tui.db.unit_of_work import Reader


def verify_server(reader: Reader, progress: Progress) -> list[Problem]:
    """Schema, then the conditions and references of each table."""
    problems = [Problem("schema", "", name) for name in schema.differences(reader.connection)]
    if problems:  # what is not there can't be asked
        return problems
    tables = metadata.sorted_tables
    for number, table in enumerate(tables):
        progress("storage", number, len(tables))
        problems += _unmet(reader, table)
        problems += _missing_parents(reader, table)
    progress("storage", len(tables), len(tables))
    return problems


def _unmet(reader: Reader, table: sa.Table) -> Iterator[Problem]:
    """Rows that do not meet a condition."""
    checks = [
        one
        for one in sorted(table.constraints, key=lambda one: str(one.name))
        if isinstance(one, sa.CheckConstraint) and schema.on_server(one)
    ]
    if not checks:
        return
    wanted = " AND ".join(f"({one.sqltext}) IS NOT FALSE" for one in checks)
    query = f'SELECT {_key(table)}, * FROM "{table.name}" WHERE NOT ({wanted}) LIMIT {PROBLEMS_PER_RULE}'
    for row in stored_rows(reader.connection, query.replace(":", "\\:")):
        broken = next(one for one in checks if _breaks(reader, table, one, str(row[0])))
        yield Problem("integrity", table.name, str(row[0]), {"message": str(broken.name)})


def _breaks(reader: Reader, table: sa.Table, one: sa.CheckConstraint, key: str) -> bool:
    query = f'SELECT 1 FROM "{table.name}" WHERE {_key(table)} = :key AND ({one.sqltext}) IS FALSE'
    return any(True for _ in stored_rows(reader.connection, query, key=key))


def _missing_parents(reader: Reader, table: sa.Table) -> Iterator[Problem]:
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


def _key(table: sa.Table, alias: str = "") -> str:
    return " || ' ' || ".join(f'{alias}"{column.name}"::text' for column in table.primary_key)
