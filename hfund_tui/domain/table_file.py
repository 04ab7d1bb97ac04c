"""Comma-separated files that people make with a spreadsheet: read line by line, written so that they survive one.

A line stands for itself: a quote left open spoils its own line and no other, so that every bad line can be named.
A spreadsheet turns long numbers into 4.40305E+17 and runs what looks like a formula; an apostrophe in front keeps
a cell what it is, and is taken off again when the file comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hfund_tui.domain.decision import NOTHING, Shown
from hfund_tui.domain.text import clean, drop_separators, fold_full_width, fold_wording

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES = 500_000
"""More than any employer has: what is longer was not made by one."""
MAX_LINE = 1_000
"""Characters of one line."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for GBK."""

_SIGNATURES = (
    (b"PK\x03\x04", "table_workbook"),
    (b"\xd0\xcf\x11\xe0", "table_workbook"),
    (b"\xff\xfe", "table_utf16"),
    (b"\xfe\xff", "table_utf16"),
)
_LINE_END = re.compile("\r\n|\n|\r")
_AS_TEXT = re.compile('="([^"]*)"')
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MANGLED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,3}")
_FORMULA = frozenset("=+-@＝＋－＠")
_LONGEST_NUMBER = 11
"""Digits that a spreadsheet shows as they are."""

RETURNED: Mapping[str, tuple[str, ...]] = {"YHH": ("原行号",), "YY": ("原因",)}
"""Columns of what is given back with reasons; once corrected they may stay."""
PASSED_OVER: Mapping[str, tuple[str, ...]] = {"XH": ("序号",), "BZ": ("备注",), **RETURNED}
"""Columns that may stand in any table and say nothing."""


class NoTable(ValueError):
    """A file that is no table of the wanted kind. `code` says why; nothing of it can be read."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.found = clean(found)[:40]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a line.

    `number` is the line in the file, counted from 1; `column` the column's name, "" for the line as a whole;
    `code` the rule it breaks, whose words are `error.<code>`. `found` and `wanted` hide what nobody needs to see.
    """

    number: int
    column: str
    code: str
    found: Shown = NOTHING
    wanted: Shown = NOTHING


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a byte order mark, else GB 18030, as spreadsheets write it.

    Raises NoTable: table_too_large, table_workbook, table_utf16, table_not_text.
    """
    if len(content) > MAX_BYTES:
        raise NoTable("table_too_large")
    for signature, code in _SIGNATURES:
        if content.startswith(signature):
            raise NoTable(code)
    if b"\0" not in content:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise NoTable("table_not_text")


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers. Raises NoTable: table_too_long.

    One after the other: a file of nothing but line ends would fill the memory with empty lines.
    """
    found = 0
    for number, line in enumerate(_every_line(text), 1):
        if line.strip(" \t,，"):
            found += 1
            if found > MAX_LINES:
                raise NoTable("table_too_long", str(MAX_LINES))
            yield number, line


def _every_line(text: str) -> Iterator[str]:
    begin = 0
    for end in _LINE_END.finditer(text):
        yield text[begin : end.start()]
        begin = end.end()
    yield text[begin:]


def cells_of(line: str) -> list[str] | None:
    """The cells of a line, trimmed; None when it is longer than a line may be, or its quotes don't close."""
    if len(line) > MAX_LINE:
        return None
    if '"' not in line:
        return [_plain(cell) for cell in line.split(",")]
    try:
        return [_plain(cell) for row in csv.reader([line], strict=True) for cell in row]
    except csv.Error:
        return None


def _plain(cell: str) -> str:
    """A cell without what only keeps a spreadsheet from reading it as a number."""
    trimmed = cell.strip().removeprefix("'").strip()
    as_text = _AS_TEXT.fullmatch(trimmed)
    return as_text[1].strip() if as_text else trimmed


def code_of(cell: str) -> str:
    """A number in the one form it is compared in. Only full-width characters are folded: ² is no 2."""
    return drop_separators(fold_full_width(cell)).upper()


def is_mangled(cell: str) -> bool:
    """Whether a spreadsheet made 4.40305E+17 of a long number: its digits are lost."""
    return _MANGLED.fullmatch(cell) is not None


def head_of(cell: str) -> str:
    """A head in the one form it is compared in: letters and digits, without what stands in brackets."""
    return fold_wording(_IN_BRACKETS.sub("", fold_full_width(cell)))


def heads(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """From every head that is understood to the name it stands for."""
    return {head_of(one): name for name, others in names.items() for one in (name, *others)}


def columns_of(row: Sequence[str], known: Mapping[str, str], needed: Iterable[str]) -> dict[str, int]:
    """Where each column stands in the line of heads; cells without a head count for nothing.

    Raises NoTable: table_unknown_column, table_column_twice, table_no_column.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        if not cell:
            continue
        name = known.get(head_of(cell))
        if name is None:
            raise NoTable("table_unknown_column", cell)
        if name in places:
            raise NoTable("table_column_twice", cell)
        places[name] = place
    for name in needed:
        if name not in places:
            raise NoTable("table_no_column", name)
    return places


def line_fault(number: int, line: str) -> Fault:
    """Why a line has no cells."""
    return Fault(number, "", "line_too_long" if len(line) > MAX_LINE else "line_quotes")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run a cell instead of showing it."""
    return cell[:1] in _FORMULA


def for_spreadsheet(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula or rounds as a number."""
    shown = clean(cell)
    is_long = len(shown) > _LONGEST_NUMBER and shown.isascii() and shown.isdigit()
    return f"'{shown}" if is_long or is_formula(shown) else shown


def not_a_formula(cell: str) -> str:
    """A cell for another program: numbers as they are, only formulas kept from running."""
    shown = clean(cell)
    return f"'{shown}" if is_formula(shown) else shown


def written(rows: Iterable[Sequence[str]]) -> str:
    """Lines of a table. The cells went through `for_spreadsheet` or `not_a_formula`."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue()
