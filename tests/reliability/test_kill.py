"""Killed between any two statements: the effect is none or one, and the same key then gives exactly one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from sqlmodel import func, select

from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import Account, Agreement, Case, Hold, PaymentOrder
from hfund_tui.domain.vocabulary import CaseStatus, HoldState
from hfund_tui.services.outcomes import Pending, Posted
from hfund_tui.services.settings import Settings
from tests.reliability import jobs
from tests.support import branch

pytestmark = pytest.mark.reliability

# The long campaign kills before every statement; the suite before every seventh.
STEP = 1 if os.environ.get("HFUND_CAMPAIGN") else 7
MOST = 400

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reliability.jobs"])


def state(station) -> tuple:
    """What the job may have changed: cases, agreements, payments, balance and holds."""
    with station._database.reading() as reader:
        sql = reader.session
        account = sql.exec(select(Account).where(Account.member_id == 1)).one()
        return (
            tuple(sorted(str(s) for s in sql.exec(select(Case.status)).all())),
            sql.exec(select(func.count()).select_from(Agreement)).one(),
            sql.exec(select(func.count()).select_from(PaymentOrder)).one(),
            account.balance_fen,
            account.held_fen,
            sql.exec(select(func.count()).select_from(Hold).where(Hold.state == HoldState.ACTIVE)).one(),
        )


UNTOUCHED = ((), 0, 0, 50_000_00, 0, 0)
DONE = {
    "sign": ((CaseStatus.COMPLETED,), 1, 0, 50_000_00, 0, 0),
    "withdraw": ((CaseStatus.COMPLETED,), 0, 1, 42_200_00, 0, 0),
    "submit_by_proxy": ((CaseStatus.PENDING,), 0, 0, 50_000_00, 7_800_00, 1),
    "approve": ((CaseStatus.COMPLETED,), 0, 1, 42_200_00, 0, 0),
}
BETWEEN = {"approve": DONE["submit_by_proxy"]}


@pytest.mark.parametrize("job", jobs.JOBS)
def test_killed_before_each_statement(branch_template: Settings, tmp_path: Path, job: str) -> None:
    kills = 0
    seen = set()
    for statement in range(1, MOST, STEP):
        settings = branch.copy_of(branch_template, tmp_path / f"{statement}")
        key = f"key-of-{job}-{statement}"
        process = _processes.Process(target=jobs.killed_at, args=(settings, job, key, statement))
        process.start()
        process.join(60)
        killed = process.exitcode == -signal.SIGKILL
        assert killed or process.exitcode == 0
        station = branch.open_branch(settings)
        after = state(station)
        assert after in (UNTOUCHED, DONE[job], BETWEEN.get(job)), statement
        seen.add(after)
        outcome = jobs.run(station, job, key)
        assert isinstance(outcome, Pending if job == "submit_by_proxy" else Posted)
        assert state(station) == DONE[job]
        with station._database.reading() as reader:
            assert verify_database(reader, station._database.keys) == []
        station.close()
        if not killed:
            break
        kills += 1
    else:
        pytest.fail(f"the job has more than {MOST} statements")
    assert kills >= 5
    assert UNTOUCHED in seen and DONE[job] in seen
