"""Planning and posting against a raw transaction of as many rows with the same durability."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import Workstation, open_workstation
from tests.bench.figures import Figure, compare, timed

TIMES = 60
ROWS = 16  # case, ledger, months, payment order, receipt, audit: what one rent withdrawal writes


def measure(home: Path) -> list[Figure]:
    station = open_workstation(load_settings(demo=True, home=home, environment={}))
    session = station.staff.sign_in("1001", "demo-1001")
    wanted = (_request(member_id) for member_id in _eligible(station))
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
    raw = _raw_transaction(home / "raw.db")
    station.close()
    return [
        compare("plan of a rent withdrawal, in raw transactions", planning, raw),
        compare("rent withdrawal posted, in raw transactions", posting, raw),
    ]


def _eligible(station: Workstation) -> list[int]:
    with station._database.reading() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT a.member_id FROM account a JOIN card c ON c.member_id = a.member_id AND c.class_one = 1"
            " JOIN member m ON m.id = a.member_id AND m.name = c.holder_name"
            " WHERE a.state = 'normal' AND a.freeze = 'none' AND a.password_is_initial = 0"
            " AND a.last_withdrawal_month < '2020-01' AND c.state = 'linked' AND a.balance_fen < 5000000"
            " AND a.member_id > 100 AND NOT EXISTS (SELECT 1 FROM family_member f"
            " WHERE f.member_id = m.id AND f.owns_home = 1)"
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
