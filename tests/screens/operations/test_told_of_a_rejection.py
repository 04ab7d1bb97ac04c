"""The maker learns that a case was rejected, and why: at home, and in the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hfund_tui.screens.queue.screen import QueueScreen
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.builders import by_proxy, new_proxy, sign
from tests.support.desk import desk

WORDS = "公证书编号对不上"


def rejected(station: Workstation) -> str:
    session = branch.sign_in(station)
    request = by_proxy(sign(member_id=1), new_proxy())
    seen = station.cases.preview(session, request).sha256
    pending: Any = station.cases.perform(session, request, key=station.cases.new_key(), seen_sha256=seen)
    assert isinstance(pending, Pending)
    supervisor = branch.sign_in(station, branch.SUPERVISOR)
    station.approvals.take(supervisor, pending.case_no)
    station.approvals.reject(supervisor, pending.case_no, code="papers_doubtful", words=WORDS)
    return pending.case_no


async def test_at_home_and_in_the_queue(station: Workstation) -> None:
    case_no = rejected(station)
    async with desk(station) as at:
        await at.shows("您经办的 1 笔业务被驳回，F8 看原因")
        await at.press("f8")
        assert isinstance(at.app.screen, QueueScreen)
        await at.shows(case_no, "驳回", WORDS)
        await at.press("enter")
        await at.shows("可重新办理")
        await at.press("ctrl+r", "t")
        assert isinstance(at.app.screen, QueueScreen)


async def test_nobody_elses_and_not_for_ever(station: Workstation, clock: FrozenClock) -> None:
    rejected(station)
    teller = branch.sign_in(station)
    assert station.queue.waiting(teller).rejected == 1
    assert station.queue.waiting(branch.sign_in(station, branch.TELLER_2)).rejected == 0
    assert station.queue.queue(branch.sign_in(station, branch.SUPERVISOR)).total == 0
    clock.advance(timedelta(days=2))
    assert station.queue.waiting(branch.sign_in(station)).rejected == 0
