"""The clock of a demo: it begins as the demo's day opens, and goes on where the last record left off."""

from __future__ import annotations

from datetime import timedelta

from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import DEMO_OPENS_AT, open_workstation
from tests.support import demo_station


def test_it_never_goes_back_behind_a_record(demo_settings: Settings) -> None:
    first = open_workstation(demo_settings)
    assert DEMO_OPENS_AT <= first.clock.now() < DEMO_OPENS_AT + timedelta(minutes=1)
    first.close()

    later = FrozenClock(DEMO_OPENS_AT + timedelta(hours=3))
    second = open_workstation(demo_settings, clock=later)
    second.staff.sign_in(demo_station.TELLER, demo_station.password(demo_station.TELLER))
    second.close()

    third = open_workstation(demo_settings)
    assert later.now() <= third.clock.now() < later.now() + timedelta(minutes=1)
    third.close()
