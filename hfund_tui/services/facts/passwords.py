"""Facts about the account password. The password itself is none."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session as SqlSession

from hfund_tui.db.tables import Account, AccountPassword, Member
from hfund_tui.domain.facts import PasswordFacts
from hfund_tui.domain.masks import mask_mobile
from hfund_tui.domain.request import Request, SetPassword
from hfund_tui.domain.vocabulary import PasswordState
from hfund_tui.services.hand_overs import Basis, HandOvers


def basis(sql: SqlSession, account: Account) -> Basis:
    """What is in force, and since which case."""
    row = sql.get(AccountPassword, account.account_no)
    if row is not None:
        return row.state, row.case_no
    return (PasswordState.INITIAL if account.password_is_initial else PasswordState.ELSEWHERE), None


def wrong_on(row: AccountPassword | None, on: date) -> int:
    """How many wrong ones were typed on that day."""
    return row.wrong_count if row is not None and row.wrong_on == on else 0


def password(
    sql: SqlSession,
    member: Member,
    account: Account,
    on: date,
    request: Request | None,
    maker_id_no: str,
    hand_overs: HandOvers | None,
) -> PasswordFacts:
    now = basis(sql, account)
    waiting = None
    if isinstance(request, SetPassword) and hand_overs is not None:
        waiting = hand_overs.find(request.seal, request.member_id, maker_id_no)
    return PasswordFacts(
        now[0],
        wrong_on(sql.get(AccountPassword, account.account_no), on),
        handed_over=waiting is not None and waiting.basis == now,
        mobile=mask_mobile(member.mobile) if member.mobile else None,
    )
