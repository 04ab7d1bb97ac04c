"""What is not asked for is not shown, not even for a moment."""

from __future__ import annotations

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.teller import at_counter, keys

pytestmark = pytest.mark.pty

_SIGN = ("<f4>", "<space>", "<space>", "<space>", "<f9>")


def test_from_the_receipt_to_the_next_form(demo_settings: Settings) -> None:
    with at_counter(demo_settings, slowed_by=0.2) as terminal:
        keys(terminal, demo.NEVER_SIGNED, "<enter>", *_SIGN)
        terminal.wait_for("回单编号")
        terminal.idle()
        before = len(terminal.received)
        keys(terminal, "<f5>")
        terminal.wait_for("空 = 最高")
        drawn = terminal.received[before:].decode(errors="replace")
        assert "月缴存额" not in drawn  # the member at a glance lies between the two
        assert "未关联本人银行卡" not in drawn  # not known yet is not the same as none
