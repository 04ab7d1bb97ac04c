"""Lines of a given width in Chinese and Latin text mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hfund_tui.documents.wrapping import cells, pad, wrap
from hfund_tui.domain.text import clean

LINES = st.text(max_size=120).map(clean)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("提取", 4),
        ("a提", 3),
        ("𠮷㼆䶮", 6),
        ("，。", 4),
        ("e\u0301", 1),
        ("7,800.00 元", 11),
        ("क\u093f", 1),
        ("\u1100\u1161\u11a8", 2),
        ("\u0378\U00031350", 3),
    ],
)
def test_a_han_character_takes_two_cells(text: str, width: int) -> None:
    assert cells(text) == width == cell_len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("短", 10, ["短"]),
        ("款项划入本人联名卡", 8, ["款项划入", "本人联名", "卡"]),
        ("到账前请勿注销该卡。谢谢", 8, ["到账前请", "勿注销该", "卡。谢谢"]),
        ("请勿注销该卡。谢谢", 12, ["请勿注销该", "卡。谢谢"]),
        ("请先办「签订」", 8, ["请先办", "「签订」"]),
        ("the money goes to your card", 11, ["the money", "goes to", "your card"]),
        ("可办 APP 和 website 两种", 10, ["可办 APP", "和 website", "两种"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("提", 1, ["提"]),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(LINES, st.integers(min_value=2, max_value=80))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(LINES)
def test_padding_never_cuts(text: str) -> None:
    assert pad(text, 10).startswith(text)
    assert cells(pad(text, 10)) == max(10, cells(text))
