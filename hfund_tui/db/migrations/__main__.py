"""Draft the next revision: what differs between the tables as declared and the schema as migrated.

Alembic does not compare triggers, indices on expressions, and CHECK constraints of tables that exist already;
those are written by hand, and a test tells if one was forgotten.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from hfund_tui.db import migrate
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import memory_keys


def main(revision: str, message: str) -> None:
    """Write ``versions/<revision>_<message>.py``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "schema.db")
        path.touch(0o600)
        with Database(path, memory_keys()) as database:
            if revision not in migrate.REVISIONS[:1]:
                migrate.upgrade(database, migrate.REVISIONS[migrate.REVISIONS.index(revision) - 1])
            with database.writing() as uow:
                config = migrate.configuration()
                config.attributes["connection"] = uow.connection
                command.revision(config, message, autogenerate=True, rev_id=revision)


if __name__ == "__main__":
    main(*sys.argv[1:3])
