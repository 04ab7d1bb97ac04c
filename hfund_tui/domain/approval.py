"""How closely a second person looks at a plan, and what is different between two plans.

Plans are compared in the form in which they are stored, so that any two of one case can be.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hfund_tui.domain.decision import Shown
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.money import AmountError, parse_yuan
from hfund_tui.domain.operation import ApprovalReason
from hfund_tui.domain.plan import NeedsApproval, PayOut, Plan, stored_effects
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.text import fold_full_width

FACTS_CHANGED = "facts_changed"
"""The coded reason of a case that went back because it is not what was submitted any more."""


class Risk(StrEnum):
    LOW = "low"
    HIGH = "high"


def risk_of(reasons: Collection[ApprovalReason], amount_fen: int, policy: Policy) -> Risk:
    """High for the policy's reasons, and for every amount (fen) above its limit."""
    closely = policy.words("approval.high_risk_reasons")
    if amount_fen > policy.fen("approval.high_risk_above") or any(one.value in closely for one in reasons):
        return Risk.HIGH
    return Risk.LOW


@dataclass(frozen=True, slots=True)
class Retyped:
    """What the checker typed again, as it was typed."""

    amount: str = ""
    last_four: str = ""


@dataclass(frozen=True, slots=True)
class Retype:
    """What the checker has to type again, None where nothing: the amount (fen), the card's last four digits."""

    amount_fen: int | None = None
    last_four: str | None = None

    @property
    def needed(self) -> bool:
        return self.amount_fen is not None or self.last_four is not None

    def wrong(self, typed: Retyped) -> str | None:
        """The field that is not the same, "amount" or "last_four"; None when all is."""
        if self.amount_fen is not None and not _is_amount(typed.amount, self.amount_fen):
            return "amount"
        if self.last_four is not None and fold_full_width(typed.last_four).strip() != self.last_four:
            return "last_four"
        return None


def _is_amount(typed: str, fen: int) -> bool:
    try:
        return parse_yuan(typed) == fen
    except AmountError:
        return False


def retype_of(plan: Plan, policy: Policy) -> Retype:
    """The amount where it is above the limit of high risk, the card where it is newly linked."""
    payout: PayOut | None = plan.effect(PayOut)
    new_card = any(one.reason is ApprovalReason.NEW_CARD for one in plan.approvals)
    return Retype(
        plan.amount_fen if plan.amount_fen > policy.fen("approval.high_risk_above") else None,
        payout.card_last_four if payout is not None and new_card else None,
    )


def stored_approvals(plan_json: str) -> tuple[NeedsApproval, ...]:
    """Why a second person is needed for a stored plan. Raises KeyError or ValueError when it is none."""
    return tuple(
        NeedsApproval(ApprovalReason(reason), Shown.from_canonical(value), Shown.from_canonical(limit))
        for reason, value, limit in json.loads(plan_json)["approvals"]
    )


# ---- what is different -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule came to."""

    passed: bool
    found: Shown
    wanted: Shown


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One rule that came to something else. None where it was not asked."""

    code: str
    before: Outcome | None
    now: Outcome | None


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """What is different between two plans. `amount_fen` is (before, now) where the amount changed."""

    amount_fen: tuple[int, int] | None = None
    findings: tuple[FindingChange, ...] = ()
    effects_removed: tuple[Effect, ...] = ()
    effects_added: tuple[Effect, ...] = ()
    approvals_removed: tuple[NeedsApproval, ...] = ()
    approvals_added: tuple[NeedsApproval, ...] = ()

    def __bool__(self) -> bool:
        return self != PlanDifference()


def plan_difference(before_json: str, after: Plan) -> PlanDifference:
    """What is different in a plan from the stored one. Raises KeyError or ValueError when that is none."""
    return stored_difference(before_json, after.canonical_json())


def stored_difference(before_json: str, after_json: str) -> PlanDifference:
    """What is different between two stored plans. Raises KeyError or ValueError for what is none."""
    before, after = json.loads(before_json), json.loads(after_json)
    amounts = (before["amount_fen"], after["amount_fen"])
    old_effects, new_effects = stored_effects(before_json), stored_effects(after_json)
    old_approvals, new_approvals = stored_approvals(before_json), stored_approvals(after_json)
    return PlanDifference(
        amounts if amounts[0] != amounts[1] else None,
        _finding_changes(_outcomes(before), _outcomes(after)),
        tuple(one for one in old_effects if one not in new_effects),
        tuple(one for one in new_effects if one not in old_effects),
        tuple(one for one in old_approvals if one not in new_approvals),
        tuple(one for one in new_approvals if one not in old_approvals),
    )


def _outcomes(plan: dict[str, Any]) -> dict[str, Outcome]:
    return {
        one["code"]: Outcome(
            one["passed"], Shown.from_canonical(one["found"]), Shown.from_canonical(one["wanted"])
        )
        for one in plan["findings"]
    }


def _finding_changes(before: dict[str, Outcome], now: dict[str, Outcome]) -> tuple[FindingChange, ...]:
    """In the order in which the rules stand now; those no longer asked last."""
    codes = [*now, *(code for code in before if code not in now)]
    return tuple(
        FindingChange(code, before.get(code), now.get(code))
        for code in codes
        if before.get(code) != now.get(code)
    )
