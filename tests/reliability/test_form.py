"""The form when the database says no: told in words, nothing typed is lost, and the same F9 does it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from hfund_tui.i18n import Language, Translator
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability.faults import locked_by_another, room_for
from tests.reliability.job import open_at
from tests.support import branch, house
from tests.support.desk import desk

pytestmark = [pytest.mark.reliability, pytest.mark.asyncio]

AMOUNT = "1,234.56"

FAULTS: dict[str, Callable[[Workstation], AbstractContextManager[object]]] = {
    "storage_locked": locked_by_another,
    "storage_io": lambda station: room_for(0),
}


@pytest.mark.parametrize(("code", "language"), zip(FAULTS, ("zh", "en"), strict=True))
async def test_the_form_stays_and_f9_does_it_later(
    branch_settings: Settings, code: str, language: str
) -> None:
    # Long enough for its own drafts to be saved beside, short enough not to wait for the other one.
    station = open_at(branch_settings, patience_ms=300)
    t = Translator(Language(language))
    async with desk(station, language=language, size=(120, 40)) as at:
        await at.type(branch.account_no(1), "enter")
        await at.press("f5", "1")
        await at.press("shift+tab", *AMOUNT.replace(",", ""), "enter", "space", "space")
        with FAULTS[code](station):
            await at.press("f9")
            await at.shows(t(f"error.{code}.what"))
            assert t(f"error.{code}.do")[:12] in at.screen_text
            assert AMOUNT.replace(",", "") in at.screen_text.replace(",", "")
        await at.press("f9")
        await at.shows(t("receipt.label.receipt_no"), AMOUNT)
    paid = house.rows(station, "SELECT amount_fen FROM payment_order")
    assert paid == [(1_234_56,)]
    assert house.rows(station, "SELECT count(*) FROM draft") == [(0,)]
    house.clean(station)
    station.close()
