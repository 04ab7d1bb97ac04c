"""A contribution list that is killed and handed in again comes to the same as one that is not."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfund_tui.services import contribution_lines
from hfund_tui.services.contributions import ContributionReport
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability import list_jobs
from tests.support import branch, house
from tests.support.contributing import contribution_list, entry, hire, unpaid

pytestmark = pytest.mark.reliability

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
# The long campaign kills before every statement; the suite before every seventh.
STEP = 1 if CAMPAIGN else 7
MOST = 300
PORTION = 3
PEOPLE = 100_000

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reliability.list_jobs"])

STATE = (
    "SELECT account_no, balance_fen, paid_through FROM account ORDER BY account_no",
    "SELECT account_no, month, file_no, line_no, batch_id, personal_fen, employer_fen FROM contribution_line"
    " ORDER BY file_no, line_no",
    "SELECT file_no, lines, total_fen, taken, taken_fen, batches, finished_at IS NULL FROM contribution_file",
    "SELECT batch_id, ledger, account_no, amount_fen, balance_after_fen FROM ledger_entry ORDER BY id",
)


def state(station: Workstation) -> list[Any]:
    return [house.rows(station, query) for query in STATE]


def run(target: Callable[..., None], *arguments: object, wait: int = 60) -> bool:
    """Whether a process with that job was killed."""
    process = _processes.Process(target=target, args=arguments)
    process.start()
    process.join(wait)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def test_killed_before_each_statement(
    branch_template: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contribution_lines, "AT_ONCE", PORTION)
    template = branch.copy_of(branch_template, tmp_path / "template")
    station = branch.open_branch(template)
    unpaid(station)
    station.close()
    file = tmp_path / "list.csv"
    spoilt = {2: {"personal": "1.00"}, 5: {"name": "别人"}}
    lines = [entry(n, **spoilt.get(n, {})) for n in range(1, 9)]
    file.write_bytes(contribution_list([*lines, lines[0]]))

    def handed_in(settings: Settings) -> tuple[ContributionReport, list[Any], bytes]:
        """The list as it is handed in again, by somebody who looks whether the books agree."""
        station = branch.open_branch(settings)
        house.clean(station)
        report = station.contributions.take_in(house.supervisor(station), file.read_bytes())
        after = state(station)
        house.clean(station)
        station.close()
        assert report.returned is not None
        return report, after, report.returned.read_bytes()

    whole, done, returned = handed_in(branch.copy_of(template, tmp_path / "whole"))
    assert (whole.good, whole.bad) == (6, 3)
    kills, known = 0, set()

    def survives(statement: int) -> bool:
        """Whether the job comes to its end before this statement; if not, the list is handed in again."""
        nonlocal kills
        settings = branch.copy_of(template, tmp_path / f"{statement}")
        if not run(list_jobs.killed_at, settings, file, PORTION, statement):
            return True
        report, after, again = handed_in(settings)
        assert (after, again) == (done, returned), statement
        assert report.good + report.known == 6 and report.faults == whole.faults
        known.add(report.known)
        kills += 1
        return False

    end = next(filter(survives, range(1, MOST, STEP)), None)
    assert end is not None, f"the job has more than {MOST} statements"
    all(survives(statement) for statement in range(end - 1, end - STEP, -1))  # back to the last one of all
    assert kills >= 5
    assert {0, 6} < known, "killed before, between and after the portions"


@pytest.mark.skipif(not CAMPAIGN, reason="the long campaign")
def test_a_large_list_is_killed_in_the_middle(branch_template: Settings, tmp_path: Path) -> None:
    """100,000 lines with one in a hundred bad: all bad ones named, the good ones credited once."""
    settings = branch.copy_of(branch_template, tmp_path / "killed")
    station = branch.open_branch(settings)
    lines = hire(station, PEOPLE)
    station.close()
    whole = branch.copy_of(settings, tmp_path / "whole")
    faults = (
        {"personal": "1000.01"},
        {"name": "别人"},
        {"id_no": "4.40305E+17"},
        {"base": "六千"},
        {"account_no": "39999999999"},
    )
    spoilt = {number: faults[number // 100 % len(faults)] for number in range(0, PEOPLE, 100)}
    file = tmp_path / "list.csv"
    changed = [
        one if number not in spoilt else type(one)(**{**vars(one), **spoilt[number]})
        for number, one in enumerate(lines)
    ]
    file.write_bytes(contribution_list(changed, employer_no="900001"))

    station = branch.open_branch(whole)
    straight = station.contributions.take_in(house.supervisor(station), file.read_bytes())
    done = state(station)
    house.clean(station)
    station.close()
    assert (straight.good, straight.bad) == (PEOPLE - len(spoilt), len(spoilt))
    assert {one.number for one in straight.faults} == {number + 3 for number in spoilt}

    for after in (30_000, 70_000):
        assert run(list_jobs.killed_after, settings, file, after, wait=600)
    station = branch.open_branch(settings)
    house.clean(station)
    resumed = station.contributions.take_in(house.supervisor(station), file.read_bytes())
    assert resumed.known >= 70_000 - len(spoilt) and resumed.known + resumed.good == straight.good
    assert resumed.faults == straight.faults
    assert state(station) == done
    house.clean(station)
    station.close()
