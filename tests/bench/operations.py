"""Planning and posting against a raw transaction of as many rows with the same durability."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.demo.stories import full_request
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Pending, Posted
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.bench.figures import Figure, compare, timed

TIMES = 60
ROWS = 16  # case, ledger, months, payment order, receipt, audit: what one rent withdrawal writes


def measure(station: Workstation, session: Session, folder: Path) -> list[Figure]:
    wanted = (_request(member_id) for member_id in eligible(station))
    requests = [one for one, _ in zip(wanted, range(TIMES), strict=False)]
    plans = iter(requests)
    planning = timed(lambda: station.cases.preview(session, next(plans)), len(requests))
    posts = iter(requests)

    def post() -> None:
        request = next(posts)
        seen = station.cases.preview(session, request).sha256
        outcome = station.cases.perform(session, request, key=station.cases.new_key(), seen_sha256=seen)
        assert isinstance(outcome, Posted), outcome

    posting = timed(post, len(requests))
    raw = _raw_transaction(folder / "raw.db")
    return [
        compare("plan of a rent withdrawal, in raw transactions", planning, raw),
        compare("rent withdrawal posted, in raw transactions", posting, raw),
        *_each(station, session, raw),
    ]


def _each(station: Workstation, session: Session, raw: float) -> list[Figure]:
    """Plan and commit of every operation that somebody of the demo's scenarios can have, once each."""
    policy = station.policies.on(session.business_date)
    with station._database.reading() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT m.id, l.contract_no FROM member m LEFT JOIN loan l ON l.member_id = m.id WHERE m.id <= 55"
        ).all()
    figures = []
    for operation in OperationCode:
        for member_id, contract in rows:
            try:
                request = full_request(operation, member_id, policy=policy, contract_no=contract or "")
                planning = timed(lambda request=request: station.cases.preview(session, request), 3)
                seen = station.cases.preview(session, request).sha256
                begun = time.perf_counter()
                key = station.cases.new_key()
                outcome = station.cases.perform(session, request, key=key, seen_sha256=seen)
                taken = time.perf_counter() - begun
            except (HfundError, ValueError):
                continue
            if isinstance(outcome, Posted | Pending):
                ending = "posted" if isinstance(outcome, Posted) else "handed in"
                figures.append(compare(f"{operation}: planned", planning, raw))
                figures.append(compare(f"{operation}: {ending}", taken, raw))
                break
    return figures


def eligible(station: Workstation) -> list[int]:
    """Members who may withdraw for rent."""
    with station._database.reading() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT a.member_id FROM account a JOIN card c ON c.member_id = a.member_id AND c.class_one = 1"
            " JOIN member m ON m.id = a.member_id AND m.name = c.holder_name"
            " WHERE a.state = 'normal' AND a.freeze = 'none' AND a.password_is_initial = 0"
            " AND a.last_withdrawal_month < '2020-01' AND c.linked_on < '2020-01-01'"
            " AND c.state = 'linked' AND a.balance_fen < 5000000"
            " AND a.member_id > 100 AND NOT EXISTS (SELECT 1 FROM family_member f"
            f" WHERE f.member_id = m.id AND f.owns_home = 1) LIMIT {4 * TIMES}"
        ).fetchall()
    return [row[0] for row in rows]


def _request(member_id: int) -> Withdraw:
    kind = OperationCode.RENT_WITHDRAWAL
    return Withdraw(
        member_id=member_id,
        kind=kind,
        home=HomeDeclaration(owns_home=False),
        verification=Verification.ID_ORIGINAL,
        ticked=frozenset(OPERATIONS[kind].papers(Presence.IN_PERSON)),
    )


def _raw_transaction(path: Path) -> float:
    """Plain SQLite, nothing encrypted: as many rows in one durable transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, body TEXT)")

    def transaction() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(ROWS):
            connection.execute("INSERT INTO line (body) VALUES (?)", ("x" * 200,))
        connection.execute("COMMIT")

    taken = timed(transaction, TIMES * 3)
    connection.close()
    return taken
