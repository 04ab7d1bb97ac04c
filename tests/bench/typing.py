"""Search as you type in a real terminal: from a key to the first paint, and how many bytes a key costs."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, readable
from tests.support.pty import Terminal

_TYPED = "zhangwei"
_ECHO_MOST, _BYTES_MOST = 0.05, 1024


def measure(home: Path) -> list[Figure]:
    argv = [sys.executable, "-m", "hfund_tui", "run", "--demo", "--home", str(home)]
    environment = {"HFUND_HOME": str(home), "HFUND_LANG": "en"}
    with Terminal(argv, columns=120, rows=40, environment=environment) as terminal:
        terminal.wait_for("demo-1001")
        terminal.type("1001")
        terminal.press("enter")
        terminal.type("demo-1001")
        terminal.press("enter")
        terminal.idle(1.0)
        painted, echoed, sent = [], [], []
        for key in _TYPED:
            before, begun = len(terminal.received), time.perf_counter()
            terminal.type(key)
            while len(terminal.received) == before and time.perf_counter() - begun < 10:
                terminal.pump(0.001)
            painted.append(time.perf_counter() - begun)
            echoed.append(len(terminal.received) - before)
            terminal.idle(0.4)
            sent.append(len(terminal.received) - before)
    echo, size, whole = median(painted), int(median(echoed)), int(median(sent))
    return [
        Figure("key to the first byte painted", readable(echo), readable(_ECHO_MOST), echo / _ECHO_MOST, 1),
        Figure("bytes on the wire for a key", str(size), str(_BYTES_MOST), size / _BYTES_MOST, 1),
        Figure("bytes for a key and a page of members", str(whole), str(size), whole / size, 0),
    ]
