"""How learning looks: the list of lessons, the coach at work, and the result."""

from __future__ import annotations

from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.screens.lessons.result import ResultModal
from hfund_tui.screens.lessons.screen import LessonsScreen
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.classroom import classroom, training_settings
from tests.support.looks import every_look


@every_look
async def test_a_lesson(demo_settings: Settings, still_world: None, picture, language, size) -> None:
    async with classroom(training_settings(demo_settings), language=language, size=size) as at:
        picture(at, "lessons", LessonsScreen)
        await at.begin(1)
        picture(at, "sign-in", SignInScreen)
        await at.type("1001", "enter")
        await at.type("demo-1001", "enter")
        await at.type(demo.IN_HOSPITAL, "enter")
        picture(at, "another-member", WorkbenchScreen)
        await at.press("f2")
        await at.type(demo.NEVER_SIGNED, "enter", "f4")
        picture(at, "form", AgreementScreen)
        await at.press("space", "space", "space", "f9", "f5", "1", "space", "f9", "enter")
        picture(at, "result", ResultModal)
        await at.press("enter")
        picture(at, "done", LessonsScreen)
