"""How the queue and a case before the supervisor look, and a form that came back."""

from __future__ import annotations

from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station as demo
from tests.support.builders import rent
from tests.support.looks import every_look
from tests.support.waiting import from_a_sealed_account, submitted, to_a_new_card
from tests.support.walking import walk


@every_look
async def test_deciding(
    demo_settings: Settings, demo_workstation: Workstation, picture, language, size
) -> None:
    from_a_sealed_account(demo_settings, demo_workstation)
    to_a_new_card(demo_settings, demo_workstation)
    async with walk(demo_workstation, language=language, size=size, staff=demo.SUPERVISOR) as at:
        await at.press("f8", "j")
        picture(at, "queue")
        await at.press("enter")
        picture(at, "exception")
        await at.press("f9")
        picture(at, "password")
        await at.press("escape", "enter", "ctrl+n")
        picture(at, "rejecting")
        await at.press("escape", "escape", "j", "enter", "f9")
        picture(at, "new-card")


@every_look
async def test_sent_back(
    demo_settings: Settings, demo_workstation: Workstation, picture, language, size
) -> None:
    station = demo_workstation
    case_no, _ = to_a_new_card(demo_settings, station)
    supervisor = station.staff.sign_in(demo.SUPERVISOR, demo.password(demo.SUPERVISOR))
    station.approvals.send_back(supervisor, case_no, code="wrong_entry", words="金额写错，应为一千元")
    async with walk(station, language=language, size=size) as at:
        await at.press("f8")
        picture(at, "queue")
        await at.press("enter")
        picture(at, "form")
    member_id = demo.row(demo_settings, "SELECT id FROM member WHERE id_no = ?", demo.NEVER_SIGNED)[0]
    submitted(station, rent(member_id=member_id, amount_fen=1_000_00), corrects=case_no)
    async with walk(station, language=language, size=size, staff=demo.SUPERVISOR) as at:
        await at.press("f8", "j", "enter")
        picture(at, "corrected")
