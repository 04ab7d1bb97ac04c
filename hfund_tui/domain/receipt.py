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
from datetime import date, datetime
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import Finding, Shown, card, day, terms, text
from hfund_tui.domain.operation import OperationCode, ReceiptKind
from hfund_tui.domain.plan import (
    EndAgreement,
    PayOut,
    Plan,
    PutAgreementInForce,
    Quota,
    RegisterProxy,
    RevokeDocument,
)
from hfund_tui.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class BilingualName:
    """A proper name in both languages, as of a branch or a staff member."""

    zh: str
    en: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One receipt. `amount_fen` is 0 where no money moves; `account_no` is masked.

    `held_until` is the first day on which a payout in its cooling-off may be sent. `copy` is 0 for the
    original and n for the n-th reprint (补打). `issued_at` is aware.
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
    copy: int = 0

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


def held_until(plan: Plan) -> date | None:
    """The day until which a payout waits because a proxy acted; None when it doesn't wait."""
    payout: PayOut | None = plan.effect(PayOut)
    return payout.not_before if payout is not None and payout.cooling_off else None


def receipt_lines(plan: Plan, policy: Policy) -> tuple[ReceiptLine, ...]:
    """What a plan does, as lines of its receipt; amount, quota and cooling-off have places of their own."""
    lines: list[ReceiptLine] = []
    for effect in plan.effects:
        match effect:
            case PutAgreementInForce():
                lines += [
                    ReceiptLine("receipt.label.agreement_version", text(effect.version)),
                    ReceiptLine("receipt.label.agreement_hash", text(effect.text_sha256[:16])),
                    ReceiptLine("receipt.label.in_force_from", day(plan.business_date)),
                    *_unlocked(policy),
                ]
            case EndAgreement():
                lines.append(ReceiptLine("receipt.label.ended_on", day(plan.business_date)))
            case RevokeDocument():
                lines += [
                    ReceiptLine("receipt.label.certificate_no", text(effect.certificate_no)),
                    ReceiptLine("receipt.label.revoked_on", day(plan.business_date)),
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
            case _:
                pass
    return tuple(lines)


def _unlocked(policy: Policy) -> tuple[ReceiptLine, ...]:
    channels = policy.words("agreement.unlocks_channels")
    withdrawals = policy.words("agreement.unlocks_withdrawals")
    changes = policy.words("agreement.unlocks_loan_changes")
    return (
        ReceiptLine(
            "receipt.label.unlocked_channels", terms([f"vocabulary.channel.{one}" for one in channels])
        ),
        ReceiptLine(
            "receipt.label.unlocked_withdrawals", terms([f"vocabulary.matter.{one}" for one in withdrawals])
        ),
        ReceiptLine("receipt.label.unlocked_loan_changes", terms([f"loan_change.{one}" for one in changes])),
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
