"""Killed in the middle of a guide: the call goes on, and so does the guide, where it was."""

from __future__ import annotations

import pytest

from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.settings import Settings
from tests.reliability.faults import die, dies
from tests.support import branch
from tests.support.branch import sign_in

pytestmark = pytest.mark.reliability


def test_the_place_outlives_a_kill(branch_settings: Settings) -> None:
    def read_out_and_die() -> None:
        station = branch.open_branch(branch_settings)
        agent = sign_in(station, branch.AGENT)
        station.calls.begin(agent)
        station.calls.place(agent, "wechat", 1)
        station.calls.place(agent, "wechat", 2)
        die()

    assert dies(read_out_and_die)
    station = branch.open_branch(branch_settings)
    try:
        agent = sign_in(station, branch.AGENT)
        left = station.calls.current(agent)
        assert left is not None and (left.guide, left.guide_step, left.level) == (
            "wechat",
            2,
            Verification.NONE,
        )
        assert station.calls.begin(agent).call_no == left.call_no
        assert station.calls.place(agent, "wechat", 3).guide_step == 3
    finally:
        station.close()
