"""What has to hold before somebody becomes a co-repayer, and before co-repayers' money repays a loan."""

from __future__ import annotations

from hfund_tui.domain.decision import NOTHING, Finding, count, flag, money, remedy, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.loans.facts import CoRepayerFacts, LoanParty, LoanStanding
from hfund_tui.domain.loans.offset import Allocation, Obstacle
from hfund_tui.domain.loans.requests import SignCoRepayment
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.vocabulary import AccountState, CoRepayerRelation, Freeze, LoanRole

_REPAYING = (AccountState.NORMAL, AccountState.SEALED)


def relation_allows(request: SignCoRepayment, policy: Policy) -> Finding:
    """A parent or a child of the borrower; a spouse borrows along."""
    key = "loan.co_repayer.relations"
    wanted = [CoRepayerRelation(one) for one in policy.words(key)]
    return by_policy(
        policy,
        key,
        "relation_allows",
        request.relation in wanted,
        term(request.relation),
        terms(wanted),
        remedy("parent_or_child"),
    )


def not_a_party_yet(loan: LoanStanding | None, facts: Facts) -> Finding:
    """Who borrowed the money repays it anyhow; who is a co-repayer is one already."""
    party = loan.party(facts.member.member_id) if loan else None
    return Finding(
        "not_a_party_yet",
        party is None,
        term(party.role) if party else NOTHING,
        NOTHING,
        "co_repayer_text",
        None if party is None else remedy("nothing_to_do"),
    )


def is_co_repayer(party: LoanParty | None) -> Finding:
    there = party is not None and party.role is LoanRole.CO_REPAYER
    return Finding(
        "is_co_repayer",
        there,
        term(party.role) if party else NOTHING,
        term(LoanRole.CO_REPAYER),
        "co_repayer_text",
        None if there else remedy("nothing_to_do"),
    )


def self_service_signed(facts: Facts, policy: Policy) -> Finding:
    """Both agreements: the self-service one comes first."""
    key = "loan.co_repayer.both_agreements"
    signed = facts.agreement is not None
    return by_policy(
        policy,
        key,
        "self_service_signed",
        signed or not policy.flag(key),
        term("finding.agreement.in_force" if signed else "finding.agreement.none"),
        term("finding.agreement.in_force"),
        remedy("sign_agreement_first", operation="sign_agreement"),
    )


def co_repayer_version(request: SignCoRepayment, policy: Policy) -> Finding:
    key = "loan.co_repayer.version"
    wanted = policy.word(key)
    return by_policy(
        policy,
        key,
        "co_repayer_version",
        request.version == wanted,
        text(request.version),
        text(wanted),
        remedy("read_current_text"),
    )


def obstacle(one: CoRepayerFacts, policy: Policy) -> Obstacle | None:
    """Why a co-repayer gives nothing: the first reason that holds."""
    if one.deceased:
        return Obstacle.DECEASED
    if one.closure_open:
        return Obstacle.CLOSURE_OPEN
    if one.state not in _REPAYING:
        return Obstacle.ACCOUNT_ENDED
    if one.freeze is Freeze.FULL:
        return Obstacle.FROZEN
    if not one.has_agreement and policy.flag("loan.co_repayer.both_agreements"):
        return Obstacle.NO_AGREEMENT
    if one.offsets_this_year >= policy.count("loan.offset.times_a_year"):
        return Obstacle.ONCE_A_YEAR
    return None


def co_repayers_there(loan: LoanStanding | None) -> Finding:
    number = len(loan.co_repayers) if loan else 0
    return Finding(
        "co_repayers_there",
        number > 0,
        count(number, "unit.people"),
        count(1, "unit.people"),
        "co_repayer_text",
        None if number else remedy("sign_co_repayment", operation="sign_co_repayment"),
    )


def offset_minimum(principal_fen: int, loan: LoanStanding | None, policy: Policy) -> Finding:
    key = "loan.offset.minimum"
    least = policy.fen(key)
    settles = loan is not None and 0 < principal_fen == loan.balance_fen
    return by_policy(
        policy,
        key,
        "offset_minimum",
        principal_fen >= least or settles,
        money(principal_fen),
        money(least),
        remedy("at_least", amount=money(least)),
    )


def offset_covered(allocation: Allocation | None, most_fen: int) -> Finding:
    """The accounts give all that is asked for, with its interest."""
    missing = allocation.shortfall_fen if allocation else 0
    given = allocation.amount_fen if allocation else 0
    return Finding(
        "offset_covered",
        allocation is not None and missing == 0,
        money(given),
        money(given + missing),
        "co_repayer_text",
        None if not missing else remedy("offset_at_most", amount=money(most_fen)),
    )


def nobody_is_the_maker(loan: LoanStanding | None, facts: Facts) -> Finding:
    """Staff repay nothing from their own account, or a relative's, at their own counter."""
    mine = {facts.maker_id_no, *(holder_no(one) for one in facts.relatives)}
    passed = not loan or not mine & {holder_no(one.id_no) for one in loan.co_repayers}
    return Finding(
        "co_repayers_unrelated",
        passed,
        flag(passed),
        flag(True),
        "house_rule",
        None if passed else remedy("another_teller"),
    )
