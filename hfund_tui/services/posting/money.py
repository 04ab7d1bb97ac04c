"""Posting what moves money, and the states of accounts and closures."""

from __future__ import annotations

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Account, Card, Case, ClaimedMonth, PaymentOrder
from hfund_tui.domain.months import Month
from hfund_tui.domain.plan import (
    AcceptClosure,
    ClaimMonths,
    CreditInterest,
    DebitAccount,
    EndClosure,
    PayOut,
    ReplaceOrder,
    SetAccountState,
)
from hfund_tui.domain.vocabulary import AccountState, CaseStatus, Ledger, PaymentState, SummaryCode
from hfund_tui.services.errors import Conflict
from hfund_tui.services.posting.posting import Posting


def claim_months(posting: Posting, effect: ClaimMonths) -> None:
    session = posting.uow.session
    session.add_all(
        ClaimedMonth(
            account_no=effect.account_no,
            month=month,
            operation=posting.plan.operation,
            case_no=posting.case_no,
            ratio_text=ratio,
        )
        for month, ratio in zip(effect.months, effect.ratios, strict=True)
    )
    account = session.get_one(Account, effect.account_no)
    before = account.last_withdrawal_month
    posting.undo["last_withdrawal_month"] = str(before) if before is not None else None
    account.last_withdrawal_month = Month.of(posting.plan.business_date)
    session.flush()


def debit_account(posting: Posting, effect: DebitAccount) -> None:
    lines = [
        Line(Ledger.MEMBER, -effect.amount_fen, effect.account_no),
        Line(Ledger.PAYOUT_CLEARING, effect.amount_fen),
    ]
    _post(posting, lines, effect.summary)


def credit_interest(posting: Posting, effect: CreditInterest) -> None:
    lines = [
        Line(Ledger.MEMBER, effect.amount_fen, effect.account_no),
        Line(Ledger.INTEREST_EXPENSE, -effect.amount_fen),
    ]
    _post(posting, lines, SummaryCode.CLOSING_INTEREST)


def _post(posting: Posting, lines: list[Line], summary: SummaryCode) -> None:
    post_batch(
        posting.uow,
        lines,
        summary=summary,
        business_date=posting.posted_on,
        value_date=posting.posted_on,
        created_at=posting.now,
        case_no=posting.case_no,
    )


def pay_out(posting: Posting, effect: PayOut) -> None:
    """A case that waited longer than the cooling-off pays from the day of its posting on."""
    session = posting.uow.session
    card = session.get_one(Card, effect.card_id)
    not_before = max(effect.not_before, posting.posted_on)
    session.add(
        PaymentOrder(
            case_no=posting.case_no,
            account_no=posting.plan.account_no,
            card_id=effect.card_id,
            payee_name=card.holder_name,
            bank_code=card.bank_code,
            card_no=card.card_no,
            amount_fen=effect.amount_fen,
            business_date=posting.posted_on,
            not_before=not_before,
            state=PaymentState.HELD if not_before > posting.posted_on else PaymentState.QUEUED,
            created_at=posting.now,
            replaces=posting.replaces,
        )
    )


def replace_order(posting: Posting, effect: ReplaceOrder) -> None:
    """Raises Conflict when the order was redirected in the meantime."""
    order = posting.uow.session.get_one(PaymentOrder, effect.order_id)
    if order.state is not PaymentState.FAILED:
        raise Conflict("payout_not_failed")
    order.state = PaymentState.REDIRECTED
    posting.replaces = effect.order_id
    posting.uow.session.flush()


def set_account_state(posting: Posting, effect: SetAccountState) -> None:
    account = posting.uow.session.get_one(Account, effect.account_no)
    assert account.state is effect.before, "the plan was made from this state"
    account.state = effect.state
    if effect.state is AccountState.CLOSED:
        account.closed_on = posting.posted_on
    posting.uow.session.flush()


def accept_closure(posting: Posting, effect: AcceptClosure) -> None:
    """The case goes on as accepted until it is settled or taken back."""
    posting.status = CaseStatus.CLOSED_UNSETTLED


def end_closure(posting: Posting, effect: EndClosure) -> None:
    closing = posting.uow.session.get_one(Case, effect.case_no)
    assert closing.status is CaseStatus.CLOSED_UNSETTLED, "the plan was made from this state"
    closing.status = CaseStatus.COMPLETED if effect.settled else CaseStatus.CANCELLED
    posting.uow.session.flush()
