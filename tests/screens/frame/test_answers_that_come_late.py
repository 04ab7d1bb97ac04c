"""What a service answers after its screen began to go is not applied: its parts are gone by then."""

from __future__ import annotations

import threading

from hfund_tui.screens.calls import Mode
from hfund_tui.screens.withdrawal.screen import WithdrawalScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.desk import desk


async def test_an_answer_for_a_screen_that_is_being_removed(station: Workstation) -> None:
    answer = threading.Event()
    applied: list[bool] = []
    async with desk(station) as at:
        await at.type(branch.account_no(1), "enter")
        await at.press("f5")
        form = at.app.screen
        assert isinstance(form, WithdrawalScreen)
        form.run_call(answer.wait, 20, then=applied.append, mode=Mode.BACKGROUND)
        removed = at.app.pop_screen()
        answer.set()
        await removed
        await at.rest()
        assert not form.is_here
    assert applied == []
