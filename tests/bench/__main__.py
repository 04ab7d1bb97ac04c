"""Measure and print a table of ratios; save the figures as JSON beside it.

    python -m tests.bench [--members N] [--json FILE]

Absolute times are for reading only: the machine decides them. A ratio compares two things in the same run.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import lookups, operations, start, terminals
from tests.bench.figures import Figure


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--members", type=int, default=2400)
    options.add_argument("--json", type=Path, default=Path("bench-latest.json"))
    asked = options.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        home.mkdir(mode=0o700)
        figures += lookups.measure(home, asked.members)
        figures += operations.measure(home)
        figures += start.measure(home)
        figures += terminals.measure(Path(folder))
    print(f"{'what':<48}{'ours':>12}{'compared':>12}{'ratio':>8}{'limit':>8}")
    for one in figures:
        limit = f"{one.limit:.1f}" if one.limit else ""
        mark = "" if not one.limit or one.ratio <= one.limit else "  over"
        print(f"{one.what:<48}{one.ours:>12}{one.compared:>12}{one.ratio:>8.2f}{limit:>8}{mark}")
    asked.json.write_text(json.dumps([asdict(one) for one in figures], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
