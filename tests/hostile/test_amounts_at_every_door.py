"""More than three hundred texts for an amount, and no door by which amounts come in that reads one another way."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

import hfund_tui
from hfund_tui.cli import schedule
from hfund_tui.cli.parameters import YUAN
from hfund_tui.cli.root import root
from hfund_tui.domain import contribution_file
from hfund_tui.domain.approval import Retype, Retyped
from hfund_tui.domain.contribution_file import read_contribution_file
from hfund_tui.domain.member_file import read_member_file
from hfund_tui.domain.member_record import COLUMNS
from hfund_tui.domain.money import AmountError, parse_yuan, plain_yuan
from hfund_tui.domain.payment_file import read_returns
from hfund_tui.domain.table_file import NoTable, cells_of, written
from hfund_tui.services.errors import BadInput
from hfund_tui.widgets.money_field import MoneyInput
from tests.support import branch
from tests.support.amounts import AMOUNTS
from tests.support.contributing import HEADS, entry

pytestmark = pytest.mark.hostile

Read = Callable[[str], int | None]
"""What a door makes of a text; nothing where it refuses it."""


def test_there_are_enough_of_them() -> None:
    assert len(AMOUNTS) >= 300
    assert sum(isinstance(wanted, int) for wanted in AMOUNTS.values()) >= 30


@pytest.mark.parametrize(("text", "wanted"), AMOUNTS.items(), ids=ascii)
def test_the_parser(text: str, wanted: int | str) -> None:
    try:
        given: int | str = parse_yuan(text)
    except AmountError as error:
        given = error.code
    assert given == wanted


def field(text: str) -> int | None:
    control = MoneyInput()
    with control.prevent(MoneyInput.Changed):
        control.set_reactive(MoneyInput.value, text)
    assert (control.fen is None) == (control.problem is not None or not text.strip())
    return control.fen


def option(text: str) -> int | None:
    try:
        return int(YUAN.convert(text, None, None))
    except BadInput:
        return None


def prepayment(text: str) -> int | None:
    try:
        return schedule._read_prepayment(f"24:{text}:keep_term", None).amount_fen
    except BadInput:
        return None


def retyped(text: str) -> int | None:
    """An amount is typed again: whatever it is read as, it is that and no other."""
    wanted = AMOUNTS[text]
    amounts = [wanted] if isinstance(wanted, int) else range(0, 200, 100)
    return next(
        (fen for fen in amounts if Retype(amount_fen=fen, last_four=None).wrong(Retyped(text)) is None), None
    )


def line_of_a_list(place: int) -> Read:
    def read(text: str) -> int | None:
        row = str(entry(1)).split(",")
        row[place] = text
        places = {name: number for number, name in enumerate(HEADS.split(","))}
        line, _ = contribution_file._line(3, written([row]).removesuffix("\r\n"), places)
        return (line.base_fen, line.personal_fen, line.employer_fen)[place - 3]

    return read


def head_of_a_list(text: str) -> int | None:
    row = ["DWZH", "100001", "HBJNY", "202002", "FSRS", "1", "FSE", text]
    try:
        return read_contribution_file(f"{written([row])}{HEADS}\n{entry(1)}\n".encode()).head.total_fen
    except NoTable as refused:
        if refused.code != "contribution_total":
            return None
        return parse_yuan(refused.found.partition(" / ")[0])


def member_file(column: str) -> Read:
    given = {
        "GRZH": branch.account_no(1),
        "XINGMING": "张一",
        "ZJLX": "01",
        "ZJHM": branch.MEMBER_IDS[1],
        "SZHJ": "0",
        "DWZH": "100001",
        "GRZHZT": "01",
        "KHRQ": "2015-01-01",
        "GRJCJS": "10000.00",
        "GRJCBL": "10.00",
        "DWJCBL": "10.00",
    }

    def read(text: str) -> int | None:
        row = [{**given, column: text}.get(name, "") for name in COLUMNS]
        content = written([list(COLUMNS), row]).encode()
        (line,) = read_member_file(content, date(2020, 2, 27), 11).lines
        if any(one.column == column for one in line.faults) or line.record is None:
            return None
        record = line.record
        amounts = (record.base_fen, record.personal_fen, record.employer_fen, record.balance_fen)
        return amounts[("GRJCJS", "GRYJCE", "DWYJCE", "GRZHYE").index(column)]

    return read


def answer_of_the_bank(text: str) -> int | None:
    """Payouts and debits come back in files of one form."""
    body = written([["R", "P1"], ["D", "1", "B1", text, "paid", ""]])
    wanted = AMOUNTS[text]
    total = plain_yuan(wanted) if isinstance(wanted, int) else "1.00"
    found = read_returns(body + f"T,1,{total},0,0.00\r\n")
    return found.lines[0].amount_fen if found.lines and not found.bad else None


def total_of_the_bank(text: str) -> int | None:
    wanted = AMOUNTS[text]
    amount = plain_yuan(wanted) if isinstance(wanted, int) else "1.00"
    body = f"R,P1\r\nD,1,B1,{amount},paid,\r\n" + written([["T", "1", text, "0", "0.00"]])
    found = read_returns(body)
    return parse_yuan(amount) if not found.bad else None


# What a spreadsheet puts before a cell so that it stays text is no part of the amount.
TABLE_DOORS: dict[str, Read] = {
    **{
        f"list {name}": line_of_a_list(place)
        for place, name in ((3, "base"), (4, "personal"), (5, "employer"))
    },
    "list total": head_of_a_list,
    **{f"members {name}": member_file(name) for name in ("GRJCJS", "GRYJCE", "DWYJCE", "GRZHYE")},
}
DOORS: dict[str, Read] = {
    "form": field,
    "option": option,
    "prepayment": prepayment,
    "typed again": retyped,
    "bank's answer": answer_of_the_bank,
    "bank's total": total_of_the_bank,
    **TABLE_DOORS,
}


def as_a_file_has_it(text: str) -> str:
    """The cell that a line of a table gives for a text."""
    cells = cells_of(written([[text, "x"]]).removesuffix("\r\n"))
    return cells[0] if cells else ""


def in_one_line(text: str) -> bool:
    return not set(text) & set("\n\r\0") and len(text) < 300


@pytest.mark.parametrize("door", DOORS)
def test_no_door_reads_a_text_another_way(door: str) -> None:
    for text in AMOUNTS:
        is_file = door in TABLE_DOORS or door.startswith("bank")
        if is_file and not in_one_line(text):
            continue
        try:
            wanted: int | None = parse_yuan(as_a_file_has_it(text) if door in TABLE_DOORS else text)
        except AmountError as error:
            wanted = 0 if door == "members GRZHYE" and error.code == "empty" else None
        assert DOORS[door](text) == wanted, (door, text)


def test_every_reader_of_amounts_is_a_door() -> None:
    """Modules that read amounts from outside; a new one has to be tried here as well."""
    package = Path(hfund_tui.__file__).parent
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "demo/" not in path.as_posix() and "parse_yuan" in names_used(path)
    }
    assert readers == {
        "cli/parameters.py", "cli/schedule.py", "domain/approval.py", "domain/contribution_file.py",
        "domain/member_file.py", "domain/payment_file.py", "widgets/money_field.py",
        "domain/policy.py",  # the house's own files, read when it starts
        "screens/hotline/answering.py",  # as typed, by the parser alone
    }  # fmt: skip


def names_used(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)} | {
        alias.name for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) for alias in one.names
    }


def test_every_option_that_takes_money_is_read_by_the_parser() -> None:
    def options(command: click.Command) -> list[click.Parameter]:
        found = list(command.params)
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                each = command.get_command(context, name)
                found += options(each) if each is not None else []
        return found

    taking = {one.name for one in options(root) if one.type is YUAN}
    assert taking >= {"balance", "monthly_due", "principal"}
    named = {"amount", "amounts", "balance", "principal", "monthly_due", "base", "fen", "yuan"}
    assert {one.name for one in options(root) if one.name in named and one.type is not YUAN} == set()
