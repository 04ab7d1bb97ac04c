"""Somebody at a real terminal, in front of a demo branch."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.pty import Terminal

_PATIENCE = 20.0


def signed_in(home: Path) -> Terminal:
    """The program with the teller signed in. Use it as a context."""
    argv = [sys.executable, "-m", "hfund_tui", "run", "--demo", "--home", str(home)]
    environment = {"HFUND_HOME": str(home), "HFUND_LANG": "en"}
    terminal = Terminal(argv, columns=120, rows=40, environment=environment)
    terminal.wait_for("demo-1001")
    for text in ("1001", "demo-1001"):
        terminal.type(text)
        terminal.press("enter")
    terminal.idle(1.0)
    return terminal


def something_new(terminal: Terminal) -> Callable[[], bool]:
    """Whether anything has come from the program since now."""
    before = len(terminal.received)
    return lambda: len(terminal.received) > before


def until(terminal: Terminal, is_there: Callable[[], bool]) -> float:
    """Seconds until something is so. Raises TimeoutError with the screen."""
    begun = time.perf_counter()
    while not is_there():
        terminal.pump(0.002)
        if time.perf_counter() - begun > _PATIENCE:
            raise TimeoutError(terminal.text)
    return time.perf_counter() - begun
