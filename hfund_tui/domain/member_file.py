"""Members with their accounts as a file, with the field names of JGJ/T 320 where it has one.

One line for each account, under the names of the columns, in any order. Amounts are yuan, rates percent, months
YYYYMM, days YYYY-MM-DD; a spreadsheet's 2015/3/1 is understood too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hfund_tui.domain.decision import NOTHING, Shown, day, text
from hfund_tui.domain.identifiers import IdKind, check_account_no, check_mobile, check_proxy_id
from hfund_tui.domain.masks import mask_id
from hfund_tui.domain.member_record import COLUMNS, ID_KINDS, NEEDED, SEXES, STATES, MemberRecord
from hfund_tui.domain.money import AmountError, parse_yuan
from hfund_tui.domain.months import Month, MonthError
from hfund_tui.domain.table_file import (
    PASSED_OVER,
    Fault,
    NoTable,
    cells_of,
    code_of,
    columns_of,
    decoded,
    heads,
    is_formula,
    is_mangled,
    line_fault,
    lines_of,
)
from hfund_tui.domain.text import clean, fold_full_width, fold_wording
from hfund_tui.domain.vocabulary import AccountState, Sex

_KNOWN = heads({**COLUMNS, **PASSED_OVER})

_SEX_WORDS = {"男": "1", "女": "2"}
_FLAGS = {"1": True, "是": True, "0": False, "否": False, "": False}
_DAY = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})|([0-9]{2}))")
_SHOWN = 30
_LONGEST_NAME, _LONGEST_EMPLOYER = 100, 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A line as read. `record` is None when something of it can't be; `cells` are in the order of COLUMNS."""

    number: int
    cells: tuple[str, ...]
    record: MemberRecord | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class MemberFile:
    """A file as read; `sha256` is the digest of its bytes."""

    lines: tuple[MemberLine, ...]
    sha256: str


def read_member_file(content: bytes, on: date, account_digits: int) -> MemberFile:
    """Read a file on a business day. Raises NoTable: what `decoded`, `lines_of` and `columns_of` raise, and
    table_empty."""
    lines = lines_of(decoded(content))
    first = next(lines, None)
    row = cells_of(first[1]) if first else None
    if row is None:
        raise NoTable("table_empty")
    columns = columns_of(row, _KNOWN, NEEDED)
    read = tuple(_line(number, line, columns, on, account_digits) for number, line in lines)
    if not read:
        raise NoTable("table_empty")
    return MemberFile(read, hashlib.sha256(content).hexdigest())


def _line(number: int, line: str, columns: Mapping[str, int], on: date, account_digits: int) -> MemberLine:
    row = cells_of(line)
    if row is None:
        return MemberLine(number, (clean(line[:_SHOWN]),), None, (line_fault(number, line),))
    if len(row) <= max(columns[name] for name in NEEDED) or any(row[1 + max(columns.values()) :]):
        shown = text(str(len(row)))
        wanted = text(str(1 + max(columns.values())))
        return MemberLine(number, tuple(row), None, (Fault(number, "", "line_columns", shown, wanted),))
    by_name = {name: row[place] for name, place in columns.items() if place < len(row)}
    cells = tuple(by_name.get(name, "") for name in COLUMNS)
    reader = _Reader(number, dict(zip(COLUMNS, cells, strict=True)), on)
    record = reader.record(account_digits)
    return MemberLine(number, cells, None if reader.faults else record, tuple(reader.faults))


class _Reader:
    """Reads the cells of one line, one after the other, and keeps what is wrong with them."""

    def __init__(self, number: int, cells: Mapping[str, str], on: date) -> None:
        self.faults: list[Fault] = []
        self._number = number
        self._cells = cells
        self._on = on

    def record(self, account_digits: int) -> MemberRecord:
        kind = self._word("ZJLX", ID_KINDS, IdKind.RESIDENT, "member_id_kind")
        id_no, sex, birth = self._identity(kind)
        state = self._word("GRZHZT", STATES, AccountState.NORMAL, "member_state")
        ended = state in (AccountState.CLOSED, AccountState.MERGED, AccountState.TRANSFERRED_OUT)
        if state is AccountState.OTHER:
            self._wrong("GRZHZT", "member_state", self._shown("GRZHZT"))
        record = MemberRecord(
            account_no=self._account(account_digits),
            name=self._text("XINGMING", _LONGEST_NAME, needed=True),
            id_kind=kind,
            id_no=id_no,
            sex=sex,
            birth_date=birth,
            mobile=self._mobile(),
            hukou_shenzhen=self._word("SZHJ", _FLAGS, False, "member_flag"),
            employer_no=self._employer(),
            employer_name=self._text("DWMC", _LONGEST_EMPLOYER),
            state=state,
            opened_on=self._day("KHRQ", needed=True) or self._on,
            first_month=self._month("SCHJNY"),
            paid_through=self._month("JZNY"),
            base_fen=self._hundredths("GRJCJS", self._cells["GRJCJS"], needed=True) or 0,
            personal_rate_bp=self._rate("GRJCBL"),
            employer_rate_bp=self._rate("DWJCBL"),
            personal_fen=self._hundredths("GRYJCE", self._cells["GRYJCE"]),
            employer_fen=self._hundredths("DWYJCE", self._cells["DWYJCE"]),
            balance_fen=self._hundredths("GRZHYE", self._cells["GRZHYE"]) or 0,
            interest_on=self._day("JXRQ"),
            last_withdrawal=self._month("SCTQNY"),
            sealed_on=self._day("FCRQ", needed=state is AccountState.SEALED),
            closed_on=self._day("XHRQ", needed=ended),
        )
        if ended and record.balance_fen:
            self._wrong("GRZHYE", "member_ended_with_money", self._shown("GRZHYE"))
        self._in_order(record)
        first, last = record.first_month, record.paid_through
        if first is None and last is not None:
            self._wrong("SCHJNY", "cell_empty")
        elif first is not None and last is not None and last < first:
            self._wrong("JZNY", "member_months", self._shown("JZNY"))
        return record

    def _in_order(self, record: MemberRecord) -> None:
        """Nothing happened to an account before it was opened; interest since before then is nobody's. Of days that
        can't be read nothing more is said."""
        unread = {one.column for one in self.faults}
        opened = record.opened_on
        if "KHRQ" in unread:
            return
        if opened < record.birth_date and unread.isdisjoint(("ZJHM", "CSRQ")):
            self._wrong("KHRQ", "member_too_early", self._shown("KHRQ"), day(record.birth_date))
        for column, on in (
            ("JXRQ", record.interest_on),
            ("FCRQ", record.sealed_on),
            ("XHRQ", record.closed_on),
        ):
            if on is not None and on < opened and column not in unread:
                self._wrong(column, "member_too_early", self._shown(column), day(opened))

    def _wrong(self, column: str, code: str, found: Shown = NOTHING, wanted: Shown = NOTHING) -> None:
        self.faults.append(Fault(self._number, column, code, found, wanted))

    def _shown(self, column: str) -> Shown:
        return text(clean(self._cells[column])[:_SHOWN])

    def _account(self, digits: int) -> str:
        cell = self._cells["GRZH"]
        check = check_account_no(cell, length=digits)
        if is_mangled(cell):
            self._wrong("GRZH", "number_mangled", self._shown("GRZH"))
        elif not check.valid:
            self._wrong("GRZH", "contribution_account_form", self._shown("GRZH"))
        return check.value

    def _identity(self, kind: IdKind) -> tuple[str, Sex, date]:
        """The number, and sex and birth date: of the number where it carries them, else as stated."""
        cell = self._cells["ZJHM"]
        check = check_proxy_id(kind, cell, self._on)
        if is_mangled(cell):
            self._wrong("ZJHM", "number_mangled", self._shown("ZJHM"))
        elif not check.valid:
            self._wrong("ZJHM", "member_id", text(mask_id(code_of(cell)[:_SHOWN])))
        carried = check.birth_date is not None and check.sex is not None
        stated = _SEX_WORDS.get(self._cells["XINGBIE"], self._cells["XINGBIE"])
        birth = self._day("CSRQ", needed=not carried)
        if carried and check.sex is not None and check.birth_date is not None:
            sex = Sex(check.sex)
            if stated and SEXES.get(stated) is not sex:
                self._wrong("XINGBIE", "member_sex", self._shown("XINGBIE"))
            if birth is not None and birth != check.birth_date:
                self._wrong("CSRQ", "member_birth", self._shown("CSRQ"))
            return check.value, sex, check.birth_date
        if stated not in SEXES:
            self._wrong("XINGBIE", "member_sex", self._shown("XINGBIE"))
        return check.value, SEXES.get(stated, Sex.MALE), birth or self._on

    def _word(self, column: str, words: Mapping[str, T], otherwise: T, code: str) -> T:
        cell = fold_full_width(self._cells[column])
        cell = f"0{cell}" if len(cell) == 1 and f"0{cell}" in words else cell
        if cell not in words:
            self._wrong(column, code if cell else "cell_empty", self._shown(column))
        return words.get(cell, otherwise)

    def _text(self, column: str, most: int, *, needed: bool = False) -> str:
        value = clean(self._cells[column])
        if needed and not value:
            self._wrong(column, "cell_empty")
        elif value and not fold_wording(value):
            self._wrong(column, "member_no_letters", self._shown(column))
        elif is_formula(value):  # it would stand in the bank's files as it is
            self._wrong(column, "member_formula", self._shown(column))
        if len(value) > most:
            self._wrong(column, "member_too_long", self._shown(column))
        return value

    def _mobile(self) -> str | None:
        cell = self._cells["SJHM"]
        if not cell:
            return None
        check = check_mobile(cell)
        if not check.valid:
            self._wrong("SJHM", "member_mobile", self._shown("SJHM"))
        return check.value

    def _employer(self) -> str:
        value = code_of(self._cells["DWZH"])
        if not (value.isascii() and value.isdigit() and 6 <= len(value) <= 20):
            self._wrong("DWZH", "member_employer_form" if value else "cell_empty", self._shown("DWZH"))
        return value

    def _rate(self, column: str) -> int:
        """A rate in basis points, with its percent sign or without."""
        return self._hundredths(column, self._cells[column].removesuffix("%"), needed=True) or 0

    def _hundredths(self, column: str, cell: str, *, needed: bool = False) -> int | None:
        """An amount in fen, or what is read like one."""
        if not cell and not needed:
            return None
        try:
            return parse_yuan(cell)
        except AmountError as problem:
            self._wrong(
                column, "cell_empty" if problem.code == "empty" else "amount_unreadable", self._shown(column)
            )
            return None

    def _day(self, column: str, *, needed: bool = False) -> date | None:
        read = self._read(column, _day_of, "member_day", needed=needed)
        if read is not None and read > self._on:
            self._wrong(column, "member_future", self._shown(column))
        return read

    def _month(self, column: str) -> Month | None:
        month = self._read(column, _month_of, "member_month", needed=False)
        if month is not None and month > Month.of(self._on) + 1:
            self._wrong(column, "member_future", self._shown(column))
        return month

    def _read(self, column: str, read: Callable[[str], T], code: str, *, needed: bool) -> T | None:
        cell = fold_full_width(self._cells[column])
        if not cell:
            if needed:
                self._wrong(column, "cell_empty")
            return None
        try:
            return read(cell)
        except ValueError:
            self._wrong(column, code, self._shown(column))
            return None


def _day_of(cell: str) -> date:
    match = _DAY.fullmatch(cell)
    if match is None or (not match[2] and len(cell) != 8):
        raise ValueError(cell)
    return date(int(match[1]), int(match[3]), int(match[4]))


def _month_of(cell: str) -> Month:
    match = _MONTH.fullmatch(cell)
    if match is None:
        raise MonthError("bad_format")
    return Month(int(match[1]), int(match[2] or match[3]))
