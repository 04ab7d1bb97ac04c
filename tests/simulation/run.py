"""A seed's days: who does what is drawn before, what comes of it is the branch's; and the script when it fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hfund_tui.services.settings import Settings
from tests.simulation import counter_steps as counter
from tests.simulation import house_steps as around
from tests.simulation import office_steps as office
from tests.simulation import phone_steps as phone
from tests.simulation import town
from tests.simulation.dump import digest, dump
from tests.simulation.world import World
from tests.support import branch

Step = Callable[[World, str], None]

STEPS: dict[Step, tuple[tuple[str, ...], int]] = {
    counter.serve: (town.TELLERS, 30),
    counter.is_killed: (town.TELLERS, 5),
    counter.sends_again: (town.TELLERS, 7),
    counter.looks_up: (town.TELLERS, 3),
    counter.uncovers: (town.TELLERS, 1),
    counter.parks: (town.TELLERS, 3),
    counter.corrects: (town.TELLERS, 5),
    counter.gives_up: (town.TELLERS, 2),
    counter.prints: (town.TELLERS, 2),
    office.decides: (town.SUPERVISORS, 16),
    office.files: (town.SUPERVISORS, 10),
    office.batch: (town.SUPERVISORS, 2),
    office.employers: (town.SUPERVISORS, 2),
    office.members: (town.SUPERVISORS, 2),
    office.figures: (town.SUPERVISORS, 1),
    office.closes: (town.SUPERVISORS, 1),
    office.opens_again: (town.SUPERVISORS, 1),
    phone.answers_the_phone: (town.AGENTS, 8),
    phone.works_on_an_order: ((*town.AGENTS, *town.SUPERVISORS), 4),
    phone.rings_back: ((*town.AGENTS, *town.SUPERVISORS), 4),
    around.other_policies: (town.TELLERS, 1),
    around.loses_the_role: (town.TELLERS, 1),
    around.gets_the_role_back: (town.TELLERS, 2),
    around.leaves: (town.TELLERS, 1),
    around.is_locked: (town.TELLERS, 1),
    around.midnight: (town.TELLERS, 1),
    around.terminal_is_restarted: (town.STAFF, 2),
    around.money_comes_in: (town.TELLERS, 2),
    around.court: (town.TELLERS, 1),
    around.notices_go_out: (town.TELLERS, 1),
}
"""What is done, by whom, and how often."""


_LATER = 0.7
"""So often the first day is another one than the 27th of February."""


@dataclass(frozen=True)
class Plan:
    """How long a seed's days are, and what of them is left out."""

    seed: int
    days: int = 2
    steps: int = 8
    """A day."""
    until: int | None = None
    skip: frozenset[int] = frozenset()
    without: frozenset[str] = frozenset()
    """Staff who stay at home."""

    @property
    def command(self) -> str:
        """What a person types to see the same again."""
        parts = [f"python -m tests.simulation --seed {self.seed} --days {self.days} --steps {self.steps}"]
        if self.until is not None:
            parts.append(f"--until {self.until}")
        if self.skip:
            parts.append("--skip " + ",".join(map(str, sorted(self.skip))))
        if self.without:
            parts.append("--without " + ",".join(sorted(self.without)))
        return " ".join(parts)


@dataclass
class Result:
    plan: Plan
    steps: int = 0
    tally: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    dump: str = ""
    failure: BaseException | None = None

    @property
    def digest(self) -> str:
        return digest(self.dump)

    @property
    def script(self) -> str:
        """What was done until it went wrong, to be read and to be done again."""
        return "\n".join([*self.said, f"replay: {self.plan.command}", f"failed: {self.failure!r}"])


def schedule(plan: Plan) -> list[tuple[int, str, Step | None]]:
    """The numbered steps of all days; between them a night, which is nobody's step."""
    random = Random(f"schedule {plan.seed}")
    steps = list(STEPS)
    weights = [STEPS[one][1] for one in steps]
    # Every kind of step has its turn within a few seeds.
    due = [steps[(2 * plan.seed + one) % len(steps)] for one in (0, 1)]
    drawn: list[tuple[int, str, Step | None]] = []
    for day in range(plan.days):
        if day or random.random() < _LATER:
            drawn.append((len(drawn), "", None))
        for _ in range(plan.steps):
            step = due.pop() if due else random.choices(steps, weights)[0]
            drawn.append((len(drawn), random.choice(STEPS[step][0]), step))
    return drawn


def ahead(random: Random) -> int:
    """So many days to the next: mostly to the last days of February or the first of March; now and then to the end
    of March, when closures are settled."""
    return random.choice([1, 1, 1, 2, 2, 3, 4, 27])


def run(template: Settings, plan: Plan) -> Result:
    """The days of a plan, in a copy of the town. A failure ends it and is kept in the result."""
    result = Result(plan)
    with TemporaryDirectory(prefix="town-") as folder:
        world = World(plan.seed, branch.copy_of(template, Path(folder) / "branch"))
        try:
            _steps(world, plan, result)
            world.always.check(thorough=True)
        except Exception as failure:  # noqa: BLE001 - kept with what led to it
            result.failure = failure
        result.dump = dump(world.onlooker)
        result.tally, result.said = world.tally, world.said
        world.close()
    return result


def _steps(world: World, plan: Plan, result: Result) -> None:
    for number, code, step in schedule(plan):
        if plan.until is not None and number > plan.until:
            return
        world.begin(number)
        result.steps = number
        if step is None:
            world.say(f"{number:4} night")
            office.night(world, days=ahead(world.random))
            world.always.check(thorough=True)
        elif number not in plan.skip and code not in plan.without:
            world.say(f"{number:4} {world.clock.now():%H:%M:%S} {code} {step.__name__}")
            step(world, code)
            world.always.check()


def shrunk(template: Settings, failed: Result, *, tries: int = 60) -> Result:
    """The shortest days found that fail in the same way: fewer people, then fewer steps."""
    best = failed

    def still(plan: Plan) -> bool:
        nonlocal best, tries
        tries -= 1
        found = run(template, plan)
        if found.failure is None or type(found.failure) is not type(failed.failure):
            return False
        best = found
        return True

    still(replace(best.plan, until=best.steps))
    last = schedule(best.plan)[best.steps][1]
    if not still(replace(best.plan, without=frozenset(town.STAFF) - {last})):
        for code in town.STAFF:
            if tries > 0:
                still(replace(best.plan, without=best.plan.without | {code}))
    size = max(best.steps // 2, 1)
    while tries > 0 and size:
        numbers = [
            one
            for one, code, step in schedule(best.plan)
            if step and one < best.steps and one not in best.plan.skip and code not in best.plan.without
        ]
        for first in range(0, len(numbers), size):
            if tries > 0:
                cut: Collection[int] = numbers[first : first + size]
                still(replace(best.plan, skip=best.plan.skip | frozenset(cut)))
        size //= 2
    return best
