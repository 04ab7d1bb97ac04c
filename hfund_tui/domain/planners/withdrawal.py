"""Withdrawing for rent or other housing consumption."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.decision import NOTHING, Finding, term
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ApprovalReason, OperationCode
from hfund_tui.domain.plan import ClaimMonths, DebitAccount, NeedsApproval, Plan
from hfund_tui.domain.planners.parts import (
    above_limit,
    newly_linked_card,
    pay_out,
    people_and_papers,
    put_together,
)
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.quota import RATIO_KEY, claimable_months, quota, ratio_of
from hfund_tui.domain.request import Withdraw
from hfund_tui.domain.rules import common, telephone
from hfund_tui.domain.rules import withdrawal as withdrawal_rules
from hfund_tui.domain.vocabulary import AccountState, Channel, SummaryCode

_SUMMARY = {
    OperationCode.RENT_WITHDRAWAL: SummaryCode.RENT_WITHDRAWAL,
    OperationCode.OTHER_HOUSING_WITHDRAWAL: SummaryCode.OTHER_HOUSING_WITHDRAWAL,
}

_CALLED = NeedsApproval(ApprovalReason.BY_TELEPHONE, term(Channel.HOTLINE), NOTHING)


def plan_withdrawal(request: Withdraw, facts: Facts, policy: Policy) -> Plan:
    account = facts.account
    months = withdrawable_months(facts, policy)
    worth = quota(request.kind, account.monthly_due_fen, months, policy)
    spendable = max(0, account.available_fen - policy.fen("withdrawal.min_balance_left"))
    maximum = min(worth.amount_fen, spendable)
    amount = maximum if request.amount_fen is None else request.amount_fen
    home: tuple[Finding, ...] = ()
    if request.kind is OperationCode.RENT_WITHDRAWAL:
        home = (withdrawal_rules.home_declared(request), withdrawal_rules.family_without_home(request, facts))
    amounts: tuple[Finding, ...] = (
        withdrawal_rules.amount_positive(amount, maximum),
        withdrawal_rules.amount_within_quota(request.kind, amount, worth, policy),
        withdrawal_rules.amount_within_available(amount, spendable, policy),
    )
    if not months:
        amounts = tuple(map(withdrawal_rules.not_judged, amounts))
    by_telephone = facts.channel is Channel.HOTLINE
    unchanged = (
        (telephone.card_unchanged(facts, policy), telephone.mobile_unchanged(facts, policy))
        if by_telephone
        else ()
    )
    findings: tuple[Finding, ...] = (
        common.member_alive(facts),
        common.account_state(facts, sealed_may_be_overridden=True),
        common.account_not_frozen(facts),
        common.password_changed(facts, policy, "withdrawal.password_changed"),
        common.card_linked(facts, "withdrawal_rules:15"),
        withdrawal_rules.agreement_for_channel(facts, policy),
        *home,
        withdrawal_rules.no_running_loan(facts),
        withdrawal_rules.no_open_withdrawal(facts),
        withdrawal_rules.frequency(request.kind, facts, policy),
        withdrawal_rules.has_claimable_months(months, facts, policy),
        *amounts,
        *unchanged,
        *people_and_papers(request, facts, policy),
    )
    if by_telephone:  # Nothing is passed over for somebody whom nobody sees.
        findings = tuple(replace(one, overridable=False) for one in findings)
    effects: tuple[Effect, ...] = ()
    payout = pay_out(request, facts, policy, amount)
    if payout is not None and months:
        bands = policy.bands(RATIO_KEY[request.kind])
        effects = (
            ClaimMonths(account.account_no, months, tuple(ratio_of(one, bands).text for one in months)),
            DebitAccount(account.account_no, amount, _SUMMARY[request.kind]),
            payout,
        )
    approvals = (
        *((_CALLED,) if by_telephone else ()),
        *above_limit(amount, policy, "withdrawal.approval_above"),
        *newly_linked_card(facts, policy, payout),
    )
    plan = put_together(request, facts, policy, findings, effects, approvals)
    return replace(plan, amount_fen=amount, maximum_fen=maximum, quota=worth)


def withdrawable_months(facts: Facts, policy: Policy) -> tuple[Month, ...]:
    """The months this member may claim now."""
    account = facts.account
    sealed = account.state is AccountState.SEALED and account.sealed_on is not None
    return claimable_months(
        policy=policy,
        application=facts.month,
        first_contribution=account.first_contribution,
        last_withdrawal=account.last_withdrawal,
        sealed=Month.of(account.sealed_on) if sealed and account.sealed_on else None,
        claimed=facts.claimed_months,
    )
