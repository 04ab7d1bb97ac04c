"""The contribution lists in the demo's inbox do what the handbook says."""

from __future__ import annotations

from hfund_tui.services.demo.lists import BAD, GOOD
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station, house


def test_one_is_good_and_one_is_as_spreadsheets_leave_them(demo_workstation: Workstation) -> None:
    session = demo_workstation.staff.sign_in(demo_station.SUPERVISOR, demo_station.password("2001"))
    inbox = demo_workstation.settings.inbox
    good = demo_workstation.contributions.take_in(session, (inbox / GOOD).read_bytes())
    assert good.good == good.lines >= 10 and good.bad == 0
    bad = demo_workstation.contributions.take_in(session, (inbox / BAD).read_bytes())
    assert [(one.number, one.column, one.code) for one in bad.faults] == [
        (7, "GRYJCE", "contribution_amount"),
        (8, "XINGMING", "contribution_name"),
        (9, "ZJHM", "number_mangled"),
        (10, "DWYJCE", "amount_unreadable"),
        (11, "GRZH", "contribution_account_unknown"),
        (12, "GRZH", "contribution_account_elsewhere"),
        (13, "GRJCJS", "contribution_base_under"),
        (13, "GRJCJS", "contribution_base"),
        (14, "GRZH", "contribution_twice"),
    ]
    assert (bad.good, bad.bad) == (4, 8)
    house.clean(demo_workstation)
