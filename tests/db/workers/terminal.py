"""A terminal: `terminal.py DATABASE CHAIN COUNT` withdraws 20.00 COUNT times and prints a line for each success.

COUNT 0 means: until killed. A line is printed only after the commit.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from hfund_tui.db import audit, ledger
from hfund_tui.db.audit import NewAuditEvent
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import memory_keys
from hfund_tui.db.ledger import Line, Overdrawn
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, Ledger, SummaryCode

ACCOUNT = "20000000001"
AMOUNT_FEN = 2_000
NOON = datetime(2020, 2, 27, 4, 0, tzinfo=UTC)


def withdraw(uow: UnitOfWork, chain: str, key: bytes) -> int:
    """Take the money and record it; returns the batch's id."""
    batch = ledger.post_batch(
        uow,
        [Line(Ledger.MEMBER, -AMOUNT_FEN, ACCOUNT), Line(Ledger.PAYOUT_CLEARING, AMOUNT_FEN)],
        summary=SummaryCode.RENT_WITHDRAWAL,
        business_date=date(2020, 2, 27),
        value_date=date(2020, 2, 27),
        created_at=NOON,
    )
    event = NewAuditEvent(chain, NOON, "1001", chain, Channel.COUNTER, "withdraw", AuditOutcome.DONE)
    audit.append(uow, event, key)
    return batch


def main(path: Path, chain: str, count: int) -> None:
    done = 0
    with Database.open(path, memory_keys(b"tests"), busy_timeout_ms=60_000) as database:
        while not count or done < count:
            done += 1
            try:
                with database.writing() as uow:
                    batch = withdraw(uow, chain, database.keys.audit)
            except Overdrawn:
                continue
            print(batch, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
