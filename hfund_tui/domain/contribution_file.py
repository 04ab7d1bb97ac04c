"""An employer's monthly contribution list (汇缴清册) as a file, with the field names of JGJ/T 320.

Heads first: pairs of name and value, in one line or several; then the names of the columns, in any order, and a
line for each employee. Chinese names are understood in both places::

    DWZH,109000012,HBJNY,2020-02,FSRS,2,FSE,3200.00
    GRZH,ZJHM,XINGMING,GRJCJS,GRYJCE,DWYJCE
    20900000001,440300199001019010,张明远,10000.00,1000.00,1000.00
    20900000002,440300197002029027,李秀珍,6000.00,600.00,600.00

FSRS and FSE are the control totals: how many lines, and the sum of both parts of all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hfund_tui.domain.decision import Shown, count, text
from hfund_tui.domain.money import AmountError, parse_yuan, plain_yuan
from hfund_tui.domain.months import Month, MonthError
from hfund_tui.domain.table_file import (
    PASSED_OVER,
    Fault,
    NoTable,
    cells_of,
    code_of,
    columns_of,
    decoded,
    head_of,
    heads,
    is_mangled,
    line_fault,
    lines_of,
)
from hfund_tui.domain.text import clean

HEADS: Mapping[str, tuple[str, ...]] = {
    "DWZH": ("单位账号", "单位公积金账号"),
    "HBJNY": ("汇补缴年月", "汇缴年月", "缴存年月"),
    "FSRS": ("发生人数", "汇缴人数", "人数"),
    "FSE": ("发生额", "汇缴金额", "合计金额", "合计"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "GRZH": ("个人账号", "职工账号", "个人公积金账号"),
    "ZJHM": ("证件号码", "身份证号码", "身份证号"),
    "XINGMING": ("姓名", "职工姓名"),
    "GRJCJS": ("个人缴存基数", "缴存基数"),
    "GRYJCE": ("个人月缴存额", "个人缴存额"),
    "DWYJCE": ("单位月缴存额", "单位缴存额"),
}
_HEADS, _COLUMNS = heads(HEADS), heads({**COLUMNS, **PASSED_OVER})
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class ContributionHead:
    """What a list says about itself. `total_fen` is the sum of both parts of all lines."""

    employer_no: str
    month: Month
    lines: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """One employee. `number` is the line in the file, counted from 1; an amount that can't be read is None.

    `cells` are the line as it came, in the order of COLUMNS where it has them all.
    """

    number: int
    account_no: str
    id_no: str
    name: str
    base_fen: int | None
    personal_fen: int | None
    employer_fen: int | None
    cells: tuple[str, ...]

    @property
    def total_fen(self) -> int:
        """Both parts, as far as they can be read."""
        return (self.personal_fen or 0) + (self.employer_fen or 0)


@dataclass(frozen=True, slots=True)
class ContributionFile:
    """A list as read. `faults` are what can't be read in a line, by the line's number; `sha256` is the digest of
    its bytes."""

    head: ContributionHead
    lines: tuple[ContributionLine, ...]
    faults: Mapping[int, tuple[Fault, ...]]
    sha256: str


def read_contribution_file(content: bytes) -> ContributionFile:
    """Read a list and hold it against its control totals.

    Raises NoTable: what `decoded`, `lines_of` and `columns_of` raise, contribution_no_heads, contribution_head
    (found: its name), contribution_empty, contribution_count, contribution_total.
    """
    lines = lines_of(decoded(content))
    head, columns = _heads(lines)
    read: list[ContributionLine] = []
    faults: dict[int, tuple[Fault, ...]] = {}
    for number, line in lines:
        one, problems = _line(number, line, columns)
        read.append(one)
        if problems:
            faults[number] = problems
    if not read:
        raise NoTable("contribution_empty")
    _require_totals(head, read)
    return ContributionFile(head, tuple(read), faults, hashlib.sha256(content).hexdigest())


def _require_totals(head: ContributionHead, lines: Sequence[ContributionLine]) -> None:
    """The number has to fit, and the sum: with amounts that can't be read it may be more, never less."""
    if head.lines != len(lines):
        raise NoTable("contribution_count", f"{head.lines} / {len(lines)}")
    total_fen = sum(one.total_fen for one in lines)
    whole = all(one.personal_fen is not None and one.employer_fen is not None for one in lines)
    if head.total_fen < total_fen or (whole and head.total_fen != total_fen):
        raise NoTable("contribution_total", f"{plain_yuan(head.total_fen)} / {plain_yuan(total_fen)}")


def _heads(lines: Iterator[tuple[int, str]]) -> tuple[ContributionHead, dict[str, int]]:
    """The head of a list and the places of its columns; `lines` stands at the first employee afterwards."""
    said: dict[str, str] = {}
    for _, line in lines:
        row = cells_of(line)
        if row is None:
            break
        if head_of(row[0]) in _COLUMNS:
            return _head(said), columns_of(row, _COLUMNS, COLUMNS)
        pairs = zip(row[::2], [*row[1::2], ""], strict=False)
        for name, value in ((head_of(name), value) for name, value in pairs if name or value):
            if name not in _HEADS or _HEADS[name] in said:
                raise NoTable("contribution_no_heads" if not said else "contribution_head", row[0])
            said[_HEADS[name]] = value
    raise NoTable("contribution_no_heads")


def _head(said: Mapping[str, str]) -> ContributionHead:
    for name in HEADS:
        if not said.get(name):
            raise NoTable("contribution_head", name)
    employer_no, lines = code_of(said["DWZH"]), said["FSRS"]
    try:
        if not (employer_no.isascii() and employer_no.isdigit()):
            raise NoTable("contribution_head", f"DWZH {said['DWZH']}")
        if not (lines.isascii() and lines.isdigit() and len(lines) < 9):
            raise NoTable("contribution_head", f"FSRS {lines}")
        return ContributionHead(employer_no, Month.parse(said["HBJNY"]), int(lines), parse_yuan(said["FSE"]))
    except MonthError:
        raise NoTable("contribution_head", f"HBJNY {said['HBJNY']}") from None
    except AmountError:
        raise NoTable("contribution_head", f"FSE {said['FSE']}") from None


def _line(number: int, line: str, columns: Mapping[str, int]) -> tuple[ContributionLine, tuple[Fault, ...]]:
    """One employee, and what can't be read of it."""
    row = cells_of(line)
    if row is None:
        nothing = ContributionLine(number, "", "", "", None, None, None, (clean(line[:_SHOWN]),))
        return nothing, (line_fault(number, line),)
    width = 1 + max(columns.values())
    if len(row) <= max(columns[name] for name in COLUMNS) or any(row[width:]):
        wanted = Fault(number, "", "line_columns", count(len(row)), count(width))
        return ContributionLine(number, "", "", "", None, None, None, tuple(row)), (wanted,)
    cells = tuple(row[columns[name]] for name in COLUMNS)
    account_no, id_no, name, *amounts = cells
    faults: list[Fault] = []
    if is_mangled(account_no):
        faults.append(Fault(number, "GRZH", "number_mangled", _shown(account_no)))
    if is_mangled(id_no):
        faults.append(Fault(number, "ZJHM", "number_mangled", _shown(id_no)))
    if not clean(name):
        faults.append(Fault(number, "XINGMING", "cell_empty"))
    base, personal, employer = (
        _amount(number, column, cell, faults)
        for column, cell in zip(("GRJCJS", "GRYJCE", "DWYJCE"), amounts, strict=True)
    )
    read = ContributionLine(
        number, code_of(account_no), code_of(id_no), clean(name), base, personal, employer, cells
    )
    return read, tuple(faults)


def _amount(number: int, column: str, cell: str, faults: list[Fault]) -> int | None:
    try:
        return parse_yuan(cell)
    except AmountError as problem:
        empty = problem.code == "empty"
        faults.append(
            Fault(number, column, "cell_empty")
            if empty
            else Fault(number, column, "amount_unreadable", _shown(cell))
        )
        return None


def _shown(cell: str) -> Shown:
    """What stood there, no longer than it takes to find it."""
    return text(clean(cell)[:_SHOWN])
