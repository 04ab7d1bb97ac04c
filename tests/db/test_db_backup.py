"""A backup is whole, private and checked; the way back refuses everything doubtful."""

import json
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hfund_tui.db import audit, migrate
from hfund_tui.db.audit import NewAuditEvent
from hfund_tui.db.backup import BackupManifest, backup, manifest_path, restore
from hfund_tui.db.engine import Database, family
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import memory_keys
from hfund_tui.db.tables import Branch
from hfund_tui.domain.vocabulary import AuditOutcome, Channel
from tests.support.stored_rows import MEMBER_ID

NOON = datetime(2020, 2, 27, 4, 0, tzinfo=UTC)
EVENT = NewAuditEvent("0301/03", NOON, "1001", "03", Channel.COUNTER, "look_up", AuditOutcome.READ)
NAME = "hfund-20200227T040000Z.db"


@pytest.fixture
def source(database: Database) -> Database:
    with database.writing() as uow:
        uow.session.add(Branch(code="0301", name="福田", name_en="Futian"))
        for _ in range(3):
            audit.append(uow, EVENT, database.keys.audit)
    return database


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def restored(database: Database, shelf: Path, target: Path, **options: bool) -> Path | None:
    manifest = BackupManifest.read(manifest_path(shelf / NAME))
    return restore(shelf / NAME, manifest, target, database.keys, **options)


def code_of(raised: pytest.ExceptionInfo[StorageTrouble]) -> tuple[str, str | None]:
    return raised.value.code, raised.value.params.get("reason")


def test_backup_and_restore(source: Database, shelf: Path, tmp_path: Path) -> None:
    with source.reading() as reader:
        anchors = tuple(audit.anchor(reader))
        manifest = backup(source, shelf, at=NOON)
    copy = shelf / NAME
    assert sorted(file.name for file in shelf.iterdir()) == [NAME, f"{NAME}.json"]
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(manifest_path(copy).stat().st_mode) == 0o600
    assert BackupManifest.read(manifest_path(copy)) == manifest
    assert (manifest.file, manifest.revision, manifest.anchors) == (NAME, migrate.HEAD, anchors)
    assert manifest.created_at == "2020-02-27T04:00:00.000000Z"
    assert b"SQLite format 3" not in copy.read_bytes()

    target = tmp_path / "new" / "hfund.db"
    assert restored(source, shelf, target) is None
    with Database.open(target, source.keys) as again, again.reading() as reader:
        assert tuple(audit.anchor(reader)) == anchors
        assert reader.session.get(Branch, "0301") is not None
    assert [file.name for file in target.parent.iterdir()] == ["hfund.db"]


def test_a_backup_of_a_database_in_use_is_of_one_moment(
    source: Database, shelf: Path, tmp_path: Path
) -> None:
    with source.writing() as uow:
        uow.session.add(Branch(code="0302", name="南山", name_en="Nanshan"))
        uow.session.flush()
        backup(source, shelf, at=NOON)
    restored(source, shelf, tmp_path / "new" / "hfund.db")
    with Database.open(tmp_path / "new" / "hfund.db", source.keys) as again, again.reading() as reader:
        assert reader.session.get(Branch, "0302") is None


def test_nothing_readable_is_in_a_backup(filled: Database, shelf: Path) -> None:
    backup(filled, shelf, at=NOON)
    assert MEMBER_ID.encode() not in (shelf / NAME).read_bytes()


def test_a_second_backup_at_the_same_second_is_refused(source: Database, shelf: Path) -> None:
    backup(source, shelf, at=NOON)
    before = {file: file.read_bytes() for file in shelf.iterdir()}
    with pytest.raises(StorageTrouble, match="exists"):
        backup(source, shelf, at=NOON)
    assert {file: file.read_bytes() for file in shelf.iterdir()} == before


def test_a_backup_nowhere(source: Database, tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="missing"):
        backup(source, tmp_path / "not there", at=NOON)


def test_a_backup_that_fails_leaves_nothing(
    source: Database, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, progress: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hfund_tui.db.backup._digest", full)
    with pytest.raises(StorageTrouble, match="disk_full"):
        backup(source, shelf, at=NOON)
    assert list(shelf.iterdir()) == []


def test_a_damaged_backup_is_refused(source: Database, shelf: Path, tmp_path: Path) -> None:
    backup(source, shelf, at=NOON)
    contents = bytearray((shelf / NAME).read_bytes())
    contents[len(contents) // 2] ^= 1
    (shelf / NAME).write_bytes(contents)
    with pytest.raises(StorageTrouble) as raised:
        restored(source, shelf, tmp_path / "new" / "hfund.db")
    assert code_of(raised) == ("corrupt", "sha256")
    assert list((tmp_path / "new").iterdir()) == []


def test_a_manifest_that_was_changed_is_refused(source: Database, shelf: Path, tmp_path: Path) -> None:
    manifest = backup(source, shelf, at=NOON)
    forged = replace(manifest, anchors=())
    with pytest.raises(StorageTrouble, match="wrong_key"):
        restore(shelf / NAME, forged, tmp_path / "new" / "hfund.db", source.keys)


@pytest.mark.parametrize("contents", ["", "{}", "[]", '{"anchors": 1}', '{"anchors": [{"a": 1}]}', "\x00"])
def test_a_manifest_that_is_none(tmp_path: Path, contents: str) -> None:
    (tmp_path / "manifest.json").write_text(contents)
    with pytest.raises(StorageTrouble) as raised:
        BackupManifest.read(tmp_path / "manifest.json")
    assert code_of(raised) == ("corrupt", "manifest")


def test_a_backup_of_another_key_is_refused(source: Database, shelf: Path, tmp_path: Path) -> None:
    manifest = backup(source, shelf, at=NOON)
    with pytest.raises(StorageTrouble, match="wrong_key"):
        restore(shelf / NAME, manifest, tmp_path / "new" / "hfund.db", memory_keys(b"other"))


def test_a_backup_tampered_with_by_somebody_who_has_the_database_key(
    source: Database, shelf: Path, tmp_path: Path
) -> None:
    connection = source.raw_connection()
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER tr_audit_event_no_{verb}")
    connection.execute("UPDATE audit_event SET actor = '1002' WHERE sequence = 2")
    connection.close()
    with pytest.raises(StorageTrouble) as raised:
        backup(source, shelf, at=NOON)
    assert code_of(raised) == ("corrupt", "schema")


def test_missing_files(source: Database, shelf: Path, tmp_path: Path) -> None:
    manifest = backup(source, shelf, at=NOON)
    with pytest.raises(StorageTrouble, match="missing"):
        restore(shelf / "other.db", manifest, tmp_path / "new" / "hfund.db", source.keys)
    with pytest.raises(StorageTrouble, match="missing"):
        BackupManifest.read(shelf / "other.json")


def test_a_database_that_is_there_is_not_overwritten(source: Database, shelf: Path) -> None:
    backup(source, shelf, at=NOON)
    source.close()
    before = source.path.read_bytes()
    with pytest.raises(StorageTrouble, match="exists"):
        restored(source, shelf, source.path)
    assert source.path.read_bytes() == before


def test_a_log_without_its_database_counts_as_being_there(
    source: Database, shelf: Path, tmp_path: Path
) -> None:
    backup(source, shelf, at=NOON)
    target = tmp_path / "hfund2.db"
    family(target)[1].write_bytes(b"the log of another database")
    with pytest.raises(StorageTrouble, match="exists"):
        restored(source, shelf, target)
    assert restored(source, shelf, target, move_aside=True) == tmp_path / "hfund2.db.before-restore-1"
    Database.open(target, source.keys).close()


def test_a_database_that_is_there_is_moved_aside_whole(source: Database, shelf: Path) -> None:
    backup(source, shelf, at=NOON)
    with source.writing() as uow:
        uow.session.add(Branch(code="0302", name="南山", name_en="Nanshan"))
    source.close()
    aside = restored(source, shelf, source.path, move_aside=True)
    assert aside == source.path.with_name("hfund.db.before-restore-1")
    for path, expected in ((source.path, False), (aside, True)):
        with Database.open(path, source.keys) as database, database.reading() as reader:
            assert (reader.session.get(Branch, "0302") is not None) is expected
    assert restored(source, shelf, source.path, move_aside=True) == source.path.with_name(
        "hfund.db.before-restore-2"
    )


def test_a_database_in_use_is_not_moved(source: Database, shelf: Path) -> None:
    backup(source, shelf, at=NOON)
    with source.reading() as reader:
        reader.session.get(Branch, "0301")
        with pytest.raises(StorageTrouble, match="locked"):
            restored(source, shelf, source.path, move_aside=True)
    with source.reading() as reader:
        assert reader.session.get(Branch, "0301") is not None


def test_a_database_that_does_not_open_is_moved_aside(source: Database, shelf: Path) -> None:
    backup(source, shelf, at=NOON)
    source.close()
    source.path.write_bytes(b"rubbish" * 1000)
    assert restored(source, shelf, source.path, move_aside=True) is not None
    Database.open(source.path, source.keys).close()


def test_the_manifest_says_nothing_about_members(filled: Database, shelf: Path) -> None:
    backup(filled, shelf, at=NOON)
    fields = json.loads(manifest_path(shelf / NAME).read_text())
    assert set(fields) == {
        *("file", "sha256", "size", "revision", "created_at"),
        *("anchors", "format", "seal"),
    }
