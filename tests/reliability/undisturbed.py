"""What a job comes to when nothing goes wrong: what the others are compared with."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from hfund_tui.services.errors import HfundError
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability.faults import COMMIT, RETURN, log_size, moments
from tests.reliability.fingerprint import Fingerprint, fingerprint
from tests.reliability.job import Desk, Job, open_at
from tests.support import branch, house

KEY = "the-key-of-this-form"


@dataclass(frozen=True)
class Ready:
    """A house in which a job can be done, somebody who does it, and what stands in it."""

    settings: Settings
    now: datetime
    session: Any
    given: Any
    before: Fingerprint


@dataclass(frozen=True)
class Undisturbed:
    """A job and what it comes to: `stages` is what stands there before it and after each of its transactions,
    `twice` when it was done again. `labels` are the operations on record then, `log` the bytes in the log."""

    job: Job
    ready: Ready
    stages: tuple[Fingerprint, ...]
    done: Fingerprint
    twice: Fingerprint
    moments: tuple[str, ...]
    labels: frozenset[str]
    log: int

    def copy(self, folder: Path) -> Settings:
        return branch.copy_of(self.ready.settings, folder)

    def open(self, settings: Settings, *, patience_ms: int = 5_000) -> Workstation:
        return open_at(settings, self.ready.now, patience_ms=patience_ms)

    def do(self, station: Workstation) -> str:
        """The job with its key; the code of the error that it ended in, or nothing."""
        return _do(self.job, self.ready, station)

    def committed(self, number: int) -> int:
        """How many transactions are committed at that moment, counted from 1."""
        return _committed(self.moments[:number])

    def check(self, station: Workstation, committed: int | None = None) -> int:
        """How many of its transactions have happened; nothing else has, and no file is half written."""
        found = fingerprint(station)
        stages = [number for number, stage in enumerate(self.stages) if stage.rows == found.rows]
        wanted = self.stages[committed or 0]
        assert stages and committed in (None, *stages), wanted.difference(found)
        for name, digest in found.files.items():
            whole = [one.get(name) for one in (self.ready.before.files, self.done.files)]
            assert digest in whole, f"{name} is only half there"
        return stages[0]

    def finish(self, station: Workstation) -> None:
        """Done again after something went wrong, it has had its effect once, and the house is whole."""
        found = fingerprint(station)
        code = self.do(station)
        begun = found.rows != self.ready.before.rows
        assert code == self.job.ends_in or (begun and code in self.job.known), code
        after = fingerprint(station)
        if found.rows == self.ready.before.rows:
            assert after == self.done, self.done.difference(after)
        elif found.rows == self.done.rows:
            assert after.rows in (self.done.rows, self.twice.rows), self.twice.difference(after)
            assert self.job.file_once or after.files == self.twice.files, self.twice.difference(after)
        else:
            # What was recorded on the way is on record twice.
            after, done = after.without_audit(), self.done.without_audit()
            assert after == done, done.difference(after)
        house.clean(station)


def ready_for(template: Settings, folder: Path, job: Job) -> Ready:
    """Prepare the house for a job, on a copy."""
    settings = branch.copy_of(template, folder)
    station = open_at(settings)
    session = branch.sign_in(station, job.by) if job.by is not None else None
    given = job.prepare(Desk(station, job.through, session, KEY))
    if session is not None and station.day.current(session.branch_code) != session.business_date:
        session = branch.sign_in(station, session.staff_code)
    ready = Ready(settings, station.clock.now(), session, given, fingerprint(station))
    station.close()
    return ready


def undisturbed(ready: Ready, folder: Path, job: Job) -> Undisturbed:
    """Do the job, twice, on a copy."""
    station = open_at(branch.copy_of(ready.settings, folder), ready.now)
    seen: list[str] = []
    stages = [ready.before]

    def at(moment: str) -> None:
        if moment == RETURN and seen[-1:] == [COMMIT]:
            stages.append(fingerprint(station))
        seen.append(moment)

    try:
        with moments(station, at):
            code = _do(job, ready, station)
        assert code == job.ends_in, f"{job.name} ended with {code!r}"
        done, log = fingerprint(station), log_size(station)
        code = _do(job, ready, station)
        assert code == job.ends_in or code in job.known, f"{job.name} again ended with {code!r}"
        labels = house.rows(station, "SELECT DISTINCT operation FROM audit_event")
        whole = Undisturbed(
            job,
            ready,
            tuple(stages),
            done,
            fingerprint(station),
            tuple(seen),
            frozenset(one for (one,) in labels),
            log,
        )
    finally:
        station.close()
        shutil.rmtree(folder)
    return whole


def _do(job: Job, ready: Ready, station: Workstation) -> str:
    try:
        job.call(Desk(station, job.through, ready.session, KEY, ready.given))
    except HfundError as error:
        return error.code
    return ""


def _committed(seen: tuple[str, ...]) -> int:
    return sum(pair == (COMMIT, RETURN) for pair in pairwise(seen))
