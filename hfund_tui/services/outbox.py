"""Files that leave the house, for one user's eyes and complete or not there at all; and files that come in."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.files import PRIVATE_FILE, PRIVATE_FOLDER, publish
from hfund_tui.domain.table_file import MAX_BYTES
from hfund_tui.services.errors import BadInput, Trouble

_NO_PLAIN_NAME = re.compile(r"[^0-9A-Za-z_-]+")


def file_in(folder: Path, name: str, ending: str = "") -> Path:
    """A file in a folder, whatever its name is made of: numbers and codes come from data, and data is no path."""
    return folder / f"{_NO_PLAIN_NAME.sub('_', name)[:100]}{ending}"


@contextmanager
def private_file(path: Path, *, replace: bool = True, dated: datetime | None = None) -> Iterator[TextIO]:
    """A text file that gets its name in one step, once the block has filled it; over an older one if `replace`.
    `dated` is the time the file is to show.

    Raises Trouble, and BadInput where a file is there that must stay.
    """
    building = path.with_name(f".{path.name}.{os.getpid()}")
    if not replace and os.path.lexists(path):
        raise BadInput("file", "file_is_there", path=str(path))
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        # Whatever waits under this name was left by a program that died, or laid there by somebody who wants to
        # read along: what is written now goes into a file of its own.
        building.unlink(missing_ok=True)
        descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if dated is not None:
            os.utime(building, (dated.timestamp(), dated.timestamp()))
        if replace:
            building.replace(path)
        else:
            _put(building, path)
    except OSError as error:
        raise Trouble("file_not_written", path=str(path)) from error
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def _put(building: Path, path: Path) -> None:
    """Give a file its name, unless somebody else took the name meanwhile. Raises BadInput."""
    try:
        publish(building, path)
    except StorageTrouble as trouble:
        raise BadInput("file", "file_is_there", path=str(path)) from trouble


def write_private(path: Path, text: str, *, dated: datetime | None = None) -> None:
    """Write a text under its final name in one step, over an older one. Raises Trouble."""
    with private_file(path, dated=dated) as file:
        file.write(text)


def read_foreign_bytes(path: Path) -> bytes:
    """A file from outside as it is. Raises BadInput for what is no file, can't be read or is too large."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadInput("file", "file_not_read", path=str(path))
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadInput("file", "file_not_read", path=str(path)) from error
    if len(content) > MAX_BYTES:
        raise BadInput("file", "table_too_large")
    return content


def read_foreign(path: Path) -> str:
    """The text of a file from outside: UTF-8, with or without a byte order mark, or else GB 18030, as banks
    write it. Raises BadInput."""
    content = read_foreign_bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("file", "return_not_a_file")
