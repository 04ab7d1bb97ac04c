"""Helpers for tests of screens: a home to come to, and signing in."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen, Reason
from tests.support.resting import press, rest


class ProbeHome(HouseScreen[None]):
    """A home screen with one field. `begun` holds the operations that were started."""

    BAR = ("member", "agreement", "withdrawal", "loan", "park", "queue", "command_line", "help")
    HELP_RULE = "lock.help.rule"
    HELP_NEXT = "lock.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[OperationCode] = []

    def compose_body(self) -> ComposeResult:
        yield Input(id="field", compact=True)

    def begin_reason(self, code: OperationCode) -> Reason | None:
        return "frame.not_here" if code is OperationCode.OTHER_HOUSING_WITHDRAWAL else None

    def begin(self, code: OperationCode) -> None:
        self.begun.append(code)

    def do_agreement(self) -> None:
        self.begun.append(OperationCode.SIGN_AGREEMENT)


class FaceApp(HfundApp):
    """The app with `ProbeHome` as its home."""

    def open(self, route: str, **kwargs: Any) -> None:
        self.push_screen(ProbeHome())


async def type_in(pilot: Pilot[Any], text: str) -> None:
    await press(pilot, *text)


async def sign_in(pilot: Pilot[Any], code: str = "1001") -> None:
    """Sign in without typing every key: what is typed here has tests of its own."""
    await rest(pilot)
    screen = pilot.app.screen
    screen.query_one("#staff", Input).value = code
    screen.query_one("#password", Input).value = f"demo-{code}"
    screen.query_one("#password", Input).focus()
    await press(pilot, "enter")
