"""The PDF: what it shows, where, with which characters, and that the same paper gives the same bytes."""

import stat
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from hfund_tui.documents.pdf import FONT, pdf_bytes, write_pdf
from hfund_tui.documents.receipt import receipt_paper, render_pdf, render_text
from hfund_tui.documents.refusal import refusal_paper, render_refusal_pdf
from hfund_tui.domain.receipt import PersonOnReceipt, Receipt, RefusalSlip
from hfund_tui.i18n import Language, Translator
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.resources import data_path
from tests.support.pdf_text import Piece, pieces

ZH, EN = Translator(Language.ZH), Translator(Language.EN)
with TTFont(data_path("fonts", FONT)) as _font:
    GLYPHS = _font.getBestCmap()
    ADVANCE = {code: _font["hmtx"][glyph][0] / _font["head"].unitsPerEm for code, glyph in GLYPHS.items()}
CHARACTERS = set(map(chr, GLYPHS))
# Points of A5, and its margin of 13 mm less a hair.
WIDTH, HEIGHT, MARGIN = 419.53, 595.28, 12.95 * 72 / 25.4
# The watermark is turned: its place is not that of its text.
GHOST_SIZE = 72.0


def shown(pdf: bytes) -> str:
    return " ".join(one.text for one in pieces(pdf))


def without_blanks(text: str) -> Counter[str]:
    return Counter(text.replace(" ", ""))


def in_the_page(piece: Piece) -> bool:
    width = sum(ADVANCE[ord(letter)] for letter in piece.text) * piece.size
    across = piece.x >= MARGIN and piece.x + width <= WIDTH - MARGIN
    return piece.size == GHOST_SIZE or (across and MARGIN / 2 < piece.y < HEIGHT - MARGIN)


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
def test_the_pdf_says_what_the_text_says(t: Translator, proxy_withdrawal: Receipt) -> None:
    receipt = proxy_withdrawal.reprinted(2)
    pdf, missing = pdf_bytes(receipt_paper(receipt, t), t)
    lines = [line for line in render_text(receipt, t, width=400) if set(line) - set("=-")]
    text = "".join(line.removeprefix("* ") for line in lines)
    extra = t("document.seal") + t("document.page", page="1", pages="1")
    wanted = without_blanks(text.replace(" x ", " × ") + extra)
    assert without_blanks(shown(pdf)) == wanted
    assert missing == ()


def test_amount_verification_and_anchor_stand_on_the_page(withdrawal: Receipt) -> None:
    text = shown(pdf_bytes(receipt_paper(withdrawal, ZH), ZH)[0])
    for words in (
        "7,800.00 元",
        "柒仟捌佰元整",
        "2019-09 至 2020-02：2,000.00 × 65% × 6 个月 = 7,800.00",
        "K7QX-2MDA-9TFP",
        "0101-03 第 1234 号",
    ):
        assert words in text


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
def test_every_receipt_fits_one_page(
    t: Translator, withdrawal: Receipt, proxy_withdrawal: Receipt, signing: Receipt
) -> None:
    for receipt in (withdrawal, proxy_withdrawal.reprinted(1), signing):
        found = pieces(pdf_bytes(receipt_paper(receipt, t, sample=True), t)[0])
        assert {one.page for one in found} == {0}
        assert [one for one in found if not in_the_page(one)] == []


def test_a_refusal_with_many_reasons_goes_on_to_a_second_page(slip: RefusalSlip) -> None:
    long = replace(slip, findings=slip.findings * 5)
    found = pieces(pdf_bytes(refusal_paper(long, ZH), ZH)[0])
    assert {one.page for one in found} == {0, 1}
    assert [one for one in found if not in_the_page(one)] == []
    text = " ".join(one.text for one in found)
    assert "第 1 页 共 2 页" in text
    assert "第 2 页 共 2 页" in text
    assert f"{len(long.findings)}. " in text


@pytest.mark.parametrize(("copy", "expected"), [(0, False), (3, True)])
def test_a_reprint_is_marked(copy: int, expected: bool, withdrawal: Receipt) -> None:
    text = shown(pdf_bytes(receipt_paper(withdrawal.reprinted(copy), ZH), ZH)[0])
    assert (f"补打 第 {copy} 次" in text) is expected


@pytest.mark.parametrize(("t", "word"), [(ZH, "样张"), (EN, "SAMPLE")], ids=["zh", "en"])
def test_a_sample_is_marked_across_the_page(t: Translator, word: str, withdrawal: Receipt) -> None:
    marks = [
        one for one in pieces(pdf_bytes(receipt_paper(withdrawal, t, sample=True), t)[0]) if one.text == word
    ]
    assert [one.size for one in marks] == [GHOST_SIZE, GHOST_SIZE]
    assert word not in shown(pdf_bytes(receipt_paper(withdrawal, t), t)[0])


def test_the_same_receipt_gives_the_same_bytes(tmp_path: Path, proxy_withdrawal: Receipt) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    render_pdf(proxy_withdrawal, ZH, first, sample=True)
    render_pdf(proxy_withdrawal, ZH, second, sample=True)
    assert first.read_bytes() == second.read_bytes()


def test_its_date_is_that_of_the_receipt(withdrawal: Receipt) -> None:
    issued = replace(withdrawal, issued_at=datetime(2020, 3, 2, 4, 5, 6, tzinfo=UTC))
    assert b"/CreationDate (D:20200302040506Z)" in pdf_bytes(receipt_paper(issued, ZH), ZH)[0]


def test_a_receipt_is_small(withdrawal: Receipt) -> None:
    assert len(pdf_bytes(receipt_paper(withdrawal, ZH), ZH)[0]) < 60_000


def test_only_its_owner_can_read_the_file(tmp_path: Path, withdrawal: Receipt) -> None:
    path = tmp_path / "receipt.pdf"
    assert render_pdf(withdrawal, ZH, path) == ()
    assert path.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["receipt.pdf"]


def test_a_slip_is_written_too(tmp_path: Path, slip: RefusalSlip) -> None:
    path = tmp_path / "slip.pdf"
    assert render_refusal_pdf(slip, EN, path) == ()
    assert "Notice of refusal" in shown(path.read_bytes())


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, withdrawal: Receipt) -> None:
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(OSError):
        write_pdf(receipt_paper(withdrawal, ZH), ZH, tmp_path / "taken.pdf")
    assert [one.name for one in tmp_path.iterdir()] == ["taken.pdf"]


def test_rare_characters_of_names_are_printed(withdrawal: Receipt) -> None:
    name = "𠮷㼆䶮㙦㛃𬭚𬬭𡝭龑喆堃淼犇赟玥〇鿍é"
    receipt = replace(withdrawal, member=PersonOnReceipt(name, "440***********0012"))
    pdf, missing = pdf_bytes(receipt_paper(receipt, ZH), ZH)
    assert name in shown(pdf)
    assert missing == ()


def test_the_font_has_the_han_characters_of_gbk_the_basic_block_and_extension_a() -> None:
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    gbk = {pair.decode("gbk", errors="ignore") for pair in pairs}
    # Characters that Unicode 13 and 14 added at the ends of both blocks are younger than the font.
    blocks = set(map(chr, (*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0))))
    assert blocks - CHARACTERS == set()
    assert {one for one in gbk if len(one) == 1 and "\u3400" <= one <= "\u9fff"} - CHARACTERS == set()


def test_the_font_has_every_character_of_the_words() -> None:
    words = {
        letter
        for key, message in catalogue().items()
        if key.startswith(
            ("receipt.", "document.", "finding.", "remedy.", "source.", "vocabulary.", "operation.")
        )
        for letter in message.zh + message.en
    }
    assert words - CHARACTERS == set()


@pytest.mark.parametrize("character", ["\U00030000", "🏠", "ก", "Ł"])
def test_a_character_the_font_lacks_is_replaced_visibly_and_reported(
    character: str, withdrawal: Receipt
) -> None:
    assert character not in CHARACTERS
    receipt = replace(withdrawal, member=PersonOnReceipt(f"{character}*", "440***********0012"))
    pdf, missing = pdf_bytes(receipt_paper(receipt, ZH), ZH)
    assert missing == (character,)
    assert "〓*" in shown(pdf)
    assert f"U+{ord(character):04X}" in shown(pdf)


def test_a_variation_selector_is_no_missing_character(withdrawal: Receipt) -> None:
    receipt = replace(withdrawal, member=PersonOnReceipt("葛\U000e0100*", "440***********0012"))
    pdf, missing = pdf_bytes(receipt_paper(receipt, ZH), ZH)
    assert missing == ()
    assert "葛*" in shown(pdf)


@pytest.mark.hostile
@pytest.mark.parametrize(
    "name",
    ["[bold]张[/]", "\x1b[31m张\x1b[0m", "张\u202e三", "张\n三", "W" * 100, "龘" * 100, "(\\) Tj ET", "{nb}"],
)
def test_hostile_names_stay_on_the_page(name: str, proxy_withdrawal: Receipt) -> None:
    person = PersonOnReceipt(name, name)
    receipt = replace(proxy_withdrawal, member=person, proxy=person, account_no=name)
    found = pieces(pdf_bytes(receipt_paper(receipt, ZH), ZH)[0])
    assert [one for one in found if not in_the_page(one)] == []
