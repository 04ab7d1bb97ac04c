"""Undoing what changed a loan, as long as nothing was built on it."""

from __future__ import annotations

from sqlmodel import col, select

from hfund_tui.db.tables import DebitOrder, LoanInstalment, LoanTerms, RepaymentAccount
from hfund_tui.domain.plan import AmendSchedule, OrderDebit, ReplaceRepaymentAccount, SettleLoan
from hfund_tui.domain.vocabulary import PaymentState
from hfund_tui.services.errors import Conflict
from hfund_tui.services.facts.loans import terms_in_force
from hfund_tui.services.posting.undoing import Undoing


def order_debit(undoing: Undoing, effect: OrderDebit) -> None:
    """An order still in the house is void. What the bank has taken is repaid, and stays so."""
    order = undoing.posting.uow.session.exec(
        select(DebitOrder).where(DebitOrder.case_no == undoing.target.case_no)
    ).one()
    match order.state:
        case PaymentState.SENT:
            raise Conflict("debit_on_its_way", case_no=undoing.target.case_no)
        case PaymentState.PAID:
            raise Conflict("debit_was_taken", case_no=undoing.target.case_no)
        case PaymentState.QUEUED:
            order.state = PaymentState.VOIDED
        case _:
            pass  # what failed has failed


def amend_schedule(undoing: Undoing, effect: AmendSchedule) -> None:
    """The terms before stand again. Raises Conflict once an instalment fell due under the new ones."""
    if effect.when_debited:
        return  # never in force: the order was not carried out, or can't be undone any more
    session, posting = undoing.posting.uow.session, undoing.posting
    version = terms_in_force(session, effect.contract_no)
    if version is None or version.case_no != undoing.target.case_no:
        raise Conflict("loan_changed")
    fallen_due = session.exec(
        select(LoanInstalment.id).where(LoanInstalment.terms_id == version.id).limit(1)
    ).first()
    if fallen_due is not None:
        raise Conflict("loan_moved_on", case_no=undoing.target.case_no)
    version.ended_on, version.ended_case = posting.posted_on, posting.case_no
    session.flush()
    before = session.exec(select(LoanTerms).where(LoanTerms.ended_case == undoing.target.case_no)).one()
    before.ended_on = before.ended_case = None


def settle_loan(undoing: Undoing, effect: SettleLoan) -> None:
    """Nothing to undo: a loan is settled by the bank's answer, which `order_debit` does not take back."""


def replace_repayment_account(undoing: Undoing, effect: ReplaceRepaymentAccount) -> None:
    """Raises Conflict when yet another account took its place."""
    session, posting = undoing.posting.uow.session, undoing.posting
    account = session.exec(
        select(RepaymentAccount).where(RepaymentAccount.case_no == undoing.target.case_no)
    ).one()
    if account.ended_on is not None:
        raise Conflict("repayment_account_changed")
    account.ended_on, account.ended_case = posting.posted_on, posting.case_no
    session.flush()
    for before in session.exec(
        select(RepaymentAccount).where(col(RepaymentAccount.ended_case) == undoing.target.case_no)
    ):
        before.ended_on = before.ended_case = None
