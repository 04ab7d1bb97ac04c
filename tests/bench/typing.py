"""Search as you type in a real terminal: from a key to the first paint, and how many bytes a key costs."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, within
from tests.bench.keyboard import signed_in, something_new, until

_TYPED = "zhangwei"
_ECHO_MOST, _BYTES_MOST = 0.05, 1024


def measure(home: Path) -> list[Figure]:
    painted, echoed, sent = [], [], []
    with signed_in(home) as terminal:
        for key in _TYPED:
            before, is_echoed = len(terminal.received), something_new(terminal)
            terminal.type(key)
            painted.append(until(terminal, is_echoed))
            echoed.append(len(terminal.received) - before)
            terminal.idle(0.4)
            sent.append(len(terminal.received) - before)
    echo, size, whole = median(painted), int(median(echoed)), int(median(sent))
    return [
        within("key to the first byte painted", echo, _ECHO_MOST),
        Figure("bytes on the wire for a key", str(size), str(_BYTES_MOST), size / _BYTES_MOST, 1),
        Figure("bytes for a key and a page of members", str(whole), str(size), whole / size, 0),
    ]
