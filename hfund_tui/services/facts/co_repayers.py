"""Facts about co-repayers: what their fund accounts can give, and what stands in the way."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as SqlSession
from sqlmodel import col, false, select

from hfund_tui.db.tables import Account, LoanOffset, LoanParty, Member
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans import facts
from hfund_tui.domain.vocabulary import LoanRole
from hfund_tui.services.facts.accounts import account_facts
from hfund_tui.services.facts.cases import accepted_closure
from hfund_tui.services.facts.loans import active_parties
from hfund_tui.services.facts.people import agreement


def co_repayers(
    sql: SqlSession, contract_no: str, on: date, excluding_case: str | None
) -> tuple[facts.CoRepayerFacts, ...]:
    """The co-repayers in the order of their agreements, with what is true of their fund accounts."""
    rows = sql.exec(
        select(LoanParty, Member, Account)
        .join(Member, col(Member.id) == col(LoanParty.member_id))
        .join(Account, col(Account.member_id) == col(Member.id))
        .where(*active_parties(contract_no), LoanParty.role == LoanRole.CO_REPAYER)
        .order_by(col(LoanParty.position))
    ).all()
    return tuple(
        facts.CoRepayerFacts(
            account_no=account.account_no,
            name=member.name,
            id_no=holder_no(member.id_no),
            state=account.state,
            freeze=account.freeze,
            available_fen=account_facts(sql, account, excluding_case).available_fen,
            has_agreement=agreement(sql, member.id or 0) is not None,
            closure_open=accepted_closure(sql, member.id or 0) is not None,
            deceased=member.deceased,
            offsets_this_year=offsets_in_year(sql, account.account_no, on.year),
        )
        for _, member, account in rows
    )


def offsets_in_year(sql: SqlSession, account_no: str, year: int) -> int:
    """How often a fund account repaid a loan in a calendar year."""
    rows = sql.exec(
        select(LoanOffset.id).where(
            LoanOffset.account_no == account_no,
            col(LoanOffset.void).is_(false()),
            col(LoanOffset.posted_on) >= date(year, 1, 1),
            col(LoanOffset.posted_on) <= date(year, 12, 31),
        )
    ).all()
    return len(rows)
