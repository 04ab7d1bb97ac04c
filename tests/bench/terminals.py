"""Many terminals at once, each a process of its own with its teller, in eight branches: withdrawals a second.

The file has one writer whatever the number of terminals; on a server they wait for each other only where they are
about the same. Skipped, with the reason, where there is no server.
"""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any

from hfund_tui.db.ids import catch_up
from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Branch, BusinessDay, Staff
from hfund_tui.domain.vocabulary import Ledger, Role, SummaryCode
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.opening import open_storage
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.bench.figures import Figure, readable
from tests.support import branch, server
from tests.support.house import perform, rent

TERMINALS, BRANCHES, EACH = 64, 8, 8
FIRST_MEMBER = 101
_PATIENCE_MS = 300_000
_processes = multiprocessing.get_context("forkserver")


def measure(folder: Path, terminals: int = TERMINALS) -> list[Figure]:
    """Throughput and the slowest twentieth, on a file and on a server."""
    _processes.set_forkserver_preload(["hfund_tui.services.workstation", "tests.bench.terminals"])
    (folder / "file").mkdir(mode=0o700)
    on_file = run(branch.settings_of(folder / "file"), terminals)
    try:
        with server.started(Path(f"{folder}-server"), 4 * terminals) as house, house.empty() as uri:
            (folder / "server").mkdir(mode=0o700)
            on_server = run(branch.settings_of(folder / "server", uri), terminals)
    except server.NoServerError as reason:
        print(f"no figures of a server: {reason}")
        return []
    rates = [terminals * EACH / one["seconds"] for one in (on_server, on_file)]
    return [
        Figure(
            f"withdrawals a second, {terminals} terminals, server : file",
            *(f"{one:.0f} /s" for one in rates),
            rates[0] / rates[1],
        ),
        Figure(
            f"withdrawal p95, {terminals} terminals, server : file",
            readable(on_server["p95"]),
            readable(on_file["p95"]),
            on_server["p95"] / on_file["p95"],
        ),
    ]


def run(settings: Settings, terminals: int) -> dict[str, float]:
    """Build a house and let everybody begin at the same moment."""
    build(settings, terminals)
    start, results = _processes.Barrier(terminals + 1), _processes.SimpleQueue()
    running = [_processes.Process(target=work, args=(settings, n, start, results)) for n in range(terminals)]
    for process in running:
        process.start()
    start.wait(_PATIENCE_MS / 1000)
    begun = time.perf_counter()
    taken = [one for _ in running for one in results.get()]
    seconds = time.perf_counter() - begun
    for process in running:
        process.join(60)
    assert len(taken) == terminals * EACH, "not every withdrawal was posted"
    return {"seconds": seconds, "p95": quantiles(taken, n=20)[-1]}


def work(settings: Settings, number: int, start: Any, results: Any) -> None:
    """One terminal: looks and pays, member after member. Puts the seconds of each that was posted."""
    own = replace(settings, terminal=f"{number:02d}", busy_timeout_ms=_PATIENCE_MS)
    station = Workstation(own, open_storage(own), FrozenClock(branch.NOW))
    session = branch.sign_in(station, teller(number))
    first, *others = range(FIRST_MEMBER + number * (EACH + 1), FIRST_MEMBER + (number + 1) * (EACH + 1))
    perform(station, session, rent(first))  # statements are written once
    start.wait(_PATIENCE_MS / 1000)
    taken = []
    for member in others:
        begun = time.perf_counter()
        if isinstance(perform(station, session, rent(member)), Posted):
            taken.append(time.perf_counter() - begun)
    results.put(taken)
    station.close()


def teller(number: int) -> str:
    return f"t{number}"


def build(settings: Settings, terminals: int) -> None:
    """The small branch, seven others, a teller for each terminal, and members enough for all of them."""
    branch.fill(settings)
    members = range(FIRST_MEMBER, FIRST_MEMBER + terminals * (EACH + 1))
    with open_storage(settings) as database, database.writing() as uow:
        sql = uow.session
        codes = ["0003", *(f"01{n:02d}" for n in range(1, BRANCHES))]
        day = {"business_date": branch.TODAY, "opened_by": branch.SUPERVISOR, "opened_at": branch.NOW}
        for code in codes[1:]:
            sql.add(Branch(code=code, name=f"管理部{code}", name_en=f"Office {code}"))
            sql.add(BusinessDay(branch_code=code, **day))
        like = sql.get_one(Staff, branch.TELLER)
        for n in range(terminals):
            sql.add(
                Staff(
                    code=teller(n),
                    name=f"柜员{n}",
                    name_en=f"Teller {n}",
                    role=Role.TELLER,
                    branch_code=codes[n % BRANCHES],
                    id_no=branch.id_number(date(1970, 1, 1), n),
                    password_hash=like.password_hash,
                    must_change=False,
                )
            )
        for number in members:
            branch.add_member(sql, number, branch.id_number(date(1988, 1 + number // 1000, 1), number % 1000))
        sql.flush()
        lines = [Line(Ledger.MEMBER, 50_000_00, branch.account_no(number)) for number in members]
        post_batch(
            uow,
            [*lines, Line(Ledger.OPENING, -sum(line.amount_fen for line in lines))],
            summary=SummaryCode.OPENING,
            business_date=branch.TODAY,
            value_date=branch.TODAY,
            created_at=branch.NOW,
        )
        catch_up(uow.connection)
