"""Posting what changes a loan: orders to debit, versions of its terms, its repayment account."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as SqlSession

from hfund_tui.db.tables import DebitOrder, LoanTerms, Member, RepaymentAccount
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans.effects import AmendSchedule, OrderDebit, ReplaceRepaymentAccount, SettleLoan
from hfund_tui.services.errors import Conflict
from hfund_tui.services.facts.loans import terms_in_force
from hfund_tui.services.posting.posting import Posting


def order_debit(posting: Posting, effect: OrderDebit) -> None:
    """The bank is told with the next file; only its answer changes the loan."""
    session = posting.uow.session
    account = session.get_one(RepaymentAccount, effect.account_id)
    if account.ended_on is not None:
        raise Conflict("repayment_account_changed")
    session.add(
        DebitOrder(
            contract_no=effect.contract_no,
            case_no=posting.case_no,
            branch_code=posting.branch_code,
            account_id=effect.account_id,
            bank_code=account.bank_code,
            account_no=account.account_no,
            holder_name=account.holder_name,
            amount_fen=effect.amount_fen,
            principal_fen=effect.principal_fen,
            interest_fen=effect.interest_fen,
            business_date=posting.posted_on,
            created_at=posting.now,
        )
    )


def amend_schedule(posting: Posting, effect: AmendSchedule) -> None:
    """Raises Conflict when the terms are not those any more that the plan was made on."""
    if not effect.when_debited:
        put_in_force(posting.uow.session, effect, posting.case_no, posting.posted_on)


def put_in_force(sql: SqlSession, effect: AmendSchedule, case_no: str | None, on: date) -> None:
    """New terms in the place of those in force; a change of rate has no case. Raises Conflict when there are
    none."""
    end_terms(sql, effect.contract_no, case_no, on)
    sql.add(
        LoanTerms(
            contract_no=effect.contract_no,
            change=effect.change,
            case_no=case_no,
            since=on,
            principal_fen=effect.principal_fen,
            rate_text=effect.rate_percent,
            months=effect.months,
            method=effect.method,
            first_due=effect.first_due,
            due_day=effect.due_day,
            regular_fen=effect.regular_fen,
            odd_interest_fen=effect.odd_interest_fen,
        )
    )


def settle_loan(posting: Posting, effect: SettleLoan) -> None:
    """The terms end with the last repayment; the ledger settles the loan itself."""
    if not effect.when_debited:
        end_terms(posting.uow.session, effect.contract_no, posting.case_no, posting.posted_on)


def end_terms(sql: SqlSession, contract_no: str, case_no: str | None, on: date) -> None:
    """They end with a case, or with the last instalment. Raises Conflict when none are in force."""
    version = terms_in_force(sql, contract_no)
    if version is None:
        raise Conflict("loan_changed")
    version.ended_on, version.ended_case = on, case_no
    sql.flush()


def replace_repayment_account(posting: Posting, effect: ReplaceRepaymentAccount) -> None:
    session = posting.uow.session
    if effect.replaces is not None:
        old = session.get_one(RepaymentAccount, effect.replaces)
        if old.ended_on is not None:
            raise Conflict("repayment_account_changed")
        old.ended_on, old.ended_case = posting.posted_on, posting.case_no
        session.flush()
    holder = session.get_one(Member, posting.plan.member_id)
    session.add(
        RepaymentAccount(
            contract_no=effect.contract_no,
            bank_code=effect.bank_code,
            account_no=effect.account_no,
            holder_name=holder.name,
            holder_id_no=holder_no(holder.id_no),
            since=posting.posted_on,
            case_no=posting.case_no,
        )
    )
