"""Every revision leads where the tables say, on an empty database and on one with data in it."""

import shutil
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from hfund_tui.db import migrate, schema
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import Keys
from hfund_tui.db.tables import metadata
from tests.support.by_hand import by_hand
from tests.support.stored_rows import ROWS, insert_all


def as_of(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {
        table: by_hand(connection, f'SELECT count(*) FROM "{table}"').scalar_one() for table in sorted(tables)
    }


@pytest.fixture
def bare(tmp_path: Path, keys: Keys) -> Database:
    path = tmp_path / "bare.db"
    path.touch(0o600)
    return Database(path, keys)


def test_the_constants_agree_with_the_scripts() -> None:
    script = ScriptDirectory.from_config(migrate.configuration())
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(revisions)) == migrate.REVISIONS
    assert script.get_heads() == [migrate.HEAD]


def test_the_migrated_schema_is_the_declared_one(database: Database) -> None:
    with database.reading() as reader:
        assert schema.differences(reader.connection) == []
        assert migrate.current_revision(reader.connection) == migrate.HEAD


def test_a_difference_is_named(database: Database) -> None:
    with database.writing() as uow:
        by_hand(uow.connection, "DROP TRIGGER tr_audit_event_no_update")
        by_hand(uow.connection, "ALTER TABLE branch ADD COLUMN extra TEXT")
    with database.reading() as reader:
        assert schema.differences(reader.connection) == ["branch", "tr_audit_event_no_update"]


@pytest.mark.parametrize("target", migrate.REVISIONS)
def test_each_revision_keeps_what_the_one_before_held(bare: Database, target: str) -> None:
    """From the revision before *target*, filled as far as today's sample rows fit it, to *target*."""
    position = migrate.REVISIONS.index(target)
    with bare:
        if position:
            migrate.upgrade(bare, migrate.REVISIONS[position - 1])
            with bare.writing() as uow:
                insert_all(uow.connection)
        with bare.reading() as reader:
            before = as_of(reader.connection)
        migrate.upgrade(bare, target)
        with bare.reading() as reader:
            after = as_of(reader.connection)
            assert migrate.current_revision(reader.connection) == target
    assert {table: after[table] for table in before} == before


def test_upgrading_what_is_up_to_date_changes_nothing(filled: Database) -> None:
    with filled.reading() as reader:
        before = as_of(reader.connection)
    migrate.upgrade(filled)
    with filled.reading() as reader:
        assert as_of(reader.connection) == before
    assert all(before[table] for table in ROWS)


def test_an_upgrade_that_fails_changes_nothing(bare: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    create_index = op.create_index

    def fail_at_the_last(name: str, *args: object, **kwargs: object) -> None:
        if name == "ix_member_id_tail":
            raise RuntimeError("power cut")
        create_index(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(op, "create_index", fail_at_the_last)
    with bare, pytest.raises(RuntimeError, match="power cut"):
        migrate.upgrade(bare)
    with bare, bare.reading() as reader:
        assert as_of(reader.connection) == {}
        assert migrate.current_revision(reader.connection) is None


def test_there_is_no_way_down(database: Database) -> None:
    from alembic import command

    with pytest.raises(NotImplementedError), database.writing() as uow:
        config = migrate.configuration()
        config.attributes["connection"] = uow.connection
        command.downgrade(config, "base")


def test_a_folder_with_a_percent_sign(tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "100%s"
    shutil.copytree(Path(migrate.__file__).with_name("migrations"), package / "migrations")
    monkeypatch.setattr(migrate, "__file__", str(package / "migrate.py"))
    Database.create(tmp_path / "data" / "100%s.db", keys).close()


def test_the_tables_can_be_written_for_postgresql() -> None:
    written = "".join(
        str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables
    )
    assert "STRICT" not in written
    assert "strftime" not in written
    assert "TIMESTAMP WITH TIME ZONE" in written
    assert "balance_fen BIGINT" in written
