"""Payment files: the day's payouts handed to the bank, and what became of each.

An order is sent once: the statement that puts it into a file takes only orders that are still in the house.
The file is written after the transaction, and can be written again from the database, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, or_, select

from hfund_tui.db.tables import Case, PaymentFile, PaymentOrder
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.payment_file import (
    SentLine,
    SentTotals,
    payment_file_text,
    read_returns,
)
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, PaymentState
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.outbox import write_private
from hfund_tui.services.payment_returns import ReturnReport, compare, take_answer
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store
from hfund_tui.services.witness import check_witness

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Due:
    """What waits to be sent today: how many orders, their sum in fen, and whether it takes a second person."""

    lines: int
    total_fen: int
    needs_second: bool


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A payment file as it lies in the folder. `total_fen` is the sum of its lines."""

    file_no: str
    path: Path
    lines: int
    total_fen: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """One payment file in a list. Amounts in fen; the counts say what became of its orders."""

    file_no: str
    business_date: date
    lines: int
    total_fen: int
    sent: int
    paid: int
    failed: int


class PaymentService:
    """Exporting the orders of one branch and taking in the bank's answers."""

    def __init__(
        self, store: Store, clock: Clock, policies: PolicyBook, staff: StaffService, folder: Path
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._staff = staff
        self._folder = folder

    def due(self, session: Session) -> Due:
        """What an export would send. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_DAY)
            orders = _due(reader.session, session)
            total = sum(one.amount_fen for one in orders)
            return Due(len(orders), total, len(orders) > self._alone(session))

    def files(self, session: Session, *, limit: int = 50) -> tuple[FileLine, ...]:
        """The branch's files, newest first. Raises Refusal."""
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_DAY)
            rows = sql.exec(
                select(PaymentFile)
                .where(PaymentFile.branch_code == session.branch_code)
                .order_by(col(PaymentFile.exported_at).desc(), col(PaymentFile.file_no).desc())
                .limit(limit)
            ).all()
            return tuple(_line(sql, row) for row in rows)

    def export(
        self,
        session: Session,
        *,
        second: tuple[str, str] | None = None,
        on_progress: Progress = lambda done, of: None,
    ) -> ExportedFile:
        """Send every order that may go today, in one file with control totals.

        `second` is code and password of another supervisor, demanded above the policy's number of lines.
        Raises Refusal (nothing to send, no second person), and Trouble when the file can't be written: the
        orders count as sent all the same, and the file is written again.
        """
        code = OperationCode.EXPORT_PAYMENTS
        other = self._staff.prove(session, *second) if second is not None else None
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing() as uow,
        ):
            sql = uow.session
            authorise(sql, session, code)
            orders = _due(sql, session)
            if not orders:
                raise Refusal("nothing_to_send")
            most = self._alone(session)
            if other is not None:
                check_witness(sql, session, other)
            elif len(orders) > most:
                raise Refusal("export_needs_second", n=len(orders), most=most)
            file_no = _next_file_no(sql, session)
            for number, order in enumerate(orders, 1):
                order.file_no, order.line_no, order.state = file_no, number, PaymentState.SENT
                sql.add(order)
                on_progress(number, len(orders))
            text = _text(file_no, session.branch_code, session.business_date, orders)
            digest = hashlib.sha256(text.encode()).hexdigest()
            now = self._clock.now()
            file = PaymentFile(
                file_no=file_no,
                branch_code=session.branch_code,
                business_date=session.business_date,
                lines=len(orders),
                total_fen=sum(one.amount_fen for one in orders),
                content_sha256=digest,
                exported_by=session.staff_code,
                exported_at=now,
            )
            sql.add(file)
            record(
                uow,
                self._store.audit_key,
                session,
                now,
                OPERATIONS[code].audit_label,
                AuditOutcome.DONE,
                file_no=file_no,
                lines=file.lines,
                total_fen=file.total_fen,
                content=digest,
                second=other.code if other else None,
            )
            exported = ExportedFile(
                file_no, self._path(file_no), file.lines, file.total_fen, file.content_sha256
            )
        write_private(exported.path, text)
        return exported

    def write_again(self, session: Session, file_no: str) -> ExportedFile:
        """Write a file that was exported before once more: the same bytes. Raises Refusal and Trouble."""
        code = OperationCode.EXPORT_PAYMENTS
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing() as uow,
        ):
            sql = uow.session
            authorise(sql, session, code)
            file = _file(sql, session, file_no)
            orders = list(
                sql.exec(
                    select(PaymentOrder)
                    .where(PaymentOrder.file_no == file_no)
                    .order_by(col(PaymentOrder.line_no))
                )
            )
            text = _text(file_no, file.branch_code, file.business_date, orders)
            if hashlib.sha256(text.encode()).hexdigest() != file.content_sha256:
                raise Refusal("payment_file_changed", file_no=file_no)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[code].audit_label,
                AuditOutcome.READ,
                file_no=file_no,
                content=file.content_sha256,
            )
            exported = ExportedFile(
                file_no, self._path(file_no), file.lines, file.total_fen, file.content_sha256
            )
        write_private(exported.path, text)
        return exported

    def import_returns(
        self,
        session: Session,
        text: str,
        *,
        dry_run: bool = False,
        on_progress: Progress = lambda done, of: None,
    ) -> ReturnReport:
        """Take in the bank's answers: all of the file or, with one bad line, nothing.

        A line that was taken in before with the same answer counts as known, so that a file can be sent
        again. `dry_run` only says what it would come to. Raises Refusal, and BadInput for a text that is no
        return file.
        """
        code = OperationCode.IMPORT_RETURNS
        returned = read_returns(text)
        if returned.problem is not None:
            raise BadInput("file", returned.problem)
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing() as uow,
        ):
            sql = uow.session
            authorise(sql, session, code)
            _file(sql, session, returned.file_no)
            orders = {
                one.line_no: one
                for one in sql.exec(select(PaymentOrder).where(PaymentOrder.file_no == returned.file_no))
            }
            fresh, report = compare(returned, orders)
            if dry_run:
                return report
            if report.bad:
                self._record_returns(uow, session, returned.file_no, text, report, AuditOutcome.REFUSED)
                return report
            for number, (order, line) in enumerate(fresh, 1):
                take_answer(uow, session.business_date, self._clock.now(), order, line)
                on_progress(number, len(fresh))
            self._record_returns(uow, session, returned.file_no, text, report, AuditOutcome.DONE)
        return report

    def _alone(self, session: Session) -> int:
        """How many orders one person may send alone."""
        return self._policies.on(session.business_date).count("approval.export_above")

    def _record_returns(
        self,
        uow: UnitOfWork,
        session: Session,
        file_no: str,
        text: str,
        report: ReturnReport,
        outcome: AuditOutcome,
    ) -> None:
        record(
            uow,
            self._store.audit_key,
            session,
            self._clock.now(),
            OPERATIONS[OperationCode.IMPORT_RETURNS].audit_label,
            outcome,
            reason="return_bad_lines" if report.bad else None,
            file_no=file_no,
            paid=report.paid,
            failed=report.failed,
            known=report.known,
            bad=len(report.bad),
            content=hashlib.sha256(text.encode()).hexdigest(),
        )

    def _path(self, file_no: str) -> Path:
        return self._folder / f"{file_no}.csv"


def _due(sql: SqlSession, session: Session) -> list[PaymentOrder]:
    """Orders of the branch that may be sent on the business date, in the order in which they were made."""
    return list(
        sql.exec(
            select(PaymentOrder)
            .join(Case, col(Case.case_no) == col(PaymentOrder.case_no))
            .where(
                Case.branch_code == session.branch_code,
                or_(
                    col(PaymentOrder.state) == PaymentState.QUEUED,
                    col(PaymentOrder.state) == PaymentState.HELD,
                ),
                col(PaymentOrder.not_before) <= session.business_date,
            )
            .order_by(col(PaymentOrder.id))
        )
    )


def _next_file_no(sql: SqlSession, session: Session) -> str:
    """P, YYYYMMDD, branch (4), running number of the branch's day (3)."""
    count = sql.exec(
        select(func.count())
        .select_from(PaymentFile)
        .where(
            PaymentFile.branch_code == session.branch_code,
            PaymentFile.business_date == session.business_date,
        )
    ).one()
    return f"P{session.business_date:%Y%m%d}{session.branch_code}{count + 1:03d}"


def _file(sql: SqlSession, session: Session, file_no: str) -> PaymentFile:
    file = sql.get(PaymentFile, file_no)
    if file is None or file.branch_code != session.branch_code:
        raise Refusal("payment_file_unknown", file_no=file_no)
    return file


def _text(file_no: str, branch_code: str, on: date, orders: list[PaymentOrder]) -> str:
    lines = [
        SentLine(number, one.case_no, one.bank_code, one.card_no, one.payee_name, one.amount_fen)
        for number, one in enumerate(orders, 1)
    ]
    totals = SentTotals(file_no, branch_code, on, len(lines), sum(one.amount_fen for one in lines))
    return payment_file_text(totals, lines)


def _line(sql: SqlSession, file: PaymentFile) -> FileLine:
    states = dict(
        sql.exec(
            select(col(PaymentOrder.state), func.count())
            .where(PaymentOrder.file_no == file.file_no)
            .group_by(col(PaymentOrder.state))
        ).all()
    )
    return FileLine(
        file.file_no,
        file.business_date,
        file.lines,
        file.total_fen,
        states.get(PaymentState.SENT, 0),
        states.get(PaymentState.PAID, 0),
        states.get(PaymentState.FAILED, 0) + states.get(PaymentState.REDIRECTED, 0),
    )
