"""When an accepted leaving closure (销户未结算) may be settled, and when it ends by itself.

An application of a month M is cancelled when insurance in the city is paid for a later month, and otherwise
settled once one of these holds (离深销户办事指南):

- the insurance relation was transferred out or settled: at once;
- so many whole months without insurance, counted from M, or from the month after the last one paid when that
  is later: from the batch day of the last of these months on;
- never insured in the city: so many months after M, from the batch day of that month on.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hfund_tui.domain.facts import InsuranceFacts
from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import InsuranceStatus


class SettlementState(StrEnum):
    """Where an accepted closure stands on a day."""

    DUE = "due"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Settlement:
    """`due_from` is the first day on which it may be settled as things stand; None while insurance is paid,
    or nothing is known of it."""

    state: SettlementState
    due_from: date | None


def settlement(applied_on: date, on: date, insurance: InsuranceFacts | None, policy: Policy) -> Settlement:
    """The state of a closure applied for on `applied_on`, looked at on the day `on`."""
    applied = Month.of(applied_on)
    if insurance is None:
        return Settlement(SettlementState.UNKNOWN, None)
    if insurance.last_paid is not None and insurance.last_paid > applied:
        return Settlement(SettlementState.CANCELLED, None)
    if insurance.status is InsuranceStatus.TRANSFERRED:
        due = max(applied_on, insurance.settled_on or insurance.known_on)
    elif insurance.status is InsuranceStatus.PAYING:
        return Settlement(SettlementState.WAITING, None)
    elif insurance.status is InsuranceStatus.NEVER:
        due = _batch_day(applied + policy.count("closure.leaving.never_insured_months"), policy)
    else:
        first = applied if insurance.last_paid is None else max(applied, insurance.last_paid + 1)
        due = _batch_day(first + (policy.count("closure.leaving.insurance_free_months") - 1), policy)
    return Settlement(SettlementState.DUE if on >= due else SettlementState.WAITING, due)


def in_batch_window(on: date, policy: Policy) -> bool:
    """Whether the batch runs on that day: from the batch day to the end of the month."""
    return on.day >= policy.count("closure.leaving.batch_from_day")


def first_batch_day(on: date, policy: Policy) -> date:
    """The day of that month on which the batch begins."""
    return _batch_day(Month.of(on), policy)


def _batch_day(month: Month, policy: Policy) -> date:
    day = policy.count("closure.leaving.batch_from_day")
    return date(month.year, month.month, min(day, monthrange(month.year, month.month)[1]))
