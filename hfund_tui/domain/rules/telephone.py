"""Requests by telephone: whoever took over a card or a telephone must not be able to use it at once."""

from __future__ import annotations

from datetime import date, timedelta

from hfund_tui.domain.decision import Finding, Remedy, count, day, remedy
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.rules.common import by_policy

_KEY = "hotline.unchanged_days"


def card_unchanged(facts: Facts, policy: Policy) -> Finding:
    changed_on = facts.card.linked_on if facts.card else None
    later = _later(changed_on, facts, policy)
    days = count(policy.count(_KEY), "unit.days")
    return by_policy(policy, _KEY, "card_unchanged", later is None, day(changed_on), days, later)


def mobile_unchanged(facts: Facts, policy: Policy) -> Finding:
    changed_on = facts.member.mobile_changed_on
    later = _later(changed_on, facts, policy)
    days = count(policy.count(_KEY), "unit.days")
    return by_policy(policy, _KEY, "mobile_unchanged", later is None, day(changed_on), days, later)


def _later(changed_on: date | None, facts: Facts, policy: Policy) -> Remedy | None:
    """From when on it may be asked for, where that is not today."""
    if changed_on is None:
        return None
    free_from = changed_on + timedelta(days=policy.count(_KEY))
    return remedy("by_telephone_from", day=day(free_from)) if free_from > facts.business_date else None
