"""The ledger of a block: what was taken over at the end of 2019, and the two months since.

The city's members come from another system with their balances and the interest up to that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hfund_tui.domain.vocabulary import Channel, Ledger, SummaryCode
from hfund_tui.services.demo.city.block import Block

TAKEN_OVER = date(2019, 12, 31)
_POSTED_AT = "T02:00:00.000000Z"
"""Ten in the morning by the office's clock."""

_MEMBER = Ledger.MEMBER.value
_PRINCIPAL, _INTEREST = Ledger.LOAN_PRINCIPAL.value, Ledger.LOAN_INTEREST.value

Line = tuple[str, str | None, str | None, int, int | None]
"""Ledger, account, contract, fen, and the account's balance after it."""


@dataclass(slots=True)
class Held:
    """An account while the ledger is written: what it begins with, what comes in of each month, what was taken.

    `paid` are the months (index) that were paid since the books begin, `taken` fen by month.
    """

    account_no: str
    opening_fen: int
    due_fen: int
    paid: tuple[int, ...]
    taken: dict[int, int] = field(default_factory=dict)
    balance_fen: int = 0

    @property
    def left_fen(self) -> int:
        """The balance once everything is written."""
        return self.opening_fen + self.due_fen * len(self.paid) - sum(self.taken.values())


@dataclass(slots=True)
class Books:
    """What has to be written for a block, collected member by member."""

    months: dict[int, tuple[str, ...]]
    """For each month since the books begin: the day of withdrawals, then the pay days by the employer's day."""
    held: list[Held] = field(default_factory=list)
    employers: list[tuple[int, int, int]] = field(default_factory=list)
    """The pay day of an employer, and where its accounts begin and end in `held`."""
    withdrawals: dict[tuple[int, Channel, SummaryCode], list[Held]] = field(
        default_factory=lambda: defaultdict(list)
    )
    lent_before: list[tuple[str, int]] = field(default_factory=list)
    lent: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    repaid: dict[str, list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Contracts with principal and interest, by the day they were debited."""

    def write(self, block: Block) -> None:
        opened = TAKEN_OVER.isoformat()
        for one in self.held:
            one.balance_fen = one.opening_fen
        members: list[Line] = [
            (_MEMBER, one.account_no, None, one.opening_fen, one.opening_fen)
            for one in self.held
            if one.opening_fen
        ]
        _post(block, SummaryCode.OPENING, opened, members, Ledger.OPENING)
        _post(block, SummaryCode.OPENING, opened, _principal(self.lent_before), Ledger.OPENING)
        for month, (withdrawal_day, *pay_days) in self.months.items():
            for pay_day, first, last in self.employers:
                self._contributions(block, month, pay_days[pay_day], self.held[first:last])
            for (of_month, channel, summary), accounts in self.withdrawals.items():
                if of_month == month:
                    lines = [_moved(one, -one.taken[month]) for one in accounts]
                    _post(block, summary, withdrawal_day, lines, Ledger.BANK, channel)
        for day in sorted(self.lent):
            _post(block, SummaryCode.LOAN_DISBURSED, day, _principal(self.lent[day]), Ledger.BANK)
        for day in sorted(self.repaid):
            paid = self.repaid[day]
            lines = [(_PRINCIPAL, None, contract, fen, None) for contract, fen, _ in paid if fen]
            interest = sum(fen for _, _, fen in paid)
            if interest:
                lines.append((_INTEREST, None, None, interest, None))
            _post(block, SummaryCode.LOAN_INSTALMENT, day, lines, Ledger.BANK)

    def _contributions(self, block: Block, month: int, day: str, accounts: Iterable[Held]) -> None:
        lines = [_moved(one, one.due_fen) for one in accounts if month in one.paid]
        _post(block, SummaryCode.CONTRIBUTION, day, lines, Ledger.COLLECTION_CLEARING)


def _moved(one: Held, fen: int) -> Line:
    one.balance_fen += fen
    return (_MEMBER, one.account_no, None, fen, one.balance_fen)


def _principal(lent: Iterable[tuple[str, int]]) -> list[Line]:
    return [(_PRINCIPAL, None, contract, -fen, None) for contract, fen in lent]


def _post(
    block: Block,
    summary: SummaryCode,
    day: str,
    lines: list[Line],
    counterpart: Ledger,
    channel: Channel | None = None,
) -> None:
    """One batch: the lines, and the one that balances them."""
    if not lines:
        return
    batch, entry = block.next("journal_batch"), block.last["ledger_entry"]
    total = sum(line[3] for line in lines)
    entries = block.rows["ledger_entry"]
    for ledger, account_no, contract_no, fen, balance in lines:
        entry += 1
        entries.append((entry, batch, ledger, account_no, contract_no, fen, balance, ""))
    entry += 1
    entries.append((entry, batch, counterpart.value, None, None, -total, None, ""))
    block.last["ledger_entry"] = entry
    block.rows["journal_batch"].append(
        (
            batch,
            summary.value,
            day,
            day,
            day + _POSTED_AT,
            len(lines) + 1,
            channel.value if channel else None,
        )
    )
