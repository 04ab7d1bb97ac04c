"""What was done rightly never raises an alarm: verified after every step, against anchors and a copy of before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from hfund_tui.db import audit, integrity
from hfund_tui.db.audit import AuditStamp
from hfund_tui.db.backup import BackupManifest, backup, compare
from hfund_tui.db.engine import Database
from hfund_tui.services.settings import Settings
from tests.stateful.machine import HouseMachine

pytestmark = pytest.mark.reliability

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
GOOD_RUNS = int(os.environ.get("HFUND_GOOD_RUNS", "10000")) if CAMPAIGN else 50
STEPS = 50
COMPARED_EVERY = 10


class GoodRuns(HouseMachine):
    """The machine's own steps, with all that a supervisor can ask after each of them."""

    done: ClassVar[int] = 0
    compared: ClassVar[int] = 0

    # A court's order comes from outside; a copy of before tells it, as it should.
    a_court_freezes = None  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: tuple[AuditStamp, ...] = ()
        self.copy: tuple[Path, BackupManifest] | None = None
        super().__init__()

    @invariant()
    def nothing_is_alarming(self) -> None:
        database = self.station._database
        assert isinstance(database, Database)
        with database.reading() as reader:
            assert integrity.verify_database(reader, database.keys) == []
            assert audit.verify_against(reader, self.kept) == []
            self.kept = (*self.kept[-20:], *audit.anchor(reader))
        type(self).done += 1
        if type(self).done % COMPARED_EVERY == 0:
            self.hold_against_the_copy(database)

    def hold_against_the_copy(self, database: Database) -> None:
        if self.copy is not None:
            assert compare(database, *self.copy) == []
            type(self).compared += 1
        shelf = self.folder / f"shelf-{self.done}"
        shelf.mkdir()
        manifest = backup(database, shelf, at=self.clock.now())
        self.copy = shelf / manifest.file, manifest


def test_good_runs_raise_no_alarm(branch_template: Settings) -> None:
    GoodRuns.template = branch_template
    GoodRuns.done = GoodRuns.compared = 0
    while GoodRuns.done < GOOD_RUNS:
        run_state_machine_as_test(
            GoodRuns,
            settings=settings(
                max_examples=max(1, (GOOD_RUNS - GoodRuns.done) // STEPS),
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=not CAMPAIGN,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )
    print(GoodRuns.done, GoodRuns.compared)
    assert GoodRuns.compared > 0
