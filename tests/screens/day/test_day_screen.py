"""The day on the screen: who may do what, settling, closing, and the door afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hfund_tui.documents.day_sheet import sheet_sections
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AccountState
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.day.closing import CloseModal
from hfund_tui.screens.day.screen import DayScreen
from hfund_tui.screens.day.settling import SettleModal
from hfund_tui.screens.day.sheet import drawn
from hfund_tui.screens.payments.screen import PaymentsScreen
from hfund_tui.screens.sign_in.door import DoorModal
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import Counter, accepted, at_counter

SUPERVISOR, SUPERVISOR_2 = branch.SUPERVISOR, branch.SUPERVISOR_2


def a_day_of_work(station: Workstation) -> None:
    session = branch.sign_in(station)
    house.done(station, session, house.rent(1))
    house.done(station, session, house.other(2))


async def sign_in(at: Counter, code: str) -> None:
    """At the door, with code and password."""
    for field in ("#staff", "#password"):
        at.app.screen.query_one(field).value = ""  # type: ignore[attr-defined]
    at.app.screen.query_one("#staff").focus()
    await at.type(code, "enter")
    await at.type(branch.PASSWORD, "enter")


# ---- the sheet ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sheet_counts_and_says_what_stands_in_the_way(
    station: Workstation, size: tuple[int, int]
) -> None:
    a_day_of_work(station)
    async with at_counter(station, member=None, staff=SUPERVISOR, size=size) as at:
        await at.run("9201")
        screen = at.on(DayScreen)
        assert screen.looked is not None and screen.looked.due.lines == 2
        await at.shows("2101", "7,800.00", "4,800.00", "12,600.00")
        await at.switch_language()
        await at.shows("Rent withdrawal", "due payouts not sent")


@pytest.mark.parametrize("language", list(Language))
def test_all_figures_stand_in_the_same_columns(station: Workstation, language: Language) -> None:
    a_day_of_work(station)
    sheet = station.day.sheet(house.supervisor(station))
    t = Translator(language)
    widths = {one.cell_length for one in drawn(sheet_sections(sheet, t)) if one.plain.endswith(".00")}
    assert len(widths) == 1


async def test_a_teller_only_reads(station: Workstation) -> None:
    a_day_of_work(station)
    async with at_counter(station, member=None) as at:
        await at.run("9201")
        for key in ("e", "i", "d", "o", "c"):
            await at.press(key)
            at.on(DayScreen)
            assert "主管" in at.status
        await at.press("p")
        assert list(station.settings.receipts.glob("day-*-open.pdf"))


async def test_tellers_can_not_begin_what_supervisors_do(station: Workstation) -> None:
    async with at_counter(station, member=None) as at:
        for code in ("9203", "9301", "9302", "9303", "9304", "9305"):
            await at.run(code)
            await at.press("escape", "escape")
            at.on(WorkbenchScreen)
    assert station.day.current("0003") == branch.TODAY


async def test_a_day_is_opened_at_the_door_only(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        assert at.app.operation_reason(OperationCode.OPEN_DAY) == "day.at_the_door"
        assert at.app.operation_reason(OperationCode.REOPEN_DAY) == "day.at_the_door"


async def test_closed_days_are_turned_to_and_only_read(station: Workstation) -> None:
    a_day_of_work(station)
    house.next_day(station, to=date(2020, 2, 28))
    house.next_day(station, to=date(2020, 3, 2))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9201")
        screen = at.on(DayScreen)
        await at.press("right")
        assert "当前营业日" in at.status
        await at.press("left")
        assert "2020-02-28" in at.screen_text and "只读" in at.screen_text
        await at.press("left")
        await at.shows("2020-02-27", "7,800.00", "已日终", f"({SUPERVISOR})", "12,600.00  已核实")
        assert screen.looked is not None and screen.looked.sheet.anchor is not None
        await at.press("left")
        assert "没有更早" in at.status
        for key in ("e", "i", "o", "c"):
            await at.press(key)
            assert at.on(DayScreen) and "只能查看" in at.status
        await at.press("p")
        assert list(station.settings.receipts.glob("day-0003-20200227.pdf"))
        await at.switch_language()
        assert "read only" in at.screen_text
        await at.press("right", "right")
        assert screen.looked.due is not None and "2020-03-02" in at.screen_text
        assert "read only" not in at.screen_text


# ---- settling ----------------------------------------------------------------------------------------------


async def test_what_is_due_is_settled_with_one_key(station: Workstation) -> None:
    """Open 5, F9, Enter: 7 keys for all of them."""
    accepted(station, 1)
    accepted(station, 2)
    house.next_day(station, to=date(2020, 4, 22))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9303")
        await at.press("f9")
        report = at.on(SettleModal).report
        assert report is not None and len(report.settled) == 2
        assert "100,000.00" in at.screen_text or report.amount_fen >= 100_000_00
        await at.press("enter")
        at.on(DayScreen)
        assert at.keys == 7
    overview = station.members.overview(branch.sign_in(station), 1)
    assert overview.account.state is AccountState.CLOSED
    house.clean(station)


async def test_before_the_days_of_the_batch_the_key_says_why(station: Workstation) -> None:
    house.next_day(station, to=date(2020, 4, 7))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9201")
        await at.press("o")
        at.on(DayScreen)
        assert "批量结算" in at.status


# ---- closing -----------------------------------------------------------------------------------------------


async def test_differences_are_explained_before_the_day_is_closed(station: Workstation) -> None:
    a_day_of_work(station)
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9203")
        at.on(CloseModal)
        await at.press("f9")
        assert "请写明原因" in at.screen_text
        await at.type("明日[/]导出", "escape")
        at.on(DayScreen)
        await at.press("c")
        assert "明日[/]导出" in at.screen_text  # nothing typed is lost
        await at.press("enter", *["enter"] * 3)
        assert station.day.current("0003") == branch.TODAY  # Enter never closes
        await at.press("f9")
        at.on(SignInScreen)
        assert "2020-02-27" in at.status and "day-0003-20200227.pdf" in at.status
    assert station.day.current("0003") is None
    assert (station.settings.receipts / "day-0003-20200227.pdf").stat().st_size > 1_000


async def test_a_clean_day_is_closed_with_six_keys(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9203")
        await at.press("f9")
        at.on(SignInScreen)
        assert at.keys == 6
    assert station.day.current("0003") is None


async def test_esc_goes_back_and_the_day_stays_open(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9203")
        await at.press("escape")
        at.on(DayScreen)
        await at.press("e")
        at.on(PaymentsScreen)
    assert station.day.current("0003") == branch.TODAY


# ---- the door ----------------------------------------------------------------------------------------------


async def closed(at: Counter) -> None:
    await at.run("9203")
    await at.press("f9")
    clock = at.app.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(days=1))


async def test_a_supervisor_opens_the_next_working_day_and_is_signed_in(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await closed(at)
        await sign_in(at, SUPERVISOR)
        at.on(DoorModal)
        assert "2020-02-28" in at.screen_text and "福田管理部" in at.screen_text
        await at.switch_language()
        assert "Business day" in at.screen_text and "营业日" not in at.screen_text
        await at.press("f9")
        at.on(WorkbenchScreen)
        assert at.app.session.business_date == date(2020, 2, 28)


async def test_a_teller_is_told_to_ask_a_supervisor(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await closed(at)
        await sign_in(at, branch.TELLER)
        at.on(SignInScreen)
        assert "主管" in at.screen_text


async def test_another_day_can_be_named_and_a_bad_one_is_said(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await closed(at)
        await sign_in(at, SUPERVISOR)
        modal = at.on(DoorModal)
        modal.day.focus()
        for typed in ("20200230", "20200227", "20301231"):
            modal.day.value = ""
            await at.press(*typed, "f9")
            assert at.on(DoorModal)._field("business_date").is_wrong, typed
        modal.day.value = ""
        await at.press(*"20200302", "f9")
        at.on(WorkbenchScreen)
        assert at.app.session.business_date == date(2020, 3, 2)


async def test_the_last_day_takes_two_to_open_again(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await closed(at)
        await sign_in(at, SUPERVISOR)
        await at.press("2", "f9")
        modal = at.on(DoorModal)
        assert modal._field("second").is_wrong  # nobody else gave a code
        for code, password in (
            (SUPERVISOR, branch.PASSWORD),
            (SUPERVISOR_2, "wrong"),
            (branch.TELLER, branch.PASSWORD),
        ):
            second = modal.query_one("#second")
            second.value = ""  # type: ignore[attr-defined]
            second.focus()
            await at.type(code, "enter")
            await at.type(password, "f9")
            at.on(DoorModal)
            assert modal._field("second").is_wrong or modal._field("second_password").is_wrong
        second = modal.query_one("#second")
        second.value = ""  # type: ignore[attr-defined]
        second.focus()
        await at.type(SUPERVISOR_2, "enter")
        await at.type(branch.PASSWORD, "f9")
        at.on(WorkbenchScreen)
        assert at.app.session.business_date == branch.TODAY
