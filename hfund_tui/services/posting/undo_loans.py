"""Undoing what changed a loan, as long as nothing was built on it."""

from __future__ import annotations

from sqlmodel import col, select

from hfund_tui.db.tables import DebitOrder, LoanTerms, RepaymentAccount
from hfund_tui.domain.loans.effects import AmendSchedule, OrderDebit, ReplaceRepaymentAccount, SettleLoan
from hfund_tui.domain.vocabulary import PaymentState, ReversalObstacle
from hfund_tui.services.errors import Conflict
from hfund_tui.services.facts.loan_changes import obstacle
from hfund_tui.services.posting.undoing import Undoing


def order_debit(undoing: Undoing, effect: OrderDebit) -> None:
    """An order still in the house is void, one that failed has failed. What the bank has taken is repaid, and
    stays so."""
    _nothing_built_on(undoing)
    order = undoing.posting.uow.session.exec(
        select(DebitOrder).where(DebitOrder.case_no == undoing.target.case_no)
    ).one()
    if order.state is PaymentState.QUEUED:
        order.state = PaymentState.VOIDED


def amend_schedule(undoing: Undoing, effect: AmendSchedule) -> None:
    """The terms before stand again. Raises Conflict once an instalment fell due under the new ones."""
    if effect.when_debited:
        return  # never in force: the order was not carried out, or can't be undone any more
    _nothing_built_on(undoing)
    session, posting, case_no = undoing.posting.uow.session, undoing.posting, undoing.target.case_no
    version = session.exec(select(LoanTerms).where(LoanTerms.case_no == case_no)).one()
    version.ended_on, version.ended_case = posting.posted_on, posting.case_no
    session.flush()
    before = session.exec(select(LoanTerms).where(LoanTerms.ended_case == case_no)).one()
    before.ended_on = before.ended_case = None


def settle_loan(undoing: Undoing, effect: SettleLoan) -> None:
    """The terms that ended stand again, until a due day has passed. A settlement by the bank's answer is not taken
    back (`order_debit`)."""
    if effect.when_debited:
        return
    _nothing_built_on(undoing)
    session = undoing.posting.uow.session
    ended = session.exec(select(LoanTerms).where(LoanTerms.ended_case == undoing.target.case_no)).one()
    ended.ended_on = ended.ended_case = None


def replace_repayment_account(undoing: Undoing, effect: ReplaceRepaymentAccount) -> None:
    """Raises Conflict when yet another account took its place."""
    _nothing_built_on(undoing)
    session, posting, case_no = undoing.posting.uow.session, undoing.posting, undoing.target.case_no
    account = session.exec(select(RepaymentAccount).where(RepaymentAccount.case_no == case_no)).one()
    account.ended_on, account.ended_case = posting.posted_on, posting.case_no
    session.flush()
    for before in session.exec(select(RepaymentAccount).where(col(RepaymentAccount.ended_case) == case_no)):
        before.ended_on = before.ended_case = None


def _nothing_built_on(undoing: Undoing) -> None:
    """Raises Conflict when the loan went on since."""
    session, case_no = undoing.posting.uow.session, undoing.target.case_no
    match obstacle(session, case_no, undoing.posting.posted_on):
        case ReversalObstacle.DEBIT_UNDER_WAY:
            raise Conflict("debit_on_its_way", case_no=case_no)
        case ReversalObstacle.DEBITED:
            raise Conflict("debit_was_taken", case_no=case_no)
        case ReversalObstacle.MOVED_ON:
            raise Conflict("loan_moved_on", case_no=case_no)
