"""The supervisor's own terminal: keys counted from the empty look-up field to the decision."""

from __future__ import annotations

import pytest

from hfund_tui.i18n import Language, Translator
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.teller import at_counter, keys
from tests.support.waiting import to_a_new_card

pytestmark = pytest.mark.pty

SUPERVISOR, PASSWORD = demo.SUPERVISOR, demo.password(demo.SUPERVISOR)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_low_risk(demo_settings: Settings, language: str, size: tuple[int, int]) -> None:
    t = Translator(Language(language))
    with at_counter(demo_settings, language=language, size=size, staff=SUPERVISOR) as terminal:
        keys(terminal, "<f8>", "<enter>")
        terminal.wait_for(t("approval.effects"))
        terminal.idle()
        keys(terminal, "<f9>")
        terminal.wait_for(t("queue.none"))
        assert terminal.keys <= 6, terminal.keys
    status = 'SELECT status, checker FROM "case" c JOIN member m ON m.id = c.member_id WHERE m.id_no = ?'
    assert demo.row(demo_settings, status, demo.PROXY_PENDING) == ("completed", SUPERVISOR)


def test_high_risk(demo_settings: Settings) -> None:
    station = demo.open_station(demo_settings)
    _, last_four = to_a_new_card(demo_settings, station)
    station.close()
    t = Translator(Language.ZH)
    with at_counter(demo_settings, staff=SUPERVISOR) as terminal:
        keys(terminal, "<f8>", "j", "<enter>")
        terminal.wait_for(t("approval.retyped_last_four"))
        terminal.idle()
        keys(terminal, "<f9>")
        terminal.wait_for(t("approval.retyped_last_four.missing"))
        terminal.idle()
        keys(terminal, last_four, "<enter>", PASSWORD, "<f9>")
        terminal.wait_for(t("queue.count", n=1))
        assert terminal.keys <= 20, terminal.keys
    paid = "SELECT count(*) FROM payment_order WHERE amount_fen = 780000 AND card_no LIKE '%' || ?"
    assert demo.row(demo_settings, paid, last_four) == (1,)


def test_a_held_key_approves_nothing(demo_settings: Settings) -> None:
    """Enter and the queue's key, held for a second: a case is opened, never decided."""
    with at_counter(demo_settings, staff=SUPERVISOR) as terminal:
        keys(terminal, *["<f8>"] * 10, *["<enter>"] * 30)
        terminal.idle(1.0)
    status = 'SELECT status FROM "case" c JOIN member m ON m.id = c.member_id WHERE m.id_no = ?'
    assert demo.column(demo_settings, status, demo.PROXY_PENDING) == ["pending"]
