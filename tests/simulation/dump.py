"""Everything that is kept, in one order, to be compared byte by byte."""

from __future__ import annotations

import hashlib

from hfund_tui.db.tables import metadata
from hfund_tui.services.workstation import Workstation

LEFT_OUT = frozenset({("staff", "password_hash"), ("account_password", "password_hash")})
"""Salted by the library that hashes them, so never the same twice."""


def dump(station: Workstation) -> str:
    """One line for each row, as it is stored, table after table."""
    lines = []
    with station._database.reading() as reader:
        for table in sorted(metadata.sorted_tables, key=lambda one: one.name):
            columns = [one.name for one in table.columns if (table.name, one.name) not in LEFT_OUT]
            key = ", ".join(f'"{one.name}"' for one in table.primary_key)
            named = ", ".join(f'"{one}"' for one in columns)
            rows = reader.connection.exec_driver_sql(f'SELECT {named} FROM "{table.name}" ORDER BY {key}')
            lines += [f"{table.name} {dict(zip(columns, row, strict=True))!r}" for row in rows]
    return "\n".join(lines)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
