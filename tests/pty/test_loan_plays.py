"""The five changes of a loan, played in a real terminal from the empty look-up to the receipt: keys counted."""

from __future__ import annotations

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.plays import Look, last_case, played_apart, sitting

pytestmark = pytest.mark.pty

MOST_KEYS = 36


@one_look(0)
def test_a_part_is_repaid_early(demo_settings: Settings, look: Look) -> None:
    """All options are compared before F9; the bank is told to debit."""
    with sitting(demo_settings, "early", look) as desk:
        desk.press(demo.HAS_LOAN, "<enter>")
        desk.sees("463,306.48")
        desk.press("<f6>", "100000", "<enter>")
        desk.shot()
        desk.press("<space>", "<space>")
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"), "100,063.19")
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    assert last_case(demo_settings, demo.HAS_LOAN) == ("early_repayment", "completed")


@one_look(1)
@played_apart
def test_all_of_it_is_repaid(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "settled", look) as desk:
        desk.press(demo.LOAN_SHORT, "<enter>", "<f6>")
        desk.shot()
        desk.press("<enter>", "<space>", "<space>")
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
    assert last_case(demo_settings, demo.LOAN_SHORT) == ("early_repayment", "completed")


@one_look(2)
@played_apart
def test_a_term_is_shortened(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "shorten", look) as desk:
        desk.press(
            demo.LOAN_OF_TWO, "<enter>", "/", "3102", "<enter>", "240", "<enter>", "<space>", "<space>"
        )
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    assert last_case(demo_settings, demo.LOAN_OF_TWO) == ("shorten_term", "completed")


@one_look(3)
@played_apart
def test_another_repayment_account_while_overdue(demo_settings: Settings, look: Look) -> None:
    """Nothing is repaid early; the linked card, which is not the account debited so far, takes one key."""
    with sitting(demo_settings, "overdue", look) as desk:
        desk.press(demo.LOAN_OVERDUE, "<enter>")
        desk.shot()
        desk.press("<f6>")
        desk.sees("6,065.22")
    with sitting(demo_settings, "account", look) as desk:
        desk.press(demo.LOAN_OVERDUE, "<enter>", "/", "3103", "<enter>", "1", "<space>", "<space>")
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"), "0478")
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
        desk.press("<enter>", "/", "3103", "<enter>", "1", "6227000000000000011", "<enter>")
        desk.press(
            "<space>", "<space>"
        )  # the own ID was seen; the linked card is debited now, so it is not offered
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"), "0011")
    assert last_case(demo_settings, demo.LOAN_OVERDUE) == ("change_repayment_account", "completed")


@one_look(0)
@played_apart
def test_another_method(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "method", look) as desk:
        desk.press(demo.HAS_LOAN, "<enter>", "/", "3104", "<enter>")
        desk.shot()
        desk.press("<space>", "<space>")
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    assert last_case(demo_settings, demo.HAS_LOAN) == ("change_repayment_method", "completed")


@one_look(1)
@played_apart
def test_another_due_day(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "due-day", look) as desk:
        desk.press(demo.HAS_LOAN, "<enter>", "/", "3105", "<enter>", "5", "<enter>", "<space>", "<space>")
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    assert last_case(demo_settings, demo.HAS_LOAN) == ("change_due_day", "completed")
