"""Carrying out a plan: one handler for each kind of effect, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

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
)
from hfund_tui.services.posting import loans, money, offset, passwords, people
from hfund_tui.services.posting.posting import Posting, PostingSecrets
from hfund_tui.services.posting.undo import undo_case

__all__ = ["HANDLERS", "Posting", "PostingSecrets", "carry_out"]

HANDLERS: Mapping[type[Effect], Callable[[Posting, Any], None]] = MappingProxyType(
    {
        RegisterProxy: people.register_proxy,
        RecordProxyAct: people.record_proxy_act,
        PutAgreementInForce: people.put_agreement_in_force,
        EndAgreement: people.end_agreement,
        RevokeDocument: people.revoke_document,
        FileInsurance: people.file_insurance,
        ChangeCard: people.change_card,
        PutPasswordInForce: passwords.put_password_in_force,
        SendResetCode: passwords.send_reset_code,
        RecordException: people.record_exception,
        ClaimMonths: money.claim_months,
        DebitAccount: money.debit_account,
        CreditInterest: money.credit_interest,
        PayOut: money.pay_out,
        ReplaceOrder: money.replace_order,
        SetAccountState: money.set_account_state,
        AcceptClosure: money.accept_closure,
        EndClosure: money.end_closure,
        OrderDebit: loans.order_debit,
        AmendSchedule: loans.amend_schedule,
        SettleLoan: loans.settle_loan,
        ReplaceRepaymentAccount: loans.replace_repayment_account,
        JoinAsCoRepayer: offset.join_as_co_repayer,
        LeaveAsCoRepayer: offset.leave_as_co_repayer,
        OffsetLoan: offset.offset_loan,
        UndoCase: undo_case,
    }
)


def carry_out(posting: Posting) -> None:
    """All effects in their order. Raises Overdrawn and ConstraintBroken; then nothing is kept."""
    for effect in posting.plan.effects:
        HANDLERS[type(effect)](posting, effect)
    posting.uow.session.flush()
