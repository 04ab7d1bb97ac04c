"""Facts about a member's account: balance, holds, card, and the balances that earn interest."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import Account, Card, Hold, JournalBatch, LedgerEntry, Member, PaymentOrder
from hfund_tui.domain.facts import AccountFacts, BalanceSpan, CardFacts
from hfund_tui.domain.identifiers import check_card
from hfund_tui.domain.vocabulary import CardState, HoldState, PaymentState


def account_facts(sql: SqlSession, account: Account, excluding_case: str | None) -> AccountFacts:
    """The account; what the case that is being decided holds counts as available."""
    held = account.held_fen
    if excluding_case is not None:
        held -= sum(
            sql.exec(
                select(Hold.amount_fen).where(
                    Hold.case_no == excluding_case,
                    Hold.account_no == account.account_no,
                    Hold.state == HoldState.ACTIVE,
                )
            )
        )
    return AccountFacts(
        account.account_no,
        account.state,
        account.freeze,
        account.balance_fen,
        held,
        account.frozen_fen,
        account.personal_due_fen,
        account.employer_due_fen,
        account.first_contribution_month,
        account.paid_through,
        account.sealed_on,
        account.last_withdrawal_month,
        account.password_is_initial,
    )


def card(sql: SqlSession, member: Member) -> CardFacts | None:
    found = sql.exec(
        select(Card).where(Card.member_id == member.id, Card.state == CardState.LINKED)
    ).one_or_none()
    if found is None or found.id is None:
        return None
    paid = sql.exec(
        select(PaymentOrder.id)
        .where(PaymentOrder.card_id == found.id, PaymentOrder.state == PaymentState.PAID)
        .limit(1)
    ).first()
    return CardFacts(
        found.id,
        found.bank_code,
        found.card_no[-4:],
        found.class_one,
        found.holder_name == member.name,
        found.linked_on,
        paid_before=paid is not None,
    )


def card_no(sql: SqlSession, member_id: int) -> str:
    """The number of the linked card; "" where there is none."""
    query = select(Card.card_no).where(Card.member_id == member_id, Card.state == CardState.LINKED)
    return sql.exec(query).one_or_none() or ""


def card_taken(sql: SqlSession, card_no: str) -> bool:
    """Whether the card is linked already, to this member or another."""
    number = check_card(card_no).value
    query = select(Card.id).where(Card.card_no == number, Card.state == CardState.LINKED)
    return sql.exec(query).first() is not None


def balances(sql: SqlSession, account: Account) -> tuple[BalanceSpan, ...]:
    """The balance of each day since interest was last credited, one span for each change.

    What was taken back stands under the value date of what it undoes, so that it earned and cost nothing.
    """
    moves = sql.exec(
        select(col(JournalBatch.value_date), func.sum(col(LedgerEntry.amount_fen)))
        .join(JournalBatch, col(JournalBatch.id) == col(LedgerEntry.batch_id))
        .where(
            LedgerEntry.account_no == account.account_no,
            col(JournalBatch.value_date) > (account.last_interest_on or date.min),
        )
        .group_by(col(JournalBatch.value_date))
        .order_by(col(JournalBatch.value_date))
    ).all()
    balance = account.balance_fen - sum(amount for _, amount in moves)
    spans = []
    if account.last_interest_on is not None:
        spans.append(BalanceSpan(account.last_interest_on + timedelta(days=1), balance))
    for on, amount in moves:
        if not amount:
            continue
        balance += amount
        if spans and spans[-1].since == on:
            spans[-1] = BalanceSpan(on, balance)
        else:
            spans.append(BalanceSpan(on, balance))
    return tuple(spans)
