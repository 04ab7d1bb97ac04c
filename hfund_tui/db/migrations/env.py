"""How Alembic runs here: on the connection it is handed, inside the transaction that connection is in."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import Bounded, Day, Flag, Instant, Whole

# Revisions name plain types (script.py.mako defines these words), so that they outlive today's classes.
_WORDS = {Whole: "whole", Day: "day", Instant: "instant", Flag: "flag"}


def render_item(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """How a type or a CHECK is written in a revision; False leaves it to Alembic."""
    if kind == "type" and isinstance(item, Bounded):
        return next((word for type_, word in _WORDS.items() if isinstance(item, type_)), "sa.Text()")
    if kind == "check" and isinstance(item, sa.CheckConstraint):
        written = f"sa.CheckConstraint({str(item.sqltext)!r}, name=op.f({str(item.name)!r}))"
        column = item.table.columns.get(str(item.name).removeprefix(f"ck_{item.table.name}_"))
        if column is not None and isinstance(column.type, Bounded) and column.type.sqlite_only:
            written += ".ddl_if(dialect='sqlite')"
        return written
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
