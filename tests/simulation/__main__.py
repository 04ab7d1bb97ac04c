"""One seed by hand: `python -m tests.simulation --seed 17`, or many: `--seeds 1-1000`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tests.simulation import town
from tests.simulation.run import Plan, run, shrunk


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--seeds", help="first-last")
    parser.add_argument("--days", type=int, default=Plan.days)
    parser.add_argument("--steps", type=int, default=Plan.steps, help="a day")
    parser.add_argument("--until", type=int, help="the last step that is done")
    parser.add_argument("--skip", default="", help="steps that are left out: 3,5,7")
    parser.add_argument("--without", default="", help="staff who stay at home: 1003,2001")
    parser.add_argument("--dump", type=Path, help="where to write what is stored at the end")
    parser.add_argument("--shrink", action="store_true", help="look for shorter days that fail as well")
    parser.add_argument("--quiet", action="store_true", help="only the digest of each seed")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="of CPU, then no other seed is begun"
    )
    given = parser.parse_args()
    first, _, last = (given.seeds or f"{given.seed or 1}-{given.seed or 1}").partition("-")
    tally: Counter[tuple[str, str]] = Counter()
    failed = done = 0
    with TemporaryDirectory(prefix="town-") as folder:
        template = town.build(Path(folder) / "template")
        began = process_time()
        for seed in range(int(first), int(last) + 1):
            if process_time() - began > given.seconds:
                break
            plan = Plan(
                seed,
                given.days,
                given.steps,
                given.until,
                frozenset(map(int, filter(None, given.skip.split(",")))),
                frozenset(filter(None, given.without.split(","))),
            )
            result = run(template, plan)
            if result.failure is not None and given.shrink:
                result = shrunk(template, result)
            done += 1
            tally += result.tally
            failed += result.failure is not None
            if given.dump is not None:
                given.dump.write_text(result.dump, encoding="utf-8", errors="surrogateescape")
            if result.failure is not None or not given.quiet:
                print(result.script)
            print(f"seed {seed}: {result.digest}", flush=True)
        spent = process_time() - began
    for (operation, came), number in sorted(tally.items()):
        print(f"{number:7} {operation} {came}")
    print(f"{done} seeds, {failed} failed, {sum(tally.values())} outcomes, {spent:.0f} CPU seconds")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
