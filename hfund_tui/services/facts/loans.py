"""Facts about loans: what is left to repay, what is overdue, who owes it, what happened in this cycle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import (
    Account,
    Agreement,
    Case,
    DebitOrder,
    Loan,
    LoanInstalment,
    LoanParty,
    LoanTerms,
    Member,
    RepaymentAccount,
)
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans import facts
from hfund_tui.domain.loans.penalty import Overdue
from hfund_tui.domain.loans.schedule import Terms, schedule, terms_after
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    CaseStatus,
    LoanChange,
    LoanRole,
    PaymentState,
)

ON_THE_WAY = (PaymentState.QUEUED, PaymentState.SENT)
"""Orders that the bank has not answered."""

_PERCENT = 100


def loan_of(sql: SqlSession, member_id: int, contract_no: str) -> Loan | None:
    """The loan, if the member is one of its parties."""
    loan = sql.get(Loan, contract_no)
    if loan is None:
        return None
    parties = sql.exec(select(col(LoanParty.member_id)).where(*active_parties(contract_no)))
    return loan if member_id in (loan.member_id, *parties) else None


def standing(sql: SqlSession, loan: Loan, on: date) -> facts.LoanStanding:
    """The loan on a day, after everything that is booked."""
    version = terms_in_force(sql, loan.contract_no)
    owed = instalments(sql, loan.contract_no)
    terms = rest_of(version, sum(one.terms_id == version.id for one in owed)) if version else None
    began = max((one.due_on for one in owed), default=loan.disbursed_on)
    orders = sql.exec(
        select(DebitOrder).where(
            DebitOrder.contract_no == loan.contract_no, col(DebitOrder.state).in_(ON_THE_WAY)
        )
    ).all()
    with_the_bank = {one.instalment_id for one in orders}
    late = tuple(
        Overdue(one.due_on, one.principal_fen, one.interest_fen)
        for one in owed
        if one.paid_on is None and one.id not in with_the_bank
    )
    return facts.LoanStanding(
        contract_no=loan.contract_no,
        state=loan.state,
        home=loan.home,
        bank_code=loan.bank_code,
        contract_months=loan.months,
        disbursed_on=loan.disbursed_on,
        terms=terms,
        rate=terms_of(version).rate if version else Fraction(0),
        cycle_began=began,
        changed_in_cycle=_changes_since(sql, loan.contract_no, began),
        overdue=late,
        parties=_parties(sql, loan),
        account=_account(sql, loan.contract_no),
        debit_under_way=bool(orders) or (terms is not None and terms.first_due < on),
    )


def terms_in_force(sql: SqlSession, contract_no: str) -> LoanTerms | None:
    return sql.exec(
        select(LoanTerms).where(LoanTerms.contract_no == contract_no, col(LoanTerms.ended_on).is_(None))
    ).one_or_none()


def terms_of(version: LoanTerms) -> Terms:
    """The terms as they were when the version began."""
    return Terms(
        version.principal_fen,
        Fraction(version.rate_text) / _PERCENT,
        version.months,
        version.method,
        version.first_due,
        version.due_day,
        version.regular_fen,
        version.odd_interest_fen,
    )


def rest_of(version: LoanTerms, fallen_due: int) -> Terms | None:
    """The terms of what has not fallen due yet, after so many of the version's instalments."""
    terms = terms_of(version)
    return (
        terms_after(terms, fallen_due, schedule(terms).rows[fallen_due - 1].balance_fen)
        if fallen_due
        else terms
    )


def instalments(sql: SqlSession, contract_no: str) -> Sequence[LoanInstalment]:
    """Everything that fell due, in order."""
    return sql.exec(
        select(LoanInstalment)
        .where(LoanInstalment.contract_no == contract_no)
        .order_by(col(LoanInstalment.due_on), col(LoanInstalment.id))
    ).all()


def _changes_since(sql: SqlSession, contract_no: str, began: date) -> frozenset[LoanChange]:
    """What changed the loan after the cycle began and stands."""
    made = sql.exec(
        select(col(LoanTerms.change))
        .join(Case, col(Case.case_no) == col(LoanTerms.case_no))
        .where(
            LoanTerms.contract_no == contract_no,
            col(LoanTerms.since) > began,
            col(Case.status) == CaseStatus.COMPLETED,
        )
    ).all()
    return frozenset(one for one in made if one is not None)


def active_parties(contract_no: str) -> tuple[bool, bool]:
    return LoanParty.contract_no == contract_no, col(LoanParty.ended_on).is_(None)  # type: ignore[return-value]


def _parties(sql: SqlSession, loan: Loan) -> tuple[facts.LoanParty, ...]:
    """The borrower first, then the others in their order."""
    borrower = sql.get_one(Member, loan.member_id)
    rows = sql.exec(
        select(LoanParty).where(*active_parties(loan.contract_no)).order_by(col(LoanParty.position))
    ).all()
    return (
        facts.LoanParty(
            LoanRole.BORROWER,
            holder_no(borrower.id_no),
            borrower.name,
            loan.member_id,
            _base(sql, loan.member_id),
        ),
        *(
            facts.LoanParty(
                one.role,
                holder_no(one.id_no),
                one.name,
                one.member_id,
                _base(sql, one.member_id) if one.member_id is not None else one.base_fen,
                one.id or 0,
                _agreement_of(sql, one),
            )
            for one in rows
        ),
    )


def _agreement_of(sql: SqlSession, party: LoanParty) -> int | None:
    """The agreement a co-repayer signed with joining, while it is in force."""
    if party.joined_case is None:
        return None
    return sql.exec(
        select(Agreement.id).where(
            Agreement.signed_case == party.joined_case,
            Agreement.kind == AgreementKind.CO_REPAYER,
            Agreement.state == AgreementState.IN_FORCE,
        )
    ).first()


def _base(sql: SqlSession, member_id: int) -> int:
    query = select(col(Account.contribution_base_fen)).where(Account.member_id == member_id)
    return sql.exec(query).first() or 0


def _account(sql: SqlSession, contract_no: str) -> facts.RepaymentAccount | None:
    row = sql.exec(
        select(RepaymentAccount).where(
            RepaymentAccount.contract_no == contract_no, col(RepaymentAccount.ended_on).is_(None)
        )
    ).one_or_none()
    if row is None or row.id is None:
        return None
    return facts.RepaymentAccount(row.id, row.bank_code, row.account_no[-4:], row.holder_id_no)
