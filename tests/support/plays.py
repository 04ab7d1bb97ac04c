"""Plays: somebody at a real terminal, the keys of a whole job, and the screens on the way.

With HFUND_SHOTS naming a folder, every screen on the way is left there as text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hfund_tui.i18n import Language, Translator
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import ALL, Look
from tests.support.pty import Terminal
from tests.support.teller import at_counter, keys

SHOTS = os.environ.get("HFUND_SHOTS")

SUPERVISOR = demo.SUPERVISOR

played_apart = pytest.mark.skipif(not ALL, reason="belongs to make play")


@dataclass
class Desk:
    """Somebody's terminal. `name` begins the names of its pictures."""

    name: str
    terminal: Terminal
    t: Translator
    shots: int = 0

    def press(self, *parts: str) -> None:
        keys(self.terminal, *parts)

    def run(self, code: str) -> None:
        keys(self.terminal, "/", code, "<enter>")
        self.terminal.idle()

    def sees(self, *words: str) -> None:
        for one in words:
            self.terminal.wait_for(one)
        self.shot()

    def shot(self) -> None:
        self.terminal.idle()
        if SHOTS:
            self.shots += 1
            language = self.t.language.value
            folder = Path(SHOTS) / f"{language}-{self.terminal.columns}x{self.terminal.rows}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{self.name}-{self.shots:02}.txt").write_text(self.terminal.text + "\n", "utf-8")

    def approve(self, *, retyped: tuple[str, ...] = ()) -> None:
        """A supervisor comes to this terminal."""
        self.sees("Ctrl+R")
        for one in retyped:
            self.press(one, "<enter>")
        self.press(SUPERVISOR, "<enter>", demo.password(SUPERVISOR), "<f9>")
        self.sees(self.t("receipt.label.receipt_no"))


@contextmanager
def sitting(settings: Settings, name: str, look: Look, staff: str = demo.TELLER) -> Iterator[Desk]:
    language, size = look
    with at_counter(settings, language=language, size=size, staff=staff) as terminal:
        yield Desk(name, terminal, Translator(Language(language)))


def last_case(settings: Settings, id_no: str) -> tuple[str, str]:
    """Operation and status of a member's newest case."""
    query = (
        'SELECT operation, status FROM "case" c JOIN member m ON m.id = c.member_id'
        " WHERE m.id_no = ? ORDER BY c.case_no DESC LIMIT 1"
    )
    operation, status = demo.row(settings, query, id_no)
    return operation, status


def newest_code(settings: Settings) -> str:
    """The newest one-time code in the outbox, as the member reads it."""
    newest = max((settings.outbox / "notices").glob("code-*.txt"))
    found = re.search(r"\d{6}(?!\d)", newest.read_text("utf-8").splitlines()[1])
    assert found is not None
    return found.group()
