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
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.loans.changes import Comparison
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
from hfund_tui.domain.operation import ApprovalReason, OperationCode, Presence
from hfund_tui.domain.plain import from_plain, to_plain
from hfund_tui.domain.request import ExceptionGround, InsuranceProof, NewProxy
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    Channel,
    CoolingOff,
    ReversalKind,
    SummaryCode,
)


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
    kind: AgreementKind = AgreementKind.SELF_SERVICE


@dataclass(frozen=True, slots=True)
class RevokeDocument(Effect):
    document_id: int
    certificate_no: str
    proxy_name: str


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
    cooling_off: CoolingOff | None


@dataclass(frozen=True, slots=True)
class CreditInterest(Effect):
    """Credit the interest (fen) of a closing account. `days` and `rate` (percent) say how it came about."""

    account_no: str
    amount_fen: int
    days: int
    rate: str


@dataclass(frozen=True, slots=True)
class SetAccountState(Effect):
    """The account goes from one state to another; closing it sets its closing day too."""

    account_no: str
    before: AccountState
    state: AccountState


@dataclass(frozen=True, slots=True)
class AcceptClosure(Effect):
    """The closure is accepted and waits for its settlement, on `due_from` at the earliest (None: unknown)."""

    due_from: date | None


@dataclass(frozen=True, slots=True)
class EndClosure(Effect):
    """An accepted closure ends: settled (its case is completed) or taken back (cancelled)."""

    case_no: str
    settled: bool


@dataclass(frozen=True, slots=True)
class FileInsurance(Effect):
    """Put on file what a proof of social insurance says."""

    proof: InsuranceProof


@dataclass(frozen=True, slots=True)
class ChangeCard(Effect):
    """Link a card of the member's own in place of `replaces`."""

    bank_code: str
    card_no: str
    replaces: int | None


@dataclass(frozen=True, slots=True)
class PutPasswordInForce(Effect):
    """The password that was handed over under this seal becomes that of the account."""

    account_no: str
    seal: str


@dataclass(frozen=True, slots=True)
class SendResetCode(Effect):
    """The password is void, and a one-time code goes to the mobile number on file (masked here)."""

    account_no: str
    mobile: str


@dataclass(frozen=True, slots=True)
class ReplaceOrder(Effect):
    """A failed payment order gives way to a new one; the money never left the clearing."""

    order_id: int
    case_no: str


@dataclass(frozen=True, slots=True)
class UndoCase(Effect):
    """Undo everything a case did, last effect first. `reason` is a coded reason, `words` the maker's own."""

    case_no: str
    operation: OperationCode
    kind: ReversalKind
    reason: str
    words: str
    returned_reference: str


@dataclass(frozen=True, slots=True)
class RecordException(Effect):
    """Remember that a rule was passed over, and on what ground."""

    rule: str
    ground: ExceptionGround


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

    `amount_fen` is 0 where no money moves. `quota` explains a withdrawal's amount, `comparison` what a
    change does to a loan. `maximum_fen` is what could be taken at most. The hash covers everything that is
    posted and every reason for it.
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
    comparison: Comparison | None = field(default=None)

    @property
    def held_fen(self) -> int:
        """What has to be set aside (fen) while a second person looks: what leaves the account less what
        comes in with the plan itself."""
        debit: DebitAccount | None = self.effect(DebitAccount)
        interest: CreditInterest | None = self.effect(CreditInterest)
        taken = debit.amount_fen if debit else 0
        return taken - (interest.amount_fen if interest else 0)

    @property
    def holds(self) -> tuple[tuple[str, int], ...]:
        """What has to be set aside (fen) on which accounts while a second person looks."""
        offset: OffsetLoan | None = self.effect(OffsetLoan)
        if offset is not None:
            return tuple((one.account_no, one.amount_fen) for one in offset.lines if one.amount_fen)
        return ((self.account_no, self.held_fen),) if self.held_fen else ()

    @property
    def forgone_fen(self) -> int:
        """What of the quota (fen) is not taken: it goes with the months, which are used up whole."""
        left = self.quota.amount_fen - self.amount_fen if self.quota is not None else 0
        return max(0, left)

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


_EFFECTS = {
    kind.__name__: kind
    for kind in (
        RegisterProxy,
        RecordProxyAct,
        PutAgreementInForce,
        EndAgreement,
        RevokeDocument,
        ClaimMonths,
        DebitAccount,
        PayOut,
        CreditInterest,
        SetAccountState,
        AcceptClosure,
        EndClosure,
        FileInsurance,
        ChangeCard,
        PutPasswordInForce,
        SendResetCode,
        ReplaceOrder,
        OrderDebit,
        AmendSchedule,
        SettleLoan,
        ReplaceRepaymentAccount,
        JoinAsCoRepayer,
        LeaveAsCoRepayer,
        OffsetLoan,
        UndoCase,
        RecordException,
    )
}
"""Every kind of effect there is, by the name it is stored under."""


def stored_effects(plan_json: str) -> tuple[Effect, ...]:
    """The effects of a stored plan, in their order. Raises KeyError or ValueError when it is none."""
    effects: list[Effect] = []
    for plain in json.loads(plan_json)["effects"]:
        fields = {name: value for name, value in plain.items() if name != "effect"}
        effects.append(from_plain(_EFFECTS[plain["effect"]], fields))
    return tuple(effects)
