"""Every job that writes, and everything that may go wrong with it: nothing is done by halves, nor twice.

An error at a statement, a full disk, a file without room, a database that somebody else holds, and a kill; then the
same is done again with the same key.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hfund_tui.db.errors import StorageTrouble
from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import Trouble
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability.all_jobs import CAMPAIGN, JOBS, points
from tests.reliability.faults import (
    COMMIT,
    FILE,
    RETURN,
    STATEMENT,
    At,
    die,
    dies,
    locked_by_another,
    moments,
    no_more_pages,
    no_room,
    room_for,
)
from tests.reliability.fingerprint import unfinished
from tests.reliability.job import Job, open_at
from tests.reliability.undisturbed import Undisturbed
from tests.support import branch, house

pytestmark = pytest.mark.reliability

SHORT_OF_SPACE = ("storage_io", "storage_disk_full", "file_not_written")


@pytest.fixture(scope="module", params=JOBS, ids=lambda job: job.name)
def whole(request: pytest.FixtureRequest, whole_jobs: Callable[[Job], Undisturbed]) -> Undisturbed:
    return whole_jobs(request.param)


class Copies:
    """Houses for one job: a fault that changed nothing leaves one that the next fault can have."""

    def __init__(self, whole: Undisturbed, folder: Path) -> None:
        self.whole = whole
        self.folder = folder
        self.number = 0
        self.settings: Settings | None = None
        self.station: Workstation | None = None

    @contextmanager
    def one(self, committed: int | None = None) -> Iterator[Workstation]:
        """A house; afterwards so many transactions have happened, and the job is done again where any has."""
        if self.station is None:
            self.station = self.whole.open(self.closed(), patience_ms=1)
        yield self.station
        happened = self.whole.check(self.station, committed)
        assert not unfinished(self.station)
        if happened:
            self.finish()

    def closed(self) -> Settings:
        """A house that nobody has open."""
        if self.station is not None:
            self.station.close()
            self.station = None
        if self.settings is None:
            self.number += 1
            self.settings = self.whole.copy(self.folder / f"{self.number}")
        return self.settings

    def finish(self) -> None:
        """Whatever went wrong before: done again, it is done once."""
        if self.station is not None:
            self.whole.finish(self.station)
        self.close()

    def close(self) -> None:
        shutil.rmtree(self.closed().home)
        self.settings = None


@pytest.fixture(scope="module")
def copies(whole: Undisturbed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    made = Copies(whole, tmp_path_factory.mktemp("faults"))
    yield made
    made.close()


def _fails() -> None:
    raise StorageTrouble("io")


def test_an_error_at_a_statement(whole: Undisturbed, copies: Copies) -> None:
    for number in points(whole, (STATEMENT, COMMIT), 2):
        with copies.one(whole.committed(number)) as station, moments(station, At(number, _fails)):
            assert whole.do(station) == "storage_io", number


def test_somebody_else_writes_for_too_long(whole: Undisturbed, copies: Copies) -> None:
    with copies.one(0) as station, locked_by_another(station):
        assert whole.do(station) == "storage_locked"


def test_the_disk_is_full(whole: Undisturbed, copies: Copies) -> None:
    """The log has room for none of the job, or for a part of it."""
    for part in range(8) if CAMPAIGN else (len(whole.moments) % 8,):
        with copies.one() as station, room_for(whole.log * part // 8):
            assert whole.do(station) in SHORT_OF_SPACE, part


def test_a_file_has_no_room(whole: Undisturbed, copies: Copies) -> None:
    """What is to be sent or handed over is there as a whole or not at all."""
    for number in points(whole, (FILE,), 1):
        with copies.one() as station, moments(station, At(number, no_room)):
            assert whole.do(station) in ("file_not_written", whole.job.ends_in), number
    if FILE in whole.moments:
        first = whole.moments.index(FILE) + 1
        with (
            copies.one(whole.committed(first)) as station,
            room_for() as limit,
            moments(station, At(first, lambda: limit(3))),
        ):
            assert whole.do(station) == "file_not_written"


def test_killed_at_each_moment(whole: Undisturbed, copies: Copies) -> None:
    """What was committed has happened, and nothing else; then the same is done again."""
    for number in points(whole, (STATEMENT, COMMIT, RETURN, FILE), 1):
        settings = copies.closed()

        def job(settings: Settings = settings, number: int = number) -> None:
            station = whole.open(settings)
            with moments(station, At(number, die)):
                whole.do(station)

        assert dies(job)
        station = whole.open(settings)
        whole.check(station, whole.committed(number))
        whole.finish(station)
        station.close()
        copies.close()


def test_the_database_can_not_grow(branch_settings: Settings) -> None:
    """More was typed than there are pages for: it says so, and takes it when there is room again."""
    station = open_at(branch_settings)
    session = branch.sign_in(station)
    typed = Draft("key-of-a-long-form", OperationCode.RENT_WITHDRAWAL, 1, {"words": "字" * 50_000}, "1")
    with no_more_pages(station), pytest.raises(Trouble, match="storage_disk_full"):
        station.drafts.save(session, typed)
    assert station.drafts.open(session) == ()
    station.drafts.save(session, typed)
    assert len(station.drafts.open(session)) == 1
    house.clean(station)
    station.close()
