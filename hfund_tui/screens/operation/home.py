"""Operations are begun at home: it knows which are possible for the member, and which one a key means."""

from __future__ import annotations

from typing import Any

from hfund_tui.screens.base import HouseScreen, Reason


def reason_at_home(screen: HouseScreen[Any], name: str) -> Reason | None:
    """Why a command can't be used at home now; None when it can."""
    home = screen.house.home
    return "frame.sign_in_first" if home is None else home.unavailable(name)


async def do_at_home(screen: HouseScreen[Any], name: str) -> None:
    """Carry out a command of the home screen; what is unfinished here is parked on the way."""
    home = screen.house.home
    if home is not None:
        await home.action_command(name)
