"""Places of data and keys: who may read files, where they may lie, how they appear, and what they are called."""

import errno
import os
import re
import stat
from pathlib import Path

from hfund_tui.db.errors import StorageTrouble

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_KEY_FILE_LIMIT = 4096
_MOUNTS = Path("/proc/mounts")
_NETWORK = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|afs|ceph|lustre|glusterfs|fuse\.(?:sshfs|glusterfs|s3fs)")


def private_folder(folder: Path) -> None:
    """Make *folder* for this user alone. One that is there already must be so, unless it is still empty."""
    try:
        folder.mkdir(PRIVATE_FOLDER, parents=True)
    except FileExistsError:
        pass
    except OSError as error:
        raise StorageTrouble("read_only", path=str(folder)) from error
    if not _is_open_to_others(folder):
        return
    if any(folder.iterdir()) or folder.stat().st_uid != os.geteuid():
        raise StorageTrouble("folder_open", path=str(folder))
    folder.chmod(PRIVATE_FOLDER)


def require_private_folder(folder: Path) -> None:
    """Refuse a folder that others may look into."""
    if _is_open_to_others(folder):
        raise StorageTrouble("folder_open", path=str(folder))


def new_private_file(path: Path) -> int:
    """Create *path* for this user alone, and never open one that exists. Returns the descriptor."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
    except FileExistsError:
        raise StorageTrouble("exists", path=str(path)) from None
    except OSError as error:
        raise StorageTrouble("disk_full" if is_full(error) else "read_only", path=str(path)) from error


def is_full(error: OSError) -> bool:
    """Whether there is no room left, on the disk or for this user."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def publish(source: Path, target: Path) -> None:
    """Give the finished file *source* its name *target* in one step, unless that name is taken."""
    try:
        os.link(source, target)
        source.unlink()
    except FileExistsError:
        raise StorageTrouble("exists", path=str(target)) from None
    except OSError:  # a file system without hard links
        if target.exists():
            raise StorageTrouble("exists", path=str(target)) from None
        source.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_private_file(path: Path) -> bytes | None:
    """The contents of a key file, None if there is none.

    A key file that is a link, belongs to somebody else or can be read by others is refused: whoever could
    have read it may have the key.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageTrouble("key_file_open", path=str(path)) from error
    try:
        status = os.fstat(descriptor)
        private = not status.st_mode & _OTHERS and status.st_uid == os.geteuid()
        if not stat.S_ISREG(status.st_mode) or not private:
            raise StorageTrouble("key_file_open", path=str(path))
        return os.read(descriptor, _KEY_FILE_LIMIT)
    finally:
        os.close(descriptor)


def refuse_network_folder(path: Path, mounts: Path = _MOUNTS) -> None:
    """SQLite's locks and its shared memory are not safe on network file systems."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    place = path.resolve()
    kinds: dict[Path, str] = {}
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        kinds[Path(re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point))] = kind
    for folder in (place, *place.parents):
        if folder in kinds:
            if _NETWORK.fullmatch(kinds[folder]):
                raise StorageTrouble("network_folder", path=str(path), kind=kinds[folder])
            return


def place_of(uri: str) -> str:
    """Where a server's URI leads to, as people may be told: without user, password and parameters."""
    scheme, _, rest = uri.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"


def _is_open_to_others(folder: Path) -> bool:
    return bool(folder.stat().st_mode & _OTHERS)
