"""Files that leave the house, for one user's eyes and complete or not there at all; and files that come in."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hfund_tui.db.files import PRIVATE_FILE, PRIVATE_FOLDER
from hfund_tui.services.errors import BadInput, Trouble


def write_private(path: Path, text: str) -> None:
    """Write a text under its final name in one step, over an older one. Raises Trouble."""
    building = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        building.replace(path)
    except OSError as error:
        with suppress(OSError):
            building.unlink(missing_ok=True)
        raise Trouble("file_not_written", path=str(path)) from error


def read_foreign(path: Path) -> str:
    """The text of a file from outside: UTF-8, with or without a byte order mark, or else GB 18030, as banks
    write it. Raises BadInput."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput("file", "file_not_read", path=str(path)) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("file", "return_not_a_file")
