"""How an employer's list looks: the inbox, what is wrong with a list, and what was credited."""

from __future__ import annotations

from hfund_tui.screens.contributions.screen import ContributionsScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.closing import at_counter, seal
from tests.support.contributing import contribution_list, entry, unpaid
from tests.support.looks import every_look


@every_look
async def test_a_list(still_station: Workstation, picture, language, size) -> None:
    unpaid(still_station)
    seal(still_station, 4)
    inbox = still_station.settings.inbox
    inbox.mkdir()
    (inbox / "2020-02 汇缴.csv").write_bytes(contribution_list([entry(n) for n in (1, 2, 3)]))
    spoilt = [
        entry(5),
        entry(6, employer="1000.01"),
        entry(7, name="张六"),
        entry(4),
        entry(8, id_no="4.40305E+17"),
        entry(1, account_no="20999999999"),
        entry(5),
    ]
    (inbox / "汇缴 (有误).csv").write_bytes(contribution_list(spoilt))
    supervisor = branch.SUPERVISOR
    async with at_counter(still_station, member=None, staff=supervisor, language=language, size=size) as at:
        await at.run("9306")
        await at.press("down", "down")
        picture(at, "inbox", ContributionsScreen)
        await at.press("enter")
        picture(at, "looked-through", ContributionsScreen)
        await at.press("f9")
        picture(at, "credited", ContributionsScreen)
        await at.press("escape")
        await at.run("9306")
        await at.type("nothing.csv", "enter")
        picture(at, "not-there", ContributionsScreen)
