"""Files of debits: everything that falls due goes to the bank and comes back; and an offset with two parents."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from hfund_tui.db.ids import catch_up
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.workstation import Workstation
from tests.bench.figures import Figure, rate, readable
from tests.support import branch, family, house
from tests.support.lending import lend

LOANS = 1000
FIRST_MEMBER = 101
DUE = date(2020, 3, 20)
_THOUSAND = 1000
T = TypeVar("T")


def measure(folder: Path) -> list[Figure]:
    """Seconds a thousand lines, and of one offset."""
    folder.mkdir(mode=0o700)
    station = branch.open_branch(branch.build(folder))
    _borrowers(station)
    offset = _offset(station)
    house.tomorrow(station, to=DUE)
    supervisor = house.supervisor(station)
    second = (branch.SUPERVISOR_2, branch.PASSWORD)
    sending, file = _timed(lambda: station.debits.export(supervisor, second=second))
    returns = house.answer(file)
    taking, report = _timed(lambda: station.debits.import_returns(supervisor, returns))
    assert report.paid >= LOANS, report
    house.clean(station)
    station.close()
    return [
        rate("debits billed and sent, a thousand", sending, LOANS, _THOUSAND),
        rate("debits taken in and posted, a thousand", taking, LOANS, _THOUSAND),
        Figure("offset with two parents, planned, handed in, approved", readable(offset), "", 0),
    ]


def _borrowers(station: Workstation) -> None:
    """Members with a loan each that falls due on the same day."""
    with branch.raw(station) as uow:
        for n in range(LOANS):
            number = FIRST_MEMBER + n
            branch.add_member(uow.session, number, branch.id_number(date(1988, 1 + n // 900, 1), n % 900))
            uow.session.flush()
            lend(uow, number, f"D20180{n:06d}")
        catch_up(uow.connection)


def _offset(station: Workstation) -> float:
    """Seconds from the plan to the approval."""
    family.related(station, family.FATHER, family.MOTHER)
    session = branch.sign_in(station)
    begun = time.perf_counter()
    pending = house.perform(station, session, family.offset(60_000_00))
    assert isinstance(pending, Pending), pending
    house.approve(station, session, pending)
    return time.perf_counter() - begun


def _timed(job: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = job()
    return time.perf_counter() - begun, result
