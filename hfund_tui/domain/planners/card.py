"""Linking another card, and paying again what a bank could not pay."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import check_card
from hfund_tui.domain.plan import ChangeCard, Plan, ReplaceOrder
from hfund_tui.domain.planners.parts import (
    above_limit,
    newly_linked_card,
    pay_out,
    people_and_papers,
    put_together,
)
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import LinkCard, RedirectPayout
from hfund_tui.domain.rules import card as card_rules
from hfund_tui.domain.rules import common


def plan_card(request: LinkCard, facts: Facts, policy: Policy) -> Plan:
    findings = (
        common.member_alive(facts),
        card_rules.account_needs_card(facts),
        card_rules.card_bank(request, policy),
        card_rules.card_number(request),
        card_rules.card_free(facts),
        *people_and_papers(request, facts, policy),
    )
    linked = facts.card.card_id if facts.card else None
    change = ChangeCard(request.bank_code, check_card(request.card_no).value, linked)
    return put_together(request, facts, policy, findings, (change,))


def plan_redirection(request: RedirectPayout, facts: Facts, policy: Policy) -> Plan:
    failed = card_rules.failed_payout(request, facts)
    amount = failed.amount_fen if failed else 0
    findings = (
        common.member_alive(facts),
        card_rules.payout_failed(request, facts),
        common.account_not_frozen(facts),
        common.card_linked(facts, "withdrawal_rules:15"),
        card_rules.card_changed_since(request, facts),
        *people_and_papers(request, facts, policy),
    )
    payout = pay_out(request, facts, policy, amount)
    effects: tuple[Effect, ...] = ()
    if failed is not None and payout is not None:
        effects = (ReplaceOrder(failed.order_id, failed.case_no), payout)
    approvals = (
        *above_limit(amount, policy, "withdrawal.approval_above"),
        *newly_linked_card(facts, policy, payout),
    )
    plan = put_together(request, facts, policy, findings, effects, approvals)
    return replace(plan, amount_fen=amount, maximum_fen=amount)
