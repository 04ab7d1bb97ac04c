"""Killed in the middle of a guide: the call goes on, and so does the guide, where it was."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.settings import Settings
from tests.support import branch
from tests.support.branch import sign_in

pytestmark = pytest.mark.reliability

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reliability.jobs"])


def _read_out_and_die(settings: Settings) -> None:
    station = branch.open_branch(settings)
    agent = sign_in(station, branch.AGENT)
    station.calls.begin(agent)
    station.calls.place(agent, "wechat", 1)
    station.calls.place(agent, "wechat", 2)
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_place_outlives_a_kill(branch_settings: Settings) -> None:
    killed = _processes.Process(target=_read_out_and_die, args=(branch_settings,))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
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
