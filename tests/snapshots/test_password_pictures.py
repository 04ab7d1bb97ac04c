"""How the account password is set and reset."""

from __future__ import annotations

from hfund_tui.db.tables import Account
from hfund_tui.screens.password.reset import ResetPasswordScreen
from hfund_tui.screens.password.screen import PasswordScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.closing import at_counter
from tests.support.looks import every_look
from tests.support.passwords import GOOD, cheaply


@every_look
async def test_password(still_station: Workstation, picture, language, size) -> None:
    mobile = cheaply(still_station)
    with branch.raw(still_station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).password_is_initial = True
    async with at_counter(still_station, language=language, size=size) as at:
        picture(at, "needed")
        await at.run("1204")
        await at.press(*GOOD)
        picture(at, "typing", PasswordScreen)
        await at.press("enter", *"123456", "enter")
        picture(at, "two-differ", PasswordScreen)
        await at.press(*GOOD, "enter", *GOOD, "enter")
        picture(at, "taken", PasswordScreen)
        await at.run("1205")
        picture(at, "reset", ResetPasswordScreen)
        await at.press("space", "space")
        picture(at, "reset-ready", ResetPasswordScreen)
        await at.press("f9", "enter")
        picture(at, "void")
        await at.run("1204")
        await at.press(*"111111", "enter", *GOOD, "enter", *GOOD, "enter")
        picture(at, "wrong-code", PasswordScreen)
        assert mobile.code != "111111"
