"""Whether what a case did to a loan can still be taken back."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as SqlSession
from sqlmodel import col, false, func, select

from hfund_tui.db.ledger import ENDED
from hfund_tui.db.tables import (
    Account,
    DebitOrder,
    Loan,
    LoanInstalment,
    LoanOffset,
    LoanParty,
    LoanTerms,
    RepaymentAccount,
)
from hfund_tui.domain.vocabulary import LoanState, PaymentState, ReversalObstacle
from hfund_tui.services.facts.loans import ON_THE_WAY, rest_of


def obstacle(sql: SqlSession, case_no: str, on: date) -> ReversalObstacle | None:
    """What keeps the case from being taken back on a day; None where nothing does, and for what changed no loan.

    An order of the case itself is no obstacle while it is in the house: it is void then.
    """
    order = sql.exec(select(DebitOrder).where(DebitOrder.case_no == case_no)).one_or_none()
    if order is not None:
        return _OF_ORDER.get(order.state)
    version = sql.exec(select(LoanTerms).where(LoanTerms.case_no == case_no)).one_or_none()
    account = sql.exec(select(RepaymentAccount).where(RepaymentAccount.case_no == case_no)).one_or_none()
    changed = version or account
    if changed is None:
        return (
            ReversalObstacle.MOVED_ON
            if _settled_past_due(sql, case_no, on)
            else _of_co_repayers(sql, case_no)
        )
    if changed.ended_on is not None or (version is not None and _fallen_due(sql, version)):
        return ReversalObstacle.MOVED_ON
    if debit_under_way(sql, changed.contract_no):
        return ReversalObstacle.DEBIT_UNDER_WAY
    return _of_co_repayers(sql, case_no)


def _of_co_repayers(sql: SqlSession, case_no: str) -> ReversalObstacle | None:
    """What was taken from whom the case made a co-repayer, and whether those it took from can have it back."""
    ended = (
        select(LoanOffset.id)
        .join(Account, col(Account.account_no) == col(LoanOffset.account_no))
        .where(LoanOffset.case_no == case_no, col(Account.state).in_(ENDED))
    )
    if sql.exec(ended.limit(1)).first() is not None:
        return ReversalObstacle.GIVER_CLOSED
    given = (
        select(LoanOffset.id)
        .join(LoanParty, col(LoanParty.contract_no) == col(LoanOffset.contract_no))
        .join(Account, col(Account.member_id) == col(LoanParty.member_id))
        .where(
            LoanParty.joined_case == case_no,
            LoanOffset.account_no == Account.account_no,
            LoanOffset.posted_on >= LoanParty.joined_on,
            col(LoanOffset.void).is_(false()),
        )
    )
    return ReversalObstacle.HAS_GIVEN if sql.exec(given.limit(1)).first() is not None else None


_OF_ORDER = {
    PaymentState.SENT: ReversalObstacle.DEBIT_UNDER_WAY,
    PaymentState.PAID: ReversalObstacle.DEBITED,
}


def _settled_past_due(sql: SqlSession, case_no: str, on: date) -> bool:
    """Whether the case settled a loan of which an instalment would have fallen due since: taken back now, all of
    them would fall due on one day."""
    version = sql.exec(
        select(LoanTerms)
        .join(Loan, col(Loan.contract_no) == col(LoanTerms.contract_no))
        .where(LoanTerms.ended_case == case_no, Loan.state == LoanState.SETTLED)
    ).one_or_none()
    if version is None:
        return False
    rest = rest_of(version, _number_due(sql, version))
    return rest is not None and rest.first_due <= on


def _number_due(sql: SqlSession, version: LoanTerms) -> int:
    query = select(func.count()).select_from(LoanInstalment).where(LoanInstalment.terms_id == version.id)
    return sql.exec(query).one()


def _fallen_due(sql: SqlSession, version: LoanTerms) -> bool:
    query = select(LoanInstalment.id).where(LoanInstalment.terms_id == version.id).limit(1)
    return sql.exec(query).first() is not None


def debit_under_way(sql: SqlSession, contract_no: str) -> bool:
    """Whether an order for the loan was made on its terms and account as they stand."""
    query = select(DebitOrder.id).where(
        DebitOrder.contract_no == contract_no, col(DebitOrder.state).in_(ON_THE_WAY)
    )
    return sql.exec(query.limit(1)).first() is not None
