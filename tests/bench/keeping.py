"""The long jobs, in seconds a million of their rows; and the batch of regular debits."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from hfund_tui.services.keeping import KeepingService, open_keeping
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.bench.figures import Figure, rate

_MILLION = 10**6


def measure(station: Workstation, supervisor: Session, folder: Path) -> list[Figure]:
    with station._database.reading() as reader:

        def count(table: str) -> int:
            return int(reader.connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())

        tables = [
            name
            for (name,) in reader.connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).all()
        ]
        rows, entries, loans = sum(map(count, tables)), count("ledger_entry"), count("loan")
    folder.mkdir(mode=0o700)
    with open_keeping(station.settings) as keeping:
        figures = [
            _figure("verify, a million rows", lambda: _verified(keeping), rows),
            _figure("backup, a million rows", lambda: keeping.backup(folder), rows),
        ]
    figures += [
        _figure("day sheet, a million ledger lines", lambda: station.day.sheet(supervisor), entries),
        _figure("debits that wait, a million loans", lambda: station.debits.due(supervisor), loans),
    ]
    return figures


def _verified(keeping: KeepingService) -> None:
    problems = keeping.verify().problems
    assert not problems, problems[:5]


def _figure(what: str, job: Callable[[], object], rows: int) -> Figure:
    begun = time.perf_counter()
    job()
    return rate(what, time.perf_counter() - begun, rows, _MILLION)
