"""Finding members: prebuilt statements on indexed columns, keyset pages, never an unbounded list."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from hfund_tui.db.errors import Interrupted
from hfund_tui.db.prebuilt import Prebuilt, is_word
from hfund_tui.db.tables import Account, Agreement, Card, Employer, Member, metadata
from hfund_tui.db.unit_of_work import Reader
from hfund_tui.domain.masks import mask_account, mask_id, mask_mobile, mask_name
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AccountState, AgreementKind, AgreementState, CardState, Freeze
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.query import Query, QueryKind, understand
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

PAGE_LIMIT = 200

_member = metadata.tables[str(Member.__tablename__)]
_account = metadata.tables[str(Account.__tablename__)]
_card = metadata.tables[str(Card.__tablename__)]
_agreement = metadata.tables[str(Agreement.__tablename__)]
_employer = metadata.tables[str(Employer.__tablename__)]

_in_force = (
    sa.exists()
    .where(
        _agreement.c.member_id == _member.c.id,
        is_word(_agreement.c.kind, AgreementKind.SELF_SERVICE),
        is_word(_agreement.c.state, AgreementState.IN_FORCE),
    )
    .label("in_force")
)
_rows = sa.select(
    _member.c.id,
    _member.c.name,
    _member.c.id_no,
    _member.c.mobile,
    _member.c.birth_date,
    _account.c.account_no,
    _account.c.state,
    _account.c.freeze,
    _employer.c.name.label("employer"),
    _in_force,
).select_from(
    _member.join(_account, _account.c.member_id == _member.c.id).join(
        _employer, _employer.c.id == _account.c.employer_id
    )
)

_value: sa.BindParameter[str] = sa.bindparam("value")
_end: sa.BindParameter[str] = sa.bindparam("end")
_after: sa.BindParameter[str] = sa.bindparam("after")
_after_id: sa.BindParameter[int] = sa.bindparam("after_id")
_LIMIT: sa.ColumnElement[int] = sa.literal_column(str(PAGE_LIMIT + 1), sa.Integer)


def _exact(column: sa.ColumnElement[Any]) -> Prebuilt:
    return Prebuilt(_rows.where(column == _value).limit(_LIMIT))


def _prefix(column: sa.ColumnElement[Any], *conditions: sa.ColumnElement[bool]) -> Prebuilt:
    """Rows whose column starts with the value, after a place in the order of (column, id)."""
    return Prebuilt(
        _rows.add_columns(column.label("place"))
        .where(
            column >= _value,
            column < _end,
            sa.or_(column > _after, sa.and_(column == _after, _member.c.id > _after_id)),
            *conditions,
        )
        .order_by(column, _member.c.id)
        .limit(_LIMIT)
    )


_tail = sa.func.substr(_member.c.id_no, sa.func.length(_member.c.id_no) - sa.literal_column("3"))

_BY_ID = _exact(_member.c.id_no)
_BY_ACCOUNT = _exact(_account.c.account_no)
_BY_MOBILE = _exact(_member.c.mobile)
_BY_CARD = Prebuilt(
    _rows.join(_card, _card.c.member_id == _member.c.id)
    .where(_card.c.card_no == _value, is_word(_card.c.state, CardState.LINKED))
    .limit(_LIMIT)
)
_BY_TAIL_AND_NAME = _prefix(_member.c.name, _tail == sa.bindparam("tail"))
_BY_NAME = _prefix(_member.c.name)
_BY_INITIALS = _prefix(_member.c.pinyin_initials)
_of_tail = _tail == sa.bindparam("tail")
_not_by_initials = sa.not_(sa.and_(_member.c.pinyin_initials >= _value, _member.c.pinyin_initials < _end))
_BY_PINYIN = _prefix(_member.c.pinyin, _not_by_initials)

_SCANS: dict[QueryKind, tuple[Prebuilt, ...]] = {
    QueryKind.ID_TAIL_NAME: (_BY_TAIL_AND_NAME,),
    QueryKind.ID_TAIL_PINYIN: (
        _prefix(_member.c.pinyin_initials, _of_tail),
        _prefix(_member.c.pinyin, _not_by_initials, _of_tail),
    ),
    QueryKind.NAME: (_BY_NAME,),
    QueryKind.PINYIN: (_BY_INITIALS, _BY_PINYIN),
    QueryKind.NUMBER_PARTIAL: (
        _prefix(_account.c.account_no),
        _prefix(_member.c.mobile),
        _prefix(_member.c.id_no),
    ),
}
_EXACT: dict[QueryKind, tuple[Prebuilt, ...]] = {
    QueryKind.ID: (_BY_ID,),
    QueryKind.ACCOUNT_OR_MOBILE: (_BY_ACCOUNT, _BY_MOBILE),
    QueryKind.CARD: (_BY_CARD,),
}


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One member in a list. Name and numbers are masked."""

    member_id: int
    name: str
    id_no: str
    account_no: str
    mobile: str
    account_state: AccountState
    freeze: Freeze
    agreement_in_force: bool
    employer: str
    birth_year: int


@dataclass(frozen=True, slots=True)
class LookupPage:
    """One page of members. `next_cursor` asks for the following one; None at the end."""

    query: Query
    rows: tuple[LookupRow, ...]
    next_cursor: str | None

    @property
    def exact(self) -> bool:
        """Whether the query names one member and there is one."""
        return self.query.kind.is_exact and len(self.rows) == 1


class LookupService:
    """The look-up field."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._running: Reader | None = None

    def understand(self, text: str) -> Query:
        """What a text asks for; no database."""
        return understand(text, on=self._clock.now().date())

    def interrupt(self) -> None:
        """Give up the search that is running, because a newer one is coming."""
        running = self._running
        if running is not None:
            running.interrupt()

    def search(
        self, session: Session, text: str, *, cursor: str | None = None, limit: int = 50
    ) -> LookupPage:
        """One page of the members that fit. A text that can't be searched gives an empty page."""
        query = self.understand(text)
        if not query.searchable:
            return LookupPage(query, (), None)
        limit = max(1, min(limit, PAGE_LIMIT))
        with self._store.reading() as reader:
            authorise(reader.connection, session, OperationCode.LOOKUP)
            self._running = reader
            try:
                if query.kind in _EXACT:
                    return LookupPage(query, self._exact(reader, query, limit), None)
                return self._page(reader, query, cursor, limit)
            except Interrupted:
                return LookupPage(query, (), None)
            finally:
                self._running = None

    def _exact(self, reader: Reader, query: Query, limit: int) -> tuple[LookupRow, ...]:
        found: dict[int, LookupRow] = {}
        for statement in _EXACT[query.kind]:
            for row in statement.rows(reader.connection, limit, value=query.value):
                found[row.id] = _row(row)
        return tuple(found.values())

    def _page(self, reader: Reader, query: Query, cursor: str | None, limit: int) -> LookupPage:
        scans = _SCANS[query.kind]
        number, after, after_id = _read_cursor(cursor, len(scans))
        rows: list[LookupRow] = []
        while number < len(scans):
            # One row more than wanted tells whether another page follows.
            wanted = limit - len(rows) + 1
            found = scans[number].rows(
                reader.connection,
                wanted,
                value=query.value,
                end=_next_prefix(query.value),
                tail=query.tail,
                after=after,
                after_id=after_id,
            )
            rows += [_row(row) for row in found[: wanted - 1]]
            if len(found) == wanted:
                if wanted == 1:
                    return LookupPage(query, tuple(rows), _cursor(number, after, after_id))
                last = found[wanted - 2]
                return LookupPage(query, tuple(rows), _cursor(number, last.place, last.id))
            number, after, after_id = number + 1, "", 0
        return LookupPage(query, tuple(rows), None)


def _row(row: Any) -> LookupRow:
    return LookupRow(
        row.id,
        mask_name(row.name),
        mask_id(row.id_no),
        mask_account(row.account_no),
        mask_mobile(row.mobile) if row.mobile else "",
        row.state,
        row.freeze,
        bool(row.in_force),
        row.employer,
        row.birth_date.year,
    )


def _next_prefix(value: str) -> str:
    """The least text greater than every text that starts with `value`."""
    return value + "\U0010ffff"


def _cursor(scan: int, place: str, member_id: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([scan, place, member_id]).encode()).decode()


def _read_cursor(cursor: str | None, scans: int) -> tuple[int, str, int]:
    """Where to go on; a cursor that is not one of ours starts from the beginning."""
    if cursor is None:
        return 0, "", 0
    try:
        scan, place, member_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, TypeError, binascii.Error):
        return 0, "", 0
    if not (isinstance(scan, int) and 0 <= scan < scans and isinstance(place, str)):
        return 0, "", 0
    return scan, place, member_id if isinstance(member_id, int) else 0
