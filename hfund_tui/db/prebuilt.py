"""Statements of hot paths: written once, compiled once for each kind of database, and sent as they are."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.engine import Dialect

from hfund_tui.db.errors import translating

_Processor = Callable[[Any], Any]


class Prebuilt:
    """A SELECT whose values are given by the names of its bind parameters. It does what `Connection.execute` does,
    in a fraction of the time: nothing is looked up and nothing is put together but the values.

    Fixed words and limits should be literals (`is_word`): SQLite plans a statement anew at each execution where a
    bound value might decide which index fits, or how many rows are wanted.
    """

    def __init__(self, statement: sa.Select[Any]) -> None:
        self._statement = statement
        self._made: dict[str, _Made] = {}

    def rows(self, connection: Connection, most: int | None = None, **values: Any) -> list[Any]:
        """All rows, or so many at *most*, their columns by name and in the types of the tables."""
        made = self._for(connection)
        cursor = connection.connection.cursor()
        try:
            with translating():
                cursor.execute(made.text, made.parameters(values))
                found = cursor.fetchall() if most is None else cursor.fetchmany(most)
                return [made.row(row) for row in found]
        finally:
            cursor.close()

    def text(self, connection: Connection) -> str:
        """What is sent."""
        return self._for(connection).text

    def _for(self, connection: Connection) -> _Made:
        name = connection.dialect.name
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = _Made(self._statement, connection.dialect)
        return made

    def explained(self, connection: Connection, **values: Any) -> list[str]:
        """How SQLite finds the rows, step by step."""
        made = self._for(connection)
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {made.text}", made.parameters(values))
        return [str(step.detail) for step in steps]


def is_word(column: sa.ColumnElement[Any], word: StrEnum) -> sa.ColumnElement[bool]:
    """Whether a column holds one word of a list, written out."""
    return column == sa.literal_column(f"'{word.value}'", column.type)


class _Made:
    def __init__(self, statement: sa.Select[Any], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self._names: list[str] | None = compiled.positiontup
        self._binds: dict[str, _Processor | None] = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for bind, name in compiled.bind_names.items()
        }
        self._fixed = {
            name: self._bound(name, bind.value)
            for bind, name in compiled.bind_names.items()
            if not bind.required
        }
        self._given = [name for name in self._binds if name not in self._fixed]
        columns = statement.selected_columns
        self._row = _named([str(column.key) for column in columns])
        self._results = [
            (place, processor)
            for place, column in enumerate(columns)
            if (processor := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ]

    def parameters(self, values: dict[str, Any]) -> Any:
        """As the driver wants them: in order, or by name."""
        bound = dict(self._fixed)
        for name in self._given:
            bound[name] = self._bound(name, values[name])
        return bound if self._names is None else tuple(bound[name] for name in self._names)

    def row(self, found: Any) -> Any:
        values = list(found)
        for place, processor in self._results:
            values[place] = processor(values[place])
        return self._row._make(values)

    def _bound(self, name: str, value: Any) -> Any:
        processor = self._binds[name]
        return value if processor is None else processor(value)


def _named(columns: list[str]) -> Any:
    return namedtuple("Found", columns)
