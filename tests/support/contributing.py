"""Employers with people, and the contribution lists they hand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hfund_tui.db.tables import metadata
from hfund_tui.domain.money import parse_yuan, plain_yuan
from hfund_tui.domain.months import Month
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.by_hand import by_hand

MONTH = Month(2020, 2)
EMPLOYER = "100001"
_FIRST_NEW = 1_000_000
"""No row of a branch has so high an id."""

HEADS = "GRZH,ZJHM,XINGMING,GRJCJS,GRYJCE,DWYJCE"


@dataclass(frozen=True)
class Entry:
    """A line of a list as it is written; nothing of it need be right."""

    account_no: str
    id_no: str
    name: str
    base: str = "10000.00"
    personal: str = "1000.00"
    employer: str = "1000.00"

    def __str__(self) -> str:
        return ",".join((self.account_no, self.id_no, self.name, self.base, self.personal, self.employer))

    @property
    def fen(self) -> int:
        return parse_yuan(self.personal) + parse_yuan(self.employer)


def entry(number: int, **changes: str) -> Entry:
    """The line of a member of the small branch."""
    name = f"张{'一二三四五六七八'[number - 1]}"
    return replace(Entry(branch.account_no(number), branch.MEMBER_IDS[number], name), **changes)


def contribution_list(
    lines: Sequence[Entry | str],
    *,
    employer_no: str = EMPLOYER,
    month: Month | str = MONTH,
    count: int | str | None = None,
    total: str | None = None,
    heads: str = HEADS,
) -> bytes:
    """A list with control totals that fit, unless others are given."""
    stated = (
        total if total is not None else plain_yuan(sum(one.fen for one in lines if isinstance(one, Entry)))
    )
    number = len(lines) if count is None else count
    first = f"DWZH,{employer_no},HBJNY,{month},FSRS,{number},FSE,{stated}"
    return "\n".join([first, heads, *map(str, lines), ""]).encode()


def unpaid(station: Workstation, through: Month = MONTH - 1) -> None:
    """All accounts are paid through the month before."""
    with branch.raw(station) as uow:
        by_hand(uow.connection, "UPDATE account SET paid_through = ? WHERE employer_id = 1", (str(through),))


def hire(
    station: Workstation, people: int, *, employer_no: str = "900001", like: str = branch.account_no(1)
) -> list[Entry]:
    """So many people of a new employer, paid through the month before; the lines they stand in. Their accounts are
    like another one."""
    numbers = range(1, people + 1)
    lines = [
        Entry(
            f"3{number:010d}",
            branch.id_number(date(1960 + number // 25_000, 1, 1 + number // 1_000 % 25), number % 1_000),
            f"王{number}",
        )
        for number in numbers
    ]
    with branch.raw(station) as uow:
        execute = uow.connection.execute
        execute(
            metadata.tables["employer"].insert(),
            [{"id": _FIRST_NEW, "account_no": employer_no, "name": "深圳例大电子有限公司", "uscc": None}],
        )
        member, account = metadata.tables["member"], metadata.tables["account"]
        sample = execute(member.select().where(member.c.id == 1)).one()._mapping
        execute(
            member.insert(),
            [
                {**sample, "id": _FIRST_NEW + n, "id_no": one.id_no, "name": one.name, "mobile": None}
                for n, one in zip(numbers, lines, strict=True)
            ],
        )
        held = execute(account.select().where(account.c.account_no == like)).one()._mapping
        changed = {"employer_id": _FIRST_NEW, "balance_fen": 0, "paid_through": MONTH - 1, "version": 1}
        execute(
            account.insert(),
            [
                {**held, **changed, "account_no": one.account_no, "member_id": _FIRST_NEW + n}
                for n, one in zip(numbers, lines, strict=True)
            ],
        )
    return lines
