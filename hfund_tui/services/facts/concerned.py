"""Who else a case is about: the people of its loan, and those whose money a reversal gives back."""

from __future__ import annotations

import json

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import Account, Case, Loan, LoanOffset, LoanParty, Member
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans.requests import LoanRequest
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request_types import request_from_plain
from hfund_tui.services.facts.loans import active_parties


def concerned(sql: SqlSession, case: Case) -> frozenset[str]:
    """Identity numbers of all parties of the loan a case changes, and of those whose accounts it took from. What
    takes a case back is about the same people. Empty for a case of no loan."""
    if case.operation == OperationCode.REVERSE_CASE.value:
        undone = sql.get(Case, case.refers_to) if case.refers_to is not None else None
        return concerned(sql, undone) if undone is not None else frozenset()
    request = request_from_plain(OperationCode(case.operation), json.loads(case.request_json))
    if not isinstance(request, LoanRequest):
        return frozenset()
    return _of_loan(sql, request.contract_no) | _givers(sql, case.case_no)


def _of_loan(sql: SqlSession, contract_no: str) -> frozenset[str]:
    borrowers = sql.exec(
        select(col(Member.id_no))
        .join(Loan, col(Loan.member_id) == col(Member.id))
        .where(Loan.contract_no == contract_no)
    ).all()
    parties = sql.exec(select(col(LoanParty.id_no)).where(*active_parties(contract_no))).all()
    return frozenset(holder_no(one) for one in (*borrowers, *parties))


def _givers(sql: SqlSession, case_no: str) -> frozenset[str]:
    """Whose accounts an offset took money from, also after they have left the loan."""
    rows = sql.exec(
        select(col(Member.id_no))
        .join(Account, col(Account.member_id) == col(Member.id))
        .join(LoanOffset, col(LoanOffset.account_no) == col(Account.account_no))
        .where(LoanOffset.case_no == case_no)
    )
    return frozenset(holder_no(one) for one in rows)
