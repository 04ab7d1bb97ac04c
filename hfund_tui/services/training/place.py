"""The training database: a demo branch of its own, and an untouched copy to begin each lesson from."""

from __future__ import annotations

import shutil
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from hfund_tui.db.engine import family
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.files import PRIVATE_FILE
from hfund_tui.services.settings import Settings
from hfund_tui.services.store import readable_errors

if TYPE_CHECKING:
    from hfund_tui.services.workstation import Progress, Workstation


def untouched(settings: Settings) -> Path:
    return settings.home / "untouched.db"


def prepare(settings: Settings, on_progress: Progress | None = None) -> None:
    """Build what is missing of the place. Raises Trouble."""
    from hfund_tui.services.workstation import make_demo

    kept = untouched(settings)
    if not kept.exists():
        settings.database.unlink(missing_ok=True)
        make_demo(settings, on_progress=on_progress)
        _copy(settings.database, kept)
    if not settings.database.exists():
        _copy(kept, settings.database)


def begin_afresh(settings: Settings, workstation: Workstation) -> Workstation:
    """Close the workstation and open it on an untouched branch, as if nobody had ever learnt there.

    Raises Trouble; when there is no room for a copy, before anything was closed.
    """
    from hfund_tui.services.workstation import open_workstation

    assert settings.training, "only a training database may be thrown away"
    with readable_errors():
        fresh = settings.database.with_suffix(".fresh")
        _copy(untouched(settings), fresh)
        workstation.close()
        for leftover in family(settings.database)[1:]:
            leftover.unlink(missing_ok=True)
        fresh.replace(settings.database)
        shutil.rmtree(settings.outbox, ignore_errors=True)
    return open_workstation(settings)


def _copy(source: Path, target: Path) -> None:
    """A copy that is there as a whole or not at all, and private like the original. Raises StorageTrouble."""
    temporary = target.with_name(target.name + ".copying")
    try:
        shutil.copy2(source, temporary)
        temporary.chmod(PRIVATE_FILE)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StorageTrouble("disk_full" if error.errno == ENOSPC else "read_only") from error
