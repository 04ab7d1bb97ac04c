"""A backup is made while eight terminals post, and is brought back on another machine as the runbook says."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hfund_tui.db.backup import manifest_path
from hfund_tui.db.keys import KeySettings
from hfund_tui.services import keeping
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.settings import Settings, load_settings
from tests.reliability import backup_jobs
from tests.support import branch, house

pytestmark = pytest.mark.reliability

TERMINALS, CASES = 8, 4

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reliability.backup_jobs"])


def another_machine(settings: Settings, folder: Path) -> Settings:
    """Its folder is empty but for the key, which was kept elsewhere."""
    folder.mkdir(mode=0o700)
    key = folder / "key-from-elsewhere"
    assert settings.key.credential_file is not None
    shutil.copy(settings.key.credential_file, key)
    key.chmod(0o600)
    return replace(load_settings(home=folder, environment={}), key=KeySettings(credential_file=key))


def test_a_backup_while_eight_terminals_post(branch_settings: Settings, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    acknowledged, on = _processes.Queue(), _processes.Event()
    terminals = [
        _processes.Process(
            target=backup_jobs.post, args=(branch_settings, f"{member:02d}", member, CASES, acknowledged, on)
        )
        for member in range(1, TERMINALS + 1)
    ]
    for one in terminals:
        one.start()
    before = {acknowledged.get(timeout=120) for _ in range(TERMINALS * (CASES // 2))}
    anchors = tmp_path / "anchors.txt"
    with keeping.open_keeping(branch_settings, clock=FrozenClock(branch.NOW)) as care:
        kept = care.verify().anchors
        anchors.write_text("".join(f"{one.chain} {one.sequence} {one.hash}\n" for one in kept))
        on.set()
        acknowledged.get(timeout=120)  # the others are at it
        made = care.backup(shelf)
    for one in terminals:
        one.join(120)
        assert one.exitcode == 0

    other = another_machine(branch_settings, tmp_path / "other")
    keeping.restore(other, made.file)
    with keeping.open_keeping(other) as care:
        found = care.verify(anchors=keeping.read_anchors(anchors))
        assert found.problems == ()
    station = branch.open_branch(other)
    there = {one for (one,) in house.rows(station, "SELECT case_no FROM \"case\" WHERE status = 'completed'")}
    station.close()
    assert before <= there, "what was acknowledged before it began is in it"
    with keeping.open_keeping(branch_settings, clock=FrozenClock(branch.NOW)) as care:
        assert care.verify(against=[made.file]).problems == (), (
            "whoever went on posting changed nothing of it"
        )


@pytest.mark.parametrize("stage", backup_jobs.STAGES)
def test_a_backup_that_is_killed_leaves_nothing_under_its_name(
    branch_settings: Settings, tmp_path: Path, stage: str
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    process = _processes.Process(target=backup_jobs.killed, args=(branch_settings, shelf, stage))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert list(shelf.glob("hfund-*.db")) == []
    a_minute_later = FrozenClock(branch.NOW + timedelta(minutes=1))
    with keeping.open_keeping(branch_settings, clock=a_minute_later) as care:
        assert care.verify().problems == ()
        made = care.backup(shelf)
    assert list(shelf.glob("hfund-*.db")) == [made.file] and manifest_path(made.file).is_file()
