"""Saving papers as PDF into the workstation's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hfund_tui.i18n import Translator
from hfund_tui.services.errors import Trouble
from hfund_tui.services.outbox import file_in


def save_pdf(folder: Path, name: str, write: Callable[[Translator, Path], object], t: Translator) -> Path:
    """Write a paper as `name`.pdf and say where. Papers name people: only the owner may read the folder.

    Raises Trouble where it can't be written.
    """
    path = file_in(folder, name, ".pdf")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(t, path)
        path.chmod(0o600)
    except OSError as problem:
        raise Trouble("receipt_folder", path=str(folder)) from problem
    return path
