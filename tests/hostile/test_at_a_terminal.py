"""The program itself in a terminal: of the escapes in its data not one byte arrives."""

from __future__ import annotations

import pytest

from hfund_tui.services.settings import Settings
from tests.hostile.payloads import Kind, of_kind
from tests.support import demo_station as demo
from tests.support.teller import at_counter, keys

pytestmark = [pytest.mark.hostile, pytest.mark.pty]

# The words of the payloads may be read; what would make a terminal obey them must not come.
ESCAPES = [
    *(b"\x1b]0;", b"\x1b]8;", b"\x1b]52;", b"\x1bP$q", b"\x1bc", b"\x1b[6n", b"\x1b[201~", b"\x1b[999B"),
    *(one.encode() for one in "\x90\x9b\x9c\x9d\u202e\u2066\u200b\u200d\ufeff"),
]
TEXT = "".join(one.text for kind in (Kind.ESCAPE, Kind.DIRECTION, Kind.INVISIBLE) for one in of_kind(kind))
PASTED = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\u202e\u200b\x9b31m"


def test_no_escape_from_data_reaches_the_terminal(demo_settings: Settings) -> None:
    hostile = "".join(one for one in TEXT if not "\ud800" <= one <= "\udfff")
    begins = [hostile[place : place + 90] for place in range(0, len(hostile), 90)]
    for number, (table, column) in enumerate(
        (("employer", "name"), ("branch", "name"), ("staff", "name"), ("member", "name"))
    ):
        demo.execute(demo_settings, f'UPDATE "{table}" SET {column} = ?', begins[number % len(begins)])
    own = "(SELECT name FROM member WHERE member.id = card.member_id)"
    demo.execute(
        demo_settings,
        f"UPDATE card SET holder_name = {own}, bank_code = ?",
        "\x1b]0;o\x07\u202e\x9b31m",
    )
    with at_counter(demo_settings) as terminal:
        keys(terminal, demo.NEVER_SIGNED, "<enter>")
        terminal.wait_for("440***********9010")
        keys(terminal, "r", "<down>", "<enter>", "<enter>")
        terminal.wait_for("还显示")
        keys(terminal, "<esc>", pace=0.3)  # or it would be read as the beginning of the next key
        keys(terminal, "<f5>")
        terminal.wait_for("提取金额")
        keys(terminal, "<f2>")
        terminal.idle()
        terminal.type(f"\x1b[200~{PASTED}\x1b[201~")
        terminal.wait_for("owned")
        terminal.idle()
        received = bytes(terminal.received)
    assert [one for one in ESCAPES if one in received] == []
