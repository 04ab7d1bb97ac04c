"""From a case at the counter to the paper: what the house issues can be printed, again and again."""

from dataclasses import replace
from pathlib import Path

import pytest

from hfund_tui.documents.receipt import render_pdf, render_text
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.receipt import Receipt
from hfund_tui.domain.request import Request
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import builders
from tests.support.pdf_text import pieces

ZH = Translator(Language.ZH)


def issued(station: Workstation, teller: Session, request: Request) -> Receipt:
    preview = station.cases.preview(teller, request)
    outcome = station.cases.perform(teller, request, key=station.cases.new_key(), seen_sha256=preview.sha256)
    assert isinstance(outcome, Posted)
    return outcome.receipt


@pytest.mark.parametrize("request_", [builders.sign(), builders.rent()], ids=["signing", "rent"])
def test_what_is_posted_prints_and_prints_again(
    station: Workstation, teller: Session, tmp_path: Path, request_: Request
) -> None:
    receipt = issued(station, teller, replace(request_, member_id=1))
    assert receipt.operation in (OperationCode.SIGN_AGREEMENT, OperationCode.RENT_WITHDRAWAL)
    assert render_pdf(receipt, ZH, tmp_path / "original.pdf") == ()
    text = " ".join(one.text for one in pieces((tmp_path / "original.pdf").read_bytes()))
    for words in (receipt.receipt_no, receipt.verification_code, receipt.anchor.hash[:16]):
        assert words in text
    assert station.receipts.get(teller, receipt.receipt_no) == receipt
    again = station.receipts.reprint(teller, receipt.receipt_no)
    marked = render_text(again, ZH)
    assert any("补打 第 1 次" in line for line in marked)
    assert [line for line in marked if "补打" not in line] == render_text(receipt, ZH)
