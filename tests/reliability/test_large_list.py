"""A long contribution list that is killed and handed in again comes to the same as one that is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hfund_tui.services import contribution_lines
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability.all_jobs import CAMPAIGN
from tests.reliability.faults import die, dies
from tests.support import branch, house
from tests.support.contributing import contribution_list, hire

pytestmark = pytest.mark.reliability

PEOPLE = 100_000
AT_ONCE = 400

STATE = (
    "SELECT account_no, balance_fen, paid_through FROM account ORDER BY account_no",
    "SELECT account_no, month, file_no, line_no, batch_id, personal_fen, employer_fen FROM contribution_line"
    " ORDER BY file_no, line_no",
    "SELECT file_no, lines, total_fen, taken, taken_fen, batches, finished_at IS NULL FROM contribution_file",
    "SELECT batch_id, ledger, account_no, amount_fen, balance_after_fen FROM ledger_entry ORDER BY id",
)

FAULTS = (
    {"personal": "1000.01"},
    {"name": "别人"},
    {"id_no": "4.40305E+17"},
    {"base": "六千"},
    {"account_no": "39999999999"},
)


def state(station: Workstation) -> list[Any]:
    return [house.rows(station, query) for query in STATE]


def killed_after(settings: Settings, content: bytes, lines: int) -> bool:
    """Whether a process that takes the list in is killed once so many lines are credited."""

    def tell(done: int, of: int) -> None:
        if done >= lines:
            die()

    def job() -> None:
        station = branch.open_branch(settings)
        station.contributions.take_in(house.supervisor(station), content, on_progress=tell)

    return dies(job)


@pytest.mark.skipif(not CAMPAIGN, reason="the long campaign")
def test_it_is_killed_in_the_middle(
    branch_template: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100,000 lines with one in a hundred bad: all bad ones named, the good ones credited once."""
    monkeypatch.setattr(contribution_lines, "AT_ONCE", AT_ONCE)
    settings = branch.copy_of(branch_template, tmp_path / "killed")
    station = branch.open_branch(settings)
    lines = hire(station, PEOPLE)
    station.close()
    whole = branch.copy_of(settings, tmp_path / "whole")
    spoilt = {number: FAULTS[number // 100 % len(FAULTS)] for number in range(0, PEOPLE, 100)}
    changed = [
        one if number not in spoilt else type(one)(**{**vars(one), **spoilt[number]})
        for number, one in enumerate(lines)
    ]
    content = contribution_list(changed, employer_no="900001")

    station = branch.open_branch(whole)
    straight = station.contributions.take_in(house.supervisor(station), content)
    done = state(station)
    house.clean(station)
    station.close()
    assert (straight.good, straight.bad) == (PEOPLE - len(spoilt), len(spoilt))
    assert {one.number for one in straight.faults} == {number + 3 for number in spoilt}

    for after in (30_000, 70_000):
        assert killed_after(settings, content, after)
    station = branch.open_branch(settings)
    house.clean(station)
    resumed = station.contributions.take_in(house.supervisor(station), content)
    assert resumed.known >= 70_000 - len(spoilt) and resumed.known + resumed.good == straight.good
    assert resumed.faults == straight.faults
    assert state(station) == done
    house.clean(station)
    station.close()
