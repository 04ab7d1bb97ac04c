"""Employers' contribution lists: looked through, taken in without their bad lines, and each line once.

A list is credited in portions, each a transaction of its own with its audit row. Killed in between, it is handed
in again: it is known by its digest, and goes on after the last portion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db import turns
from hfund_tui.db.tables import ContributionFile as ContributionRow
from hfund_tui.db.tables import Employer
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.contribution_file import (
    ContributionFile,
    ContributionLine,
    read_contribution_file,
)
from hfund_tui.domain.contribution_rules import ContributionTerms
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.table_file import Fault, NoTable
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.contribution_lines import ListedEmployer, LookThrough, credit
from hfund_tui.services.contribution_returns import returned_list
from hfund_tui.services.errors import BadInput
from hfund_tui.services.outbox import file_in, write_private
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store, readable_errors

Progress = Callable[[int, int], None]

_CODE = OperationCode.IMPORT_CONTRIBUTIONS


@dataclass(frozen=True, slots=True)
class ContributionReport:
    """What a list comes to. Amounts in fen.

    `good` lines were credited, or would be; `known` ones had been before. `bad` counts the lines that stay out,
    `faults` names everything that is wrong with them. `file_no` is None for a list that was only looked at;
    `returned` is the file for the employer, written when there is something to correct. `refused` says that
    nothing was taken in because of the bad lines.
    """

    employer_no: str
    employer: str
    month: Month
    lines: int
    total_fen: int
    good: int
    good_fen: int
    known: int
    known_fen: int
    bad: int
    faults: tuple[Fault, ...]
    file_no: str | None = None
    returned: Path | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One list in a list of them. Amounts in fen; `finished` is False for one that was cut short."""

    file_no: str
    business_date: date
    employer: str
    month: Month
    lines: int
    total_fen: int
    taken: int
    taken_fen: int
    finished: bool


class ContributionService:
    """Taking in what employers pay for their people."""

    def __init__(self, store: Store, clock: Clock, policies: PolicyBook, folder: Path) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._folder = folder

    def check(
        self, session: Session, content: bytes, *, on_progress: Progress = lambda done, of: None
    ) -> ContributionReport:
        """Look a list through; nothing is written.

        Raises Refusal, and BadInput for what is no list, is from nobody, or does not fit its totals.
        """
        read = _read(content)
        with (
            refusals_recorded(self._store, self._clock, session, _CODE, None),
            self._store.reading() as reader,
        ):
            authorise(reader.session, session, _CODE)
            run = self._begin(reader.session, session, read)
            run.file_no = _known_as(reader.session, read.sha256)
            done = 0
            for portion in run.portions():
                run.look(reader, portion)
                done += len(portion)
                on_progress(done, len(run.content.lines))
            return _report(run)

    def take_in(
        self, session: Session, content: bytes, *, on_progress: Progress = lambda done, of: None
    ) -> ContributionReport:
        """Credit every good line that was not credited yet, and write the bad ones into a file for the employer.

        Where the policy wants all or nothing, one bad line keeps the others out. Raises what `check` raises, and
        Trouble when the file for the employer can't be written: handed in again, the list writes it once more.
        """
        with readable_errors():
            policy = self._policies.on(session.business_date)
            leaves_out = policy.flag("contribution.without_bad_lines")
        if not leaves_out:
            looked = self.check(session, content, on_progress=on_progress)
            if looked.bad:
                self._record_refused(session, looked)
                return replace(looked, refused=True)
        read = _read(content)
        with refusals_recorded(self._store, self._clock, session, _CODE, None):
            run = self._open(session, read)
            done = 0
            for portion in run.portions():
                self._take_portion(session, run, portion)
                done += len(portion)
                on_progress(done, len(run.content.lines))
            self._finish(session, run)
        returned = None
        if run.bad:
            returned = file_in(self._folder, f"{run.file_no}-return", ".csv")
            write_private(returned, returned_list(run.content.head, run.bad))
        return replace(_report(run), returned=returned)

    def files(self, session: Session, *, limit: int = 50) -> tuple[ListedFile, ...]:
        """The branch's lists, those that were cut short first, then the newest. Raises Refusal."""
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_DAY)
            rows = sql.exec(
                select(ContributionRow, Employer.name)
                .join(Employer, col(Employer.id) == col(ContributionRow.employer_id))
                .where(ContributionRow.branch_code == session.branch_code)
                .order_by(
                    col(ContributionRow.finished_at).is_not(None),
                    col(ContributionRow.begun_at).desc(),
                    col(ContributionRow.file_no).desc(),
                )
                .limit(limit)
            ).all()
            return tuple(
                ListedFile(
                    one.file_no,
                    one.business_date,
                    employer,
                    one.month,
                    one.lines,
                    one.total_fen,
                    one.taken,
                    one.taken_fen,
                    one.finished_at is not None,
                )
                for one, employer in rows
            )

    def _begin(self, sql: SqlSession, session: Session, read: ContributionFile) -> LookThrough:
        """Who a list is from and what is asked of its lines. Raises BadInput."""
        head = read.head
        row = sql.exec(select(Employer).where(Employer.account_no == head.employer_no)).one_or_none()
        if row is None or row.id is None:
            raise BadInput("file", "contribution_employer", found=head.employer_no[:30])
        ahead = self._policies.on(session.business_date).count("contribution.months_ahead")
        latest = Month.of(session.business_date) + ahead
        if head.month > latest:
            raise BadInput("file", "contribution_month_late", found=head.month, wanted=latest)
        terms = ContributionTerms.of(head.month, self._policies.on(head.month.first_day))
        return LookThrough(read, ListedEmployer(row.id, row.account_no, row.name), terms)

    def _open(self, session: Session, read: ContributionFile) -> LookThrough:
        """The list under its number: a new one, or the one it has had since it first came."""
        with self._store.writing() as uow:
            sql = uow.session
            authorise(sql, session, _CODE)
            run = self._begin(sql, session, read)
            run.file_no = _known_as(sql, read.sha256)
            if run.file_no is None:
                run.file_no = self._next_file_no(sql, session)
                head = read.head
                sql.add(
                    ContributionRow(
                        file_no=run.file_no,
                        employer_id=run.employer.id,
                        month=head.month,
                        branch_code=session.branch_code,
                        business_date=session.business_date,
                        lines=head.lines,
                        total_fen=head.total_fen,
                        content_sha256=read.sha256,
                        begun_by=session.staff_code,
                        begun_at=self._clock.now(),
                    )
                )
                self._noting(uow, session)(
                    AuditOutcome.PENDING,
                    file_no=run.file_no,
                    lines=head.lines,
                    total_fen=head.total_fen,
                    content=read.sha256,
                )
        return run

    def _take_portion(self, session: Session, run: LookThrough, portion: Sequence[ContributionLine]) -> None:
        """One transaction: what of a portion is good is credited, with its audit row."""
        with self._store.writing() as uow:
            authorise(uow.session, session, _CODE)
            good = run.look(uow, portion)
            if not good:
                return
            batch_id = credit(uow, run, good, session.business_date, self._clock.now())
            self._noting(uow, session)(
                AuditOutcome.DONE,
                file_no=run.file_no,
                batch=batch_id,
                first=good[0].number,
                last=good[-1].number,
                lines=len(good),
                total_fen=sum(one.total_fen for one in good),
            )

    def _finish(self, session: Session, run: LookThrough) -> None:
        with self._store.writing() as uow:
            authorise(uow.session, session, _CODE)
            file = uow.session.get_one(ContributionRow, run.file_no)
            if file.finished_at is None:
                file.finished_at = self._clock.now()
                uow.session.add(file)
            self._noting(uow, session)(
                AuditOutcome.DONE,
                file_no=run.file_no,
                taken=run.good,
                taken_fen=run.good_fen,
                known=run.known,
                bad=len(run.bad),
                content=run.content.sha256,
            )

    def _record_refused(self, session: Session, looked: ContributionReport) -> None:
        """A list that was not taken in because of its bad lines."""
        with self._store.writing(turns.NOTHING) as uow:
            self._noting(uow, session)(
                AuditOutcome.REFUSED,
                reason="contribution_bad_lines",
                employer=looked.employer_no,
                month=str(looked.month),
                bad=looked.bad,
            )

    def _noting(self, uow: UnitOfWork, session: Session) -> Callable[..., object]:
        """Writes an audit row of this operation: called with the outcome and what there is to say."""
        label = OPERATIONS[_CODE].audit_label
        return partial(record, uow, self._store.audit_key, session, self._clock.now(), label)

    def _next_file_no(self, sql: SqlSession, session: Session) -> str:
        """C, YYYYMMDD, branch (4), running number of the branch's day (3)."""
        count = sql.exec(
            select(func.count())
            .select_from(ContributionRow)
            .where(
                ContributionRow.branch_code == session.branch_code,
                ContributionRow.business_date == session.business_date,
            )
        ).one()
        return f"C{session.business_date:%Y%m%d}{session.branch_code}{count + 1:03d}"


def _read(content: bytes) -> ContributionFile:
    """Raises BadInput."""
    try:
        return read_contribution_file(content)
    except NoTable as problem:
        raise BadInput("file", problem.code, found=problem.found) from problem


def _known_as(sql: SqlSession, sha256: str) -> str | None:
    """The number of a list that came before."""
    return sql.exec(
        select(ContributionRow.file_no).where(ContributionRow.content_sha256 == sha256)
    ).one_or_none()


def _report(run: LookThrough) -> ContributionReport:
    head = run.content.head
    return ContributionReport(
        run.employer.account_no,
        run.employer.name,
        head.month,
        head.lines,
        head.total_fen,
        run.good,
        run.good_fen,
        run.known,
        run.known_fen,
        len(run.bad),
        tuple(fault for _, faults in run.bad for fault in faults),
        run.file_no,
    )
