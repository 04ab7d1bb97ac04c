"""What all tables share: one metadata that names every constraint, and short forms of their columns."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from hfund_tui.db.tables.types import Bounded

NAMING = {
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

_RESERVED = ("freeze", "right")
"""Columns whose names are words of PostgreSQL's."""


class Row(SQLModel):
    """Base of every table class."""

    metadata = sa.MetaData(naming_convention=NAMING)


def column(
    kind: Bounded[Any],
    *,
    key: bool = False,
    unique: bool = False,
    to: str | None = None,
    breaks_cycle: bool = False,
    private: bool = False,
) -> Any:
    """The storage side of an annotated attribute.

    *to* names the ``table.column`` a foreign key points at. Foreign keys are checked at the commit, so rows
    that refer to each other may be added in any order. *breaks_cycle* marks one that is added once both
    tables exist, where the database can. *private* keeps a person's data out of ``repr``.
    """
    references = (
        []
        if to is None
        else [sa.ForeignKey(to, deferrable=True, initially="DEFERRED", use_alter=breaks_cycle)]
    )
    return Field(sa_type=kind, primary_key=key, unique=unique, repr=not private, sa_column_args=references)


def rules(*items: sa.schema.SchemaItem) -> tuple[Any, ...]:
    """``__table_args__``: *items*, and SQLite's strict typing (no text or fraction in an INTEGER column)."""
    return (*items, {"sqlite_strict": True})


def check(name: str, condition: str) -> sa.CheckConstraint:
    """A condition over several columns, named ``ck_<table>_<name>``."""
    return sa.CheckConstraint(condition, name=name)


def one_per(name: str, *columns: str, where: str) -> sa.Index:
    """At most one row per value of *columns* among the rows *where* holds."""
    return sa.Index(
        f"uq_{name}", *columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def index_where(name: str, *columns: str, where: str) -> sa.Index:
    """An index of the rows *where* holds, found by statements that say so in the same words."""
    condition = sa.text(where)
    return sa.Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


def attach_bounds(metadata: sa.MetaData) -> None:
    """Give every column the CHECK its type asks for; a foreign key is bounded by the column it points at."""
    for table in metadata.tables.values():
        for item in table.columns:
            if not isinstance(item.type, Bounded):
                raise TypeError(f"{table.name}.{item.name} has no bounded type")
            if item.foreign_keys:
                continue
            written = f'"{item.name}"' if item.name in _RESERVED else item.name
            bound = sa.CheckConstraint(item.type.bound(written), name=item.name)
            if item.type.sqlite_only:
                bound.ddl_if(dialect="sqlite")
            table.append_constraint(bound)
