"""A clerk at a real terminal of the demo branch: the program as it is started, in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from hfund_tui.i18n import Language, Translator
from hfund_tui.services.settings import Settings
from tests.support import demo_station
from tests.support.pty import Terminal

PROGRAM = ("-m", "hfund_tui")


class Counter(Terminal):
    """`t` speaks the language of the screen: what is waited for is looked up in the program's own words."""

    t: Translator

    @classmethod
    def of(
        cls,
        settings: Settings,
        *,
        language: str = "zh",
        size: tuple[int, int] = (80, 24),
        program: Sequence[str] = PROGRAM,
        environment: dict[str, str] | None = None,
    ) -> Self:
        """Start the program on the branch of `settings`."""
        counter = cls(
            [sys.executable, *program, "run", "--demo", "--home", str(settings.home)],
            columns=size[0],
            rows=size[1],
            environment={
                "HFUND_LANG": language,
                "PYTHONDONTWRITEBYTECODE": "1",
                **(environment or {}),
            },
        )
        counter.t = Translator(Language(language))
        return counter

    def shows(self, key: str, **params: Any) -> None:
        """Wait for words of the program."""
        self.wait_for(self.t(key, **params))

    def sign_in(self, staff: str = demo_station.TELLER) -> None:
        self.shows("sign_in.demo.title")
        self.type(staff)
        self.press("enter")
        self.type(demo_station.password(staff))
        self.press("enter")
        self.shows("workbench.hints.title")

    def find(self, id_no: str) -> None:
        """From the look-up field to the member at a glance."""
        self.type(id_no)
        self.press("enter")

    def receipt(self, operation: str) -> None:
        """Wait until the receipt of an operation is on the screen."""
        title = self.t(f"operation.{operation}.title")
        self.wait_for(self.t("receipt.screen.title", operation=title))

    def approve(self, supervisor: str = demo_station.SUPERVISOR) -> None:
        """The supervisor comes to the counter, with own code and password."""
        self.shows("approval.checker")
        self.type(supervisor)
        self.press("enter")
        self.type(demo_station.password(supervisor))
        self.press("f9")

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """Keys of somebody else."""
        before = self.keys
        yield
        self.keys = before

    def kill(self) -> None:
        """End the program as a power cut would."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._pid = 0
