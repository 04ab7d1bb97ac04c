"""What SQLite and PostgreSQL say differently. SQL that is written by hand names it ``@word(what)``.

Everything else that is written by hand is understood by both.
"""

import re
from collections import namedtuple
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from hfund_tui.db.tables.types import instant_text

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a kind of database says the words; ``{0}`` stands for what is in the brackets."""

    name: str
    words: Mapping[str, str]

    def written(self, sql: str) -> str:
        """*sql* as this kind of database understands it. Brackets inside of brackets are not."""
        return _WORD.sub(lambda found: self.words[found[1]].format(*found[2].split(", ")), sql)


_WORD = re.compile(r"@(\w+)\(([^()]*)\)")

SQLITE = Dialect(
    "sqlite",
    {
        # The month of a day.
        "month": "substr({0}, 1, 7)",
        # Each of the words between commas, as code.value.
        "each_of": """json_each('[' || replace(json_quote({0}), ',', '","') || ']') AS code""",
        # A text of a JSON object by its name; nothing where there is no such object.
        "json": "CASE WHEN json_valid({0}) THEN json_extract({0}, '$.{1}') END",
    },
)
POSTGRESQL = Dialect(
    "postgresql",
    {
        "month": "to_char({0}, 'YYYY-MM')",
        "each_of": "unnest(string_to_array({0}, ',')) AS code(value)",
        "json": "CASE WHEN {0} IS JSON OBJECT THEN {0}::json ->> '{1}' END",
    },
)


def dialect_of(name: str) -> Dialect:
    """By SQLAlchemy's name of it."""
    return SQLITE if name == SQLITE.name else POSTGRESQL


def stored_rows(connection: Connection, sql: str, **values: object) -> Iterator[Any]:
    """The rows of a query written by hand, one after the other, each value as a file stores it: days and moments
    as text, yes and no as numbers. ``:name`` stands for one of *values*."""
    query = sa.text(dialect_of(connection.dialect.name).written(sql))
    if connection.dialect.name == SQLITE.name:
        yield from connection.execute(query, values)
        return
    with connection.execute(query, values, execution_options={"yield_per": _AT_ONCE}) as found:
        row_type = namedtuple("row_type", list(found.keys()), rename=True)  # type: ignore[misc]
        for row in found:
            yield row_type(*map(_stored, row))


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
