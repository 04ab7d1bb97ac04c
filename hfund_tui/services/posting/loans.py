"""Posting what changes a loan: orders to debit, versions of its terms, its repayment account, offsets."""

from __future__ import annotations

from sqlmodel import col, select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import DebitOrder, LoanOffset, LoanParty, LoanTerms, Member, RepaymentAccount
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.plan import (
    AmendSchedule,
    JoinAsCoRepayer,
    LeaveAsCoRepayer,
    OffsetLoan,
    OrderDebit,
    ReplaceRepaymentAccount,
    SettleLoan,
)
from hfund_tui.domain.vocabulary import Ledger, LoanRole, SummaryCode
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
        put_in_force(posting, effect)


def put_in_force(posting: Posting, effect: AmendSchedule) -> None:
    session = posting.uow.session
    version = terms_in_force(session, effect.contract_no)
    if version is None:
        raise Conflict("loan_changed")
    version.ended_on, version.ended_case = posting.posted_on, posting.case_no
    session.flush()
    session.add(
        LoanTerms(
            contract_no=effect.contract_no,
            change=effect.change,
            case_no=posting.case_no,
            since=posting.posted_on,
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
        end_terms(posting, effect)


def end_terms(posting: Posting, effect: SettleLoan) -> None:
    version = terms_in_force(posting.uow.session, effect.contract_no)
    if version is None:
        raise Conflict("loan_changed")
    version.ended_on, version.ended_case = posting.posted_on, posting.case_no


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


def join_as_co_repayer(posting: Posting, effect: JoinAsCoRepayer) -> None:
    session = posting.uow.session
    taken = session.exec(
        select(col(LoanParty.position)).where(
            LoanParty.contract_no == effect.contract_no, col(LoanParty.ended_on).is_(None)
        )
    ).all()
    member = session.get_one(Member, posting.plan.member_id)
    session.add(
        LoanParty(
            contract_no=effect.contract_no,
            role=LoanRole.CO_REPAYER,
            position=max(taken, default=0) + 1,
            member_id=posting.plan.member_id,
            id_no=holder_no(member.id_no),
            name=member.name,
            relation=effect.relation,
            joined_on=posting.posted_on,
            joined_case=posting.case_no,
        )
    )


def leave_as_co_repayer(posting: Posting, effect: LeaveAsCoRepayer) -> None:
    party = posting.uow.session.get_one(LoanParty, effect.party_id)
    party.ended_on, party.ended_case = posting.posted_on, posting.case_no


def offset_loan(posting: Posting, effect: OffsetLoan) -> None:
    """Fund and loan in one batch: what the co-repayers' accounts give is what the loan gets."""
    gives = [one for one in effect.lines if one.amount_fen]
    post_batch(
        posting.uow,
        [
            *(Line(Ledger.MEMBER, -one.amount_fen, one.account_no) for one in gives),
            Line(Ledger.LOAN_PRINCIPAL, effect.principal_fen, contract_no=effect.contract_no),
            *([Line(Ledger.LOAN_INTEREST, effect.interest_fen)] if effect.interest_fen else []),
        ],
        summary=SummaryCode.LOAN_OFFSET,
        business_date=posting.posted_on,
        value_date=posting.posted_on,
        created_at=posting.now,
        case_no=posting.case_no,
    )
    posting.uow.session.add_all(
        LoanOffset(
            contract_no=effect.contract_no,
            case_no=posting.case_no,
            account_no=one.account_no,
            amount_fen=one.amount_fen,
            posted_on=posting.posted_on,
        )
        for one in gives
    )
