"""How the day looks: its sheet, the files of the bank, closing, and the door of the next day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from textual.widgets import Input

from hfund_tui.screens.day.closing import CloseModal
from hfund_tui.screens.day.screen import DayScreen
from hfund_tui.screens.day.settling import SettleModal
from hfund_tui.screens.payments.returns import ReturnsScreen
from hfund_tui.screens.payments.screen import PaymentsScreen
from hfund_tui.screens.sign_in.door import DoorModal
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import accepted, at_counter
from tests.support.looks import every_look


def a_day_of_work(station: Workstation) -> str:
    """Two payouts; the case number of the first."""
    session = branch.sign_in(station)
    case_no = house.done(station, session, house.rent(1)).receipt.case_no
    house.done(station, session, house.other(2))
    return case_no


@every_look
async def test_closing(still_station: Workstation, clock: FrozenClock, picture, language, size) -> None:
    a_day_of_work(still_station)
    supervisor = branch.SUPERVISOR
    async with at_counter(still_station, member=None, staff=supervisor, language=language, size=size) as at:
        await at.run("9201")
        picture(at, "sheet", DayScreen)
        await at.press("c")
        picture(at, "closing", CloseModal)
        await at.press("f9")
        picture(at, "not-explained", CloseModal)
        await at.type("明日导出", "enter", "f9")
        picture(at, "closed", SignInScreen)
        clock.advance(timedelta(days=1))
        await at.type(branch.TELLER, "enter")
        await at.type(branch.PASSWORD, "enter")
        picture(at, "no-day-is-open", SignInScreen)
        staff = at.app.screen.query_one("#staff", Input)
        staff.value = ""
        staff.focus()
        await at.type(supervisor, "enter")
        await at.type(branch.PASSWORD, "enter")
        picture(at, "door", DoorModal)
        at.on(DoorModal).day.focus()
        await at.press(*"20200227", "f9")
        picture(at, "day-that-was", DoorModal)
        at.on(DoorModal).way.focus()
        await at.press("2", "f9")
        picture(at, "reopening", DoorModal)


@every_look
async def test_the_bank(still_station: Workstation, picture, language, size) -> None:
    failed = a_day_of_work(still_station)
    supervisor = branch.SUPERVISOR
    async with at_counter(still_station, member=None, staff=supervisor, language=language, size=size) as at:
        await at.run("9301")
        picture(at, "due", PaymentsScreen)
        await at.press("f9")
        picture(at, "exported", PaymentsScreen)
        exported = at.on(PaymentsScreen).exported
        assert exported is not None
        text = house.answer(exported, {failed: "账户已销户"})
        Path("回盘.csv").write_text(text, encoding="utf-8")
        Path("有误.csv").write_text(text.replace(",paid,", ",payed,", 1), encoding="utf-8")
        await at.press("i")
        picture(at, "no-file", ReturnsScreen)
        await at.type("有误.csv", "enter")
        picture(at, "bad-line", ReturnsScreen)
        await at.press("home", "delete", "delete")
        await at.type("回盘", "enter")
        picture(at, "looked-through", ReturnsScreen)
        await at.press("f9")
        picture(at, "taken-in", ReturnsScreen)


@every_look
async def test_settling(still_station: Workstation, picture, language, size) -> None:
    accepted(still_station)
    house.next_day(still_station, to=date(2020, 4, 22))
    supervisor = branch.SUPERVISOR
    async with at_counter(still_station, member=None, staff=supervisor, language=language, size=size) as at:
        await at.run("9303")
        picture(at, "asked", SettleModal)
        await at.press("f9")
        picture(at, "settled", SettleModal)
