"""Numbers that have to be known before rows are written."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from hfund_tui.db.tables import metadata

_FROM_SEQUENCE = sa.text(
    "SELECT nextval(pg_get_serial_sequence(:relation, 'id')) FROM generate_series(1, :n)"
)

_SEQUENCE = metadata.tables["case_sequence"]
_next_of_the_day = sa.text(
    "INSERT INTO case_sequence (branch_code, business_date, last) VALUES (:branch_code, :business_date, 1) "
    "ON CONFLICT (branch_code, business_date) DO UPDATE SET last = case_sequence.last + 1 RETURNING last"
).bindparams(sa.bindparam("business_date", type_=_SEQUENCE.c.business_date.type))


def next_of_the_day(connection: Connection, branch_code: str, business_date: date) -> int:
    """The next case number of a branch's day, without gaps: on a server others of the branch wait for it."""
    day = {"branch_code": branch_code, "business_date": business_date}
    return int(connection.execute(_next_of_the_day, day).scalar_one())


def next_ids(connection: Connection, table: sa.Table, n: int) -> Sequence[int]:
    """The next *n* numbers of a table, which nobody else gets: in a file nobody else is writing, on a server they
    come from the table's sequence and leave a gap if the transaction is given up."""
    if connection.dialect.name == "sqlite":
        first = 1 + int(connection.execute(sa.select(_highest(table))).scalar_one())
        return range(first, first + n)
    return connection.scalars(_FROM_SEQUENCE, {"relation": f'"{table.name}"', "n": n}).all()


def catch_up(connection: Connection) -> None:
    """Let the sequences of a server go on after numbers that were given by hand."""
    if connection.dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', "id")
            highest = connection.execute(sa.select(_highest(table))).scalar_one()
            connection.execute(sa.select(sa.func.setval(sequence, max(highest, 1), highest > 0)))


def _highest(table: sa.Table) -> sa.ColumnElement[int]:
    return sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0)).scalar_subquery()
