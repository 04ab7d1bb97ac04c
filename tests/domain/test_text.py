"""Text made safe."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.text import (
    clean,
    clean_multiline,
    drop_separators,
    drop_unsafe,
    fold_code,
    fold_full_width,
    has_unsafe,
)

ANY_TEXT = st.text(st.characters(), max_size=40)
HOSTILE = st.text("张é\u0301 \t\n\r\x1b[\u200b\u202e\u2066\ufeff\x85\u2028\u3000a１-", max_size=30)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("plain", "张伟", "张伟"),
        ("trimmed", "  张伟\u3000", "张伟"),
        ("spaces collapse", "John \u00a0 Smith", "John Smith"),
        ("newline and tab are spaces", "a\nb\tc\r\nd", "a b c d"),
        ("escape sequence loses its escape", "\x1b[31m红", "[31m红"),
        ("C1", "a\x9b31mb", "a31mb"),
        ("bidi override", "\u202e伟张", "伟张"),
        ("bidi isolate", "\u2066a\u2069", "a"),
        ("zero width", "张\u200b伟\u200c\u200d\ufeff\u2060", "张伟"),
        ("composed", "e\u0301", "é"),
        ("invisible Hangul filler", "张\u3164伟", "张伟"),
        ("lone surrogate", "a\ud800b", "ab"),
        ("rare Han stays", "𠮷\U00030edd", "𠮷\U00030edd"),
        ("Han variation selector stays", "葛\U000e0100", "葛\U000e0100"),
        ("private use stays", "\ue863", "\ue863"),
        ("markup is only text", "[b]x[/b]", "[b]x[/b]"),
        ("nothing left", "\u200b \x00", ""),
    ],
)
def test_one_line(name: str, value: str, expected: str) -> None:
    assert clean(value) == expected, name


def test_many_lines() -> None:
    assert clean_multiline("\n a \tb\r\nc\u2028\u202ed \n\n") == "a b\nc\nd"


@pytest.mark.parametrize(
    "value", ["\x1b", "\r", "\x85", "\u200b", "\u202e", "\u2067", "\ufeff", "\u2028", "\ud800"]
)
def test_unsafe(value: str) -> None:
    assert has_unsafe(f"张{value}伟")


@pytest.mark.parametrize("value", ["张伟", "a\tb\nc", "é", "😀", "葛\U000e0100", "[red]"])
def test_safe(value: str) -> None:
    assert not has_unsafe(value)


def test_every_control_and_format_character_is_unsafe() -> None:
    unsafe_categories = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    missed = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if code not in (0x09, 0x0A)
        and unicodedata.category(chr(code)) in unsafe_categories
        and not has_unsafe(chr(code))
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("110105 19491231 002X", "11010519491231002X"),
        ("440-305-1990", "4403051990"),
        ("４４０３０５", "440305"),
        ("h１２３４５６７８", "H12345678"),
        ("\u202d440305\u202c", "440305"),
        ("440305\u2013\u2014\u2212\uff0d1990", "4403051990"),
        ("\t4403\n05\u3000", "440305"),
        ("", ""),
    ],
)
def test_codes_fold(value: str, code: str) -> None:
    assert fold_code(value) == code


@given(ANY_TEXT | HOSTILE)
def test_clean_text_is_clean_for_good(value: str) -> None:
    cleaned = clean(value)
    assert clean(cleaned) == cleaned
    assert not has_unsafe(cleaned)
    assert "\n" not in cleaned
    assert "\t" not in cleaned
    cleaned.encode()


@given(ANY_TEXT | HOSTILE)
def test_clean_lines_are_clean_for_good(value: str) -> None:
    cleaned = clean_multiline(value)
    assert clean_multiline(cleaned) == cleaned
    assert not has_unsafe(cleaned)
    assert all(clean(line) == line for line in cleaned.split("\n"))


@given(ANY_TEXT | HOSTILE)
def test_a_folded_code_holds_no_separator(value: str) -> None:
    code = fold_code(value)
    assert drop_separators(code) == code
    assert not has_unsafe(code)


@given(st.text("0123456789abcXYZ- ０９ａＺ", max_size=30))
def test_folding_a_code_twice_changes_nothing(value: str) -> None:
    assert fold_code(fold_code(value)) == fold_code(value)


@given(st.text(st.characters(exclude_characters="\u3000￥", min_codepoint=0xA0, max_codepoint=0xFEFF)))
def test_only_full_width_forms_are_folded(value: str) -> None:
    assert fold_full_width(value) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("张\x1b[31m三\u202e\u200b", "张[31m三"),
        ("a\tb\nc", "a\tb\nc"),
        ("葛\U000e0100❤\ufe0f👍🏽", "葛❤👍"),
        ("á̂̃", "á̂̃"),
        ("Z" + "\u0301\u0316\u0489" * 30 + "a", "Z\u0301\u0316\u0489\u0301a"),
        ("น้ำ कि か\u3099", "น้ำ कि か\u3099"),
    ],
    ids=ascii,
)
def test_what_is_shown(value: str, shown: str) -> None:
    assert drop_unsafe(value) == shown
