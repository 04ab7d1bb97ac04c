"""The contribution certificate as text and as PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hfund_tui.documents.issued import file_name, issued_paper, render_pdf, render_text
from hfund_tui.domain.certificate import ContributionCertificate
from hfund_tui.domain.issued import Stamp
from hfund_tui.domain.months import Month
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, StaffOnReceipt
from hfund_tui.domain.vocabulary import AccountState
from hfund_tui.i18n import Language, Translator
from hfund_tui.widgets.text import cells
from tests.hostile.payloads import PAYLOADS
from tests.support.pdf_text import pieces

ZH, EN = Translator(Language.ZH), Translator(Language.EN)
IN_BOTH = pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
CERTIFICATE = ContributionCertificate(
    member=PersonOnReceipt("张示例", "440***********0018"),
    account_no="2*******789",
    employer="深圳示例科技有限公司",
    state=AccountState.SEALED,
    first=Month(2019, 3),
    last=Month(2020, 2),
    first_contribution=Month(2015, 1),
    paid_through=Month(2020, 2),
    base_fen=10_000_00,
    personal_rate_bp=500,
    employer_rate_bp=1_200,
    personal_due_fen=500_00,
    employer_due_fen=1_200_00,
    balance_fen=86_420_15,
    purpose="visa",
    words="",
    branch=BilingualName("福田管理部", "Futian District Office"),
    made_by=StaffOnReceipt("1001", BilingualName("王芳", "Wang Fang")),
    made_at=datetime(2020, 2, 27, 1, 41, tzinfo=UTC),
    stamp=Stamp("JC2020022703010001", "UCPWDCRF95GHJEU1"),
)

SAID = [
    ("member", "张示例", "张示例"),
    ("identity number", "440***********0018", "440***********0018"),
    ("period", "2019-03 至 2020-02", "2019-03 to 2020-02"),
    ("base", "10,000.00", "10,000.00"),
    ("member's rate", "5%", "5%"),
    ("employer's rate", "12%", "12%"),
    ("monthly amount", "1,700.00", "1,700.00"),
    ("state", "封存", "sealed"),
    ("balance", "86,420.15", "86,420.15"),
    ("purpose", "签证", "visa"),
    ("issued at", "2020-02-27 09:41", "2020-02-27 09:41"),
    ("maker", "王芳 (1001)", "Wang Fang (1001)"),
    ("number", "JC2020022703010001", "JC2020022703010001"),
    ("code", "UCPW-DCRF-95GH-JEU1", "UCPW-DCRF-95GH-JEU1"),
    ("how to check it", "1203", "1203"),
]


@pytest.mark.parametrize(("what", "zh", "en"), SAID, ids=[one[0] for one in SAID])
def test_what_stands_on_it(what: str, zh: str, en: str) -> None:
    for t, words in ((ZH, zh), (EN, en)):
        assert words in "\n".join(render_text(CERTIFICATE, t))


@IN_BOTH
def test_without_balance_nothing_is_told_of_it(t: Translator) -> None:
    text = "\n".join(render_text(replace(CERTIFICATE, balance_fen=None), t))
    assert "86,420.15" not in text and t("certificate.balance") not in text


@IN_BOTH
def test_what_was_not_issued_has_no_number_and_no_code(t: Translator) -> None:
    text = "\n".join(render_text(replace(CERTIFICATE, stamp=Stamp()), t))
    assert t("receipt.label.verification_code") not in text and "1203" not in text


@IN_BOTH
def test_a_reprint_is_marked_and_a_sample_says_so(t: Translator) -> None:
    again = replace(CERTIFICATE, stamp=replace(CERTIFICATE.stamp, copy=2))
    assert t("receipt.reprint", n=2) in "\n".join(render_text(again, t))
    assert t("document.sample_line") in "\n".join(render_text(CERTIFICATE, t, sample=True))
    assert (file_name(CERTIFICATE), file_name(again)) == ("JC2020022703010001", "JC2020022703010001-2")


@IN_BOTH
@pytest.mark.parametrize("width", [40, 72])
@pytest.mark.parametrize("text", [one.text for one in PAYLOADS[:: len(PAYLOADS) // 12]])
def test_hostile_words_stay_on_the_paper(t: Translator, width: int, text: str) -> None:
    one = replace(
        CERTIFICATE,
        purpose="other",
        words=text,
        employer=text,
        member=PersonOnReceipt(text, text),
    )
    lines = render_text(one, t, width=width)
    assert all(cells(line) <= width for line in lines)
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for line in lines for letter in line)


@IN_BOTH
def test_as_pdf_on_one_page_the_same_bytes_each_time(t: Translator, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for path in (one, other):
        assert render_pdf(CERTIFICATE, t, path) == ()
    assert one.read_bytes() == other.read_bytes()
    shown = pieces(one.read_bytes())
    assert {piece.page for piece in shown} == {0}
    text = "".join(piece.text for piece in shown)
    title = issued_paper(CERTIFICATE, t).title.replace(" ", "")
    assert "UCPW-DCRF-95GH-JEU1" in text and title in text.replace(" ", "")
