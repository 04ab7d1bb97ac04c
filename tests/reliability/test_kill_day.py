"""Killed at the end of the day: nothing is sent, taken in, closed or undone by halves, nor twice."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability import day_jobs
from tests.support import branch, house

pytestmark = pytest.mark.reliability

# The long campaign kills before every statement; the suite before every eleventh, where there are so many.
STEP = 1 if os.environ.get("HFUND_CAMPAIGN") else 11
MOST = 500

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reliability.day_jobs"])

STATE = (
    'SELECT status, count(*) FROM "case" GROUP BY status ORDER BY status',
    "SELECT state, file_no, result_reason FROM payment_order",
    "SELECT file_no, lines, total_fen, content_sha256 FROM payment_file",
    "SELECT ledger, sum(amount_fen) FROM ledger_entry GROUP BY ledger ORDER BY ledger",
    "SELECT month FROM claimed_month ORDER BY month",
    "SELECT held_fen, last_withdrawal_month FROM account WHERE member_id = 1",
    "SELECT closed_by, reopened_by, reopened_with, sheet_json IS NOT NULL FROM business_day",
    "SELECT code, words FROM day_difference",
    "SELECT kind, state FROM notice ORDER BY id",
    "SELECT contract_no, state, balance_fen FROM loan ORDER BY contract_no",
    "SELECT contract_no, change, principal_fen, ended_on FROM loan_terms ORDER BY id",
    "SELECT contract_no, due_on, paid_on, penalty_fen FROM loan_instalment ORDER BY id",
    "SELECT contract_no, state, file_no, penalty_fen FROM debit_order ORDER BY id",
)

FOLDERS = {"export": "payments", "debit": "debits"}
"""Where a job leaves its file."""


def state(station: Workstation) -> list[Any]:
    return [house.rows(station, query) for query in STATE]


@pytest.mark.parametrize("job", day_jobs.JOBS)
def test_killed_before_each_statement(branch_template: Settings, tmp_path: Path, job: str) -> None:
    template = branch.copy_of(branch_template, tmp_path / "template")
    station = branch.open_branch(template)
    day_jobs.prepare(station, job)
    before = state(station)
    station.close()

    finished = branch.copy_of(template, tmp_path / "finished")
    station = branch.open_branch(finished)
    day_jobs.JOBS[job](station, "a-key-of-its-own")
    done = state(station)
    station.close()
    assert before != done

    seen, kills = [], 0
    for statement in range(1, MOST, 1 if job == "deliver" else STEP):
        settings = branch.copy_of(template, tmp_path / f"{statement}")
        arguments = (settings, job, "a-key-of-its-own", statement)
        process = _processes.Process(target=day_jobs.killed_at, args=arguments)
        process.start()
        process.join(60)
        killed = process.exitcode == -signal.SIGKILL
        assert killed or process.exitcode == 0
        station = branch.open_branch(settings)
        after = state(station)
        halfway = job == "reverse" and ("pending", 1) in after[0]
        assert after in (before, done) or halfway, statement
        seen.append(after)
        day_jobs.JOBS[job](station, "a-key-of-its-own")
        assert state(station) == done
        house.clean(station)
        if job in FOLDERS:
            (file,) = (settings.outbox / FOLDERS[job]).glob("*.csv")
            whole = finished.outbox / FOLDERS[job] / file.name
            assert file.read_bytes() == whole.read_bytes()
        station.close()
        if not killed:
            break
        kills += 1
    else:
        pytest.fail(f"the job has more than {MOST} statements")
    assert kills >= 2
    assert before in seen and done in seen
