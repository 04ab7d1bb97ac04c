"""What a person gets from a seed that fails: the shortest script found, and the command that does it again."""

from __future__ import annotations

from typing import Any

import pytest

from hfund_tui.services import cases
from hfund_tui.services.settings import Settings
from tests.simulation import counter_steps, run, town
from tests.simulation.__main__ import main
from tests.simulation.run import Plan, schedule, shrunk
from tests.simulation.world import World
from tests.support import house

pytestmark = pytest.mark.reliability


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind of step breaks the books behind the services; the others do nothing."""

    def idle(name: str) -> run.Step:
        def step(world: World, code: str) -> None:
            world.say("    nothing")

        step.__name__ = name
        return step

    def breaks(world: World, code: str) -> None:
        house.behind(world.onlooker, "UPDATE account SET balance_fen = balance_fen + 1 WHERE member_id = 3")

    idlers = (town.TELLERS[0], town.AGENTS[0])
    steps = {idle(name): (idlers, 3) for name in ("waits", "reads", "rests")}
    steps |= {breaks: ((town.TELLERS[1],), 1)}
    monkeypatch.setattr(run, "STEPS", steps)


def test_is_cut_down_to_what_broke_it(template: Settings, broken: None) -> None:
    plans = [Plan(seed, days=1, steps=10) for seed in range(2, 100)]
    names = [[step.__name__ for _, _, step in schedule(plan) if step] for plan in plans]
    plan = next(
        plan
        for plan, done in zip(plans, names, strict=True)
        if "breaks" in done[5:] and "breaks" not in done[:5]
    )
    failed = run.run(template, plan)
    assert isinstance(failed.failure, AssertionError)
    assert "a balance that is not the sum of its entries" in str(failed.failure)
    shortest = shrunk(template, failed)
    done = [line.split()[-1] for line in shortest.said if line[:4].strip().isdigit()]
    assert [one for one in done if one != "night"] == ["breaks"]
    assert shortest.plan.command in shortest.script


def test_is_done_again_by_its_command(
    broken: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["simulation", "--seed", "5", "--days", "1", "--steps", "10"])
    assert main() == 1
    told = capsys.readouterr().out
    assert "replay: python -m tests.simulation --seed 5 --days 1 --steps 10" in told
    assert "failed: AssertionError" in told


def test_a_form_that_had_two_effects_is_found(template: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The simulation's own eye: where keys are worth nothing, what is sent again is done again."""
    steps = {
        counter_steps.serve: (town.TELLERS, 3),
        counter_steps.sends_again: (town.TELLERS, 3),
    }
    monkeypatch.setattr(run, "STEPS", steps)
    keyed = cases.CaseService.perform

    def unkeyed(self: Any, *given: Any, key: str, **named: Any) -> Any:
        return keyed(self, *given, key=self.new_key(), **named)

    monkeypatch.setattr(cases.CaseService, "perform", unkeyed)
    failures = [str(run.run(template, Plan(seed, days=1, steps=10)).failure) for seed in (1, 2, 3)]
    assert any("the same form had another effect" in one for one in failures)
