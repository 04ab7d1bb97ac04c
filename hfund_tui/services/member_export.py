"""Taking members out as a file with the field names of JGJ/T 320, for those who may have them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session as SqlSession
from sqlmodel import select

from hfund_tui.db import turns
from hfund_tui.db.tables import AuditEvent, Employer, metadata
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.member_record import COLUMNS, MemberRecord, cells_of_record
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.table_file import BYTE_ORDER_MARK, not_a_formula, written
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.outbox import private_file
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store
from hfund_tui.services.witness import check_witness

Progress = Callable[[int, int], None]

_CODE = OperationCode.EXPORT_MEMBERS
_AT_ONCE = 1_000

_ACCOUNT = metadata.tables["account"]
_MEMBER = metadata.tables["member"]
_EMPLOYER = metadata.tables["employer"]

_records = (
    sa.select(
        _ACCOUNT.c.account_no,
        _MEMBER.c.name,
        _MEMBER.c.id_kind,
        _MEMBER.c.id_no,
        _MEMBER.c.sex,
        _MEMBER.c.birth_date,
        _MEMBER.c.mobile,
        _MEMBER.c.hukou_shenzhen,
        _EMPLOYER.c.account_no.label("employer_no"),
        _EMPLOYER.c.name.label("employer_name"),
        _ACCOUNT.c.state,
        _ACCOUNT.c.opened_on,
        _ACCOUNT.c.first_contribution_month.label("first_month"),
        _ACCOUNT.c.paid_through,
        _ACCOUNT.c.contribution_base_fen.label("base_fen"),
        _ACCOUNT.c.personal_rate_bp,
        _ACCOUNT.c.employer_rate_bp,
        _ACCOUNT.c.personal_due_fen.label("personal_fen"),
        _ACCOUNT.c.employer_due_fen.label("employer_fen"),
        _ACCOUNT.c.balance_fen,
        _ACCOUNT.c.last_interest_on.label("interest_on"),
        _ACCOUNT.c.last_withdrawal_month.label("last_withdrawal"),
        _ACCOUNT.c.sealed_on,
        _ACCOUNT.c.closed_on,
    )
    .join(_MEMBER, _MEMBER.c.id == _ACCOUNT.c.member_id)
    .join(_EMPLOYER, _EMPLOYER.c.id == _ACCOUNT.c.employer_id)
    .order_by(_ACCOUNT.c.account_no)
)


@dataclass(frozen=True, slots=True)
class ExportedMembers:
    """A file of members as it lies where it was asked for."""

    path: Path
    lines: int
    sha256: str


class MemberExportService:
    """Writing what is known of members."""

    def __init__(self, store: Store, clock: Clock, policies: PolicyBook, staff: StaffService) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._staff = staff

    def export(
        self,
        session: Session,
        path: Path,
        *,
        employer_no: str | None = None,
        second: tuple[str, str] | None = None,
        on_progress: Progress = lambda done, of: None,
    ) -> ExportedMembers:
        """Write members, all or an employer's, into a new file with JGJ/T 320 field names.

        `second` is code and password of another supervisor, demanded above the policy's number of members in one
        day. That the file is asked for is recorded before its first line is written. Raises Refusal, BadInput for
        a file that is there already, and Trouble.
        """
        other = self._staff.prove(session, *second) if second is not None else None
        with refusals_recorded(self._store, self._clock, session, _CODE, None):
            with self._store.writing(turns.staff(session.staff_code)) as uow:
                sql = uow.session
                authorise(sql, session, _CODE)
                lines = self._count(sql, employer_no)
                most = self._policies.on(session.business_date).count("approval.members_export_above")
                if other is not None:
                    check_witness(sql, session, other)
                elif (today := lines + self._alone_today(sql, session)) > most:
                    raise Refusal("members_need_second", n=today, most=most)
                self._noting(uow, session)(
                    AuditOutcome.PENDING,
                    lines=lines,
                    employer=employer_no,
                    second=other.code if other else None,
                )
            exported = self._write(path, employer_no, lines, on_progress)
            with self._store.writing(turns.NOTHING) as uow:
                self._noting(uow, session)(AuditOutcome.READ, lines=exported.lines, content=exported.sha256)
        return exported

    def _noting(self, uow: UnitOfWork, session: Session) -> Callable[..., object]:
        """Writes an audit row of this operation: called with the outcome and what there is to say."""
        label = OPERATIONS[_CODE].audit_label
        return partial(record, uow, self._store.audit_key, session, self._clock.now(), label)

    def _alone_today(self, sql: SqlSession, session: Session) -> int:
        """How many members this person has asked for today with nobody beside: a hundred a file, one employer after
        the other, is the whole branch. What was asked for counts, whether it was ended or killed."""
        asked = sql.exec(
            select(AuditEvent.detail_json).where(
                AuditEvent.actor == session.staff_code,
                AuditEvent.business_date == session.business_date,
                AuditEvent.operation == OPERATIONS[_CODE].audit_label,
                AuditEvent.outcome == AuditOutcome.PENDING,
            )
        )
        details = [json.loads(one) for one in asked]
        return sum(int(one["lines"]) for one in details if one["second"] is None)

    def _count(self, sql: SqlSession, employer_no: str | None) -> int:
        """How many members there are to write. Raises BadInput for an employer nobody knows."""
        query = sa.select(sa.func.count()).select_from(_ACCOUNT)
        if employer_no is not None:
            row = sql.exec(select(Employer).where(Employer.account_no == employer_no)).one_or_none()
            if row is None:
                raise BadInput("employer", "contribution_employer", found=employer_no[:30])
            query = query.where(_ACCOUNT.c.employer_id == row.id)
        return int(sql.connection().execute(query).scalar_one())

    def _write(
        self, path: Path, employer_no: str | None, lines: int, on_progress: Progress
    ) -> ExportedMembers:
        query = _records if employer_no is None else _records.where(_EMPLOYER.c.account_no == employer_no)
        digest, done = hashlib.sha256(), 0
        with self._store.reading() as reader, private_file(path, replace=False) as file:

            def put(text: str) -> None:
                digest.update(text.encode())
                file.write(text)

            put(BYTE_ORDER_MARK + written([list(COLUMNS)]))
            with reader.connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
                for portion in rows.partitions():
                    records = [MemberRecord(**row._mapping) for row in portion]
                    put(written([not_a_formula(cell) for cell in cells_of_record(one)] for one in records))
                    done += len(records)
                    on_progress(done, max(lines, done))
        return ExportedMembers(path, done, digest.hexdigest())
