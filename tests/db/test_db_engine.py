"""Opening, closing and sharing the encrypted file, and every way in which that fails."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from hfund_tui.db import files, migrate
from hfund_tui.db.engine import Database, assert_settings, family
from hfund_tui.db.errors import ConstraintBroken, Interrupted, StorageTrouble
from hfund_tui.db.keys import Keys, memory_keys
from hfund_tui.db.tables import Account, Branch, Staff
from tests.support.by_hand import by_hand
from tests.support.stored_rows import MEMBER_ID

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def branch(code: str = "0001") -> Branch:
    return Branch(code=code, name="福田", name_en="Futian")


# Files


def test_a_new_database_is_private_whatever_the_umask(tmp_path: Path, keys: Keys) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "deep" / "data" / "hfund.db"
        with Database.create(path, keys) as database, database.writing() as uow:
            uow.session.add(branch())
            uow.session.flush()
            assert [mode(file) for file in family(path)] == [0o600] * 3
        assert mode(path.parent) == 0o700
    finally:
        os.umask(before)
    assert [file.name for file in path.parent.iterdir()] == ["hfund.db"]


def test_nothing_readable_reaches_the_disk(filled: Database) -> None:
    written = b"".join(file.read_bytes() for file in family(filled.path) if file.exists())
    assert MEMBER_ID.encode() not in written
    assert b"SQLite format 3" not in written
    assert b"CREATE TABLE" not in written


def test_creating_never_overwrites(path: Path, keys: Keys) -> None:
    before = path.read_bytes()
    with pytest.raises(StorageTrouble) as trouble:
        Database.create(path, keys)
    assert trouble.value.code == "exists"
    assert path.read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(database: Database) -> None:
        raise StorageTrouble("disk_full")

    monkeypatch.setattr("hfund_tui.db.engine.migrate.upgrade", fail)
    with pytest.raises(StorageTrouble, match="disk_full"):
        Database.create(tmp_path / "hfund.db", keys)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_made_private_but_a_used_one_is_refused(tmp_path: Path, keys: Keys) -> None:
    tmp_path.chmod(0o755)
    Database.create(tmp_path / "hfund.db", keys).close()
    assert mode(tmp_path) == 0o700
    tmp_path.chmod(0o755)
    for attempt in (Database.create, Database.open):
        with pytest.raises(StorageTrouble) as trouble:
            attempt(tmp_path / ("new.db" if attempt == Database.create else "hfund.db"), keys)
        assert (trouble.value.code, trouble.value.params) == ("folder_open", {"path": str(tmp_path)})


def test_a_file_that_became_readable_is_made_private_again(path: Path, keys: Keys) -> None:
    path.chmod(0o644)
    Database.open(path, keys).close()
    assert mode(path) == 0o600


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("srv:/data {folder} nfs4 rw 0 0", "network_folder"),
        ("//srv/data {folder} cifs rw 0 0", "network_folder"),
        ("srv: {folder} fuse.sshfs rw 0 0", "network_folder"),
        ("/dev/sda1 {folder} ext4 rw 0 0", None),
        ("srv:/data {folder}-other nfs rw 0 0", None),
    ],
)
def test_network_folders_are_refused(tmp_path: Path, line: str, code: str | None) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    mounts = tmp_path / "mounts"
    escaped = str(folder).replace(" ", r"\040")
    mounts.write_text(f"/dev/root / ext4 rw 0 0\n{line.format(folder=escaped)}\n")
    if code is None:
        files.refuse_network_folder(folder / "hfund.db", mounts)
    else:
        with pytest.raises(StorageTrouble, match=code):
            files.refuse_network_folder(folder / "hfund.db", mounts)


# Opening


def test_missing(tmp_path: Path, keys: Keys) -> None:
    with pytest.raises(StorageTrouble, match="missing"):
        Database.open(tmp_path / "hfund.db", keys)
    assert list(tmp_path.iterdir()) == []


def test_wrong_key(path: Path) -> None:
    with pytest.raises(StorageTrouble, match="wrong_key") as trouble:
        Database.open(path, memory_keys(b"other"))
    assert trouble.value.__cause__ is not None


def test_not_a_database(tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / "hfund.db"
    path.write_bytes(b"not a database " * 1000)
    with pytest.raises(StorageTrouble, match="wrong_key"):
        Database.open(path, keys)


def test_an_empty_file_is_not_taken_for_a_database(tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / "hfund.db"
    path.touch()
    with pytest.raises(StorageTrouble, match="corrupt"):
        Database.open(path, keys)


def test_bit_rot_is_noticed(filled: Database) -> None:
    filled.close()
    contents = bytearray(filled.path.read_bytes())
    for position in range(4096 + 100, len(contents), 4096):
        contents[position] ^= 1
    filled.path.write_bytes(contents)
    with pytest.raises(StorageTrouble) as trouble:
        Database.open(filled.path, filled.keys)
    assert trouble.value.code in ("corrupt", "io")


def test_a_database_of_a_newer_program(database: Database) -> None:
    with database.writing() as uow:
        by_hand(uow.connection, "UPDATE alembic_version SET version_num = '9999'")
    for any_revision in (False, True):
        with pytest.raises(StorageTrouble) as trouble:
            Database.open(database.path, database.keys, any_revision=any_revision)
        assert trouble.value.code == "newer"
        assert trouble.value.params == {"found": "9999", "wanted": migrate.HEAD}


def test_a_database_of_an_older_program(path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "next"))
    monkeypatch.setattr(migrate, "HEAD", "next")
    with pytest.raises(StorageTrouble, match="outdated"):
        Database.open(path, keys)
    Database.open(path, keys, any_revision=True).close()


READ_ONLY = """
import os, sys
from pathlib import Path
from hfund_tui.db.engine import Database
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import memory_keys
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.chown(path, 65534, 65534)
    os.chown(path.parent, 65534, 65534)
    os.setegid(65534)
    os.seteuid(65534)
try:
    if sys.argv[2] == "open":
        Database.open(path, memory_keys(b"tests"))
    else:
        Database.create(path.with_name("sub") / "new.db", memory_keys(b"tests"))
except StorageTrouble as trouble:
    print(trouble.code)
"""


@pytest.mark.parametrize("attempt", ["open", "create"])
def test_read_only_folder(empty_file: Path, attempt: str) -> None:
    # Not below tmp_path, whose parents nobody but the owner may enter.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_file, folder))
        path.parent.chmod(0o500)
        command = [sys.executable, "-c", READ_ONLY, str(path), attempt]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        path.parent.chmod(0o700)
    assert (done.stdout, done.stderr) == ("read_only\n", "")


def test_disk_full(database: Database) -> None:
    with pytest.raises(StorageTrouble, match="disk_full"), database.writing() as uow:
        pages = by_hand(uow.connection, "PRAGMA page_count").scalar_one()
        by_hand(uow.connection, f"PRAGMA max_page_count = {pages}")
        for number in range(2000):
            uow.session.add(branch(f"{number:04}"))
        uow.session.flush()
    with database.reading() as reader:
        assert reader.session.get(Branch, "0000") is None


# Settings


def test_settings_are_read_back(database: Database) -> None:
    connection = database.raw_connection()
    assert_settings(connection, {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal"})
    connection.execute("PRAGMA foreign_keys = OFF")
    with pytest.raises(StorageTrouble) as trouble:
        assert_settings(connection, {"foreign_keys": 1})
    assert trouble.value.code == "settings"
    assert trouble.value.params == {"name": "foreign_keys", "wanted": "1", "found": "0"}
    connection.close()


def test_an_unencrypted_connection_is_refused() -> None:
    connection = driver.connect(":memory:")
    with pytest.raises(StorageTrouble) as trouble:
        assert_settings(connection, {})
    assert trouble.value.params["name"] == "cipher_status"
    connection.close()


# Transactions


def test_leaving_the_block_commits_and_an_exception_undoes(database: Database) -> None:
    with database.writing() as uow:
        uow.session.add(branch("0001"))
    with pytest.raises(ZeroDivisionError), database.writing() as uow:
        uow.session.add(branch("0002"))
        uow.session.flush()
        raise ZeroDivisionError
    with database.reading() as reader:
        assert reader.session.get(Branch, "0001") is not None
        assert reader.session.get(Branch, "0002") is None


def test_a_commit_from_inside_does_not_commit(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as uow:
        uow.session.add(branch())
        uow.session.commit()
        raise ZeroDivisionError
    with database.reading() as reader:
        assert reader.session.get(Branch, "0001") is None


def test_a_failed_statement_cannot_be_swallowed(database: Database) -> None:
    with pytest.raises(Exception, match="transaction"), database.writing() as uow:
        uow.session.add(branch("0001"))
        uow.session.flush()
        try:
            uow.session.add(branch("12"))
            uow.session.flush()
        except ConstraintBroken:
            pass
        uow.session.add(branch("0003"))
    with database.reading() as reader:
        assert by_hand(reader.connection, "SELECT count(*) FROM branch").scalar() == 0


def test_writing_inside_writing_is_a_mistake(database: Database) -> None:
    with (
        database.writing(),
        pytest.raises(RuntimeError, match="already writing"),
        database.writing(),
    ):
        pass
    with database.writing():
        pass


def test_a_reader_sees_one_moment_and_cannot_write(database: Database) -> None:
    with database.reading() as reader:
        count = "SELECT count(*) FROM branch"
        assert by_hand(reader.connection, count).scalar() == 0
        with database.writing() as uow:
            uow.session.add(branch())
        assert by_hand(reader.connection, count).scalar() == 0
        with pytest.raises(StorageTrouble, match="read_only"):
            by_hand(reader.connection, "DELETE FROM branch")


def test_locked_by_another_process(database: Database) -> None:
    other = Database.open(database.path, database.keys, busy_timeout_ms=20)
    with other.writing() as uow:
        uow.session.add(branch("0009"))
        with pytest.raises(StorageTrouble, match="locked"), database.writing():
            pass
        with database.reading() as reader:
            assert reader.session.get(Branch, "0009") is None
    with database.writing() as uow:
        uow.session.add(branch())
    other.close()


def test_locked_by_another_thread(database: Database) -> None:
    found: list[StorageTrouble] = []

    def write() -> None:
        try:
            with database.writing():
                pass
        except StorageTrouble as trouble:
            found.append(trouble)

    with database.writing():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert [trouble.code for trouble in found] == ["locked"]


def test_a_reading_can_be_interrupted_from_another_thread(database: Database) -> None:
    given_up = threading.Event()
    with database.reading() as reader:

        def interrupt() -> None:
            while not given_up.wait(0.01):
                reader.interrupt()

        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(Interrupted):
            by_hand(reader.connection, ENDLESS).scalar()
        given_up.set()
        thread.join()


def test_interrupting_too_late_disturbs_nobody(database: Database) -> None:
    with database.reading() as earlier:
        pass
    with database.reading() as later:
        earlier.interrupt()
        assert by_hand(later.connection, "SELECT 1").scalar() == 1


def test_no_parameter_of_a_statement_gets_into_a_message(database: Database) -> None:
    secret = "440301199001010015"
    with pytest.raises(ConstraintBroken) as broken, database.writing() as uow:
        staff = {"code": "1", "name": "x" * 200, "name_en": "x", "role": "teller", "branch_code": "0301"}
        uow.session.add(Staff(**staff, id_no=secret, password_hash="x"))
    chain: BaseException | None = broken.value
    while chain is not None:
        assert secret not in str(chain)
        chain = chain.__cause__ or chain.__context__


def test_a_changed_object_is_written_by_its_version(filled: Database) -> None:
    with filled.writing() as uow:
        account = uow.session.get(Account, "20000000001")
        assert account is not None
        account.password_is_initial = True
        uow.session.flush()
        assert account.version == 2


def test_importing_the_package_is_light() -> None:
    code = "import sys, hfund_tui.db; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
