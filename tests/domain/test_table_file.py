"""Tables from outside, line by line; and what a spreadsheet must not make of what is given back."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain import table_file
from hfund_tui.domain.table_file import (
    MAX_BYTES,
    MAX_LINE,
    NoTable,
    cells_of,
    columns_of,
    decoded,
    for_spreadsheet,
    heads,
    is_mangled,
    lines_of,
    not_a_formula,
    written,
)
from hfund_tui.domain.text import clean

TEXT = "姓名,张三\n"


@pytest.mark.parametrize(
    "content",
    [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode("gbk"), TEXT.encode("gb18030")],
    ids=["utf-8", "utf-8 with a mark", "gbk", "gb18030"],
)
def test_every_encoding_a_spreadsheet_writes_is_read(content: bytes) -> None:
    assert decoded(content) == TEXT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 and more", "table_workbook"),
        (b"\xd0\xcf\x11\xe0 and more", "table_workbook"),
        (TEXT.encode("utf-16"), "table_utf16"),
        ("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), "table_utf16"),
        (b"a,b\0c", "table_not_text"),
        (b"\xff\xff\xff", "table_not_text"),
        (b"a" * (MAX_BYTES + 1), "table_too_large"),
    ],
    ids=["xlsx", "xls", "utf-16-le", "utf-16-be", "nul", "no text", "too large"],
)
def test_what_is_no_table_says_what_it_is(content: bytes, code: str) -> None:
    with pytest.raises(NoTable) as refused:
        decoded(content)
    assert refused.value.code == code


def test_lines_keep_their_numbers_whatever_ends_them() -> None:
    text = "a\r\nb\n\n,,\t,\rc\u2028d\x0be"
    assert list(lines_of(text)) == [(1, "a"), (2, "b"), (5, "c\u2028d\x0be")]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("1,2,3", ["1", "2", "3"]),
        (" 1 ,\t2,　3", ["1", "2", "3"]),
        ('"1,000.00",2', ["1,000.00", "2"]),
        ('"say ""yes""",2', ['say "yes"', "2"]),
        ("'440300199001019010,2", ["440300199001019010", "2"]),
        ('"=""440300199001019010""",2', ["440300199001019010", "2"]),
        ("'=1+1,2", ["=1+1", "2"]),
        ("", [""]),
        ('1,"2', None),
        ('"1"x,2', None),
        ("x" * (MAX_LINE + 1), None),
    ],
)
def test_a_line_by_itself(line: str, cells: list[str] | None) -> None:
    assert cells_of(line) == cells


@given(st.text(max_size=200))
def test_no_line_ends_in_a_crash(line: str) -> None:
    cells = cells_of(line)
    assert cells is None or all(isinstance(one, str) for one in cells)


@given(st.binary(max_size=300))
def test_no_file_ends_in_a_crash(content: bytes) -> None:
    try:
        text = decoded(content)
    except NoTable as refused:
        assert refused.code.startswith("table_")
    else:
        assert [number for number, _ in lines_of(text)] == sorted({n for n, _ in lines_of(text)})


KNOWN = heads({"GRZH": ("个人账号",), "FSE": ("发生额",)})


@pytest.mark.parametrize(
    "head", ["GRZH", "grzh", " ＧＲＺＨ ", "个人账号", "个人账号（必填）", "个人账号(11位)"]
)
def test_a_head_in_many_forms(head: str) -> None:
    assert columns_of([head, "", "发生额"], KNOWN, ("GRZH", "FSE")) == {"GRZH": 0, "FSE": 2}


@pytest.mark.parametrize(
    ("row", "code", "found"),
    [
        (["GRZH", "工资", "FSE"], "table_unknown_column", "工资"),
        (["GRZH", "个人账号", "FSE"], "table_column_twice", "个人账号"),
        (["GRZH"], "table_no_column", "FSE"),
    ],
)
def test_heads_that_are_wrong_are_named(row: list[str], code: str, found: str) -> None:
    with pytest.raises(NoTable) as refused:
        columns_of(row, KNOWN, ("GRZH", "FSE"))
    assert (refused.value.code, refused.value.found) == (code, found)


@pytest.mark.parametrize(
    ("cell", "mangled"),
    [
        ("4.40305E+17", True),
        ("2.09E+10", True),
        ("4E+17", True),
        ("440305199001010018", False),
        ("44030519900101001X", False),
        ("E12345678", False),
        ("", False),
    ],
)
def test_what_a_spreadsheet_made_of_a_number(cell: str, mangled: bool) -> None:
    assert is_mangled(cell) is mangled


@pytest.mark.parametrize(
    ("cell", "kept", "plain"),
    [
        ("张三", "张三", "张三"),
        ("20900000001", "20900000001", "20900000001"),
        ("440305199001010018", "'440305199001010018", "440305199001010018"),
        ("44030519900101001X", "44030519900101001X", "44030519900101001X"),
        ("1000.00", "1000.00", "1000.00"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+85291234567", "'+85291234567", "'+85291234567"),
        ("-1", "'-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1", "'＝1+1"),
        ("\t=1+1", "'=1+1", "'=1+1"),
        ("\u202e=1+1", "'=1+1", "'=1+1"),
        ("a\r\n=1+1", "a =1+1", "a =1+1"),
    ],
)
def test_nothing_written_is_run_or_rounded(cell: str, kept: str, plain: str) -> None:
    assert for_spreadsheet(cell) == kept
    assert not_a_formula(cell) == plain


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_what_is_written_is_one_line_and_no_formula(cells: list[str]) -> None:
    text = written([[for_spreadsheet(one) for one in cells]])
    (row,) = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(row) == len(cells)
    assert all(one[:1] not in set("=+-@＝＋－＠\t\r") for one in row)


marks_of_ours = ("'", '="')


@given(
    st.lists(st.text(max_size=30).filter(lambda one: not clean(one).startswith(marks_of_ours)), min_size=2)
)
def test_what_is_written_comes_back(cells: list[str]) -> None:
    text = written([[for_spreadsheet(one) for one in cells]])
    if len(text) <= MAX_LINE:
        assert cells_of(text.rstrip("\r\n")) == [clean(one) for one in cells]


def test_a_file_of_nothing_but_line_ends_fills_no_memory() -> None:
    text = ",\n" * 200_000
    tracemalloc.start()
    assert list(lines_of(text)) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(text)


def test_there_is_an_end_to_the_lines_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MAX_LINES", 3)
    assert len(list(lines_of("a\n\nb\r\nc\n,,\n"))) == 3
    with pytest.raises(NoTable) as refused:
        list(lines_of("a\nb\nc\nd"))
    assert (refused.value.code, refused.value.found) == ("table_too_long", "3")
