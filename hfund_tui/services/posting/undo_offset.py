"""Undoing what concerns co-repayers."""

from __future__ import annotations

from sqlmodel import col, select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import LoanOffset, LoanParty
from hfund_tui.domain.loans.effects import JoinAsCoRepayer, LeaveAsCoRepayer, OffsetLoan
from hfund_tui.domain.vocabulary import Ledger, SummaryCode
from hfund_tui.services.errors import Conflict
from hfund_tui.services.facts.loan_changes import obstacle
from hfund_tui.services.facts.loans import active_parties
from hfund_tui.services.posting.undoing import Undoing


def join_as_co_repayer(undoing: Undoing, effect: JoinAsCoRepayer) -> None:
    """Raises Conflict when an offset took money from the co-repayer since."""
    posting, case_no = undoing.posting, undoing.target.case_no
    if obstacle(posting.uow.session, case_no, posting.posted_on) is not None:
        raise Conflict("loan_moved_on", case_no=case_no)
    party = posting.uow.session.exec(
        select(LoanParty).where(LoanParty.joined_case == undoing.target.case_no)
    ).one()
    party.ended_on, party.ended_case = posting.posted_on, posting.case_no


def leave_as_co_repayer(undoing: Undoing, effect: LeaveAsCoRepayer) -> None:
    """As before, or behind whoever took the place since."""
    session = undoing.posting.uow.session
    party = session.get_one(LoanParty, effect.party_id)
    taken = session.exec(select(col(LoanParty.position)).where(*active_parties(effect.contract_no))).all()
    if party.position in taken:
        party.position = max(taken) + 1
    party.ended_on = party.ended_case = None


def offset_loan(undoing: Undoing, effect: OffsetLoan) -> None:
    """Every account gets back what it gave, and the loan owes it again."""
    posting, session = undoing.posting, undoing.posting.uow.session
    gave = [one for one in effect.lines if one.amount_fen]
    post_batch(
        posting.uow,
        [
            Line(Ledger.LOAN_PRINCIPAL, -effect.principal_fen, contract_no=effect.contract_no),
            *([Line(Ledger.LOAN_INTEREST, -effect.interest_fen)] if effect.interest_fen else []),
            *(Line(Ledger.MEMBER, one.amount_fen, one.account_no) for one in gave),
        ],
        summary=SummaryCode.REVERSAL,
        business_date=posting.posted_on,
        value_date=undoing.target.posted_on or posting.posted_on,
        created_at=posting.now,
        case_no=posting.case_no,
    )
    for row in session.exec(select(LoanOffset).where(LoanOffset.case_no == undoing.target.case_no)):
        row.void = True
