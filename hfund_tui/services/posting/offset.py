"""Posting what concerns co-repayers: joining, leaving, and repaying a loan from their fund accounts."""

from __future__ import annotations

from sqlmodel import col, select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import LoanOffset, LoanParty, Member
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans.effects import JoinAsCoRepayer, LeaveAsCoRepayer, OffsetLoan
from hfund_tui.domain.vocabulary import Ledger, LoanRole, SummaryCode
from hfund_tui.services.posting.posting import Posting


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
