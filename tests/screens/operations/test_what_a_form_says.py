"""The line below a form says what is true of it now."""

from __future__ import annotations

from hfund_tui.services.workstation import Workstation
from tests.support.forms import forms

READY = "填写完毕"


async def test_ready_is_said_when_it_is(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space")
        assert READY in at.status


async def test_no_longer_when_a_paper_is_unticked(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "space", "space", "space")
        assert READY in at.status
        await at.press("space")
        assert READY not in at.status


async def test_not_when_the_answer_makes_it_refused(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space")
        at.form.field("home").control.focus()
        await at.press("2")
        await at.planned()
        assert "不予受理" in at.screen_text
        assert READY not in at.status
