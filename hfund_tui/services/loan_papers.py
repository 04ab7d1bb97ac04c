"""Statements of loans, and certificates that they are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TypeVar

from sqlmodel import Session as SqlSession
from sqlmodel import col, false, select

from hfund_tui.db import turns
from hfund_tui.db.tables import (
    DebitOrder,
    IssuedDocument,
    Loan,
    LoanInstalment,
    LoanOffset,
    LoanParty,
    LoanTerms,
    Member,
)
from hfund_tui.db.tables import JournalBatch as Batch
from hfund_tui.db.tables import LedgerEntry as Entry
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.loans.papers import (
    LoanEvent,
    LoanEventKind,
    LoanHead,
    LoanStatement,
    SettlementCertificate,
)
from hfund_tui.domain.masks import mask_id
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.receipt import PersonOnReceipt
from hfund_tui.domain.vocabulary import AuditOutcome, IssuedKind, Ledger, LoanRole, LoanState, PaymentState
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import Refusal
from hfund_tui.services.facts.loans import active_parties, loan_of
from hfund_tui.services.issued_documents import issue, next_number, print_again, stored_paper
from hfund_tui.services.maker import Maker, maker_of
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

Paper = TypeVar("Paper", LoanStatement, SettlementCertificate)


class LoanPaperService:
    """Papers a borrower takes home, each issued under a number; the name of whoever made it stands on it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def statement(self, session: Session, member_id: int, contract_no: str) -> LoanStatement:
        """Everything that happened to the loan until today. Raises Refusal."""

        def make(uow: UnitOfWork, loan: Loan, maker: Maker) -> LoanStatement:
            sql = uow.session
            number = next_number(sql, session, IssuedKind.LOAN_STATEMENT)
            made = LoanStatement(_head(sql, loan), tuple(_events(sql, loan)), *maker)
            return issue(uow, self._store.audit_key, session, member_id, made, number, maker.at)

        return self._make(OperationCode.LOAN_STATEMENT, session, member_id, contract_no, make)

    def certificate(self, session: Session, member_id: int, contract_no: str) -> SettlementCertificate:
        """That the loan is settled; from the second time on, a reprint. Raises Refusal for one that is not."""

        def make(uow: UnitOfWork, loan: Loan, maker: Maker) -> SettlementCertificate:
            made = _certificate(uow.session, loan, maker)
            for number in _numbers(made.number):
                row = uow.session.get(IssuedDocument, number)
                if row is None:
                    made = replace(made, number=number)
                    return issue(uow, self._store.audit_key, session, member_id, made, number, maker.at)
                before = stored_paper(row)
                if isinstance(before, SettlementCertificate) and before.head == made.head:
                    return print_again(uow, row, before)
            raise AssertionError("numbers do not end")

        return self._make(OperationCode.SETTLEMENT_CERTIFICATE, session, member_id, contract_no, make)

    def _make(
        self,
        code: OperationCode,
        session: Session,
        member_id: int,
        contract_no: str,
        make: Callable[[UnitOfWork, Loan, Maker], Paper],
    ) -> Paper:
        about = (turns.member(member_id), turns.loan(contract_no), turns.paper(session.branch_code))
        with (
            refusals_recorded(self._store, self._clock, session, code, member_id),
            self._store.writing(*about) as uow,
        ):
            sql = uow.session
            authorise(sql, session, code)
            loan = _loan(sql, member_id, contract_no)
            made = make(uow, loan, maker_of(sql, session, self._clock.now()))
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[code].audit_label,
                AuditOutcome.READ,
                member_id=member_id,
                contract_no=contract_no,
                number=made.stamp.number,
                copy=made.stamp.copy,
            )
            return made


def _numbers(first: str) -> Iterator[str]:
    """The number of a settlement, and those of others of the same loan on the same day."""
    yield first
    for settlement in count(2):
        yield f"{first}-{settlement}"


def _loan(sql: SqlSession, member_id: int, contract_no: str) -> Loan:
    """A loan the member borrowed. A co-repayer owes nothing: what others owe is not told."""
    loan = loan_of(sql, member_id, contract_no)
    if loan is None:
        raise Refusal("loan_unknown")
    if _repays_for_others(sql, member_id, contract_no):
        raise Refusal("loan_of_others")
    return loan


def _repays_for_others(sql: SqlSession, member_id: int, contract_no: str) -> bool:
    query = select(LoanParty.id).where(
        *active_parties(contract_no),
        LoanParty.member_id == member_id,
        LoanParty.role == LoanRole.CO_REPAYER,
    )
    return sql.exec(query).first() is not None


def _certificate(sql: SqlSession, loan: Loan, maker: Maker) -> SettlementCertificate:
    if loan.state is not LoanState.SETTLED or loan.settled_on is None:
        raise Refusal("loan_not_settled", amount=loan.balance_fen)
    return SettlementCertificate(_head(sql, loan), f"JQ{loan.settled_on:%Y%m%d}{loan.contract_no}", *maker)


def _head(sql: SqlSession, loan: Loan) -> LoanHead:
    """The contract as it was made, and what became of it."""
    terms = sql.exec(
        select(LoanTerms).where(LoanTerms.contract_no == loan.contract_no).order_by(col(LoanTerms.id))
    ).all()
    borrower = sql.get_one(Member, loan.member_id)
    return LoanHead(
        loan.contract_no,
        PersonOnReceipt(borrower.name, mask_id(borrower.id_no)),
        loan.bank_code,
        loan.principal_fen,
        terms[-1].rate_text,
        loan.months,
        terms[-1].method,
        loan.disbursed_on,
        loan.state,
        loan.balance_fen,
        loan.settled_on,
    )


def _events(sql: SqlSession, loan: Loan) -> list[LoanEvent]:
    """Disbursement, instalments, early repayments and offsets in the order of their days, each with the principal
    that was left when it was paid."""
    moves = [
        *((0, one) for one in _instalments(sql, loan.contract_no)),  # overdue, they go before any other
        *_prepayments(sql, loan.contract_no),
        *_offsets(sql, loan.contract_no),
    ]
    moves.sort(key=lambda move: (move[1].paid_on or move[1].on, move[0], move[1].on))
    balance = loan.principal_fen
    events = [
        LoanEvent(
            LoanEventKind.DISBURSED, loan.disbursed_on, 0, balance_fen=balance, paid_on=loan.disbursed_on
        )
    ]
    for _, one in moves:
        if one.paid_on is not None:
            balance -= one.principal_fen
        events.append(replace(one, balance_fen=balance))
    return events


def _instalments(sql: SqlSession, contract_no: str) -> list[LoanEvent]:
    rows = sql.exec(select(LoanInstalment).where(LoanInstalment.contract_no == contract_no))
    return [
        LoanEvent(
            LoanEventKind.INSTALMENT if one.paid_on is not None else LoanEventKind.OVERDUE,
            one.due_on,
            one.principal_fen,
            one.interest_fen,
            one.penalty_fen,
            paid_on=one.paid_on,
        )
        for one in rows
    ]


def _prepayments(sql: SqlSession, contract_no: str) -> list[tuple[int, LoanEvent]]:
    """Each with the number of the batch it was booked by."""
    rows = sql.exec(
        select(DebitOrder).where(
            DebitOrder.contract_no == contract_no,
            col(DebitOrder.case_no).is_not(None),
            DebitOrder.state == PaymentState.PAID,
        )
    )
    return [
        (
            _booked(sql, one.case_no or "")[0],
            LoanEvent(
                LoanEventKind.PREPAYMENT,
                one.business_date,
                one.principal_fen,
                one.interest_fen,
                paid_on=one.result_on,
            ),
        )
        for one in rows
    ]


def _offsets(sql: SqlSession, contract_no: str) -> list[tuple[int, LoanEvent]]:
    """One for each offset, with the number of its batch: what it repaid of the principal stands in the ledger."""
    cases = sql.exec(
        select(col(LoanOffset.case_no), col(LoanOffset.posted_on), col(LoanOffset.amount_fen)).where(
            LoanOffset.contract_no == contract_no, col(LoanOffset.void).is_(false())
        )
    ).all()
    given: dict[tuple[str, date], int] = {}
    for case_no, on, fen in cases:
        given[case_no, on] = given.get((case_no, on), 0) + fen
    events = []
    for (case_no, on), total in given.items():
        batch, principal = _booked(sql, case_no)
        event = LoanEvent(LoanEventKind.OFFSET, on, principal, total - principal, paid_on=on)
        events.append((batch, event))
    return events


def _booked(sql: SqlSession, case_no: str) -> tuple[int, int]:
    """The batch in which a case repaid principal, and how much (fen)."""
    return sql.exec(
        select(col(Entry.batch_id), col(Entry.amount_fen))
        .join(Batch, col(Batch.id) == col(Entry.batch_id))
        .where(Batch.case_no == case_no, Entry.ledger == Ledger.LOAN_PRINCIPAL)
    ).one()
