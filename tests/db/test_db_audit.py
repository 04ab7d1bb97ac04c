"""Nobody changes the record unnoticed: every kind of tampering, and what finds it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from hfund_tui.db import audit
from hfund_tui.db.audit import AuditStamp, ChainProblem, NewAuditEvent
from hfund_tui.db.engine import Database
from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.keys import memory_keys
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, Role
from tests.support.by_hand import by_hand

NOON = datetime(2020, 2, 27, 4, 0, tzinfo=UTC)
EVENT = NewAuditEvent(
    chain="0301/03",
    at=NOON,
    actor="1001",
    role=Role.TELLER,
    branch_code="0301",
    terminal="03",
    channel=Channel.COUNTER,
    business_date=date(2020, 2, 27),
    operation="look_up",
    outcome=AuditOutcome.READ,
    reason="核对身份",
    case_no="B00000001",
    member_id=1,
    before_sha256="a" * 64,
    after_sha256="b" * 64,
    detail={"字段": "身份证", "n": 1},
)
ROWS = 10


@pytest.fixture
def recorded(database: Database) -> Database:
    """Two chains of ten events."""
    with database.writing() as uow:
        for number in range(ROWS):
            for chain in ("0301/03", "0301/04"):
                event = replace(EVENT, chain=chain, at=NOON + timedelta(seconds=number), member_id=number + 1)
                audit.append(uow, event, database.keys.audit)
    return database


def problems(database: Database, key: bytes | None = None) -> list[ChainProblem]:
    with database.reading() as reader:
        return audit.verify_chains(reader, key or database.keys.audit)


def anchors(database: Database) -> list[AuditStamp]:
    with database.reading() as reader:
        return audit.anchor(reader)


def tamper(database: Database, *statements: str) -> None:
    """Change rows as somebody does who has the database's key and first removes what protects them."""
    connection = database.raw_connection()
    try:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


def test_a_chain_grows_from_its_genesis(database: Database) -> None:
    with database.writing() as uow:
        stamps = [audit.append(uow, EVENT, database.keys.audit) for _ in range(3)]
        rows = by_hand(
            uow.connection, "SELECT previous_hash, hash, detail_json FROM audit_event ORDER BY sequence"
        ).all()
    assert [stamp.sequence for stamp in stamps] == [1, 2, 3]
    assert [row[0] for row in rows] == [audit.GENESIS, stamps[0].hash, stamps[1].hash]
    assert [row[1] for row in rows] == [stamp.hash for stamp in stamps]
    assert json.loads(rows[0][2]) == EVENT.detail
    assert anchors(database) == [stamps[-1]]
    assert problems(database) == []


def test_an_empty_record_is_in_order(database: Database) -> None:
    assert problems(database) == []
    assert anchors(database) == []


def test_an_event_without_optional_parts(database: Database) -> None:
    bare = NewAuditEvent("system", NOON, "-", "-", Channel.COUNTER, "start", AuditOutcome.DONE)
    with database.writing() as uow:
        audit.append(uow, bare, database.keys.audit)
    assert problems(database) == []


def test_an_event_is_undone_with_what_it_records(recorded: Database) -> None:
    before = anchors(recorded)
    with pytest.raises(ZeroDivisionError), recorded.writing() as uow:
        audit.append(uow, EVENT, recorded.keys.audit)
        raise ZeroDivisionError
    assert anchors(recorded) == before
    assert problems(recorded) == []


COLUMNS = {
    "at": "'2020-02-27T04:00:04.000001Z'",
    "actor": "'1002'",
    "role": "'supervisor'",
    "branch_code": "'0302'",
    "terminal": "'05'",
    "channel": "'hotline'",
    "business_date": "'2020-02-28'",
    "operation": "'look_up2'",
    "outcome": "'done'",
    "reason": "NULL",
    "case_no": "NULL",
    "member_id": "99",
    "before_sha256": "NULL",
    "after_sha256": "NULL",
    "detail_json": "'{}'",
    "previous_hash": f"'{'0' * 64}'",
    "hash": f"'{'0' * 64}'",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_column_is_found(recorded: Database, column: str) -> None:
    tamper(
        recorded,
        f"UPDATE audit_event SET {column} = {COLUMNS[column]} WHERE chain = '0301/03' AND sequence = 5",
    )
    assert problems(recorded) == [ChainProblem("0301/03", 5, "edited")]


_HERE = "WHERE chain = '0301/03'"
_HEAD = f"UPDATE chain_head SET sequence = 7, hash = (SELECT hash FROM audit_event {_HERE} AND sequence = 7)"

TAMPERING = {
    "delete": ([f"DELETE FROM audit_event {_HERE} AND sequence = 5"], 5, "deleted"),
    "delete the first": ([f"DELETE FROM audit_event {_HERE} AND sequence = 1"], 1, "deleted"),
    "delete and close up": (
        [f"DELETE FROM audit_event {_HERE} AND sequence = 5"]
        + [
            f"UPDATE audit_event SET sequence = {n - 1} {_HERE} AND sequence = {n}"
            for n in range(6, ROWS + 1)
        ],
        5,
        "edited",
    ),
    "swap": (
        [
            f"UPDATE audit_event SET sequence = 99 {_HERE} AND sequence = 4",
            f"UPDATE audit_event SET sequence = 4 {_HERE} AND sequence = 5",
            f"UPDATE audit_event SET sequence = 5 {_HERE} AND sequence = 99",
        ],
        4,
        "edited",
    ),
    "duplicate at the end": (
        [
            f"CREATE TABLE copy AS SELECT * FROM audit_event {_HERE} AND sequence = 5",
            "UPDATE copy SET sequence = 11",
            "INSERT INTO audit_event SELECT * FROM copy",
        ],
        11,
        "edited",
    ),
    "duplicate in place": (
        [
            "CREATE TABLE copy AS SELECT * FROM audit_event",
            f"INSERT INTO copy SELECT * FROM audit_event {_HERE} AND sequence = 5",
            "DROP TABLE audit_event",
            "ALTER TABLE copy RENAME TO audit_event",
        ],
        5,
        "duplicated",
    ),
    "take over from another chain": (
        [
            f"DELETE FROM audit_event {_HERE} AND sequence = 5",
            "UPDATE audit_event SET chain = '0301/03' WHERE chain = '0301/04' AND sequence = 5",
        ],
        5,
        "edited",
    ),
    "cut the tail": ([f"DELETE FROM audit_event {_HERE} AND sequence > 7"], 8, "cut"),
    "wipe": ([f"DELETE FROM audit_event {_HERE}"], 1, "wiped"),
    "remove the head": ([f"DELETE FROM chain_head {_HERE}"], 10, "no_head"),
    "set the head back": ([f"{_HEAD} {_HERE}"], 7, "head"),
    "make a row unreadable as text": (
        [
            "CREATE TABLE copy AS SELECT * FROM audit_event",
            f"UPDATE copy SET actor = CAST(x'ff' AS TEXT) {_HERE} AND sequence = 5",
            "DROP TABLE audit_event",
            "ALTER TABLE copy RENAME TO audit_event",
        ],
        5,
        "edited",
    ),
    "make a row unreadable": (
        [
            "CREATE TABLE copy AS SELECT * FROM audit_event",
            f"UPDATE copy SET at = x'ff00', actor = CAST(x'ff' AS TEXT), hash = '章' {_HERE} AND sequence = 5",
            "DROP TABLE audit_event",
            "ALTER TABLE copy RENAME TO audit_event",
        ],
        5,
        "edited",
    ),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_found(recorded: Database, name: str) -> None:
    statements, sequence, code = TAMPERING[name]
    tamper(recorded, *statements)
    assert ChainProblem("0301/03", sequence, code) in problems(recorded)


def rewrite(connection: Connection, key: bytes) -> None:
    """Change event 5 of a chain and seal it and all that follow again, with *key*."""
    from hfund_tui.db.audit import _seal

    rows = by_hand(connection, "SELECT * FROM audit_event WHERE chain = '0301/03' ORDER BY sequence").all()
    previous = audit.GENESIS
    for row in rows:
        values = dict(row._mapping)
        del values["hash"]
        values["previous_hash"] = previous
        if values["sequence"] == 5:
            values["actor"] = "9999"
        sealed = _seal(values, key) if values["sequence"] >= 5 else row.hash
        by_hand(
            connection,
            "UPDATE audit_event SET actor = ?, previous_hash = ?, hash = ? WHERE chain = ? AND sequence = ?",
            (values["actor"], previous, sealed, row.chain, row.sequence),
        )
        previous = sealed
    by_hand(connection, "UPDATE chain_head SET hash = ? WHERE chain = '0301/03'", (previous,))


def test_a_rewrite_without_the_key_is_found(recorded: Database) -> None:
    tamper(recorded)
    with recorded.writing() as uow:
        rewrite(uow.connection, memory_keys(b"guess").audit)
    assert problems(recorded) == [ChainProblem("0301/03", 5, "edited")]


def test_a_rewrite_with_the_key_is_found_by_an_anchor_kept_outside(recorded: Database) -> None:
    kept = anchors(recorded)
    with recorded.writing() as uow:
        early = AuditStamp(
            "0301/03",
            4,
            by_hand(
                uow.connection, "SELECT hash FROM audit_event WHERE chain = '0301/03' AND sequence = 4"
            ).scalar_one(),
        )
    tamper(recorded)
    with recorded.writing() as uow:
        rewrite(uow.connection, recorded.keys.audit)
    assert problems(recorded) == []
    with recorded.reading() as reader:
        assert audit.verify_against(reader, [early]) == []
        assert audit.verify_against(reader, kept) == [ChainProblem("0301/03", 10, "anchor")]


def test_everything_wiped_is_found_by_an_anchor_kept_outside(recorded: Database) -> None:
    kept = anchors(recorded)
    tamper(recorded, "DELETE FROM audit_event", "DELETE FROM chain_head")
    with recorded.reading() as reader:
        assert len(audit.verify_against(reader, kept)) == 2


def test_a_tail_cut_with_its_head_set_back_is_found_by_an_anchor(recorded: Database) -> None:
    kept = anchors(recorded)
    tamper(recorded, f"{_HEAD} {_HERE}", f"DELETE FROM audit_event {_HERE} AND sequence > 7")
    assert problems(recorded) == []
    with recorded.reading() as reader:
        assert audit.verify_against(reader, kept) == [ChainProblem("0301/03", 10, "anchor")]


def test_the_wrong_key_is_told_from_tampering(recorded: Database) -> None:
    assert problems(recorded, memory_keys(b"other").audit) == [ChainProblem("", 0, "wrong_key")]


APPEND_ONLY: list[tuple[str, str]] = [
    ("UPDATE {table} SET rowid = rowid", "update"),
    ("DELETE FROM {table}", "delete"),
]


@pytest.mark.parametrize("table", ["audit_event", "ledger_entry", "journal_batch", "contribution_line"])
@pytest.mark.parametrize(("statement", "verb"), APPEND_ONLY)
def test_append_only(filled: Database, table: str, statement: str, verb: str) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^tr_{table}_no_{verb}$"), filled.writing() as uow:
        by_hand(uow.connection, statement.format(table=table))


@pytest.mark.parametrize("table", ["audit_event", "chain_head", "receipt", "case"])
def test_replacing_does_not_get_around_it(filled: Database, table: str) -> None:
    with pytest.raises(ConstraintBroken, match=r"^tr_.*_no_delete$"), filled.writing() as uow:
        by_hand(uow.connection, f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}" LIMIT 1')


def test_progress_is_told(recorded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_STEP", 8)
    told: list[tuple[str, int, int]] = []

    def tell(step: str, done: int, total: int) -> None:
        told.append((step, done, total))

    with recorded.reading() as reader:
        verify: Callable[..., object] = audit.verify_chains
        verify(reader, recorded.keys.audit, tell)
    assert told == [("audit_chains", done, 20) for done in (8, 16, 20)]
