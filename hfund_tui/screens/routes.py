"""Where screens are found by name.

They are imported when first opened: the sign-in screen must paint before the rest of the program is loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from hfund_tui.screens.base import HouseScreen

_SCREENS = {
    "agreement": "AgreementScreen",
    "approval": "ApprovalScreen",
    "queue": "QueueScreen",
    "receipt": "ReceiptScreen",
    "sign_in": "SignInScreen",
    "withdrawal": "WithdrawalScreen",
    "workbench": "WorkbenchScreen",
}


def screen_class(route: str) -> type[HouseScreen[Any]]:
    """The class of `hfund_tui/screens/<route>/screen.py`. Raises KeyError for a route that isn't listed."""
    module = import_module(f"hfund_tui.screens.{route}.screen")
    return cast("type[HouseScreen[Any]]", getattr(module, _SCREENS[route]))
