"""How the program looks before anybody has signed in, and when it can't start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hfund_tui.app import HfundApp
from hfund_tui.screens.lock.screen import LockModal
from hfund_tui.screens.sign_in.change_password import ChangePasswordModal
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.services.errors import Trouble
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station, resting
from tests.support.looks import every_look
from tests.support.walking import Walk, walk

PASSWORD = "a new password"


@every_look
async def test_sign_in(
    demo_settings: Settings, demo_workstation: Workstation, picture, language, size
) -> None:
    demo_station.execute(
        demo_settings, "UPDATE staff SET must_change = 1 WHERE code = ?", demo_station.TELLER_2
    )
    async with walk(demo_workstation, staff=None, language=language, size=size) as at:
        picture(at, "empty", SignInScreen)
        await at.type(demo_station.TELLER_2, "enter")
        await at.type("wrong", "enter")
        picture(at, "wrong-password", SignInScreen)
        await at.type(demo_station.password(demo_station.TELLER_2), "enter")
        picture(at, "change-password", ChangePasswordModal)
        await at.type(PASSWORD, "enter")
        await at.type("another", "f9")
        picture(at, "passwords-differ", ChangePasswordModal)


@every_look
async def test_lock(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f12")
        picture(at, "locked", LockModal)
        await at.type("wrong", "enter")
        picture(at, "wrong-password", LockModal)


@every_look
async def test_trouble(demo_settings: Settings, picture, language, size) -> None:
    def locked_out(*_: Any, **__: Any) -> Any:
        raise Trouble("storage_wrong_key")

    app = HfundApp(replace(demo_settings, language=language), opener=locked_out)
    async with app.run_test(size=size) as pilot:
        await resting.rest(pilot)
        picture(Walk(app, pilot), "wrong-key", SignInScreen)


async def test_too_small(demo_workstation: Workstation, picture) -> None:
    async with walk(demo_workstation, size=(60, 15)) as at:
        picture(at, "zh")
        await at.switch_language()
        picture(at, "en")
