"""Draft the next revision: what differs between the tables as declared and the schema as migrated.

Alembic does not compare triggers, indices on expressions, and CHECK constraints of tables that exist already.
The first revision gets all of them here; in later ones they are written by hand, and a test tells if one was
forgotten. Until the first release there is one revision: delete its file and draft it again.
"""

import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from hfund_tui.db import migrate, triggers
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import memory_keys
from hfund_tui.db.tables import metadata

_NO_WAY_BACK = (
    "def downgrade() -> None:\n"
    '    raise NotImplementedError("go back by restoring the backup made before the migration")\n'
)


def main(revision: str, message: str) -> None:
    """Write ``versions/<revision>_<message>.py``."""
    first = revision == migrate.REVISIONS[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "schema.db")
        path.touch(0o600)
        with Database(path, memory_keys()) as database:
            if not first:
                migrate.upgrade(database, migrate.REVISIONS[migrate.REVISIONS.index(revision) - 1])
            with database.writing() as uow:
                config = migrate.configuration()
                config.attributes["connection"] = uow.connection
                script = command.revision(config, message, autogenerate=True, rev_id=revision)
    if first and script is not None and not isinstance(script, list):
        written = Path(script.path)
        written.write_text(_complete(written.read_text(encoding="utf-8")), encoding="utf-8")


def _complete(script: str) -> str:
    """The drafted script with what Alembic leaves out."""
    upgrade, _ = script.split("def downgrade()")
    constants = _foreign_keys() + _constant("SQLITE_TRIGGERS", triggers.sqlite())
    constants += _constant("POSTGRESQL_TRIGGERS", triggers.postgresql()) + "def upgrade()"
    lines = [f"    {line}\n" for line in _expression_indices()]
    lines += [f"    {line}\n" for line in _LAST]
    return (
        upgrade.replace("def upgrade()", constants).rstrip() + "\n" + "".join(lines) + "\n\n" + _NO_WAY_BACK
    )


def _constant(name: str, statements: tuple[str, ...]) -> str:
    return f"{name} = (\n{''.join(f'    {statement!r},{chr(10)}' for statement in statements)})\n\n\n"


# SQLite has all foreign keys inside of its tables, and can't add any. Colons of the statements are no parameters.
_LAST = (
    "sqlite = op.get_bind().dialect.name == 'sqlite'",
    "for name, table, column, other, key in () if sqlite else FOREIGN_KEYS:",
    "    op.create_foreign_key(name, table, other, [column], [key], deferrable=True, initially='DEFERRED')",
    "for statement in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:",
    "    op.get_bind().exec_driver_sql(statement)",
)


def _foreign_keys() -> str:
    """Those that close a circle, as a constant of the script."""
    circular = [
        (str(key.name), table.name, column.name, one.column.table.name, one.column.name)
        for table in metadata.sorted_tables
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
        if key.use_alter
        for column, one in zip(key.columns, key.elements, strict=True)
    ]
    return f"FOREIGN_KEYS = (\n{''.join(f'    {one!r},{chr(10)}' for one in circular)})\n\n\n"


def _expression_indices() -> list[str]:
    """One statement for each index on an expression."""
    return [
        f"op.create_index({str(index.name)!r}, {table.name!r}, [{', '.join(map(_written, index.expressions))}])"
        for table in metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda one: str(one.name))
        if any(not isinstance(one, sa.Column) for one in index.expressions)
    ]


def _written(expression: object) -> str:
    return repr(expression.name) if isinstance(expression, sa.Column) else f"sa.text({str(expression)!r})"


if __name__ == "__main__":
    main(*sys.argv[1:3])
