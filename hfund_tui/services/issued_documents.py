"""Papers the house vouches for: issued under a number, printed again with a mark, checked by their code."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db import turns
from hfund_tui.db.integrity import document_as_issued
from hfund_tui.db.keys import Keys
from hfund_tui.db.tables import IssuedDocument, Loan, Member
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.certificate import ContributionCertificate
from hfund_tui.domain.issued import Stamp, content_sha256, document_code, read_document_code
from hfund_tui.domain.loans.papers import LoanStatement, SettlementCertificate
from hfund_tui.domain.masks import mask_name
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import from_plain, to_plain
from hfund_tui.domain.receipt import PersonOnReceipt
from hfund_tui.domain.vocabulary import AuditOutcome, IssuedKind, LoanState
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import Refusal
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

IssuedPaper: TypeAlias = ContributionCertificate | SettlementCertificate | LoanStatement

_KINDS: dict[IssuedKind, type[IssuedPaper]] = {
    IssuedKind.CONTRIBUTION_CERTIFICATE: ContributionCertificate,
    IssuedKind.SETTLEMENT_CERTIFICATE: SettlementCertificate,
    IssuedKind.LOAN_STATEMENT: LoanStatement,
}
_KIND_OF: dict[type[object], IssuedKind] = {paper: kind for kind, paper in _KINDS.items()}
_LETTERS = {IssuedKind.CONTRIBUTION_CERTIFICATE: "JC", IssuedKind.LOAN_STATEMENT: "DZ"}
"""How the numbers of a kind begin."""

Paper = TypeVar("Paper", bound=IssuedPaper)


@dataclass(frozen=True, slots=True)
class IssuedSummary:
    """One line of a list of issued papers. The member's name is masked."""

    number: str
    kind: IssuedKind
    member_id: int
    member_name: str
    business_date: date
    issued_at: datetime
    copies: int


@dataclass(frozen=True, slots=True)
class IssuedList:
    """Issued papers, newest first; `more` says that there are older ones."""

    rows: tuple[IssuedSummary, ...]
    more: bool


class DocumentVerdict(StrEnum):
    """What is to be thought of a paper that somebody brings."""

    GENUINE = "genuine"
    OUTDATED = "outdated"
    """Issued here, but what it certifies was taken back since."""
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    CHANGED = "changed"
    """What is on file proves nothing any more."""

    @property
    def was_issued(self) -> bool:
        return self in (DocumentVerdict.GENUINE, DocumentVerdict.OUTDATED)


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """`paper` is what was issued, and `shown` the same with the name masked; only for a paper of the house's."""

    verdict: DocumentVerdict
    summary: IssuedSummary | None = None
    paper: IssuedPaper | None = None
    shown: IssuedPaper | None = None


class IssuedDocumentService:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def verify(self, session: Session, code: str) -> DocumentCheck:
        """What is to be thought of a paper with this code. Each look is recorded. Raises Refusal."""
        operation = OperationCode.VERIFY_DOCUMENT
        with (
            refusals_recorded(self._store, self._clock, session, operation, None),
            self._store.writing(turns.NOTHING) as uow,
        ):
            authorise(uow.session, session, operation)
            found = check_document(uow, self._store.database.keys, code)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[operation].audit_label,
                AuditOutcome.READ,
                reason=found.verdict.value,
                member_id=found.summary.member_id if found.summary else None,
                number=found.summary.number if found.summary else None,
            )
            return found

    def get(self, session: Session, number: str) -> IssuedPaper:
        """A paper as it was issued, with the whole name: each look is recorded. Raises Refusal."""
        operation = OperationCode.REPRINT_RECEIPT
        with (
            refusals_recorded(self._store, self._clock, session, operation, None),
            self._store.writing(turns.NOTHING) as uow,
        ):
            authorise(uow.session, session, operation)
            row = _row(uow.session, number)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[operation].audit_label,
                AuditOutcome.READ,
                member_id=row.member_id,
                number=number,
            )
            return stored_paper(row)

    def reprint(self, session: Session, number: str) -> IssuedPaper:
        """The paper with the number of its reprint, counted and recorded. Raises Refusal."""
        operation = OperationCode.REPRINT_RECEIPT
        with (
            refusals_recorded(self._store, self._clock, session, operation, None),
            self._store.writing(turns.paper(number)) as uow,
        ):
            authorise(uow.session, session, operation)
            row = _row(uow.session, number)
            paper = print_again(uow, row, stored_paper(row))
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[operation].audit_label,
                AuditOutcome.DONE,
                member_id=row.member_id,
                number=number,
                copy=row.printed_copies,
            )
            return paper

    def of_member(self, session: Session, member_id: int, *, limit: int = 50) -> IssuedList:
        """What was issued about a member, newest first."""
        return self._listed(session, limit, IssuedDocument.member_id == member_id)

    def of_today(self, session: Session, *, own: bool = False, limit: int = 50) -> IssuedList:
        """What the branch issued on the business date, newest first; with `own` what the operator did."""
        today = [
            IssuedDocument.branch_code == session.branch_code,
            IssuedDocument.business_date == session.business_date,
        ]
        if own:
            today.append(IssuedDocument.issued_by == session.staff_code)
        return self._listed(session, limit, *today)

    def _listed(self, session: Session, limit: int, *which: ColumnElement[bool] | bool) -> IssuedList:
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.REPRINT_RECEIPT)
            rows = reader.session.exec(
                select(IssuedDocument, Member.name)
                .join(Member, col(Member.id) == col(IssuedDocument.member_id))
                .where(*which)
                .order_by(col(IssuedDocument.issued_at).desc(), col(IssuedDocument.number).desc())
                .limit(limit + 1)
            ).all()
            listed = tuple(_summary(row, name) for row, name in rows[:limit])
            return IssuedList(listed, len(rows) > limit)


def next_number(sql: SqlSession, session: Session, kind: IssuedKind) -> str:
    """Letters of the kind, YYYYMMDD, branch (4), running number of the branch's day (4)."""
    issued = sql.exec(
        select(func.count())
        .select_from(IssuedDocument)
        .where(
            IssuedDocument.kind == kind,
            IssuedDocument.branch_code == session.branch_code,
            IssuedDocument.business_date == session.business_date,
        )
    ).one()
    return f"{_LETTERS[kind]}{session.business_date:%Y%m%d}{session.branch_code}{issued + 1:04d}"


def issue(
    uow: UnitOfWork, key: bytes, session: Session, member_id: int, paper: Paper, number: str, now: datetime
) -> Paper:
    """Keep the paper under its number, and stamp it. The caller writes the audit row."""
    kind = _KIND_OF[type(paper)]
    numbered = replace(paper, stamp=Stamp(number))
    content = to_plain(numbered)
    code = document_code(key, kind, content)
    uow.session.add(
        IssuedDocument(
            number=number,
            kind=kind,
            member_id=member_id,
            code=code,
            content_sha256=content_sha256(content),
            data_json=json.dumps(content, ensure_ascii=False, sort_keys=True),
            issued_by=session.staff_code,
            issued_at=now,
            business_date=session.business_date,
            branch_code=session.branch_code,
        )
    )
    return replace(numbered, stamp=Stamp(number, code))


def print_again(uow: UnitOfWork, row: IssuedDocument, paper: Paper) -> Paper:
    """The paper of the row, marked as the reprint that it is. The caller writes the audit row."""
    row.printed_copies += 1
    uow.session.add(row)
    return replace(paper, stamp=replace(paper.stamp, copy=row.printed_copies))


def check_document(reader: Reader | UnitOfWork, keys: Keys, typed: str) -> DocumentCheck:
    """What is to be thought of a paper with this code, however it is grouped.

    What is on file must still fit its own code: else nothing can be said of the paper.
    """
    code = read_document_code(typed)
    if code is None:
        return DocumentCheck(DocumentVerdict.MISTYPED)
    sql = reader.session
    row = sql.exec(select(IssuedDocument).where(IssuedDocument.code == code)).one_or_none()
    if row is None:
        return DocumentCheck(DocumentVerdict.UNKNOWN)
    if not document_as_issued(reader, keys, row.number):
        return DocumentCheck(DocumentVerdict.CHANGED)
    paper = stored_paper(row)
    verdict = DocumentVerdict.OUTDATED if _taken_back(sql, paper) else DocumentVerdict.GENUINE
    summary = _summary(row, sql.get_one(Member, row.member_id).name)
    return DocumentCheck(verdict, summary, paper, _masked(paper))


def _taken_back(sql: SqlSession, paper: IssuedPaper) -> bool:
    """Whether a loan that was certified as settled is owed again."""
    if not isinstance(paper, SettlementCertificate):
        return False
    return sql.get_one(Loan, paper.head.contract_no).state is not LoanState.SETTLED


def _masked(paper: IssuedPaper) -> IssuedPaper:
    match paper:
        case ContributionCertificate():
            return replace(paper, member=_masked_person(paper.member))
        case _:
            head = replace(paper.head, borrower=_masked_person(paper.head.borrower))
            return replace(paper, head=head)


def _masked_person(person: PersonOnReceipt) -> PersonOnReceipt:
    return replace(person, name=mask_name(person.name))


def _row(sql: SqlSession, number: str) -> IssuedDocument:
    row = sql.get(IssuedDocument, number)
    if row is None:
        raise Refusal("document_unknown")
    return row


def stored_paper(row: IssuedDocument) -> IssuedPaper:
    """The original that a row holds."""
    paper = from_plain(_KINDS[row.kind], json.loads(row.data_json))
    return replace(paper, stamp=Stamp(row.number, row.code))


def _summary(row: IssuedDocument, name: str) -> IssuedSummary:
    return IssuedSummary(
        row.number,
        row.kind,
        row.member_id,
        mask_name(name),
        row.business_date,
        row.issued_at,
        row.printed_copies,
    )
