"""The main job at a real terminal: keys counted, whatever the pace, and the database as it should be."""

from __future__ import annotations

import os

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.pty import Terminal
from tests.support.teller import at_counter, keys

pytestmark = pytest.mark.pty

SIZES = [(80, 24), (120, 40)]
RUNS = 20 if os.environ.get("HFUND_CAMPAIGN") else 1

SIGN_IN_PERSON = ("<f4>", "<space>", "<space>", "<space>", "<f9>")
WITHDRAW_FOR_RENT = ("<f5>", "1", "<space>", "<f9>")
NEW_PROXY = (
    *("<f4>", "p", "440300199505059665", "<enter>", "周婷", "<enter>", "3"),
    *("深圳公证处", "<enter>", "2020001234", "<enter>", "20200220", "<enter>", "12", "<f9>"),
)
PROXY_ON_FILE = ("<f4>", "p", "1")
PROXY_PAPERS_AND_SIGN = (*("<space>",) * 4, "<f9>")
APPROVE = ("2001", "<enter>", "demo-2001", "<f9>")

RECEIPT = {"zh": "回单编号", "en": "Receipt no."}
IN_WORDS = {"zh": "大写金额", "en": "In capitals"}


def statuses(settings: Settings, id_no: str) -> list[str]:
    return list(
        demo.column(
            settings,
            'SELECT status FROM "case" c JOIN member m ON m.id = c.member_id WHERE m.id_no = ?',
            id_no,
        )
    )


def paid(settings: Settings, id_no: str) -> tuple[int, str, int]:
    """Amount, state of the payment order and claimed months of a member's only withdrawal."""
    amount, state, months = demo.row(
        settings,
        "SELECT p.amount_fen, p.state,"
        " (SELECT COUNT(*) FROM claimed_month k WHERE k.account_no = p.account_no)"
        " FROM payment_order p JOIN account a ON a.account_no = p.account_no"
        " JOIN member m ON m.id = a.member_id WHERE m.id_no = ?",
        id_no,
    )
    return amount, state, months


def approved(terminal: Terminal) -> int:
    """The supervisor comes and approves; how many keys that took."""
    before = terminal.keys
    terminal.wait_for("Ctrl+R")
    terminal.idle()
    keys(terminal, *APPROVE)
    terminal.wait_for(RECEIPT["zh"])
    terminal.idle()
    return terminal.keys - before


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_sign_in_person_then_rent(demo_settings: Settings, language: str, size: tuple[int, int]) -> None:
    with at_counter(demo_settings, language=language, size=size) as terminal:
        keys(terminal, demo.NEVER_SIGNED, "<enter>", *SIGN_IN_PERSON)
        terminal.wait_for(RECEIPT[language])
        keys(terminal, *WITHDRAW_FOR_RENT)
        terminal.wait_for(IN_WORDS[language])
        assert "7,800.00" in terminal.text
        assert terminal.keys <= 32, terminal.keys
    assert statuses(demo_settings, demo.NEVER_SIGNED) == ["completed", "completed"]
    assert paid(demo_settings, demo.NEVER_SIGNED) == (7_800_00, "queued", 6)


def test_through_a_proxy_never_seen_before(demo_settings: Settings) -> None:
    with at_counter(demo_settings) as terminal:
        keys(terminal, demo.IN_HOSPITAL, "<enter>", *NEW_PROXY, *PROXY_PAPERS_AND_SIGN)
        supervisors = approved(terminal)
        keys(terminal, *WITHDRAW_FOR_RENT)
        supervisors += approved(terminal)
        assert terminal.keys - supervisors <= 85, terminal.keys - supervisors
    assert statuses(demo_settings, demo.IN_HOSPITAL) == ["completed", "completed"]
    assert paid(demo_settings, demo.IN_HOSPITAL) == (2_496_00, "held", 3)
    document = demo.row(
        demo_settings,
        "SELECT proxy_name, proxy_id_no, relation, document_kind, notary, certificate_no, issued_on,"
        " valid_from, valid_to FROM proxy_document WHERE certificate_no = '2020001234'",
    )
    assert [str(one) for one in document] == [
        *("周婷", "440300199505059665", "child", "notarised_poa", "深圳公证处", "2020001234"),
        *("2020-02-20", "2020-02-20", "2021-02-18"),
    ]


def test_through_a_proxy_on_file(demo_settings: Settings) -> None:
    with at_counter(demo_settings) as terminal:
        keys(terminal, demo.PROXY_ON_FILE, "<enter>", *PROXY_ON_FILE, *PROXY_PAPERS_AND_SIGN)
        supervisors = approved(terminal)
        keys(terminal, *WITHDRAW_FOR_RENT)
        supervisors += approved(terminal)
        assert terminal.keys - supervisors <= 45, terminal.keys - supervisors
    assert statuses(demo_settings, demo.PROXY_ON_FILE) == ["completed", "completed"]
    assert paid(demo_settings, demo.PROXY_ON_FILE)[:2] == (9_360_00, "held")


@pytest.mark.parametrize("pace", [0.0, 0.1])
@pytest.mark.parametrize("run", range(RUNS))
def test_typists_on_a_slow_machine(demo_settings: Settings, pace: float, run: int) -> None:
    """One types in bursts, one a key every 100 ms; whatever loads takes 200 ms longer.

    Up from the checklist is the amount; a wrong delivery of one key would show in the amount or the papers.
    """
    with at_counter(demo_settings, slowed_by=0.2) as terminal:
        keys(terminal, demo.NEVER_SIGNED, "<enter>", *SIGN_IN_PERSON, pace=pace)
        terminal.wait_for(RECEIPT["zh"])
        keys(terminal, "<f5>", "1", "<backtab>", "1234.56", "<enter>", "<space>", "<f9>", pace=pace)
        terminal.wait_for(IN_WORDS["zh"])
    assert statuses(demo_settings, demo.NEVER_SIGNED) == ["completed", "completed"]
    assert paid(demo_settings, demo.NEVER_SIGNED) == (1_234_56, "queued", 6)


@pytest.mark.parametrize("held", ["<enter>", "<f9>"])
def test_a_held_key_never_pays_twice(demo_settings: Settings, held: str) -> None:
    """Thirty times the same key, as when it is held for a second. Enter pays not even once."""
    with at_counter(demo_settings) as terminal:
        keys(terminal, demo.NEVER_SIGNED, "<enter>", "<f5>", "1", "<space>", "<space>")
        terminal.idle()
        keys(terminal, *([held] * 30))
        terminal.idle(1.0)
    orders = demo.rows(demo_settings, "SELECT amount_fen FROM payment_order WHERE amount_fen = 780000")
    assert len(orders) == (held == "<f9>")
