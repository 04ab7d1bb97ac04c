"""Receipts: what a customer takes home, as values. Documents turn them into text and PDF in either language.

A receipt is written once, when its case is posted, and kept as it is: a reprint differs only in `copy`.
Personal data is masked before it gets here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import (
    Finding,
    Shown,
    card,
    count,
    day,
    money,
    month,
    term,
    terms,
    text,
)
from hfund_tui.domain.loans.effects import LoanEffect
from hfund_tui.domain.loans.receipt import loan_lines
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode, ReceiptKind
from hfund_tui.domain.plan import (
    AcceptClosure,
    ChangeCard,
    CreditInterest,
    DebitAccount,
    EndAgreement,
    EndClosure,
    FileInsurance,
    PayOut,
    Plan,
    PutAgreementInForce,
    PutPasswordInForce,
    Quota,
    RegisterProxy,
    ReplaceOrder,
    RevokeDocument,
    SendResetCode,
    SetAccountState,
    UndoCase,
)
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import InsuranceProof
from hfund_tui.domain.vocabulary import AccountState, AgreementKind, CoolingOff, ReversalKind, SummaryCode

_CLOSING = frozenset({SummaryCode.RETIREMENT_CLOSURE, SummaryCode.LEAVING_CLOSURE})


@dataclass(frozen=True, slots=True)
class StaffOnReceipt:
    """A member of staff who answers for the case; shown whole."""

    code: str
    name: BilingualName


@dataclass(frozen=True, slots=True)
class PersonOnReceipt:
    """A customer. Name and number are masked."""

    name: str
    id_no: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the audit chain vouches for the receipt. `hash` is hexadecimal, whole or its beginning."""

    chain: str
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One labelled value; `label_key` is a message key (``receipt.label.card``)."""

    label_key: str
    value: Shown


@dataclass(frozen=True, slots=True)
class ReversedBy:
    """The case that took another one back, and the business date on which it did."""

    case_no: str
    on: date
    kind: ReversalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One receipt. `amount_fen` is 0 where no money moves; `account_no` is masked.

    `held_until` is the first day on which a payout in its cooling-off may be sent, `held_because` the reason.
    `copy` is 0 for the original and n for the n-th reprint (补打). `reversed_by` is set when it is read after
    its case was taken back. `issued_at` is aware.
    """

    receipt_no: str
    kind: ReceiptKind
    operation: OperationCode
    case_no: str
    verification_code: str
    issued_at: datetime
    business_date: date
    branch: BilingualName
    operator: StaffOnReceipt
    checker: StaffOnReceipt | None
    member: PersonOnReceipt
    account_no: str
    proxy: PersonOnReceipt | None
    lines: tuple[ReceiptLine, ...]
    anchor: Anchor
    amount_fen: int = 0
    quota: Quota | None = None
    held_until: date | None = None
    held_because: CoolingOff | None = None
    copy: int = 0
    reversed_by: ReversedBy | None = None

    @property
    def transaction_code(self) -> str:
        return OPERATIONS[self.operation].transaction_code

    def reprinted(self, copies: int) -> Receipt:
        """The same receipt as its reprint number `copies`."""
        return replace(self, copy=copies)


_NOT_CODED = frozenset({"verification_code", "copy"})


def verification_code(key: bytes, content: Mapping[str, Any]) -> str:
    """Twelve characters in groups of four that only the holder of the audit key can make.

    `content` is a receipt as plain values. The code covers all of it but itself and the number of the reprint:
    what is printed, and through the anchor the audit row with the plan.
    """
    coded = {name: value for name, value in content.items() if name not in _NOT_CODED}
    text = json.dumps(coded, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hmac.digest(key, f"receipt|{text}".encode(), hashlib.sha256)
    code = base64.b32encode(digest).decode()[:12]
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def held(plan: Plan) -> tuple[date | None, CoolingOff | None]:
    """The day until which a payout waits, and why; nothing when it doesn't wait."""
    payout: PayOut | None = plan.effect(PayOut)
    if payout is None or payout.cooling_off is None:
        return None, None
    return payout.not_before, payout.cooling_off


def receipt_kind(plan: Plan) -> ReceiptKind:
    """The receipt the plan leads to: that of its operation, unless a closure was only accepted."""
    if plan.effect(AcceptClosure) is not None:
        return ReceiptKind.CLOSURE_ACCEPTED
    kind = OPERATIONS[plan.operation].receipt
    assert kind is not None, "every transaction declares its receipt"
    return kind


def receipt_lines(plan: Plan, policy: Policy, posted_on: date | None = None) -> tuple[ReceiptLine, ...]:
    """What a plan does, as lines of its receipt; amount, quota and cooling-off have places of their own.

    `posted_on` is the business date of the posting; without it, that of the plan.
    """
    today = posted_on or plan.business_date
    lines: list[ReceiptLine] = []
    for effect in plan.effects:
        match effect:
            case PutAgreementInForce():
                lines += [
                    ReceiptLine("receipt.label.agreement_version", text(effect.version)),
                    ReceiptLine("receipt.label.agreement_hash", text(effect.text_sha256[:16])),
                    ReceiptLine("receipt.label.in_force_from", day(today)),
                    *(_unlocked(policy) if effect.kind is AgreementKind.SELF_SERVICE else ()),
                ]
            case EndAgreement():
                lines.append(ReceiptLine(_ended_label(plan), day(today)))
            case RevokeDocument():
                lines += [
                    ReceiptLine("receipt.label.certificate_no", text(effect.certificate_no)),
                    ReceiptLine("receipt.label.revoked_on", day(today)),
                ]
            case RegisterProxy():
                document = effect.document
                lines += [
                    ReceiptLine("receipt.label.document_kind", terms([document.document_kind])),
                    ReceiptLine("receipt.label.certificate_no", text(document.certificate_no)),
                    ReceiptLine("receipt.label.document_valid_to", day(effect.valid_to)),
                ]
            case PayOut():
                lines += [
                    ReceiptLine("receipt.label.card", card(effect.bank_code, effect.card_last_four)),
                    ReceiptLine("receipt.label.pay_by", day(effect.pay_by)),
                ]
            case FileInsurance():
                lines += _insurance(effect.proof)
            case CreditInterest():
                lines += [
                    ReceiptLine("receipt.label.interest", money(effect.amount_fen)),
                    ReceiptLine("receipt.label.interest_days", count(effect.days, "unit.days")),
                    ReceiptLine("receipt.label.interest_rate", text(f"{effect.rate}%")),
                ]
            case DebitAccount() if effect.summary in _CLOSING:
                # What was credited within the plan is no part of the balance the member knew.
                lines.insert(0, ReceiptLine("receipt.label.closing_balance", money(plan.held_fen)))
            case AcceptClosure():
                lines += _accepted(plan, effect, today)
            case ChangeCard():
                lines += _linked(effect, policy, today)
            case PutPasswordInForce():
                lines.append(ReceiptLine("receipt.label.password_set_on", day(today)))
            case SendResetCode():
                lines += [
                    ReceiptLine("receipt.label.code_sent_to", text(effect.mobile)),
                    ReceiptLine(
                        "receipt.label.code_good_for",
                        count(policy.count("one_time_code.minutes"), "unit.minutes"),
                    ),
                ]
            case ReplaceOrder():
                lines.append(ReceiptLine("receipt.label.redirected_case", text(effect.case_no)))
            case UndoCase():
                lines += _undone(effect)
            case EndClosure():
                label = "receipt.label.settled_closure" if effect.settled else "receipt.label.ended_closure"
                lines.append(ReceiptLine(label, text(effect.case_no)))
            case SetAccountState():
                lines += _state(effect, today)
            case _ if isinstance(effect, LoanEffect):
                lines += [ReceiptLine(label, value) for label, value in loan_lines(effect, plan.comparison)]
            case _:
                pass
    return tuple(lines)


def _ended_label(plan: Plan) -> str:
    """On the receipt of a closing it has to be said what ended."""
    ends_by_itself = plan.operation is OperationCode.TERMINATE_AGREEMENT
    return "receipt.label.ended_on" if ends_by_itself else "receipt.label.agreement_ended_on"


def _linked(effect: ChangeCard, policy: Policy, today: date) -> tuple[ReceiptLine, ...]:
    first = today + timedelta(days=policy.count("card.cooling_off_days"))
    return (
        ReceiptLine("receipt.label.linked_card", card(effect.bank_code, effect.card_no[-4:])),
        ReceiptLine("receipt.label.linked_on", day(today)),
        ReceiptLine("receipt.label.first_payout_from", day(first)),
    )


def _undone(effect: UndoCase) -> tuple[ReceiptLine, ...]:
    """What was taken back, how, and why."""
    lines = [
        ReceiptLine("receipt.label.undone_case", text(effect.case_no)),
        ReceiptLine("receipt.label.undone_operation", term(f"operation.{effect.operation.value}.title")),
        ReceiptLine("receipt.label.reversal_kind", term(effect.kind)),
        ReceiptLine("receipt.label.reversal_reason", term(f"reversal_reason.{effect.reason}")),
        ReceiptLine("receipt.label.reversal_words", text(effect.words)),
    ]
    if effect.returned_reference:
        lines.append(ReceiptLine("receipt.label.returned_reference", text(effect.returned_reference)))
    return tuple(lines)


def _insurance(proof: InsuranceProof) -> tuple[ReceiptLine, ...]:
    lines = [ReceiptLine("receipt.label.insurance", term(proof.status))]
    if proof.last_paid is not None:
        lines.append(ReceiptLine("receipt.label.insurance_last_paid", month(proof.last_paid)))
    if proof.settled_on is not None:
        lines.append(ReceiptLine("receipt.label.insurance_settled_on", day(proof.settled_on)))
    return tuple(lines)


def _accepted(plan: Plan, effect: AcceptClosure, today: date) -> tuple[ReceiptLine, ...]:
    known = effect.due_from is not None
    return (
        ReceiptLine("receipt.label.accepted_on", day(today)),
        ReceiptLine(
            "receipt.label.settled_from",
            day(effect.due_from) if known else term("receipt.value.when_insurance_ends"),
        ),
        ReceiptLine("receipt.label.worth_today", money(plan.maximum_fen)),
    )


def _state(effect: SetAccountState, today: date) -> tuple[ReceiptLine, ...]:
    state = ReceiptLine("receipt.label.account_state", term(effect.state))
    if effect.state is AccountState.CLOSED:
        return (state, ReceiptLine("receipt.label.closed_on", day(today)))
    return (state,)


def _unlocked(policy: Policy) -> tuple[ReceiptLine, ...]:
    opened = policy.book.channels.opened_by(AgreementKind.SELF_SERVICE, policy.day)
    changes = [f"loan_change.{one}" for one in opened.loan_changes]
    return (
        ReceiptLine("receipt.label.unlocked_channels", terms(opened.channels)),
        ReceiptLine("receipt.label.unlocked_withdrawals", terms(opened.withdrawals)),
        ReceiptLine("receipt.label.unlocked_loan_changes", terms(changes)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSlip:
    """What a customer is told in writing when a request is refused: every reason, at once.

    `findings` are those that failed. `case_no` is None where no case was recorded.
    """

    operation: OperationCode
    case_no: str | None
    issued_at: datetime
    business_date: date
    branch: BilingualName
    operator: StaffOnReceipt
    member: PersonOnReceipt
    account_no: str
    proxy: PersonOnReceipt | None
    findings: tuple[Finding, ...]
