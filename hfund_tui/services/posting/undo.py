"""Undoing a posted case: its effects in reverse order, each by a counterpart of its handler.

Rows of the ledger are never touched: what moved is moved back by new batches. States, months and agreements
come back exactly as they were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sqlmodel import col, delete, select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import (
    Account,
    Agreement,
    Card,
    Case,
    ClaimedMonth,
    InsuranceRecord,
    PaymentOrder,
    ProxyAct,
    ProxyDocument,
)
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.loans.effects import (
    AmendSchedule,
    JoinAsCoRepayer,
    LeaveAsCoRepayer,
    OffsetLoan,
    OrderDebit,
    ReplaceRepaymentAccount,
    SettleLoan,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.plan import (
    AcceptClosure,
    ChangeCard,
    ClaimMonths,
    CreditInterest,
    DebitAccount,
    EndAgreement,
    EndClosure,
    FileInsurance,
    PayOut,
    PutAgreementInForce,
    PutPasswordInForce,
    RecordException,
    RecordProxyAct,
    RegisterProxy,
    ReplaceOrder,
    RevokeDocument,
    SendResetCode,
    SetAccountState,
    UndoCase,
    stored_effects,
)
from hfund_tui.domain.vocabulary import (
    AgreementState,
    CardState,
    CaseStatus,
    Ledger,
    PaymentState,
    ReversalKind,
    SummaryCode,
)
from hfund_tui.services.errors import Conflict
from hfund_tui.services.posting import undo_loans, undo_offset
from hfund_tui.services.posting.posting import Posting
from hfund_tui.services.posting.undoing import Undoing


def undo_case(posting: Posting, effect: UndoCase) -> None:
    """Raises Conflict when the case is not what the plan was made from any more."""
    session = posting.uow.session
    target = session.get_one(Case, effect.case_no)
    if target.status is not CaseStatus.COMPLETED or target.plan_json is None:
        raise Conflict("case_ended", case_no=effect.case_no)
    if effect.kind is ReversalKind.VOID and target.posted_on != posting.posted_on:
        raise Conflict("void_too_late", case_no=effect.case_no)
    undoing = Undoing(posting, target, effect, json.loads(target.undo_json or "{}"))
    for done in reversed(stored_effects(target.plan_json)):
        UNDO[type(done)](undoing, done)
        session.flush()
    target.status = CaseStatus.REVERSED
    session.flush()


def _order_of(undoing: Undoing) -> PaymentOrder:
    return undoing.posting.uow.session.exec(
        select(PaymentOrder).where(PaymentOrder.case_no == undoing.target.case_no)
    ).one()


def _pay_out(undoing: Undoing, effect: PayOut) -> None:
    """An order still in the house is void. One that was paid keeps its state, with the number of the return.

    The order it took the place of, if any, can be paid again by yet another one.
    """
    order = _order_of(undoing)
    match order.state:
        case PaymentState.SENT:
            raise Conflict("payout_on_its_way", case_no=order.case_no)
        case PaymentState.PAID:
            if not undoing.reversal.returned_reference:
                raise Conflict("payout_was_paid", case_no=order.case_no)
            order.result_reason = undoing.reversal.returned_reference
            undoing.money_at = Ledger.BANK
        case PaymentState.QUEUED | PaymentState.HELD | PaymentState.FAILED:
            order.state = PaymentState.VOIDED
        case PaymentState.REDIRECTED | PaymentState.VOIDED:
            raise Conflict("case_ended", case_no=order.case_no)
    order.replaces = None


def _replace_order(undoing: Undoing, effect: ReplaceOrder) -> None:
    """The failed order stands again, with its money in the clearing."""
    order = undoing.posting.uow.session.get_one(PaymentOrder, effect.order_id)
    order.state = PaymentState.FAILED
    if undoing.money_at is Ledger.BANK:
        lines = [Line(Ledger.BANK, -order.amount_fen), Line(Ledger.PAYOUT_CLEARING, order.amount_fen)]
        _post(undoing, lines)


def _debit(undoing: Undoing, effect: DebitAccount) -> None:
    lines = [
        Line(undoing.money_at, -effect.amount_fen),
        Line(Ledger.MEMBER, effect.amount_fen, effect.account_no),
    ]
    _post(undoing, lines)


def _interest(undoing: Undoing, effect: CreditInterest) -> None:
    lines = [
        Line(Ledger.MEMBER, -effect.amount_fen, effect.account_no),
        Line(Ledger.INTEREST_EXPENSE, effect.amount_fen),
    ]
    _post(undoing, lines)


def _post(undoing: Undoing, lines: list[Line]) -> None:
    posting = undoing.posting
    post_batch(
        posting.uow,
        lines,
        summary=SummaryCode.REVERSAL,
        business_date=posting.posted_on,
        value_date=undoing.target.posted_on or posting.posted_on,
        created_at=posting.now,
        case_no=posting.case_no,
    )


def _months(undoing: Undoing, effect: ClaimMonths) -> None:
    session = undoing.posting.uow.session
    session.exec(delete(ClaimedMonth).where(col(ClaimedMonth.case_no) == undoing.target.case_no))
    before = undoing.before["last_withdrawal_month"]
    account = session.get_one(Account, effect.account_no)
    account.last_withdrawal_month = Month.parse(before) if before is not None else None


def _account_state(undoing: Undoing, effect: SetAccountState) -> None:
    account = undoing.posting.uow.session.get_one(Account, effect.account_no)
    if account.state is not effect.state:
        raise Conflict("case_ended", case_no=undoing.target.case_no)
    account.state = effect.before
    account.closed_on = None


def _closure_ended(undoing: Undoing, effect: EndClosure) -> None:
    undoing.posting.uow.session.get_one(Case, effect.case_no).status = CaseStatus.CLOSED_UNSETTLED


def _register_proxy(undoing: Undoing, effect: RegisterProxy) -> None:
    """The document can't be used any more, and its number is free to be entered again, rightly this time."""
    posting = undoing.posting
    document = posting.uow.session.exec(
        select(ProxyDocument).where(ProxyDocument.registered_case == undoing.target.case_no)
    ).one()
    document.revoked_on = posting.posted_on
    document.revoked_case = posting.case_no
    freed = f"{document.certificate_sha256}|{posting.case_no}"
    document.certificate_sha256 = hashlib.sha256(freed.encode()).hexdigest()


def _proxy_act(undoing: Undoing, effect: RecordProxyAct) -> None:
    undoing.posting.uow.session.exec(delete(ProxyAct).where(col(ProxyAct.case_no) == undoing.target.case_no))


def _agreement_signed(undoing: Undoing, effect: PutAgreementInForce) -> None:
    posting = undoing.posting
    agreement = posting.uow.session.exec(
        select(Agreement).where(Agreement.signed_case == undoing.target.case_no)
    ).one()
    agreement.state = AgreementState.TERMINATED
    agreement.terminated_case = posting.case_no
    agreement.terminated_on = posting.posted_on


def _agreement_ended(undoing: Undoing, effect: EndAgreement) -> None:
    agreement = undoing.posting.uow.session.get_one(Agreement, effect.agreement_id)
    agreement.state = AgreementState.IN_FORCE
    agreement.terminated_case = None
    agreement.terminated_on = None


def _document_revoked(undoing: Undoing, effect: RevokeDocument) -> None:
    document = undoing.posting.uow.session.get_one(ProxyDocument, effect.document_id)
    document.revoked_on = None
    document.revoked_case = None


def _insurance(undoing: Undoing, effect: FileInsurance) -> None:
    session = undoing.posting.uow.session
    for row in session.exec(select(InsuranceRecord).where(InsuranceRecord.case_no == undoing.target.case_no)):
        row.void = True


def _card(undoing: Undoing, effect: ChangeCard) -> None:
    session = undoing.posting.uow.session
    linked = session.exec(select(Card).where(Card.linked_case == undoing.target.case_no)).one()
    linked.state = CardState.UNLINKED
    linked.unlinked_on = undoing.posting.posted_on
    session.flush()
    if effect.replaces is not None:
        old = session.get_one(Card, effect.replaces)
        old.state = CardState.LINKED
        old.unlinked_on = None


def _password(undoing: Undoing, effect: Effect) -> None:
    """No plan leads here: the password before is not kept, so that nobody can bring it back."""
    raise Conflict("account_password_stays")


def _stays(undoing: Undoing, effect: Effect) -> None:
    """What was only said stays said: that a closure was accepted, that a rule was passed over."""


UNDO: Mapping[type[Effect], Callable[[Undoing, Any], None]] = MappingProxyType(
    {
        RegisterProxy: _register_proxy,
        RecordProxyAct: _proxy_act,
        PutAgreementInForce: _agreement_signed,
        EndAgreement: _agreement_ended,
        RevokeDocument: _document_revoked,
        ClaimMonths: _months,
        DebitAccount: _debit,
        CreditInterest: _interest,
        PayOut: _pay_out,
        ReplaceOrder: _replace_order,
        SetAccountState: _account_state,
        AcceptClosure: _stays,
        EndClosure: _closure_ended,
        FileInsurance: _insurance,
        ChangeCard: _card,
        PutPasswordInForce: _password,
        SendResetCode: _password,
        RecordException: _stays,
        OrderDebit: undo_loans.order_debit,
        AmendSchedule: undo_loans.amend_schedule,
        SettleLoan: undo_loans.settle_loan,
        ReplaceRepaymentAccount: undo_loans.replace_repayment_account,
        JoinAsCoRepayer: undo_offset.join_as_co_repayer,
        LeaveAsCoRepayer: undo_offset.leave_as_co_repayer,
        OffsetLoan: undo_offset.offset_loan,
    }
)
"""How each kind of effect is undone; a reversal itself is not."""
