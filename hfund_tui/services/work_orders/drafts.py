"""What was typed for a work order and not finished: a call in the middle of it loses nothing.

They stand beside the drafts of operations, in the same table; a member is named in none of them, because who is on
the line is shown in each call anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Draft, WorkOrderStep
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import word_or_none
from hfund_tui.domain.vocabulary import OrderAct
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store


def place_of(act: OrderAct, number: str | None) -> str:
    """Which form a draft belongs to: of a new order with the number of its call, of a step with that of its order;
    None: no call."""
    return f"{act.value}:{number or ''}"


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """One form as it stands. `key` is what it will be sent with; `place` is from `place_of`."""

    key: str
    place: str
    payload: Mapping[str, str]
    updated_at: datetime | None = None

    @property
    def act(self) -> OrderAct | None:
        """None: another version of the program wrote it, for a form that there is not."""
        return word_or_none(OrderAct, self.place.partition(":")[0])

    @property
    def number(self) -> str | None:
        return self.place.partition(":")[2] or None


class OrderDraftService:
    """A person's own drafts of work orders; nobody else sees them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def save(self, session: Session, draft: OrderDraft) -> None:
        """Keep the form. A late save of a form that was sent already is ignored. Raises Refusal."""
        now = self._clock.now()
        with self._store.writing(turns.key(draft.key)) as uow:
            sql = uow.session
            authorise(sql, session, OperationCode.ANSWER_WORK_ORDER)
            row = sql.get(Draft, draft.key)
            if _was_sent(sql, draft.key) or (row is not None and row.operator != session.staff_code):
                return
            if row is None:
                row = Draft(
                    key=draft.key,
                    operator=session.staff_code,
                    operation=OperationCode.ANSWER_WORK_ORDER,
                    payload_json="{}",
                    step=draft.place,
                    created_at=now,
                    updated_at=now,
                )
            row.payload_json = json.dumps(dict(draft.payload), sort_keys=True)
            row.updated_at = now
            sql.add(row)

    def find(self, session: Session, place: str) -> OrderDraft | None:
        """What was typed into this form and not sent; the newest. Raises Refusal."""
        return next((one for one in self.all(session) if one.place == place), None)

    def all(self, session: Session) -> tuple[OrderDraft, ...]:
        """Own drafts, newest first. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.WORK_ORDERS)
            return drafts_of(reader.session, session)

    def discard(self, session: Session, key: str) -> None:
        """Throw a draft away; one that is another's, or none, is left as it is."""
        with self._store.writing(turns.key(key)) as uow:
            drop_draft(uow.session, session, key)


def drafts_of(sql: SqlSession, session: Session) -> tuple[OrderDraft, ...]:
    rows = sql.exec(
        select(Draft)
        .where(Draft.operator == session.staff_code, Draft.operation == OperationCode.ANSWER_WORK_ORDER)
        .order_by(col(Draft.updated_at).desc(), col(Draft.key))
    )
    return tuple(OrderDraft(one.key, one.step, _texts(one.payload_json), one.updated_at) for one in rows)


def drop_draft(sql: SqlSession, session: Session, key: str) -> None:
    row = sql.get(Draft, key)
    if row is not None and row.operator == session.staff_code:
        sql.delete(row)


def _was_sent(sql: SqlSession, key: str) -> bool:
    return sql.exec(select(WorkOrderStep.id).where(WorkOrderStep.idempotency_key == key)).first() is not None


def _texts(payload_json: str) -> dict[str, str]:
    """What was typed, by field; nothing that is no text."""
    try:
        payload = json.loads(payload_json)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(payload, dict):
        return {}
    return {name: text for name, text in payload.items() if isinstance(text, str)}
