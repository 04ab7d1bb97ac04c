"""Keeping the data: verifying all of it, copying it away, and the way back from a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hfund_tui.db import audit, integrity
from hfund_tui.db import backup as copies
from hfund_tui.db.audit import AuditStamp
from hfund_tui.db.backup import BackupManifest, manifest_path
from hfund_tui.db.engine import Database
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.integrity import Problem as Problem
from hfund_tui.db.keys import find_keys
from hfund_tui.db.progress import Progress, silent
from hfund_tui.db.storage import Storage
from hfund_tui.services.clock import Clock, SystemClock
from hfund_tui.services.errors import BadInput, Refusal, Trouble
from hfund_tui.services.issued_documents import DocumentCheck, check_document
from hfund_tui.services.opening import open_storage
from hfund_tui.services.outbox import read_foreign_bytes
from hfund_tui.services.receipt_check import ReceiptCheck, check_receipt
from hfund_tui.services.settings import Settings
from hfund_tui.services.store import readable_errors

Passphrase = Callable[[], str]

# While restoring these are about the copy, not about the database.
_ABOUT_THE_BACKUP = {"corrupt": "backup_damaged", "wrong_key": "backup_of_other_key"}


@dataclass(frozen=True, slots=True)
class Verification:
    """What is wrong, in the order it was found, and how far each audit chain reaches.

    Each problem names its rule, its table and its row. The anchors, kept elsewhere, show later whether a
    chain was cut or written anew.
    """

    problems: tuple[Problem, ...]
    anchors: tuple[AuditStamp, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy: the encrypted file, and the manifest that belongs beside it."""

    file: Path
    manifest_file: Path
    manifest: BackupManifest


class KeepingService:
    """The care of one open database."""

    def __init__(self, database: Storage, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def verify(
        self,
        progress: Progress = silent,
        *,
        anchors: Sequence[AuditStamp] = (),
        against: Sequence[Path] = (),
    ) -> Verification:
        """Check file, structure, every rule over the data, and the audit chains. Raises BadInput or Trouble.

        `anchors` and backups to hold it `against` were kept elsewhere: each anchor has to be in its chain as it
        was, and of what stands in a backup nothing may be gone or changed that never changes.
        """
        copied = [problem for file in against for problem in self._differs_from(file, progress)]
        with readable_errors(), self._database.reading() as reader:
            problems = integrity.verify_database(reader, self._database.keys, progress)
            problems += [
                Problem(f"audit_{one.code}", "audit_event", f"{one.chain} {one.sequence}")
                for one in audit.verify_against(reader, anchors)
            ]
            return Verification((*problems, *copied), tuple(audit.anchor(reader)))

    def _differs_from(self, file: Path, progress: Progress) -> list[Problem]:
        if not isinstance(self._database, Database):
            raise Refusal("server_keeps_copies", place=self._database.place)
        with _about_backup(file):
            return copies.compare(self._database, file, _manifest_of(file), progress)

    def verify_receipt(self, receipt_no: str, code: str) -> ReceiptCheck:
        """Whether a paper with this number and verification code was issued here. Raises Trouble."""
        with readable_errors(), self._database.reading() as reader:
            return check_receipt(reader, self._database.keys, receipt_no, code)

    def verify_document(self, code: str) -> DocumentCheck:
        """What is to be thought of a paper with this verification code. Raises Trouble."""
        with readable_errors(), self._database.reading() as reader:
            return check_document(reader, self._database.keys, code)

    def backup(self, folder: Path, progress: Progress = silent) -> Backup:
        """Copy the database into a folder, which has to be there; others go on working. Raises Trouble."""
        if not isinstance(self._database, Database):
            raise Refusal("server_keeps_copies", place=self._database.place)
        if not folder.is_dir():
            raise BadInput("folder", "backup_folder_missing", path=str(folder))
        with readable_errors():
            manifest = copies.backup(self._database, folder, at=self._clock.now(), progress=progress)
        file = folder / manifest.file
        return Backup(file, manifest_path(file), manifest)


def read_anchors(file: Path) -> tuple[AuditStamp, ...]:
    """The anchors of a file that closing a day wrote: chain, number and seal on each line. Raises BadInput."""
    try:
        text = read_foreign_bytes(file).decode()
        lines = [line.split() for line in text.splitlines() if line.strip()]
        return tuple(AuditStamp(chain, int(sequence), seal) for chain, sequence, seal in lines)
    except ValueError as error:
        raise BadInput("file", "not_anchors", path=str(file)) from error


@contextmanager
def open_keeping(
    settings: Settings, *, passphrase: Passphrase | None = None, clock: Clock | None = None
) -> Iterator[KeepingService]:
    """The care of a terminal's database, which has to be there. Raises Trouble."""
    with readable_errors():
        database = open_storage(settings, passphrase)
    with database:
        yield KeepingService(database, clock or SystemClock())


def restore(
    settings: Settings,
    file: Path,
    *,
    move_aside: bool = False,
    passphrase: Passphrase | None = None,
    progress: Progress = silent,
) -> Path | None:
    """Put a backup where the database was, after checking it against its manifest and its audit chains.

    A database that is there already is refused or, with `move_aside`, kept under the name that is returned.
    Raises BadInput, Refusal or Trouble.
    """
    if settings.server is not None:
        raise Refusal("server_keeps_copies", place=settings.place)
    _require_both(file)
    with readable_errors():
        keys = find_keys(settings.key, passphrase)
    with _about_backup(file, settings.database):
        return copies.restore(
            file, _manifest_of(file), settings.database, keys, move_aside=move_aside, progress=progress
        )


def _require_both(file: Path) -> None:
    for needed in (file, manifest_path(file)):
        if not needed.is_file():
            raise BadInput("file", "backup_missing", path=str(needed))


def _manifest_of(file: Path) -> BackupManifest:
    _require_both(file)
    return BackupManifest.read(manifest_path(file))


@contextmanager
def _about_backup(file: Path, target: Path | None = None) -> Iterator[None]:
    """Trouble with the copy is told as such; *target* is what it is to take the place of."""
    try:
        yield
    except StorageTrouble as trouble:
        if trouble.code == "exists":
            raise Refusal("restore_exists", path=str(target)) from trouble
        if trouble.code in _ABOUT_THE_BACKUP:
            raise Trouble(_ABOUT_THE_BACKUP[trouble.code], path=str(file)) from trouble
        with readable_errors():
            raise
