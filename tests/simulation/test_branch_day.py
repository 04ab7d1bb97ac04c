"""Days of a branch drawn from seeds: twelve people, sixteen members, midnight, kills, other policies, lost rights.

Twenty seeds of short days; `HFUND_CAMPAIGN=1` (make crash) runs a thousand, in as many processes as there are. A
seed that fails prints the shortest script found, with the command that does it again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationNature
from hfund_tui.services.settings import Settings
from tests.simulation import forms
from tests.simulation.run import Plan, Result, run, shrunk
from tests.simulation.world import writes

pytestmark = pytest.mark.reliability

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
SEEDS = range(1, 21)
MORE = range(1001, 2001)
AT_ONCE = 25
"""Seeds of the campaign in one test."""


def stands(template: Settings, plan: Plan) -> Result:
    """The days of a plan, after which the house is whole."""
    result = run(template, plan)
    if result.failure is not None:
        pytest.fail(shrunk(template, result).script, pytrace=False)
    return result


@pytest.fixture(scope="module")
def results(template: Settings) -> list[Result]:
    return [stands(template, Plan(seed)) for seed in SEEDS]


def test_a_branch_stays_whole_and_everything_is_done_in_it(results: list[Result]) -> None:
    """Every operation that writes is done, or refused, in some of the days: one that is new as well."""
    reached: Counter[str] = Counter()
    for result in results:
        for (operation, came), number in result.tally.items():
            reached[operation] += number * (came != "killed")
    missing = {one.value for one in writes()} - set(reached)
    assert not missing


def test_there_is_somebody_who_asks_for_every_transaction() -> None:
    transactions = {one.code for one in OPERATIONS.values() if one.nature is OperationNature.TRANSACTION}
    assert set(forms.MAKERS) == transactions


def test_the_same_seed_is_the_same_days(template: Settings, results: list[Result]) -> None:
    once, again = results[2], run(template, results[2].plan)
    assert again.said == once.said
    assert again.dump == once.dump
    assert results[3].digest != once.digest


def test_the_same_seed_is_the_same_days_in_another_process(template: Settings) -> None:
    """Where sets come in another order."""
    plan = Plan(1, until=9)
    said = subprocess.run(
        [sys.executable, *plan.command.split()[1:], "--quiet"],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"seed {plan.seed}: {run(template, plan).digest}" in said.splitlines()


@pytest.mark.skipif(not CAMPAIGN, reason="a thousand seeds take twenty minutes")
@pytest.mark.parametrize("first", MORE[::AT_ONCE])
def test_a_thousand_branches_stay_whole(template: Settings, first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        stands(template, Plan(seed, days=3, steps=16))
