"""What the sweeps share: each job is prepared once for all that goes wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hfund_tui.services import contribution_lines, member_lines, workstation
from hfund_tui.services.chance import SystemChance
from hfund_tui.services.hand_overs import HandOvers
from hfund_tui.services.settings import Settings
from tests.reliability.job import Job
from tests.reliability.undisturbed import Ready, Undisturbed, ready_for, undisturbed

PORTION = 3


@pytest.fixture(scope="package", autouse=True)
def small_portions() -> Iterator[None]:
    """Files come in by transactions of a few lines, so that short ones have several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contribution_lines, "AT_ONCE", PORTION)
        patch.setattr(member_lines, "AT_ONCE", PORTION)
        yield


class _OneSeal(SystemChance):
    def token(self, size: int) -> str:
        return "s" * size


@pytest.fixture(scope="package", autouse=True)
def one_seal() -> Iterator[None]:
    """A password that is handed over twice has the same seal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workstation, "HandOvers", lambda clock, _: HandOvers(clock, _OneSeal()))
        yield


@pytest.fixture(scope="session")
def whole_jobs(
    branch_template: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Job], Undisturbed]:
    """A job and what it comes to, found out once. Jobs that begin alike are prepared once."""
    houses: dict[Any, Ready] = {}
    known: dict[Job, Undisturbed] = {}

    def whole(job: Job) -> Undisturbed:
        if job not in known:
            beginning = (job.prepare, job.by)
            if beginning not in houses:
                houses[beginning] = ready_for(branch_template, tmp_path_factory.mktemp("ready"), job)
            known[job] = undisturbed(houses[beginning], tmp_path_factory.mktemp("whole"), job)
        return known[job]

    return whole
