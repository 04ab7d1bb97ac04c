"""What somebody with the database's key can do to rows, generated from the declarations of the tables.

Every change is made past triggers, conditions and references, verified as the supervisor would, and rolled back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from hfund_tui.db import audit, history, integrity
from hfund_tui.db.engine import Database
from hfund_tui.db.integrity import Problem
from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import (
    Characters,
    Day,
    Digest,
    Digits,
    Flag,
    Instant,
    MonthType,
    Text,
    Whole,
    _Listed,
    instant_text,
)
from hfund_tui.db.unit_of_work import Reader

Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One thing done to one table; `column` is named where a value was edited."""

    table: str
    kind: str
    rows: tuple[str, ...]
    statements: tuple[tuple[str, tuple[Any, ...]], ...]
    parents: frozenset[tuple[str, str]]
    """What the changed rows refer to."""
    column: str = ""

    def __str__(self) -> str:
        where = f"{self.table}.{self.column}" if self.column else self.table
        return f"{self.kind} {where} {'/'.join(self.rows)}"


class _Undone(Exception):
    """Ends a transaction that must not happen."""


def found_after(database: Database, change: Change, copy: Connection, made_at: datetime) -> list[Problem]:
    """What verify says of the house, and of it against a copy made then, after a change that is then undone."""
    try:
        with database.writing() as uow:
            execute = uow.connection.exec_driver_sql
            of_table = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
            triggers = execute(of_table, (change.table,)).all()
            for name, _ in triggers:
                execute(f"DROP TRIGGER {name}")
            execute("PRAGMA ignore_check_constraints = ON")
            for statement, values in change.statements:
                execute(statement, values)
            execute("PRAGMA ignore_check_constraints = OFF")
            for _, sql in triggers:
                execute(sql)
            found = integrity.verify_database(Reader(uow.connection, lambda _: None), database.keys)
            found += history.differences(uow.connection, copy, made_at)
            raise _Undone
    except _Undone:
        return found


def rows_of(database: Database, table: sa.Table) -> list[Row]:
    """Everything in a table, as it is stored, in the order of its key."""
    order = ", ".join(f'"{one.name}"' for one in table.primary_key)
    with database.reading() as reader:
        stored = reader.connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY {order}')
        return [dict(row) for row in stored.mappings()]


def changes(database: Database) -> Iterator[Change]:
    """All of them: every table, every way, and for editing every column with every other value it is given."""
    for table in metadata.sorted_tables:
        rows = rows_of(database, table)
        yield from _edits(table, rows)
        yield from _deleted(table, rows)
        yield from _swapped(table, rows)
        yield from _doubled(table, rows)


def key_of(table: sa.Table, row: Row) -> str:
    return " ".join(str(row[one.name]) for one in table.primary_key)


def _parents(table: sa.Table, *rows: Row) -> frozenset[tuple[str, str]]:
    """Tables and keys that rows refer to; of a chain's head, any place of the chain."""
    referred = {
        (one.column.table.name, str(row[one.parent.name]))
        for row in rows
        for one in table.foreign_keys
        if row[one.parent.name] is not None
    }
    if table.name == "chain_head":
        referred |= {("audit_event", row["chain"]) for row in rows}
    return frozenset(referred)


def _where(table: sa.Table, row: Row) -> tuple[str, tuple[Any, ...]]:
    names = [one.name for one in table.primary_key]
    return " AND ".join(f'"{name}" = ?' for name in names), tuple(row[name] for name in names)


def _edits(table: sa.Table, rows: Sequence[Row]) -> Iterator[Change]:
    for column in table.columns:
        for row in rows:
            for value in _others(column, row[column.name], rows):
                where, key = _where(table, row)
                statement = f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE {where}'
                yield Change(
                    table.name,
                    "edit",
                    (key_of(table, row),),
                    ((statement, (value, *key)),),
                    _parents(table, row),
                    column.name,
                )


def _others(column: sa.Column[Any], value: Any, rows: Sequence[Row]) -> Iterator[Any]:
    """Other values of a column: none where it may be empty, one of another row, one like this."""
    others: list[Any] = [None] if column.nullable and value is not None else []
    elsewhere = [row[column.name] for row in rows if row[column.name] not in (value, None)]
    if not column.primary_key and not column.unique:
        others += elsewhere[:1]
    if (like := _like(column, value)) is not None:
        others.append(like)
    seen: list[Any] = []
    for one in others:
        if one != value and one not in seen:
            seen.append(one)
            yield one


def _like(column: sa.Column[Any], value: Any) -> Any:
    """Another value of the same kind, within its bound."""
    kind: Any = column.type
    if isinstance(kind, Flag):
        return 1 - (value or 0)
    if isinstance(kind, Whole):
        return kind.low + 1 if value is None else (value + 1 if value < kind.high else value - 1)
    if isinstance(kind, _Listed):
        return next((word.value for word in kind.words if word.value != value), None)
    if isinstance(kind, Day):
        return str(date.fromisoformat(value or "2020-02-20") + timedelta(days=1))
    if isinstance(kind, Instant):
        return instant_text(
            datetime.fromisoformat(value or "2020-02-20T01:00:00.000000Z") + timedelta(seconds=1)
        )
    if isinstance(kind, MonthType):
        return "2019-07" if value != "2019-07" else "2019-06"
    return _other_text(kind, value)


def _other_text(kind: Any, value: str | None) -> str:
    low = getattr(kind, "low", 1) or 1
    if isinstance(kind, Characters):
        text = value or kind.alphabet[0] * low
        return text[:-1] + (kind.alphabet[0] if text[-1] != kind.alphabet[0] else kind.alphabet[1])
    if value and value[0] in "{[":
        content = json.loads(value)
        return json.dumps({**content, "x": 1} if isinstance(content, dict) else [*content, 1])
    assert isinstance(kind, Text)
    text = value or "x" * max(low, 8)
    return text[:-1] + ("y" if text[-1] != "y" else "z")


def _free(column: sa.Column[Any], value: Any, taken: set[Any]) -> Any:
    """A value of the same kind that no row has; where the kind has none left, the same again."""
    kind: Any = column.type
    if isinstance(value, int):
        return max(taken) + 1
    if isinstance(value, str) and type(kind) in (Text, Characters, Digits, Digest):
        last = "0123456789abcdef"
        return next((new for end in last if (new := value[:-2] + end + end) not in taken), value)
    for _ in range(len(taken) + 1):
        if value not in taken:
            break
        value = _like(column, value)
    return value


def _deleted(table: sa.Table, rows: Sequence[Row]) -> Iterator[Change]:
    for row in rows:
        where, key = _where(table, row)
        kind = "cut the tail" if row is rows[-1] else "delete"
        yield Change(
            table.name,
            kind,
            (key_of(table, row),),
            ((f'DELETE FROM "{table.name}" WHERE {where}', key),),
            _parents(table, row),
        )
    if rows:
        yield Change(
            table.name,
            "wipe",
            (key_of(table, rows[0]),),
            ((f'DELETE FROM "{table.name}"', ()),),
            _parents(table, *rows),
        )


def _swapped(table: sa.Table, rows: Sequence[Row]) -> Iterator[Change]:
    """Two rows exchange all but their keys, and what is unique."""
    keys = {one.name for one in table.primary_key}
    contents = [one.name for one in table.columns if one.name not in keys and not one.unique]
    for first, second in pairwise(rows):
        if not contents or all(first[name] == second[name] for name in contents):
            continue
        sets = ", ".join(f'"{name}" = ?' for name in contents)
        statements = []
        for one, other in ((first, second), (second, first)):
            where, key = _where(table, one)
            values = (*(other[name] for name in contents), *key)
            statements.append((f'UPDATE "{table.name}" SET {sets} WHERE {where}', values))
        keys_of = (key_of(table, first), key_of(table, second))
        yield Change(table.name, "swap", keys_of, tuple(statements), _parents(table, first, second))


def _doubled(table: sa.Table, rows: Sequence[Row]) -> Iterator[Change]:
    """A row once more, under a key of its own."""
    unique = {one.name for one in table.columns if one.unique}
    (*_, last_key) = table.primary_key
    names = ", ".join(f'"{one.name}"' for one in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    for row in rows:
        copy = dict(row)
        for name in (last_key.name, *unique):
            copy[name] = _free(table.columns[name], copy[name], {one[name] for one in rows} - {None})
        values = tuple(copy[one.name] for one in table.columns)
        yield Change(
            table.name,
            "duplicate",
            (key_of(table, row), key_of(table, copy)),
            ((f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', values),),
            _parents(table, row, copy),
        )


def rewrite_a_chain(database: Database, key: bytes) -> tuple[str, int]:
    """The longest chain, with another actor in its second event and all from there on sealed again; where it began.

    As somebody does who knows how seals are made, with the key or a guess of it.
    """
    with database.writing() as uow:
        execute = uow.connection.exec_driver_sql
        triggers = execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in triggers:
            execute(f"DROP TRIGGER {name}")
        chain = execute("SELECT chain FROM chain_head ORDER BY sequence DESC LIMIT 1").scalar_one()
        events = (
            execute("SELECT * FROM audit_event WHERE chain = ? ORDER BY sequence", (chain,)).mappings().all()
        )
        previous = events[0]["hash"]
        for event in events[1:]:
            values = {**event, "previous_hash": previous}
            del values["hash"]
            if event is events[1]:
                values["actor"] = "9999"
            sealed = audit._seal(values, key)
            execute(
                "UPDATE audit_event SET actor = ?, previous_hash = ?, hash = ? WHERE chain = ? AND sequence = ?",
                (values["actor"], previous, sealed, chain, event["sequence"]),
            )
            previous = sealed
        execute("UPDATE chain_head SET hash = ? WHERE chain = ?", (previous, chain))
        for _, sql in triggers:
            execute(sql)
    return chain, events[1]["sequence"]
