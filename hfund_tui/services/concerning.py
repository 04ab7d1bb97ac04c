"""What a request or a case is about, so that no other is decided on the same at the same moment.

The member's own turn covers account, card, agreements and cases; these are the others a decision rests on.
"""

from __future__ import annotations

import json

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Account, Case, Loan, LoanOffset, LoanParty, ProxyDocument
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans.requests import LoanRequest
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import NewProxy, ProxyOnFile, Request, ReverseCase
from hfund_tui.domain.request_types import request_from_plain
from hfund_tui.domain.text import fold_code


def wait_for_case(uow: UnitOfWork, case_no: str) -> None:
    """Everything a stored case is about. What is read here never changes; a case that nobody knows is about
    nothing."""
    if uow.alone:
        return
    row = uow.session.exec(
        select(Case.member_id, Case.operation, Case.request_json).where(Case.case_no == case_no)
    ).one_or_none()
    if row is not None:
        member_id, operation, request_json = row
        request = request_from_plain(OperationCode(operation), json.loads(request_json))
        uow.turn(turns.member(member_id), *_others(uow.session, request))


def wait_for_request(uow: UnitOfWork, request: Request) -> None:
    """Everything a request is about, beside its member."""
    if not uow.alone:
        uow.turn(*_others(uow.session, request))


def _others(sql: SqlSession, request: Request) -> list[str]:
    names = []
    match request.proxy:
        case NewProxy(id_no=id_no):
            names.append(turns.proxy(holder_no(fold_code(id_no))))
        case ProxyOnFile(document_id=number):
            query = select(ProxyDocument.proxy_id_no).where(ProxyDocument.id == number)
            names += [turns.proxy(holder_no(id_no)) for id_no in sql.exec(query)]
    if isinstance(request, LoanRequest):
        names += _of_loan(sql, request.contract_no)
    if isinstance(request, ReverseCase):
        names += _of_undone(sql, request.case_no)
    return names


def _of_undone(sql: SqlSession, case_no: str) -> list[str]:
    """What is taken back was about a loan, too, and those who gave for it get back what they gave."""
    query = select(Case.operation, Case.request_json).where(Case.case_no == case_no)
    givers = (
        select(Account.member_id)
        .join(LoanOffset, col(LoanOffset.account_no) == col(Account.account_no))
        .where(LoanOffset.case_no == case_no)
    )
    names = [turns.member(member_id) for member_id in sql.exec(givers)]
    for operation, request_json in sql.exec(query):
        names += _others(sql, request_from_plain(OperationCode(operation), json.loads(request_json)))
    return names


def _of_loan(sql: SqlSession, contract_no: str) -> list[str]:
    borrower = select(Loan.member_id).where(Loan.contract_no == contract_no)
    parties = select(LoanParty.member_id).where(
        LoanParty.contract_no == contract_no, col(LoanParty.member_id).is_not(None)
    )
    people = {*sql.exec(borrower), *sql.exec(parties)}
    return [turns.loan(contract_no), *map(turns.member, people)]
