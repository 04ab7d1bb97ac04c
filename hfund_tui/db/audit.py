"""The tamper-evident record.

Every event is sealed by an HMAC over all its columns, among them its place in the chain and the seal of the
event before it. Whoever edits, removes, swaps or inserts a row without the audit key breaks a seal or a link;
a tail cut off differs from the chain's head. Against somebody who has the key only anchors kept outside the
database help: receipts in members' hands, day sheets, a file elsewhere.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

import sqlalchemy as sa

from hfund_tui.db import turns
from hfund_tui.db.progress import Progress, silent
from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import instant_text
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, Role

GENESIS = "0" * 64
"""The link of a chain's first event, which has none before it."""

_EVENT = metadata.tables["audit_event"]
_HEAD = metadata.tables["chain_head"]

_head_of = (
    sa.select(_HEAD.c.sequence, _HEAD.c.hash).where(_HEAD.c.chain == sa.bindparam("of")).with_for_update()
)
_add_event = _EVENT.insert()
_add_head = _HEAD.insert()
_move_head = (
    _HEAD.update()
    .where(_HEAD.c.chain == sa.bindparam("of"))
    .values(sequence=sa.bindparam("to_sequence"), hash=sa.bindparam("to_hash"))
)

_STEP = 1000


@dataclass(frozen=True, slots=True)
class NewAuditEvent:
    """What happened, before it has a place in its chain. ``detail`` is stored as JSON."""

    chain: str
    at: datetime
    actor: str
    terminal: str
    channel: Channel
    operation: str
    outcome: AuditOutcome
    role: Role | None = None
    branch_code: str | None = None
    business_date: date | None = None
    reason: str | None = field(default=None, repr=False)
    case_no: str | None = None
    member_id: int | None = None
    before_sha256: str | None = None
    after_sha256: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class AuditStamp:
    """An event's place in its chain and its seal: an anchor, once it is written down elsewhere."""

    chain: str
    sequence: int
    hash: str


ChainCode = Literal[
    "edited", "deleted", "duplicated", "unlinked", "cut", "wiped", "head", "no_head", "wrong_key", "anchor"
]


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """The first bad row of a chain.

    edited: the seal does not fit the row. deleted: this row is missing. duplicated: it is there twice.
    unlinked: it does not follow from the row before. cut: the rows from here on are missing. wiped: all rows
    are. head: the chain's head says otherwise. no_head: the chain has none. anchor: the row is not the one an
    anchor vouches for. wrong_key: no seal fits at all (``chain`` is empty).
    """

    chain: str
    sequence: int
    code: ChainCode


def append(uow: UnitOfWork, event: NewAuditEvent, key: bytes) -> AuditStamp:
    """Add *event* to its chain, in the transaction of what it records."""
    head = uow.connection.execute(_head_of, {"of": event.chain}).first()
    if head is None and not uow.alone:
        uow.turn(turns.chain(event.chain))
        head = uow.connection.execute(_head_of, {"of": event.chain}).first()
    sequence, previous = (1, GENESIS) if head is None else (head.sequence + 1, head.hash)
    row = {
        "chain": event.chain,
        "sequence": sequence,
        "at": event.at,
        "actor": event.actor,
        "role": event.role,
        "branch_code": event.branch_code,
        "terminal": event.terminal,
        "channel": event.channel,
        "business_date": event.business_date,
        "operation": event.operation,
        "outcome": event.outcome,
        "reason": event.reason,
        "case_no": event.case_no,
        "member_id": event.member_id,
        "before_sha256": event.before_sha256,
        "after_sha256": event.after_sha256,
        "detail_json": _json(event.detail),
        "previous_hash": previous,
    }
    seal = _seal(row, key)
    uow.connection.execute(_add_event, {**row, "hash": seal})
    if head is None:
        uow.connection.execute(_add_head, {"chain": event.chain, "sequence": sequence, "hash": seal})
    else:
        uow.connection.execute(_move_head, {"of": event.chain, "to_sequence": sequence, "to_hash": seal})
    return AuditStamp(event.chain, sequence, seal)


def anchor(reader: Reader | UnitOfWork) -> list[AuditStamp]:
    """The head of every chain, to be kept outside the database."""
    heads = reader.connection.execute(sa.select(_HEAD).order_by(_HEAD.c.chain))
    return [AuditStamp(row.chain, row.sequence, row.hash) for row in heads]


def verify_against(reader: Reader, anchors: Iterable[AuditStamp]) -> list[ChainProblem]:
    """Whether every anchored event still stands where it stood and carries the same seal."""
    wanted = sa.select(_EVENT.c.hash).where(
        _EVENT.c.chain == sa.bindparam("in_chain"), _EVENT.c.sequence == sa.bindparam("at_sequence")
    )
    return [
        ChainProblem(stamp.chain, stamp.sequence, "anchor")
        for stamp in anchors
        if reader.connection.execute(
            wanted, {"in_chain": stamp.chain, "at_sequence": stamp.sequence}
        ).scalar()
        != stamp.hash
    ]


def verify_chains(reader: Reader, key: bytes, progress: Progress = silent) -> list[ChainProblem]:
    """The first bad row of every chain that has one. Reads row by row and keeps none."""
    heads = {stamp.chain: stamp for stamp in anchor(reader)}
    total: int = reader.connection.execute(sa.select(sa.func.count()).select_from(_EVENT)).scalar_one()
    problems = []
    seen = sealed = 0
    for chain, rows in groupby(_stored_rows(reader), key=attrgetter("chain")):
        walk = _Walk(chain)
        for row in rows:
            fits = _fits(row, key)
            walk.take(row, fits)
            sealed += fits
            seen += 1
            if seen % _STEP == 0:
                progress("audit_chains", seen, total)
        problems.append(walk.finish(heads.pop(chain, None)))
    progress("audit_chains", seen, total)
    if seen and not sealed:
        return [ChainProblem("", 0, "wrong_key")]
    problems += [ChainProblem(chain, 1, "wiped") for chain in heads]
    return [problem for problem in problems if problem is not None]


@dataclass(slots=True)
class _Walk:
    """Goes along one chain and remembers the first thing that is wrong."""

    chain: str
    last: int = 0
    last_hash: str = GENESIS
    problem: ChainProblem | None = None

    def take(self, row: Any, fits: bool) -> None:
        if self.problem is None:
            code: ChainCode | None = None
            sequence = row.sequence
            if sequence == self.last:
                code = "duplicated"
            elif sequence != self.last + 1:
                code, sequence = "deleted", self.last + 1
            elif not fits:
                code = "edited"
            elif row.previous_hash != self.last_hash:
                code = "unlinked"
            if code is not None:
                self.problem = ChainProblem(self.chain, sequence, code)
        self.last, self.last_hash = row.sequence, row.hash

    def finish(self, head: AuditStamp | None) -> ChainProblem | None:
        if self.problem is not None:
            return self.problem
        if head is None:
            return ChainProblem(self.chain, self.last, "no_head")
        if head.sequence > self.last:
            return ChainProblem(self.chain, self.last + 1, "cut")
        if (head.sequence, head.hash) != (self.last, self.last_hash):
            return ChainProblem(self.chain, head.sequence, "head")
        return None


def is_sealed_by(reader: Reader, key: bytes) -> bool:
    """Whether this key sealed the record, by the last events of some chains; yes where there is none yet."""
    last = reader.connection.execute(sa.text(f"{_ALL} JOIN chain_head USING (chain, sequence) LIMIT {_SOME}"))
    seals = [_fits(row, key) for row in last]
    return any(seals) or not seals


_ALL = f"SELECT {', '.join(f'audit_event.{column.name}' for column in _EVENT.columns)} FROM audit_event"
_SOME = 8


def _stored_rows(reader: Reader) -> Iterator[Any]:
    """All events as they are stored: a row that no longer reads as one of ours must be found, not trip us."""
    statement = f"{_ALL} ORDER BY chain, sequence"
    if reader.connection.dialect.name != "sqlite":
        streamed = {"stream_results": True, "yield_per": _STEP}
        with reader.connection.execute(sa.text(statement), execution_options=streamed) as rows:
            yield from rows
        return
    driver: Any = reader.connection.connection.driver_connection
    decoding, driver.text_factory = driver.text_factory, _decoded
    try:
        yield from reader.connection.exec_driver_sql(statement).yield_per(_STEP)
    finally:
        driver.text_factory = decoding


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _fits(row: Any, key: bytes) -> bool:
    values: dict[str, object] = dict(row._mapping)
    seal = values.pop("hash")
    try:
        return isinstance(seal, str) and hmac.compare_digest(_seal(values, key), seal)
    except (TypeError, ValueError):  # what cannot be written down as text was never sealed
        return False


def _seal(row: Mapping[str, object], key: bytes) -> str:
    text = _json({name: _stored(value) for name, value in row.items()})
    return hmac.digest(key, text.encode(), "sha256").hex()


def sha256_of(row: Mapping[str, object]) -> str:
    """A digest of a row, the same before it is written and after it was read."""
    return hashlib.sha256(_json({name: _stored(value) for name, value in row.items()}).encode()).hexdigest()


def _stored(value: object) -> object:
    """*value* as SQLite stores it, so that a seal is the same before writing and after reading."""
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
