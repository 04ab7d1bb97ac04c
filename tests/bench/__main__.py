"""Measure and print a table of ratios; save the figures as JSON beside it.

    python -m tests.bench [--members N] [--home FOLDER] [--small N] [--json FILE]

Absolute times are for reading only: the machine decides them. A ratio compares two things in the same run. With
`--home` a demo that is there is copied and measured instead of building one of so many members.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import Workstation, make_demo, open_workstation
from tests.bench import batches, desk, keeping, lookups, operations, response, start, terminals, typing
from tests.bench.figures import Figure, compare

_GROWTH = 1.5
"""How much slower a city may be than a branch with a hundredth of its members."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--members", type=int, default=66_000)
    options.add_argument("--small", type=int, default=0, help="members of the one compared with")
    options.add_argument("--home", type=Path)
    options.add_argument("--json", type=Path, default=Path("bench-latest.json"))
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = _measured(asked, Path(folder))
    print(f"{'what':<52}{'ours':>12}{'compared':>12}{'ratio':>9}{'limit':>8}")
    for one in figures:
        limit = f"{one.limit:.1f}" if one.limit else ""
        mark = "" if not one.limit or one.ratio <= one.limit else "  over"
        print(f"{one.what:<52}{one.ours:>12}{one.compared:>12}{one.ratio:>9.2f}{limit:>8}{mark}")
    machine = {"machine": platform.platform(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
    saved = {**machine, "members": asked.members, "figures": [asdict(one) for one in figures]}
    asked.json.write_text(json.dumps(saved, indent=1), encoding="utf-8")


def _measured(asked: argparse.Namespace, folder: Path) -> list[Figure]:
    small = _station(folder / "small", asked.small or max(asked.members // 100, 2400), None)
    large = _station(folder / "large", asked.members, asked.home)
    figures: list[Figure] = []
    looked, seen = {}, {}
    for name, station in (("small", small), ("large", large)):
        teller = station.staff.sign_in("1001", "demo-1001")
        supervisor = station.staff.sign_in("2001", "demo-2001")
        against, looked[name] = lookups.measure(station, teller)
        seen[name] = desk.times(station, teller, supervisor)
        if name == "large":
            figures += against
    for times in (looked, seen):
        for what, taken in times["large"].items():
            # A page of a branch has few rows, one of a city is full: only exact look-ups find the same.
            limit = _GROWTH if times is looked and "page" not in what else 0
            figures.append(compare(f"{what}, in those of the small one", taken, times["small"][what], limit))
    figures += operations.measure(large, teller, folder)
    print("\n".join(f"{one.what} {one.ratio:.2f}" for one in figures), flush=True)
    figures += response.measure(large, folder / "large" / "demo")
    figures += response.stillness(folder / "still")
    figures += keeping.measure(large, supervisor, folder / "backup")
    small.close()
    large.close()
    home = folder / "small" / "demo"
    figures += batches.measure(folder / "batches")
    return [*figures, *start.measure(home), *typing.measure(home), *terminals.measure(folder)]


def _station(home: Path, members: int, existing: Path | None) -> Workstation:
    """A workstation on a demo of its own: built, or copied from one that is there."""
    settings = load_settings(demo=True, home=home / "demo", environment={})
    if existing is not None:
        source = load_settings(demo=True, home=existing, environment={})
        shutil.copytree(source.home, settings.home)
    else:
        settings.home.mkdir(mode=0o700, parents=True)
        make_demo(settings, members=members)
    return open_workstation(settings)


if __name__ == "__main__":
    main()
