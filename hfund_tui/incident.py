"""What is left of a crash: a number for the user, and a private file without a single value.

Tracebacks with local variables, and the texts of many exceptions, hold ID numbers, names and passwords. So
the file names types, files, lines and functions, and nothing else.
"""

from __future__ import annotations

import os
import secrets
import traceback
from datetime import datetime
from pathlib import Path


def record(error: BaseException, folder: Path, at: datetime) -> tuple[str, Path | None]:
    """Write down where `error` came from; returns the incident's number and the file.

    The file is readable by its owner only. It is None when it could not be written: then the number still
    tells two incidents apart.
    """
    number = f"{at:%Y%m%d}-{secrets.token_hex(3).upper()}"
    path = folder / f"{number}.log"
    try:
        _make_private(folder)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join([f"incident {number}", at.isoformat(), *_trace(error)]) + "\n")
    except OSError:
        return number, None
    return number, path


def _make_private(folder: Path) -> None:
    """With every folder above it that is missing: `parents` would leave those open to others."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700)


def _trace(error: BaseException) -> list[str]:
    """The chain of exceptions from the first cause on, each with where it passed through."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    chain: list[BaseException] = []
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        chain.append(current)
        inner = getattr(current, "error", None)  # Textual wraps a worker's exception without chaining it.
        current = inner if isinstance(inner, BaseException) else current.__cause__ or current.__context__
    for one in reversed(chain):
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        lines.extend(
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        )
    return lines
