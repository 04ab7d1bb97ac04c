"""Files to the bank and the bank's answers to them, whatever the orders are about.

An order is sent once: the statement that puts it into a file takes only orders that are still in the house.
The file is written after the transaction, and can be written again from the database, byte for byte.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db.tables import DebitOrder, PaymentFile, PaymentOrder
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.payment_file import (
    ReturnLine,
    SentLine,
    SentTotals,
    payment_file_text,
    read_returns,
)
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, FileKind, PaymentState
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.outbox import file_in, write_private
from hfund_tui.services.payment_returns import ReturnReport, compare
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store
from hfund_tui.services.witness import check_witness

Progress = Callable[[int, int], None]
Order = TypeVar("Order", PaymentOrder, DebitOrder)

_LETTERS = {FileKind.PAYOUT: "P", FileKind.DEBIT: "D"}


@dataclass(frozen=True, slots=True)
class Due:
    """What waits to be sent today: how many orders, their sum in fen, and whether it takes a second person."""

    lines: int
    total_fen: int
    needs_second: bool


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file as it lies in the folder. `total_fen` is the sum of its lines."""

    file_no: str
    path: Path
    lines: int
    total_fen: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in a list. Amounts in fen; the counts say what became of its orders."""

    file_no: str
    business_date: date
    lines: int
    total_fen: int
    sent: int
    paid: int
    failed: int


@dataclass(frozen=True, slots=True)
class Gathered(Generic[Order]):
    """The orders of a file to be, in their order; on the way `billed` instalments fell due, and `given_up` orders
    were too late to be sent."""

    orders: list[Order]
    billed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Codes:
    """The error codes of one kind of file."""

    nothing: str
    needs_second: str
    unknown: str
    other_kind: str
    changed: str


class BankFileService(ABC, Generic[Order]):
    """Exporting the orders of one branch and taking in the bank's answers.

    A kind of order says which orders are due, what stands in a line, and what an answer does.
    """

    kind: ClassVar[FileKind]
    exporting: ClassVar[OperationCode]
    importing: ClassVar[OperationCode]
    codes: ClassVar[Codes]
    table: type[Order]

    def __init__(
        self, store: Store, clock: Clock, policies: PolicyBook, staff: StaffService, folder: Path
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._staff = staff
        self._folder = folder

    @abstractmethod
    def _waiting(self, sql: SqlSession, session: Session) -> tuple[int, int]:
        """How many orders an export would send, and their sum in fen. Changes nothing."""

    @abstractmethod
    def _gather(self, uow: UnitOfWork, session: Session) -> Gathered[Order]:
        """The orders to be sent, made where they have to be."""

    @abstractmethod
    def _lines(self, sql: SqlSession, orders: Sequence[Order]) -> list[SentLine]:
        """The lines of orders of one file, numbered from 1."""

    @abstractmethod
    def _take(self, uow: UnitOfWork, on: date, order: Order, line: ReturnLine) -> None:
        """What one answer does; the order itself is marked already."""

    def due(self, session: Session) -> Due:
        """What an export would send. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_DAY)
            lines, total = self._waiting(reader.session, session)
            return Due(lines, total, lines > self._alone(session))

    def files(self, session: Session, *, limit: int = 50) -> tuple[FileLine, ...]:
        """The branch's files, newest first. Raises Refusal."""
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_DAY)
            rows = sql.exec(
                select(PaymentFile)
                .where(PaymentFile.branch_code == session.branch_code, PaymentFile.kind == self.kind)
                .order_by(col(PaymentFile.exported_at).desc(), col(PaymentFile.file_no).desc())
                .limit(limit)
            ).all()
            return tuple(self._line(sql, row) for row in rows)

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
        code = self.exporting
        other = self._staff.prove(session, *second) if second is not None else None
        with refusals_recorded(self._store, self._clock, session, code, None):
            with self._store.writing() as uow:
                sql = uow.session
                authorise(sql, session, code)
                gathered = self._gather(uow, session)
                orders = gathered.orders
                if not orders and not gathered.billed and not gathered.given_up:
                    raise Refusal(self.codes.nothing)
                most = self._alone(session)
                if other is not None:
                    check_witness(sql, session, other)
                elif len(orders) > most:
                    raise Refusal(self.codes.needs_second, n=len(orders), most=most)
                written = self._put_in_file(sql, session, orders, on_progress) if orders else None
                record(
                    uow,
                    self._store.audit_key,
                    session,
                    self._clock.now(),
                    OPERATIONS[code].audit_label,
                    AuditOutcome.DONE,
                    file_no=written[0].file_no if written else None,
                    lines=len(orders),
                    total_fen=sum(one.amount_fen for one in orders),
                    content=written[0].content_sha256 if written else None,
                    billed=gathered.billed or None,
                    given_up=gathered.given_up or None,
                    second=other.code if other else None,
                )
                exported = self._exported(written[0]) if written else None
            if exported is None or written is None:
                # What fell due without an account to debit stays billed, what was too late stays given up.
                raise Refusal(self.codes.nothing)
        write_private(exported.path, written[1])
        return exported

    def write_again(self, session: Session, file_no: str) -> ExportedFile:
        """Write a file that was exported before once more: the same bytes. Raises Refusal and Trouble."""
        code = self.exporting
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing() as uow,
        ):
            sql = uow.session
            authorise(sql, session, code)
            file = self._file(sql, session, file_no)
            orders = self._orders_of(sql, file_no)
            text = _text(file_no, file.branch_code, file.business_date, self._lines(sql, orders))
            if hashlib.sha256(text.encode()).hexdigest() != file.content_sha256:
                raise Refusal(self.codes.changed, file_no=file_no)
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
            exported = self._exported(file)
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
        returned = read_returns(text)
        if returned.problem is not None:
            raise BadInput("file", returned.problem)
        with (
            refusals_recorded(self._store, self._clock, session, self.importing, None),
            self._store.writing() as uow,
        ):
            sql = uow.session
            authorise(sql, session, self.importing)
            self._file(sql, session, returned.file_no)
            orders = self._orders_of(sql, returned.file_no)
            references = [one.reference for one in self._lines(sql, orders)]
            sent = {one.line_no: (one, reference) for one, reference in zip(orders, references, strict=True)}
            fresh, report = compare(returned, sent)
            if dry_run:
                return report
            if report.bad:
                self._record_returns(uow, session, returned.file_no, text, report, AuditOutcome.REFUSED)
                return report
            for number, (order, line) in enumerate(fresh, 1):
                order.result_on = session.business_date
                order.result_reason = line.reason[:200]
                order.state = PaymentState.PAID if line.paid else PaymentState.FAILED
                sql.add(order)
                self._take(uow, session.business_date, order, line)
                on_progress(number, len(fresh))
            self._record_returns(uow, session, returned.file_no, text, report, AuditOutcome.DONE)
        return report

    def _alone(self, session: Session) -> int:
        """How many orders one person may send alone."""
        return self._policies.on(session.business_date).count("approval.export_above")

    def _put_in_file(
        self, sql: SqlSession, session: Session, orders: list[Order], on_progress: Progress
    ) -> tuple[PaymentFile, str]:
        """The row of a new file with these orders, and its text."""
        file_no = self._next_file_no(sql, session)
        for number, order in enumerate(orders, 1):
            order.file_no, order.line_no, order.state = file_no, number, PaymentState.SENT
            sql.add(order)
            on_progress(number, len(orders))
        sql.flush()
        text = _text(file_no, session.branch_code, session.business_date, self._lines(sql, orders))
        file = PaymentFile(
            file_no=file_no,
            kind=self.kind,
            branch_code=session.branch_code,
            business_date=session.business_date,
            lines=len(orders),
            total_fen=sum(one.amount_fen for one in orders),
            content_sha256=hashlib.sha256(text.encode()).hexdigest(),
            exported_by=session.staff_code,
            exported_at=self._clock.now(),
        )
        sql.add(file)
        return file, text

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
            OPERATIONS[self.importing].audit_label,
            outcome,
            reason="return_bad_lines" if report.bad else None,
            file_no=file_no,
            paid=report.paid,
            failed=report.failed,
            known=report.known,
            bad=len(report.bad),
            content=hashlib.sha256(text.encode()).hexdigest(),
        )

    def _exported(self, file: PaymentFile) -> ExportedFile:
        path = file_in(self._folder, file.file_no, ".csv")
        return ExportedFile(file.file_no, path, file.lines, file.total_fen, file.content_sha256)

    def _orders_of(self, sql: SqlSession, file_no: str) -> list[Order]:
        """The orders of a file, in the order of its lines."""
        table = self.table
        return list(sql.exec(select(table).where(table.file_no == file_no).order_by(col(table.line_no))))

    def _next_file_no(self, sql: SqlSession, session: Session) -> str:
        """P or D, YYYYMMDD, branch (4), running number of the branch's day and kind (3)."""
        count = sql.exec(
            select(func.count())
            .select_from(PaymentFile)
            .where(
                PaymentFile.branch_code == session.branch_code,
                PaymentFile.business_date == session.business_date,
                PaymentFile.kind == self.kind,
            )
        ).one()
        letter = _LETTERS[self.kind]
        return f"{letter}{session.business_date:%Y%m%d}{session.branch_code}{count + 1:03d}"

    def _file(self, sql: SqlSession, session: Session, file_no: str) -> PaymentFile:
        file = sql.get(PaymentFile, file_no)
        if file is None or file.branch_code != session.branch_code:
            raise Refusal(self.codes.unknown, file_no=file_no)
        if file.kind is not self.kind:
            raise Refusal(self.codes.other_kind, file_no=file_no)
        return file

    def _line(self, sql: SqlSession, file: PaymentFile) -> FileLine:
        table = self.table
        states = dict(
            sql.exec(
                select(col(table.state), func.count())
                .where(table.file_no == file.file_no)
                .group_by(col(table.state))
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


def _text(file_no: str, branch_code: str, on: date, lines: list[SentLine]) -> str:
    totals = SentTotals(file_no, branch_code, on, len(lines), sum(one.amount_fen for one in lines))
    return payment_file_text(totals, lines)
