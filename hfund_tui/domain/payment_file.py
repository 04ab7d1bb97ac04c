"""The text of a file to the bank and of its return file: comma separated, with control totals.

Both kinds look alike; the reference of a payout is its case number, that of a debit its case number or the
contract with the due date of the instalment.

A payment file::

    H,P202002270003001,0003,2020-02-27,2,9100.00
    D,1,202002270003000004,CCB,6217...,张明远,7800.00
    D,2,...
    T,2,9100.00,<SHA-256 of all lines before>

A return file::

    R,P202002270003001
    D,1,202002270003000004,7800.00,paid,
    D,2,202002270003000007,1300.00,failed,账户已销户
    T,1,7800.00,1,1300.00
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hfund_tui.domain.money import AmountError, parse_yuan, plain_yuan
from hfund_tui.domain.text import clean

_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class SentTotals:
    file_no: str
    branch_code: str
    business_date: date
    lines: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class SentLine:
    """One order: the account is the one that is paid or debited, the name its holder's."""

    line_no: int
    reference: str
    bank_code: str
    account_no: str
    holder_name: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One answer. `number` is the line in the file, counted from 1; `reason` is the bank's for a failure."""

    number: int
    line_no: int
    reference: str
    amount_fen: int
    paid: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A return file as read. `problem` is the code of what makes it no return file at all; `bad` names lines
    that can't be read, by number and code."""

    file_no: str
    lines: tuple[ReturnLine, ...]
    bad: tuple[tuple[int, str], ...]
    problem: str | None = None


def instalment_reference(contract_no: str, due_on: date) -> str:
    """How the bank names an instalment: contract and due date."""
    return f"{clean(contract_no)}-{due_on:%Y%m%d}"


def payment_file_text(totals: SentTotals, lines: Sequence[SentLine]) -> str:
    """The file, ready to be written: the same orders always give the same text."""
    total = plain_yuan(totals.total_fen)
    rows = [
        ["H", totals.file_no, totals.branch_code, totals.business_date.isoformat(), str(totals.lines), total],
        *(
            [
                "D",
                str(one.line_no),
                one.reference,
                clean(one.bank_code),
                one.account_no,
                clean(one.holder_name),
                plain_yuan(one.amount_fen),
            ]
            for one in lines
        ),
    ]
    body = _written(rows)
    return body + _written([["T", str(totals.lines), total, hashlib.sha256(body.encode()).hexdigest()]])


def _written(rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue()


def read_returns(text: str) -> Returned:
    """Read a return file. Each answer may stand in it once, and the totals of its last line have to fit."""
    rows = _rows(text)
    if rows is None or len(rows) < 2:
        return Returned("", (), (), "return_not_a_file")
    head, last = rows[0][1], rows[-1][1]
    if len(head) != 2 or head[0] != "R" or not head[1]:
        return Returned("", (), (), "return_no_head")
    if len(last) != 5 or last[0] != "T":
        return Returned(head[1], (), (), "return_no_totals")
    if len(rows) == 2:
        return Returned(head[1], (), (), "return_empty")
    lines: list[ReturnLine] = []
    bad: list[tuple[int, str]] = []
    seen: set[int] = set()
    for number, row in rows[1:-1]:
        line, problem = _line(number, row)
        if line is not None and line.line_no in seen:
            line, problem = None, "return_twice"
        if line is None:
            bad.append((number, problem))
            continue
        seen.add(line.line_no)
        lines.append(line)
    if not bad and not _totals_fit(last, lines):
        bad.append((rows[-1][0], "return_totals"))
    return Returned(head[1], tuple(lines), tuple(bad))


def _rows(text: str) -> list[tuple[int, list[str]]] | None:
    """Rows that hold something, each with its line number; None when the text is no table."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error:
        return None
    return [(number, row) for number, row in rows if any(row)]


def _line(number: int, row: list[str]) -> tuple[ReturnLine | None, str]:
    if len(row) != 6 or row[0] != "D":
        return None, "return_not_a_line"
    _, line_no, reference, amount, result, reason = row
    if _count(line_no) is None:
        return None, "return_line_no"
    if result not in ("paid", "failed"):
        return None, "return_result"
    if result == "failed" and not clean(reason):
        return None, "return_no_reason"
    try:
        fen = parse_yuan(amount)
    except AmountError:
        return None, "return_amount"
    return ReturnLine(number, int(line_no), reference, fen, result == "paid", clean(reason)), ""


def _totals_fit(last: list[str], lines: list[ReturnLine]) -> bool:
    """Numbers and sums (of the paid, then of the failed) as numbers: "0" and "0.00" say the same."""
    _, *stated = last
    wanted: list[int] = []
    for paid in (True, False):
        amounts = [one.amount_fen for one in lines if one.paid is paid]
        wanted += [len(amounts), sum(amounts)]
    read = (_count, _fen)
    return [read[place % 2](one) for place, one in enumerate(stated)] == wanted


def _count(text: str) -> int | None:
    """A whole number of a few digits, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def _fen(text: str) -> int | None:
    try:
        return parse_yuan(text)
    except AmountError:
        return None
