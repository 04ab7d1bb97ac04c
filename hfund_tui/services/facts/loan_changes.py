"""Whether what a case did to a loan can still be taken back."""

from __future__ import annotations

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import DebitOrder, LoanInstalment, LoanTerms, RepaymentAccount
from hfund_tui.domain.vocabulary import PaymentState, ReversalObstacle
from hfund_tui.services.facts.loans import ON_THE_WAY


def obstacle(sql: SqlSession, case_no: str) -> ReversalObstacle | None:
    """What keeps the case from being taken back; None where nothing does, and for what changed no loan.

    An order of the case itself is no obstacle while it is in the house: it is void then.
    """
    order = sql.exec(select(DebitOrder).where(DebitOrder.case_no == case_no)).one_or_none()
    if order is not None:
        return _OF_ORDER.get(order.state)
    version = sql.exec(select(LoanTerms).where(LoanTerms.case_no == case_no)).one_or_none()
    account = sql.exec(select(RepaymentAccount).where(RepaymentAccount.case_no == case_no)).one_or_none()
    changed = version or account
    if changed is None:
        return None
    if changed.ended_on is not None or (version is not None and _fallen_due(sql, version)):
        return ReversalObstacle.MOVED_ON
    return ReversalObstacle.DEBIT_UNDER_WAY if debit_under_way(sql, changed.contract_no) else None


_OF_ORDER = {
    PaymentState.SENT: ReversalObstacle.DEBIT_UNDER_WAY,
    PaymentState.PAID: ReversalObstacle.DEBITED,
}


def _fallen_due(sql: SqlSession, version: LoanTerms) -> bool:
    query = select(LoanInstalment.id).where(LoanInstalment.terms_id == version.id).limit(1)
    return sql.exec(query).first() is not None


def debit_under_way(sql: SqlSession, contract_no: str) -> bool:
    """Whether an order for the loan was made on its terms and account as they stand."""
    query = select(DebitOrder.id).where(
        DebitOrder.contract_no == contract_no, col(DebitOrder.state).in_(ON_THE_WAY)
    )
    return sql.exec(query.limit(1)).first() is not None
