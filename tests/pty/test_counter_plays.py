"""At the counter in a real terminal: a certificate and its code, the account password, another card."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.passwords import BETTER, GOOD
from tests.support.plays import Look, last_case, newest_code, played_apart, sitting
from tests.support.pty import ROOT

pytestmark = pytest.mark.pty

CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
OTHER_CODE = "0000000000000000"
"""One that could be a code, and is none."""

INITIAL_PASSWORD, ITS_ACCOUNT = "441500199803159359", "20900000018"
NO_CARD = "430400199312229369"
NEW_CARD = "6227000000000000011"
MOST_KEYS = 36


def verified(settings: Settings, code: str, *more: str) -> tuple[int, str]:
    """Exit code and words of `hfund verify-document`."""
    given = ["verify-document", "--home", str(settings.home), *more, "--", code]
    said = subprocess.run(
        [sys.executable, "-m", "hfund_tui", *given],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HFUND_LANG": "en", "PYTHONPATH": str(ROOT)},
    )
    return said.returncode, said.stdout


@played_apart
@one_look(0)
def test_a_certificate_is_issued_and_vouched_for(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "certificate", look) as desk:
        t = desk.t
        desk.press(demo.NEVER_SIGNED, "<enter>", "/", "1202")
        desk.sees(t("certificate.purpose.visa"))
        desk.press("4")
        desk.sees(t("certificate.not_yet"))
        desk.press("<f9>")
        desk.sees(t("certificate.issued", number="JC2020022700030001"))
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
        desk.press("<end>")
        desk.sees(t("issued.label.number"))
        code = CODE.search(desk.terminal.text)
        assert code is not None, desk.terminal.text
        desk.press("p")
        desk.sees(t("receipt.saved", path="").strip())
        desk.press("/", "1203")
        desk.sees(t("issued.prompt"))
        desk.press(code.group().replace("-", "").lower(), "<enter>")
        desk.sees("JC2020022700030001", "2019-03")
        desk.press(OTHER_CODE, "<enter>")
        desk.sees(t("issued.unknown"))
        assert "JC2020022700030001" not in desk.terminal.text
        desk.press(code.group()[:-1], "<enter>")
        desk.sees(t("issued.mistyped"))
    (paper,) = demo_settings.receipts.glob("*.pdf")
    assert verified(demo_settings, code.group())[0] == 0
    assert verified(demo_settings, code.group(), "--paper", str(paper))[0] == 0
    assert verified(demo_settings, OTHER_CODE)[0] == 1
    altered = altered_copy(paper)
    assert verified(demo_settings, code.group(), "--paper", str(altered))[0] == 1


def altered_copy(paper: Path) -> Path:
    altered = paper.with_name("altered.pdf")
    altered.write_bytes(paper.read_bytes() + b"%")
    return altered


@played_apart
@one_look(3)
def test_a_password_is_set_forgotten_and_set_anew(demo_settings: Settings, look: Look) -> None:
    """The member types at the keypad; the screen shows not one digit of it."""
    with sitting(demo_settings, "password", look) as desk:
        t = desk.t
        desk.press(INITIAL_PASSWORD, "<enter>", "<f4>")
        desk.sees("1204")
        desk.press("/", "1204")
        desk.sees(t("password.waiting"))
        desk.press("123456", "<enter>", "123456", "<enter>")
        desk.sees(t("error.account_password_sequence.what"))
        desk.press(GOOD, "<enter>", BETTER, "<enter>")
        desk.sees(t("error.account_password_differs.what"))
        desk.press(GOOD, "<enter>", GOOD, "<enter>")
        desk.sees(t("password.sealed"))
        desk.press("<space>", "<f9>")
        desk.sees(t("receipt.label.password_set_on"))
        assert last_case(demo_settings, INITIAL_PASSWORD) == ("set_password", "completed")
        assert not initial(demo_settings)
        desk.press("/", "1205")
        desk.sees(t("password.mobile"))
        desk.press("<space>", "<f9>")  # the own ID was seen for the password
        desk.sees(t("receipt.label.code_sent_to"))
        assert initial(demo_settings), "nothing is withdrawn before there is a new one"
        code = newest_code(demo_settings)
        desk.press("/", "1204")
        desk.sees(t("password.proof.reset"))
        desk.press(wrong(code), "<enter>", BETTER, "<enter>", BETTER, "<enter>")
        desk.sees(t("error.account_code_wrong.what"))
        desk.press(code, "<enter>")  # what was typed twice still stands
        desk.sees(t("password.sealed"))
        desk.press("<f9>")
        desk.sees(t("receipt.label.password_set_on"))
        received = bytes(desk.terminal.received).decode("utf-8", "replace")
        assert not any(secret in received for secret in (GOOD, BETTER, code))
    assert not initial(demo_settings)


def initial(settings: Settings) -> bool:
    query = "SELECT password_is_initial FROM account WHERE account_no = ?"
    return bool(demo.row(settings, query, ITS_ACCOUNT)[0])


def wrong(code: str) -> str:
    return code[:-1] + str((int(code[-1]) + 1) % 10)


@played_apart
@one_look(2)
def test_a_first_card_is_linked_and_what_is_paid_to_it_waits(demo_settings: Settings, look: Look) -> None:
    """The day from which it may be paid to is told with the card, at the payout and on the receipt."""
    until = "2020-03-01"
    with sitting(demo_settings, "card", look) as desk:
        t = desk.t
        desk.press(NO_CARD, "<enter>", "<f5>")
        desk.sees("1201")
        desk.press("/", "1201")
        desk.sees(t("card.replaces.none"), until)
        desk.press("1", NEW_CARD, "<enter>", *["<space>"] * 4)
        desk.sees(t("operation.ready"))
        desk.press("<f9>")
        desk.sees(t("receipt.label.receipt_no"))
        assert last_case(demo_settings, NO_CARD) == ("link_card", "completed")
        desk.press("<f5>", "1", "<space>")
        desk.sees(t("operation.ready"), "10,296.00", until)
        desk.press("<f9>")
        desk.approve(retyped=(NEW_CARD[-4:],))
        desk.sees(t("receipt.label.held_until"), until)
    assert last_case(demo_settings, NO_CARD) == ("rent_withdrawal", "completed")
    query = (
        "SELECT state, not_before FROM payment_order WHERE case_no = (SELECT MAX(case_no) FROM payment_order)"
    )
    assert [str(part) for part in demo.row(demo_settings, query)] == ["held", until]
