"""What the planners share: people and papers, the payout and when it may go, and why a second person looks."""

from __future__ import annotations

from datetime import date, timedelta

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import Decision, Finding, count, day, flag, term
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import ApprovalReason, Presence
from hfund_tui.domain.plan import NeedsApproval, PayOut, Plan, RecordException
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import Request
from hfund_tui.domain.rules import common
from hfund_tui.domain.rules.exception import exception_grounded
from hfund_tui.domain.rules.proxy import ActingProxy, acting_proxy, proxy_effects, proxy_findings
from hfund_tui.domain.vocabulary import Channel, CoolingOff


def people_and_papers(request: Request, facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    """The proxy, the people involved, and at a counter the papers."""
    declaration = OPERATIONS[request.operation]
    proxy = acting_proxy(request, facts, policy)
    proxy_id_no = proxy.id_no if proxy else None
    findings: list[Finding] = [
        *proxy_findings(request, declaration, facts, policy),
        common.people_differ(facts, proxy_id_no),
        common.people_unrelated(facts, proxy_id_no),
    ]
    # What a second person could not let pass is not slowed down: taking a document back, for instance.
    if ApprovalReason.RULE_OVERRIDDEN in declaration.approval and request.presence is not Presence.ABSENT:
        findings.append(common.attempts_today(facts, policy))
    if facts.channel.is_self_service:
        findings.append(common.channel_open(request.operation, facts, policy))
    if facts.channel is Channel.COUNTER:
        findings.append(common.papers_checked(request, declaration))
    return tuple(findings)


def pay_out(request: Request, facts: Facts, policy: Policy, amount_fen: int) -> PayOut | None:
    """The order to pay the member's own card; None without a card or an amount."""
    if facts.card is None or amount_fen <= 0:
        return None
    why, not_before = cooling_off(request, facts, policy)
    return PayOut(
        facts.card.card_id,
        facts.card.bank_code,
        facts.card.last_four,
        amount_fen,
        not_before,
        policy.book.calendar.add(not_before, policy.count("withdrawal.payment_working_days")),
        cooling_off=why,
    )


def cooling_off(request: Request, facts: Facts, policy: Policy) -> tuple[CoolingOff | None, date]:
    """Why a payout waits and the first day on which it may go: the latest of all reasons to wait."""
    today = facts.business_date
    waits: list[tuple[date, CoolingOff]] = []
    proxy_days = timedelta(days=policy.count("proxy.cooling_off_days"))
    if request.presence is Presence.PROXY:
        waits.append((today + proxy_days, CoolingOff.PROXY))
    elif facts.last_proxy_act is not None:
        waits.append((facts.last_proxy_act + proxy_days, CoolingOff.PROXY))
    if facts.card is not None and not facts.card.paid_before:
        days = timedelta(days=policy.count("card.cooling_off_days"))
        waits.append((facts.card.linked_on + days, CoolingOff.CARD))
    if facts.member.mobile_changed_on is not None:
        days = timedelta(days=policy.count("mobile.cooling_off_days"))
        waits.append((facts.member.mobile_changed_on + days, CoolingOff.MOBILE))
    until, why = max(waits, default=(today, None), key=lambda one: one[0])
    return (why, until) if until > today else (None, today)


def above_limit(amount_fen: int, policy: Policy, key: str) -> tuple[NeedsApproval, ...]:
    limit = policy.fen(key)
    if amount_fen <= limit:
        return ()
    return (NeedsApproval(ApprovalReason.AMOUNT_ABOVE_LIMIT, shown_money(amount_fen), shown_money(limit)),)


def newly_linked_card(facts: Facts, policy: Policy, payout: PayOut | None) -> tuple[NeedsApproval, ...]:
    """The first payout to a card that was linked a short while ago."""
    card = facts.card
    if payout is None or card is None or card.paid_before:
        return ()
    days = policy.count("approval.new_card_days")
    if facts.business_date - card.linked_on > timedelta(days=days):
        return ()
    return (NeedsApproval(ApprovalReason.NEW_CARD, day(card.linked_on), count(days, "unit.days")),)


def put_together(
    request: Request,
    facts: Facts,
    policy: Policy,
    findings: tuple[Finding, ...],
    effects: tuple[Effect, ...],
    approvals: tuple[NeedsApproval, ...] = (),
) -> Plan:
    """Put a plan together: what the proxy's presence adds, exceptions, and why a second person is needed."""
    overridden = tuple(one for one in findings if not one.passed and one.overridable)
    if overridden and all(one.passed or one.overridable or one.form for one in findings):
        findings = (*findings, exception_grounded(request.ground, policy))
    if request.presence is Presence.PROXY:
        proxy = acting_proxy(request, facts, policy)
        effects = (*proxy_effects(proxy), *effects)
        if policy.flag("proxy.second_person"):
            approvals = (_because_proxy_acts(proxy), *approvals)
    if request.ground is not None:
        effects = (*effects, *(RecordException(one.code, request.ground) for one in overridden))
    exceptions = tuple(
        NeedsApproval(ApprovalReason.RULE_OVERRIDDEN, term(f"finding.{one.code}.title"), one.wanted)
        for one in overridden
    )
    return Plan(
        operation=request.operation,
        member_id=facts.member.member_id,
        account_no=facts.account.account_no,
        business_date=facts.business_date,
        channel=facts.channel,
        presence=request.presence,
        decision=Decision(findings),
        effects=effects,
        approvals=(*approvals, *exceptions),
    )


def _because_proxy_acts(proxy: ActingProxy | None) -> NeedsApproval:
    value = term(proxy.kind) if proxy else flag(False)
    return NeedsApproval(ApprovalReason.PROXY_ACTS, value, count(0))
