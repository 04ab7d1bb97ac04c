"""Hostile texts on paper: nothing controls a printer, nothing leaves the page, what the font lacks is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfund_tui.documents.pdf import pdf_bytes
from hfund_tui.documents.receipt import receipt_paper, render_text
from hfund_tui.documents.wrapping import cells
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, Receipt, StaffOnReceipt
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.workstation import Workstation
from tests.hostile.looking import harmful
from tests.hostile.payloads import PAYLOADS
from tests.support import branch, house
from tests.support.pdf_text import pieces

pytestmark = pytest.mark.hostile

TEXTS = [one.text for one in PAYLOADS]
PLACES = 6
# Points of A5 upright, and a margin that everything keeps.
WIDTH, HEIGHT, MARGIN = 419.53, 595.28, 12.95 * 72 / 25.4


def hostile(receipt: Receipt, texts: list[str]) -> Receipt:
    """A receipt with another text in every place that takes one."""
    member, proxy, place, operator, checker, account = (texts * PLACES)[:PLACES]
    return replace(
        receipt,
        member=PersonOnReceipt(member, proxy),
        proxy=PersonOnReceipt(proxy, member),
        branch=BilingualName(place, operator),
        operator=StaffOnReceipt(checker, BilingualName(operator, place)),
        checker=StaffOnReceipt(operator, BilingualName(checker, member)),
        account_no=account,
    )


def test_papers_with_hostile_texts(station: Workstation) -> None:
    issued = house.done(station, branch.sign_in(station), house.rent()).receipt
    for number in range(0, len(TEXTS), PLACES):
        t = Translator(list(Language)[number // PLACES % 2])
        receipt = hostile(issued, TEXTS[number : number + PLACES])
        for width in (40, 76):
            for line in render_text(receipt, t, width=width):
                assert (harmful(line), cells(line) > width) == ([], False), line
        pdf, missing = pdf_bytes(receipt_paper(receipt, t), t)
        drawn = pieces(pdf)
        assert all(one.x >= MARGIN and MARGIN / 2 < one.y < HEIGHT - MARGIN for one in drawn)
        text = "".join(one.text for one in drawn)
        assert harmful(text) == [] and not set(missing) & set(text)
        assert all(f"U+{ord(one):04X}" in text for one in missing)
