"""Drafts: what was typed and not yet submitted, kept through Esc, a lock, a kill and the next day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Case, Member
from hfund_tui.db.tables import Draft as DraftRow
from hfund_tui.domain.approval import PlanDifference, stored_difference
from hfund_tui.domain.masks import mask_name
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import CaseStatus
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store, again_after_conflict

_CUE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """One form as it stands. `key` is the idempotency key it will be submitted with."""

    key: str
    operation: OperationCode
    member_id: int
    payload: Mapping[str, str]
    step: str
    cue: str = ""
    parked: bool = False
    corrects: str | None = None
    """The returned case that it will take the place of."""
    decision_code: str | None = None
    """Why that case went back; `decision_words` are the words said with it."""
    decision_words: str = ""
    difference: PlanDifference | None = None
    """What was another when it went back because the facts had changed."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line of the list of drafts; the member's name is masked. `corrects` and what follows as in `Draft`."""

    key: str
    operation: OperationCode
    member_id: int
    member_name: str
    id_last_four: str
    cue: str
    parked: bool
    updated_at: datetime
    submitted_since: str | None
    """The case of the same operation and member that was submitted from another form after this one was kept."""
    corrects: str | None = None
    decision_code: str | None = None
    decision_words: str = ""


_SUBMITTED = (CaseStatus.PENDING, CaseStatus.COMPLETED)


class DraftService:
    """An operator's own drafts; nobody else sees them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @again_after_conflict
    def save(self, session: Session, draft: Draft) -> None:
        """Keep the form. Late saves of a form that was already submitted are ignored."""
        now = self._clock.now()
        with self._store.writing(turns.key(draft.key), turns.member(draft.member_id)) as uow:
            authorise(uow.session, session, draft.operation, draft.member_id)
            submitted = uow.session.exec(
                select(Case.case_no).where(Case.idempotency_key == draft.key)
            ).one_or_none()
            if submitted is not None:
                return
            row = uow.session.get(DraftRow, draft.key)
            if row is not None and row.operator != session.staff_code:
                return
            if row is None:
                row = DraftRow(
                    key=draft.key,
                    operator=session.staff_code,
                    member_id=draft.member_id,
                    operation=draft.operation,
                    payload_json="{}",
                    step=draft.step,
                    created_at=now,
                    updated_at=now,
                )
            # In ASCII, which carries half of a character too: what was typed is kept whatever it is.
            row.payload_json = json.dumps(dict(draft.payload), sort_keys=True)
            row.step = draft.step
            row.cue = clean(draft.cue)[:_CUE_LENGTH]
            row.parked = draft.parked
            row.corrects = _still_returned(uow.session, session, draft.corrects)
            row.updated_at = now
            uow.session.add(row)

    def open(self, session: Session) -> tuple[DraftLine, ...]:
        """The operator's drafts, newest first."""
        with self._store.reading() as reader:
            rows = reader.session.exec(
                select(DraftRow, Member, Case, _submitted_since())
                .join(Member, col(Member.id) == col(DraftRow.member_id))
                .join(Case, col(Case.case_no) == col(DraftRow.corrects), isouter=True)
                .where(DraftRow.operator == session.staff_code)
                .order_by(col(DraftRow.updated_at).desc())
            ).all()
            return tuple(
                DraftLine(
                    row.key,
                    OperationCode(row.operation),
                    row.member_id or 0,
                    mask_name(member.name),
                    member.id_no[-4:],
                    row.cue,
                    row.parked,
                    row.updated_at,
                    submitted,
                    row.corrects,
                    returned.decision_code if returned else None,
                    (returned.decision_words or "") if returned else "",
                )
                for row, member, returned, submitted in rows
            )

    def find(self, session: Session, operation: OperationCode, member_id: int) -> Draft | None:
        """The draft of one operation for one member: of a returned case if there is one, else the newest.
        Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, operation, member_id)
            row = reader.session.exec(
                select(DraftRow)
                .where(
                    DraftRow.operator == session.staff_code,
                    DraftRow.operation == operation.value,
                    DraftRow.member_id == member_id,
                )
                .order_by(col(DraftRow.corrects).is_(None), col(DraftRow.updated_at).desc())
            ).first()
            return _draft(reader.session, row) if row else None

    def load(self, session: Session, key: str) -> Draft | None:
        """What was typed, as it was typed: only for who may still do the operation. Raises Refusal."""
        with self._store.reading() as reader:
            row = reader.session.get(DraftRow, key)
            if row is None or row.operator != session.staff_code:
                return None
            authorise(reader.session, session, OperationCode(row.operation), row.member_id)
            return _draft(reader.session, row)

    def discard(self, session: Session, key: str) -> None:
        with self._store.writing(turns.key(key)) as uow:
            row = uow.session.get(DraftRow, key)
            if row is not None and row.operator == session.staff_code:
                uow.session.delete(row)


def _submitted_since() -> ColumnElement[str | None]:
    """For each draft the newest case that makes it look left over; one that was taken back makes none."""
    since, reversal = aliased(Case), aliased(Case)
    taken_back = select(reversal.case_no).where(
        col(reversal.refers_to) == col(since.case_no),
        col(reversal.operation) == OperationCode.REVERSE_CASE.value,
        col(reversal.status) == CaseStatus.COMPLETED,
    )
    return (
        select(since.case_no)
        .where(
            col(since.operation) == col(DraftRow.operation),
            col(since.member_id) == col(DraftRow.member_id),
            col(since.status).in_(_SUBMITTED),
            col(since.created_at) > col(DraftRow.updated_at),
            ~taken_back.exists(),
        )
        .order_by(col(since.created_at).desc(), col(since.case_no).desc())
        .limit(1)
        .scalar_subquery()
    )


def _still_returned(sql: SqlSession, session: Session, case_no: str | None) -> str | None:
    """The case, as long as it waits for this operator's correction."""
    case = sql.get(Case, case_no) if case_no is not None else None
    mine = case is not None and case.maker == session.staff_code and case.status is CaseStatus.RETURNED
    return case_no if mine else None


def _draft(sql: SqlSession, row: DraftRow) -> Draft:
    returned = sql.get(Case, row.corrects) if row.corrects is not None else None
    return Draft(
        row.key,
        OperationCode(row.operation),
        row.member_id or 0,
        _texts(row.payload_json),
        row.step,
        row.cue,
        row.parked,
        row.corrects,
        returned.decision_code if returned else None,
        (returned.decision_words or "") if returned else "",
        _difference(returned) if returned else None,
    )


def _difference(returned: Case) -> PlanDifference | None:
    """Between what the maker submitted and what the second person found."""
    if returned.plan_json is None or returned.found_json is None:
        return None
    return stored_difference(returned.plan_json, returned.found_json)


def _texts(payload_json: str) -> dict[str, str]:
    """What was typed, by field; nothing that is no text."""
    try:
        payload = json.loads(payload_json)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(payload, dict):
        return {}
    return {name: text for name, text in payload.items() if isinstance(text, str)}
