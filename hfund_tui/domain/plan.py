"""A plan: what a request will do, made by pure functions, shown, hashed, approved and then posted as it is.

Effects are the only things that posting carries out, one handler for each kind. Two plans with the same hash
do the same to the same member for the same reasons.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hfund_tui.domain.decision import Decision, Shown, Verdict
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ApprovalReason, OperationCode, Presence
from hfund_tui.domain.plain import to_plain
from hfund_tui.domain.request import NewProxy
from hfund_tui.domain.vocabulary import AgreementKind, Channel, SummaryCode


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that posting a plan does."""


@dataclass(frozen=True, slots=True)
class RegisterProxy(Effect):
    """Put a new proxy document on file. `valid_to` is always known here: the policy's default fills it in."""

    document: NewProxy
    proxy_birth_date: date | None
    valid_to: date


@dataclass(frozen=True, slots=True)
class RecordProxyAct(Effect):
    """A proxy acted for the member today; `document_id` None means the one registered by this plan."""

    document_id: int | None
    proxy_id_no: str


@dataclass(frozen=True, slots=True)
class PutAgreementInForce(Effect):
    kind: AgreementKind
    version: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class EndAgreement(Effect):
    agreement_id: int


@dataclass(frozen=True, slots=True)
class RevokeDocument(Effect):
    document_id: int
    certificate_no: str


@dataclass(frozen=True, slots=True)
class ClaimMonths(Effect):
    """Consume months of an account; a month can be consumed once by any housing consumption."""

    account_no: str
    months: tuple[Month, ...]
    ratios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DebitAccount(Effect):
    """Take an amount (fen) from the member's account to payout clearing."""

    account_no: str
    amount_fen: int
    summary: SummaryCode


@dataclass(frozen=True, slots=True)
class PayOut(Effect):
    """Order a payment to the member's own card, not before a day."""

    card_id: int
    bank_code: str
    card_last_four: str
    amount_fen: int
    not_before: date
    pay_by: date
    cooling_off: bool


@dataclass(frozen=True, slots=True)
class NeedsApproval:
    """Why a second person must look, with the value that made it so."""

    reason: ApprovalReason
    value: Shown
    limit: Shown


@dataclass(frozen=True, slots=True)
class QuotaSegment:
    """Claimed months with one ratio. `amount_fen` is rounded down to the fen."""

    first: Month
    last: Month
    months: int
    ratio: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Quota:
    """What may be withdrawn for housing consumption: monthly due x ratio x claimable months."""

    monthly_due_fen: int
    segments: tuple[QuotaSegment, ...]
    months: tuple[Month, ...]

    @property
    def amount_fen(self) -> int:
        return sum(one.amount_fen for one in self.segments)


@dataclass(frozen=True, slots=True)
class Plan:
    """The outcome of one request against the facts of one moment.

    `amount_fen` is 0 where no money moves. `quota` explains a withdrawal's amount. `maximum_fen` is what
    could be taken at most. The hash covers everything that is posted and every reason for it.
    """

    operation: OperationCode
    member_id: int
    account_no: str
    business_date: date
    channel: Channel
    presence: Presence
    decision: Decision
    effects: tuple[Effect, ...] = ()
    approvals: tuple[NeedsApproval, ...] = ()
    amount_fen: int = 0
    maximum_fen: int = 0
    quota: Quota | None = field(default=None)

    @property
    def refused(self) -> bool:
        return self.decision.verdict is Verdict.REFUSED

    @property
    def needs_approval(self) -> bool:
        return not self.refused and bool(self.approvals)

    def effect(self, kind: type[Effect]) -> Any:
        """The effect of that kind, or None."""
        return next((one for one in self.effects if isinstance(one, kind)), None)

    def canonical(self) -> dict[str, Any]:
        return {
            "operation": self.operation.value,
            "member": self.member_id,
            "account": self.account_no,
            "business_date": self.business_date.isoformat(),
            "channel": self.channel.value,
            "presence": self.presence.value,
            "amount_fen": self.amount_fen,
            "findings": [one.canonical() for one in self.decision.findings],
            "effects": [_effect(one) for one in self.effects],
            "approvals": [
                [one.reason.value, one.value.canonical(), one.limit.canonical()] for one in self.approvals
            ],
        }

    def canonical_json(self) -> str:
        return json.dumps(self.canonical(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sha256(self) -> str:
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()


def _effect(effect: Effect) -> dict[str, Any]:
    return {"effect": type(effect).__name__, **to_plain(effect)}
