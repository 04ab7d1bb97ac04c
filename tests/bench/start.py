"""From process start to the first frame, to a usable sign-in and to an open workstation, against a minimal Textual
program."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, compare
from tests.support.pty import Terminal

RUNS = 7

_TYPED = "7351"
"""A code that nobody has: it stands nowhere else on the screen."""

_MINIMAL = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("hello from a minimal program")
Minimal().run()
"""


def measure(home: Path) -> list[Figure]:
    environment = {"HFUND_HOME": str(home), "HFUND_LANG": "en"}
    ours = [sys.executable, "-m", "hfund_tui", "run", "--demo", "--home", str(home)]
    minimal = [sys.executable, "-c", _MINIMAL]
    base = median(_until(minimal, "minimal program", {}) for _ in range(RUNS))
    first = median(_until(ours, "HPF", environment) for _ in range(RUNS))
    usable = median(_until(ours, _TYPED, environment, typing=True) for _ in range(RUNS))
    opened = median(_until(ours, "demo-1001", environment) for _ in range(RUNS))
    return [
        compare("first frame, in minimal programs", first, base, 1.3),
        compare("a staff code typed at the first frame stands there", usable, base, 3),
        compare("storage open behind it, in minimal programs", opened, base),
        _memory(minimal, ours, environment),
    ]


def _memory(minimal: list[str], ours: list[str], environment: dict[str, str]) -> Figure:
    """Resident memory with the sign-in usable, against the minimal program's."""
    small = _resident(minimal, "minimal program", {})
    large = _resident(ours, "demo-1001", environment)
    return Figure(
        "memory at sign-in, in minimal programs", f"{large:.0f} MB", f"{small:.0f} MB", large / small
    )


def _resident(argv: list[str], words: str, environment: dict[str, str]) -> float:
    """Megabytes once the words stand on the screen; 0 where the system does not say."""
    with Terminal(argv, columns=120, rows=40, environment=environment) as terminal:
        terminal.wait_for(words)
        status = Path(f"/proc/{terminal._pid}/status")
        if not status.exists():
            return 1
        found = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(found.split()[1]) / 1024


def _until(argv: list[str], words: str, environment: dict[str, str], *, typing: bool = False) -> float:
    """Seconds from the start of a program until the words stand on its screen; typed by us, if so."""
    begun = time.perf_counter()
    with Terminal(argv, columns=120, rows=40, environment=environment) as terminal:
        while words not in terminal.text:
            terminal.pump(0.002)
            if typing and "HPF" in terminal.text:
                terminal.type(words)
                typing = False
            if time.perf_counter() - begun > 30:
                raise TimeoutError(f"{words!r} never came")
        return time.perf_counter() - begun
