"""The schema's revision: reading it costs one plain statement, changing it loads Alembic."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from hfund_tui.db.errors import StorageTrouble

if TYPE_CHECKING:
    from alembic.config import Config

    from hfund_tui.db.storage import Storage

REVISIONS = ("0001",)
"""All revisions, oldest first."""

HEAD = REVISIONS[-1]

_EXISTS = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'",
    "postgresql": "SELECT to_regclass('alembic_version')",
}


def current_revision(connection: Connection) -> str | None:
    """The revision of the database's schema; None if it has none at all."""
    if connection.exec_driver_sql(_EXISTS[connection.dialect.name]).scalar() is None:
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def require_head(connection: Connection, *, any_revision: bool = False) -> None:
    """Refuse a database this program cannot work on: not one of ours (corrupt), outdated, or newer."""
    found = current_revision(connection)
    if found is None:
        raise StorageTrouble("corrupt", reason="no_schema")
    if found not in REVISIONS:
        raise StorageTrouble("newer", found=found, wanted=HEAD)
    if found != HEAD and not any_revision:
        raise StorageTrouble("outdated", found=found, wanted=HEAD)


def upgrade(database: "Storage", revision: str = HEAD) -> None:
    """Bring the schema to *revision* in one transaction: it arrives there, or stays where it was."""
    from alembic import command

    with database.writing() as uow:
        config = configuration()
        config.attributes["connection"] = uow.connection
        command.upgrade(config, revision)


def configuration() -> "Config":
    """Alembic's configuration without a file: the scripts lie inside the package."""
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config
