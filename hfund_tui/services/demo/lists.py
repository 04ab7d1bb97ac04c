"""Two contribution lists for the demo's inbox: one in order, and one as an employer's spreadsheet may leave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hfund_tui.db.storage import Storage
from hfund_tui.db.tables import metadata
from hfund_tui.domain.contribution_file import COLUMNS, HEADS
from hfund_tui.domain.money import parse_yuan, plain_yuan
from hfund_tui.domain.months import Month
from hfund_tui.domain.table_file import BYTE_ORDER_MARK, for_spreadsheet, written
from hfund_tui.domain.vocabulary import AccountState
from hfund_tui.services.demo.build import MEMBERS
from hfund_tui.services.demo.numbers import account_no, named_account_no

GOOD, BAD = "contributions-good.csv", "contributions-bad.csv"
_FEWEST, _MOST = 10, 40

_ACCOUNT = metadata.tables["account"]
_MEMBER = metadata.tables["member"]
_EMPLOYER = metadata.tables["employer"]

_people = (
    sa.select(
        _EMPLOYER.c.account_no.label("employer_no"),
        _ACCOUNT.c.paid_through,
        _ACCOUNT.c.account_no,
        _MEMBER.c.id_no,
        _MEMBER.c.name,
        _ACCOUNT.c.contribution_base_fen,
        _ACCOUNT.c.personal_due_fen,
        _ACCOUNT.c.employer_due_fen,
    )
    .join(_MEMBER, _MEMBER.c.id == _ACCOUNT.c.member_id)
    .join(_EMPLOYER, _EMPLOYER.c.id == _ACCOUNT.c.employer_id)
    .where(_ACCOUNT.c.state == AccountState.NORMAL, _MEMBER.c.id <= MEMBERS)
    .order_by(_EMPLOYER.c.id, _ACCOUNT.c.account_no)
)


@dataclass(frozen=True, slots=True)
class _Line:
    account_no: str
    id_no: str
    name: str
    base: str
    personal: str
    employer: str


@dataclass(frozen=True, slots=True)
class _Team:
    """The people of an employer who are paid through the same month."""

    employer_no: str
    month: Month
    lines: tuple[_Line, ...]


def write_sample_lists(database: Storage, folder: Path) -> None:
    """Write both lists, for the month that is due next; a demo too small for them gets none."""
    with database.reading() as reader:
        teams = list(_teams(reader.connection.execute(_people)))
    # Those who have not paid yet come first.
    chosen = sorted(teams, key=lambda one: (one.month, one.employer_no))[:2]
    if len(chosen) < 2:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    good, bad = chosen
    (folder / GOOD).write_bytes((BYTE_ORDER_MARK + _text(good, good.lines, HEADS, COLUMNS)).encode())
    chinese = ([names[0] for names in HEADS.values()], [names[0] for names in COLUMNS.values()])
    (folder / BAD).write_bytes(_text(bad, _spoilt(bad.lines), *chinese).encode("gb18030"))


def _teams(rows: Iterable[Any]) -> Iterator[_Team]:
    for (employer_no, through), group in groupby(rows, key=lambda row: (row.employer_no, row.paid_through)):
        lines = tuple(
            _Line(
                row.account_no,
                row.id_no,
                row.name,
                plain_yuan(row.contribution_base_fen),
                plain_yuan(row.personal_due_fen),
                plain_yuan(row.employer_due_fen),
            )
            for row in group
        )
        if through is not None and _FEWEST <= len(lines) <= _MOST:
            yield _Team(employer_no, through + 1, lines)


def _spoilt(lines: Sequence[_Line]) -> list[_Line]:
    """What goes wrong: a part misread, people mixed up, numbers lost to a spreadsheet, a line copied."""
    first, *others = lines
    spoilt = [
        replace(others[0], personal=plain_yuan(parse_yuan(others[0].personal) + 1)),
        replace(others[1], name=first.name),
        replace(others[2], id_no="4.40305E+17"),
        replace(others[3], employer="待定"),
        replace(others[4], account_no=account_no(98_765_432)),
        replace(others[5], account_no=named_account_no(1)),
        replace(others[6], base="1800.00"),
    ]
    return [first, *spoilt, first, *others[len(spoilt) :]]


def _text(team: _Team, lines: Sequence[_Line], heads: Iterable[str], columns: Iterable[str]) -> str:
    """A list whose totals fit; a part that can't be read counts for nothing in them."""
    stated = (one for line in lines for one in (line.personal, line.employer))
    total_fen = sum(parse_yuan(one) for one in stated if one[:1].isdigit())
    month = f"{team.month.year}{team.month.month:02}"
    said = (team.employer_no, month, str(len(lines)), plain_yuan(total_fen))
    rows = [
        *zip(heads, said, strict=True),
        tuple(columns),
        *((one.account_no, one.id_no, one.name, one.base, one.personal, one.employer) for one in lines),
    ]
    return written([for_spreadsheet(cell) for cell in row] for row in rows)
