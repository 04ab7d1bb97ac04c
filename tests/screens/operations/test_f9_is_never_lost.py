"""F9 does what it was pressed for, whatever look at the plan begins a moment later."""

from __future__ import annotations

from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.desk import desk


async def test_a_look_that_was_due_already_does_not_swallow_it(station: Workstation) -> None:
    """The timer of the live plan may have rung when F9 comes: its look then begins after that of F9."""
    async with desk(station) as at:
        await at.type(branch.account_no(1), "enter")
        await at.press("f4", "space", "space", "space")
        screen = at.app.screen
        assert isinstance(screen, AgreementScreen)
        screen.submission.shown = None
        screen.do_commit()
        screen.submission.preview()
        await at.rest()
        assert isinstance(at.app.screen, ReceiptScreen), at.screen_text


async def test_a_late_answer_about_an_older_form_is_not_shown(station: Workstation) -> None:
    async with desk(station) as at:
        await at.type(branch.account_no(1), "enter")
        await at.press("f4", "space", "space")
        screen = at.app.screen
        assert isinstance(screen, AgreementScreen)
        older = screen.submission.shown
        await at.press("space")
        assert older is not None
        late = station.cases.preview(screen.session, older.request)
        screen.submission._previewed(older.request, late)
        assert screen.submission.shown is not None
        assert screen.submission.shown.request == screen.request()
