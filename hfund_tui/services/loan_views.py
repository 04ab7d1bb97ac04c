"""Loans as they are shown."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as SqlSession
from sqlmodel import col, or_, select

from hfund_tui.db.tables import Loan, LoanParty
from hfund_tui.domain.interest import percent
from hfund_tui.domain.loans.schedule import schedule
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import LoanRole, LoanState
from hfund_tui.services.facts.loans import standing
from hfund_tui.services.overview import LoanView


def loans_of(sql: SqlSession, member_id: int, on: date, policy: Policy) -> tuple[LoanView, ...]:
    """Loans of which the member is a party, in short: those still running first."""
    party = select(col(LoanParty.contract_no)).where(
        LoanParty.member_id == member_id, col(LoanParty.ended_on).is_(None)
    )
    rows = sql.exec(
        select(Loan)
        .where(or_(Loan.member_id == member_id, col(Loan.contract_no).in_(party)))
        .order_by(col(Loan.settled_on).is_not(None), col(Loan.contract_no))
    )
    return tuple(_in_short(sql, row, member_id, on, policy) for row in rows)


def _in_short(sql: SqlSession, loan: Loan, member_id: int, on: date, policy: Policy) -> LoanView:
    stands = standing(sql, loan, on)
    terms, account = stands.terms, stands.account
    party = stands.party(member_id)
    role = party.role if party else LoanRole.BORROWER
    if loan.state is LoanState.SETTLED or role is LoanRole.CO_REPAYER:
        # Nothing is owed; a co-repayer owes nothing, and is told nothing of what the borrower owes.
        return LoanView(loan.contract_no, loan.state, 0, 0, "", None, role=role)
    following = schedule(terms).rows[0] if terms else None
    return LoanView(
        loan.contract_no,
        loan.state,
        loan.balance_fen,
        following.payment_fen if following else 0,
        percent(stands.rate),
        following.due if following else None,
        terms=terms,
        cycle_began=stands.cycle_began,
        account=(account.bank_code, account.last_four) if account else None,
        overdue_fen=stands.overdue_fen(on, policy),
        role=role,
        debit_under_way=stands.debit_under_way,
    )
