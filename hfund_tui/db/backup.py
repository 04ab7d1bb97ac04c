"""Copies of the whole database, encrypted by the same key, and the way back from one.

A backup is a file and a manifest beside it. The manifest carries the file's digest and the heads of the audit
chains, sealed by the audit key; kept elsewhere it is an anchor against tampering.
"""

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from hfund_tui.db import audit, files, history, integrity, migrate
from hfund_tui.db.audit import AuditStamp
from hfund_tui.db.engine import Database, family
from hfund_tui.db.errors import StorageTrouble, translating
from hfund_tui.db.keys import Keys
from hfund_tui.db.progress import Progress, silent
from hfund_tui.db.tables.types import instant_text

FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What a backup contains. ``seal`` is the HMAC of everything else by the audit key."""

    file: str
    sha256: str
    size: int
    revision: str
    created_at: str
    anchors: tuple[AuditStamp, ...]
    format: int = FORMAT
    seal: str = ""

    def sealed(self, key: bytes) -> Self:
        """This manifest with its seal."""
        return replace(self, seal=self._seal(key))

    def is_genuine(self, key: bytes) -> bool:
        """Whether the seal fits."""
        return hmac.compare_digest(str(self.seal).encode(errors="replace"), self._seal(key).encode())

    def write(self, path: Path) -> None:
        """Store as JSON in a new private file, which gets its name when it is whole. Raises `StorageTrouble`."""
        with _unfinished(path) as building:
            building.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
            _sync(building)
            files.publish(building, path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read one back. Raises `StorageTrouble`: missing, or corrupt if it is not a manifest."""
        try:
            fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            fields["anchors"] = tuple(AuditStamp(**stamp) for stamp in fields["anchors"])
            return cls(**fields)
        except FileNotFoundError:
            raise StorageTrouble("missing", path=str(path)) from None
        except (ValueError, TypeError, KeyError):
            raise StorageTrouble("corrupt", path=str(path), reason="manifest") from None

    def _seal(self, key: bytes) -> str:
        content = asdict(replace(self, seal=""))
        return hmac.digest(key, json.dumps(content, sort_keys=True).encode(), "sha256").hex()


def manifest_path(backup_file: Path) -> Path:
    """Where a backup's manifest lies."""
    return backup_file.with_name(f"{backup_file.name}.json")


def backup(
    database: Database, target_folder: Path, *, at: datetime, progress: Progress = silent
) -> BackupManifest:
    """Copy *database*, as it is at this moment, into *target_folder*; others go on working meanwhile.

    The copy gets its name only after it was opened and checked. Raises `StorageTrouble`, of which disk_full,
    exists, read_only and corrupt are about the copy.
    """
    progress("copy", 0, 0)
    target = target_folder / f"hfund-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
    with _unfinished(target) as copy:
        with translating():
            connection = database.raw_connection()
            try:
                connection.execute("VACUUM INTO ?", (str(copy),))
            finally:
                connection.close()
        anchors, revision = _examined(copy, database.keys, progress)
        manifest = BackupManifest(
            file=target.name,
            sha256=_digest(copy, progress),
            size=copy.stat().st_size,
            revision=revision,
            created_at=instant_text(at),
            anchors=anchors,
        ).sealed(database.keys.audit)
        _sync(copy)
        _publish_both(copy, target, manifest)
    return manifest


def restore(
    backup_file: Path,
    manifest: BackupManifest,
    target_path: Path,
    keys: Keys,
    *,
    move_aside: bool = False,
    progress: Progress = silent,
) -> Path | None:
    """Put the backup where the database was, after checking it against its manifest and its audit chains.

    A database that is there already is refused (exists) or, with *move_aside*, renamed; its new name is
    returned. Raises `StorageTrouble`: missing, wrong_key, corrupt, newer, locked if it is still in use.
    """
    _require_genuine(backup_file, manifest, keys)
    files.private_folder(target_path.parent)
    if not move_aside and any(path.exists() for path in family(target_path)):
        raise StorageTrouble("exists", path=str(target_path))
    with _unfinished(target_path) as copy:
        _genuine_copy(backup_file, manifest, copy, keys, progress)
        _sync(copy)
        aside = _moved_aside(target_path, keys) if move_aside else None
        files.publish(copy, target_path)
    return aside


def compare(
    database: Database, backup_file: Path, manifest: BackupManifest, progress: Progress = silent
) -> list[integrity.Problem]:
    """What is another in *database* than in a backup of it, of all that never changes (`history`).

    The backup is not opened where it lies: a private copy is, and it is gone afterwards. Raises `StorageTrouble` as
    `restore` does.
    """
    _require_genuine(backup_file, manifest, database.keys)
    with _unfinished(database.path.with_name("compared.db")) as copy:
        _genuine_copy(backup_file, manifest, copy, database.keys, progress)
        with (
            Database(copy, database.keys) as other,
            other.reading() as before,
            database.reading() as now,
        ):
            made_at = datetime.fromisoformat(manifest.created_at)
            return list(history.differences(now.connection, before.connection, made_at))


def _require_genuine(backup_file: Path, manifest: BackupManifest, keys: Keys) -> None:
    if not backup_file.is_file():
        raise StorageTrouble("missing", path=str(backup_file))
    if not manifest.is_genuine(keys.audit):
        raise StorageTrouble("wrong_key", path=str(backup_file))


def _genuine_copy(
    backup_file: Path, manifest: BackupManifest, copy: Path, keys: Keys, progress: Progress
) -> None:
    """The backup, copied and found to be what its manifest vouches for."""
    progress("copy", 0, manifest.size)
    shutil.copyfile(backup_file, copy)
    progress("copy", manifest.size, manifest.size)
    if _digest(copy, progress) != manifest.sha256:
        raise StorageTrouble("corrupt", path=str(backup_file), reason="sha256")
    _examined(copy, keys, progress, against=manifest)


def _publish_both(copy: Path, target: Path, manifest: BackupManifest) -> None:
    """The copy and its manifest, or neither. The copy gets its name last: one that is there can be put back."""
    paper = manifest_path(target)
    halves: list[Path] = []
    try:
        halves.append(paper)
        manifest.write(paper)
        halves.append(target)
        files.publish(copy, target)
    except StorageTrouble as trouble:
        if trouble.code == "exists":  # the name belongs to another backup
            halves.pop()
        _remove(halves)
        raise
    except BaseException:
        _remove(halves)
        raise


def _remove(halves: list[Path]) -> None:
    for half in halves:
        half.unlink(missing_ok=True)


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A private file beside *target* to be published under its name; gone afterwards, come what may."""
    if not target.parent.is_dir():
        raise StorageTrouble("missing", path=str(target.parent))
    copy = target.with_name(f".{target.name}.{uuid4().hex}")
    os.close(files.new_private_file(copy))
    try:
        yield copy
    except OSError as error:
        full = files.is_full(error)
        raise StorageTrouble("disk_full" if full else "io", path=str(target)) from error
    finally:
        for leftover in family(copy):
            leftover.unlink(missing_ok=True)


def _examined(
    copy: Path, keys: Keys, progress: Progress, against: BackupManifest | None = None
) -> tuple[tuple[AuditStamp, ...], str]:
    """The anchors and revision of a copy that is whole; corrupt otherwise."""
    with Database(copy, keys) as database, database.reading() as reader:
        migrate.require_head(reader.connection, any_revision=True)
        revision = migrate.current_revision(reader.connection)
        problems = integrity.verify_storage(reader, progress) if revision == migrate.HEAD else []
        if problems:
            raise StorageTrouble("corrupt", reason=problems[0].code)
        if against is not None:
            tampered = audit.verify_chains(reader, keys.audit, progress)
            tampered += audit.verify_against(reader, against.anchors)
            if tampered:
                first = tampered[0]
                row = f"{first.chain} {first.sequence}"
                raise StorageTrouble("corrupt", reason=f"audit_{first.code}", row=row)
        return tuple(audit.anchor(reader)), str(revision)


def _moved_aside(path: Path, keys: Keys) -> Path | None:
    present = [old for old in family(path) if old.exists()]
    if not present:
        return None
    _fold_log(path, keys)
    aside = next(name for name in _aside_names(path) if not any(old.exists() for old in family(name)))
    # The database first: a log left behind by a kill then stops the next start and is not replayed.
    for old, new in zip(family(path), family(aside), strict=True):
        if old.exists():
            old.rename(new)
    files.sync_folder(path.parent)
    return aside


def _aside_names(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}.before-restore-{number}") for number in count(1))


def _fold_log(path: Path, keys: Keys) -> None:
    """Fold the log into the file; this also fails while anybody else has the database open."""
    try:
        with translating():
            connection = Database(path, keys, busy_timeout_ms=0).raw_connection()
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
            finally:
                connection.close()
    except StorageTrouble as trouble:
        if trouble.code == "locked":
            raise
        # A database that does not open is why people restore.


def _digest(path: Path, progress: Progress) -> str:
    total = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            progress("digest", file.tell(), total)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
