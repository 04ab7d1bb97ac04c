"""From request, facts and policy to a plan. Pure: the same three always give the same plan.

Every rule of an operation is evaluated every time, so that all reasons are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import Decision, Finding, count, flag, term
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ApprovalReason, OperationCode, Presence
from hfund_tui.domain.plan import (
    ClaimMonths,
    DebitAccount,
    Effect,
    EndAgreement,
    NeedsApproval,
    PayOut,
    Plan,
    PutAgreementInForce,
    RevokeDocument,
)
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.quota import RATIO_KEY, claimable_months, quota, ratio_of
from hfund_tui.domain.request import (
    Request,
    RevokeProxy,
    SignAgreement,
    TerminateAgreement,
    Withdraw,
)
from hfund_tui.domain.rules import agreement as agreement_rules
from hfund_tui.domain.rules import common
from hfund_tui.domain.rules import withdrawal as withdrawal_rules
from hfund_tui.domain.rules.proxy import ActingProxy, acting_proxy, proxy_effects, proxy_findings
from hfund_tui.domain.vocabulary import AccountState, AgreementKind, Channel, SummaryCode

_SUMMARY = {
    OperationCode.RENT_WITHDRAWAL: SummaryCode.RENT_WITHDRAWAL,
    OperationCode.OTHER_HOUSING_WITHDRAWAL: SummaryCode.OTHER_HOUSING_WITHDRAWAL,
}


def make_plan(request: Request, facts: Facts, policy: Policy) -> Plan:
    """The plan of a request. Raises KeyError for an operation that has no planner."""
    return PLANNERS[request.operation](request, facts, policy)


def _plan_signing(request: SignAgreement, facts: Facts, policy: Policy) -> Plan:
    findings = (
        common.member_alive(facts),
        common.account_open(facts),
        agreement_rules.not_signed_yet(facts, policy),
        agreement_rules.current_version(request, policy),
        common.card_linked(facts, "agreement_guide"),
        common.password_changed(facts, policy, "agreement.password_changed"),
        *_people_and_papers(request, facts, policy),
    )
    put = PutAgreementInForce(
        AgreementKind.SELF_SERVICE, request.version, facts.agreement_texts.get(request.version, "")
    )
    replaced = (EndAgreement(facts.agreement.agreement_id),) if facts.agreement else ()
    return _plan(request, facts, policy, findings, (*replaced, put))


def _plan_termination(request: TerminateAgreement, facts: Facts, policy: Policy) -> Plan:
    findings = (
        agreement_rules.signed_before(facts),
        *_people_and_papers(request, facts, policy),
    )
    effects = (EndAgreement(facts.agreement.agreement_id),) if facts.agreement else ()
    return _plan(request, facts, policy, findings, effects)


def _plan_revocation(request: RevokeProxy, facts: Facts, policy: Policy) -> Plan:
    findings = (
        agreement_rules.document_on_file(request, facts),
        *_people_and_papers(request, facts, policy),
    )
    document = facts.document(request.document_id)
    effects = (RevokeDocument(document.document_id, document.certificate_no),) if document else ()
    return _plan(request, facts, policy, findings, effects)


def _plan_withdrawal(request: Withdraw, facts: Facts, policy: Policy) -> Plan:
    account = facts.account
    months = withdrawable_months(facts, policy)
    worth = quota(request.kind, account.monthly_due_fen, months, policy)
    spendable = max(0, account.available_fen - policy.fen("withdrawal.min_balance_left"))
    maximum = min(worth.amount_fen, spendable)
    amount = maximum if request.amount_fen is None else request.amount_fen
    home: tuple[Finding, ...] = ()
    if request.kind is OperationCode.RENT_WITHDRAWAL:
        home = (withdrawal_rules.home_declared(request), withdrawal_rules.family_without_home(request, facts))
    findings = (
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
        withdrawal_rules.amount_positive(amount, maximum),
        withdrawal_rules.amount_within_quota(request.kind, amount, worth, policy),
        withdrawal_rules.amount_within_available(amount, spendable, policy),
        *_people_and_papers(request, facts, policy),
    )
    effects: tuple[Effect, ...] = ()
    if facts.card is not None and amount > 0 and months:
        bands = policy.bands(RATIO_KEY[request.kind])
        cooling = _cooling_off(request, facts, policy)
        today = facts.business_date
        not_before = today + timedelta(days=cooling)
        effects = (
            ClaimMonths(account.account_no, months, tuple(ratio_of(one, bands).text for one in months)),
            DebitAccount(account.account_no, amount, _SUMMARY[request.kind]),
            PayOut(
                facts.card.card_id,
                facts.card.bank_code,
                facts.card.last_four,
                amount,
                not_before,
                policy.book.calendar.add(not_before, policy.count("withdrawal.payment_working_days")),
                cooling_off=cooling > 0,
            ),
        )
    limit = policy.fen("withdrawal.approval_above")
    large = NeedsApproval(ApprovalReason.AMOUNT_ABOVE_LIMIT, shown_money(amount), shown_money(limit))
    plan = _plan(request, facts, policy, findings, effects, (large,) if amount > limit else ())
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


def _people_and_papers(request: Request, facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    declaration = OPERATIONS[request.operation]
    proxy = acting_proxy(request, facts, policy)
    findings: list[Finding] = [
        *proxy_findings(request, declaration, facts, policy),
        common.people_differ(facts, proxy.id_no if proxy else None),
    ]
    if facts.channel is Channel.COUNTER:
        findings.append(common.papers_checked(request, declaration))
    return tuple(findings)


def _cooling_off(request: Request, facts: Facts, policy: Policy) -> int:
    """Days a payout still waits because a proxy acts, or acted lately."""
    days = policy.count("proxy.cooling_off_days")
    if request.presence is Presence.PROXY:
        return days
    if facts.last_proxy_act is None:
        return 0
    return max(0, days - (facts.business_date - facts.last_proxy_act).days)


def _plan(
    request: Request,
    facts: Facts,
    policy: Policy,
    findings: tuple[Finding, ...],
    effects: tuple[Effect, ...],
    approvals: tuple[NeedsApproval, ...] = (),
) -> Plan:
    """Put a plan together: what the proxy's presence adds, and why a second person is needed."""
    decision = Decision(findings)
    if request.presence is Presence.PROXY:
        proxy = acting_proxy(request, facts, policy)
        effects = (*proxy_effects(proxy), *effects)
        if policy.flag("proxy.second_person"):
            approvals = (_because_proxy_acts(proxy), *approvals)
    overridden = tuple(
        NeedsApproval(ApprovalReason.RULE_OVERRIDDEN, term(f"finding.{one.code}.title"), one.wanted)
        for one in decision.failed
        if one.overridable
    )
    return Plan(
        operation=request.operation,
        member_id=facts.member.member_id,
        account_no=facts.account.account_no,
        business_date=facts.business_date,
        channel=facts.channel,
        presence=request.presence,
        decision=decision,
        effects=effects,
        approvals=(*approvals, *overridden),
    )


def _because_proxy_acts(proxy: ActingProxy | None) -> NeedsApproval:
    value = term(proxy.kind) if proxy else flag(False)
    return NeedsApproval(ApprovalReason.PROXY_ACTS, value, count(0))


Planner = Callable[[Any, Facts, Policy], Plan]

PLANNERS: Mapping[OperationCode, Planner] = MappingProxyType(
    {
        OperationCode.SIGN_AGREEMENT: _plan_signing,
        OperationCode.TERMINATE_AGREEMENT: _plan_termination,
        OperationCode.REVOKE_PROXY: _plan_revocation,
        OperationCode.RENT_WITHDRAWAL: _plan_withdrawal,
        OperationCode.OTHER_HOUSING_WITHDRAWAL: _plan_withdrawal,
    }
)
