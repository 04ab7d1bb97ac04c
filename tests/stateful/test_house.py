"""Sequences: more than twenty kinds of steps in any order, and a house that is whole after each of them.

`HFUND_CAMPAIGN=1` (make crash) runs the long campaign.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from hfund_tui.services.settings import Settings
from tests.stateful.machine import HouseMachine

pytestmark = pytest.mark.reliability

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))


def test_a_house_stays_whole(branch_template: Settings) -> None:
    HouseMachine.template = branch_template
    run_state_machine_as_test(
        HouseMachine,
        settings=settings(
            max_examples=300 if CAMPAIGN else 12,
            stateful_step_count=60 if CAMPAIGN else 40,
            deadline=None,
            derandomize=not CAMPAIGN,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
