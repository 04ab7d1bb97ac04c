"""A teller at a real terminal: the program in a pseudo-terminal, the jobs as sequences of keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hfund_tui.i18n import Language, Translator
from hfund_tui.services.settings import Settings
from tests.support.pty import Terminal

AGENT = "3001"

# Runs the program with every service call that loads something slowed down, as on a tired machine.
_SLOWED = """
import sys, time
from hfund_tui import __main__
from hfund_tui.services import cases, lookup, members
delay = float(sys.argv.pop(1))
def slow(kind, *names):
    for name in names:
        def slowed(*args, whole=getattr(kind, name), **kwargs):
            time.sleep(delay)
            return whole(*args, **kwargs)
        setattr(kind, name, slowed)
slow(members.MemberService, "overview", "notaries")
slow(cases.CaseService, "preview")
slow(lookup.LookupService, "search")
__main__.main()
"""


@contextmanager
def at_counter(
    settings: Settings,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "zh",
    slowed_by: float = 0,
    staff: str = "1001",
) -> Iterator[Terminal]:
    """The program with somebody signed in, at the empty look-up field or before the first call; keys are counted
    from here."""
    given = ["run", "--demo", "--home", str(settings.home), "--lang", language]
    program = ["-c", _SLOWED, str(slowed_by)] if slowed_by else ["-m", "hfund_tui"]
    columns, rows = size
    with Terminal([sys.executable, *program, *given], columns=columns, rows=rows) as terminal:
        t = Translator(Language(language))
        terminal.wait_for("demo-1001")
        keys(terminal, staff, "<enter>", f"demo-{staff}", "<enter>")
        terminal.wait_for(t("call.wants.call" if staff == AGENT else "workbench.hints.title"))
        terminal.keys = 0
        yield terminal


def keys(terminal: Terminal, *parts: str, pace: float = 0.0) -> None:
    """Keys one after the other: `<f9>` presses a key by its name, anything else is typed."""
    for part in parts:
        if part.startswith("<") and part.endswith(">"):
            terminal.press(part[1:-1], pace=pace)
        else:
            terminal.type(part, pace=pace)
