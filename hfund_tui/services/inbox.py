"""The folder for files that come into the house: by their names alone they are found there."""

from __future__ import annotations

from pathlib import Path

from hfund_tui.domain.text import clean

_MOST = 50


def waiting_in(folder: Path, suffix: str) -> tuple[str, ...]:
    """The names of the files in it that can be named, sorted; none where there is no such folder."""
    try:
        names = sorted(one.name for one in folder.iterdir() if one.name.lower().endswith(suffix))
    except OSError:
        return ()
    return tuple(name for name in names if clean(name) == name)[:_MOST]


def path_of(typed: str) -> Path:
    """A path as it was typed; ~ is one's own folder, where there is one."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def found_in(folder: Path, typed: str) -> Path:
    """The file that was meant: as it was typed, else under that name in the folder."""
    path = path_of(typed)
    inside = folder / path.name
    try:
        is_inside = len(path.parts) == 1 and not path.exists() and inside.exists()
    except OSError:  # no file system takes such a name
        return path
    return inside if is_inside else path
