"""Somebody who never signed is led through it by telephone, at a real terminal: keys counted."""

from __future__ import annotations

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.plays import Look, played_apart, sitting
from tests.support.teller import AGENT

pytestmark = pytest.mark.pty

MOST_KEYS = 40
STEPS = 7


@played_apart
@one_look(2)
def test_a_guided_signing_from_the_ringing_to_the_wrap_up(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "guided", look, AGENT) as desk:
        t = desk.t
        desk.press("<enter>")
        desk.sees(t("call.ask.id_no"))
        desk.press("<f4>")
        desk.sees(t("guide.choose"), t("guide.nobody"))
        desk.press("1")
        for step in range(1, STEPS + 1):
            desk.sees(t("guide.step", step=step, of=STEPS), t("guide.way_back"))
            if step == 3:  # the caller looks for the password, and asks what the fund would ask
                desk.press("<esc>")
                desk.sees(t("call.label.number"))
                desk.press("<f4>")
                desk.sees(t("guide.step", step=step, of=STEPS))
            desk.press("<space>")
        desk.sees(t("guide.finished"))
        desk.press("<f9>")
        desk.sees(t("call.wrap_up.title"))
        desk.press("<enter>")
        desk.sees(t("call.wants.call"))
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    (call,) = demo.rows(demo_settings, "SELECT guide, guide_step, wrap_up, member_id FROM call")
    assert call == ("wechat", STEPS + 1, "guided", None)
