"""Co-repayers (共同还款人): joining, leaving, and repaying a loan early from their fund accounts (对冲还贷)."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.decision import count, flag
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts, text_key_of
from hfund_tui.domain.loans.changes import compare, interest_by_days, repaid_early
from hfund_tui.domain.loans.effects import JoinAsCoRepayer, LeaveAsCoRepayer, OffsetLoan, SettleLoan
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.loans.offset import CoRepayer, allocate
from hfund_tui.domain.loans.requests import EndCoRepayment, OffsetRepayment, SignCoRepayment
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.masks import mask_name
from hfund_tui.domain.operation import ApprovalReason
from hfund_tui.domain.plan import EndAgreement, NeedsApproval, Plan, PutAgreementInForce
from hfund_tui.domain.planners.loan import amend
from hfund_tui.domain.planners.parts import above_limit, people_and_papers, put_together
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.rules import common, offset
from hfund_tui.domain.rules import loan as loan_rules
from hfund_tui.domain.vocabulary import AgreementKind, LoanChange


def plan_joining(request: SignCoRepayment, facts: Facts, policy: Policy) -> Plan:
    loan, text_key = facts.loan, text_key_of(AgreementKind.CO_REPAYER, request.version)
    findings = (
        common.member_alive(facts),
        common.account_open(facts),
        loan_rules.loan_running(loan),
        offset.not_a_party_yet(loan, facts),
        offset.relation_allows(request, policy),
        offset.self_service_signed(facts, policy),
        offset.co_repayer_version(request, policy),
        *people_and_papers(request, facts, policy),
    )
    effects = (
        JoinAsCoRepayer(request.contract_no, request.relation, _borrower(loan)),
        PutAgreementInForce(
            AgreementKind.CO_REPAYER, request.version, facts.agreement_texts.get(text_key, "")
        ),
    )
    return put_together(request, facts, policy, findings, effects if loan else ())


def plan_leaving_loan(request: EndCoRepayment, facts: Facts, policy: Policy) -> Plan:
    party = facts.loan.party(facts.member.member_id) if facts.loan else None
    findings = (offset.is_co_repayer(party), *people_and_papers(request, facts, policy))
    effects: tuple[Effect, ...] = ()
    if party is not None:
        effects = (LeaveAsCoRepayer(request.contract_no, party.party_id),)
        if party.agreement_id is not None:
            effects = (*effects, EndAgreement(party.agreement_id, AgreementKind.CO_REPAYER))
    return put_together(request, facts, policy, findings, effects)


def plan_offset(request: OffsetRepayment, facts: Facts, policy: Policy) -> Plan:
    """A part, or all of it: principal with the interest of its days, from the accounts in their order."""
    loan, terms = facts.loan, facts.loan.terms if facts.loan else None
    givers = _givers(loan, policy)
    most = _most(loan, terms, sum(one.available_fen for one in givers if not one.obstacle), facts, policy)
    principal = most if request.amount_fen is None else request.amount_fen
    settles = terms is not None and 0 < principal == terms.principal_fen
    interest = _interest(loan, terms, principal, facts, policy)
    possible = terms is not None and 0 < principal <= terms.principal_fen
    after = repaid_early(terms, principal, request.effect) if terms is not None and possible else None
    allocation = allocate(principal + interest, givers) if principal > 0 else None
    findings = (
        common.member_alive(facts),
        loan_rules.loan_running(loan),
        loan_rules.loan_party(loan, facts, policy),
        loan_rules.no_debit_under_way(loan),
        loan_rules.loan_not_overdue(loan, facts, policy),
        loan_rules.not_on_due_day(loan, facts, policy),
        *(() if settles else (loan_rules.not_changed_in_cycle(loan, policy),)),
        offset.co_repayers_there(loan),
        offset.nobody_is_the_maker(loan, facts),
        offset.offset_minimum(principal, loan, policy),
        loan_rules.prepayment_within_balance(principal, loan),
        loan_rules.no_empty_instalment(after, loan, most),
        offset.offset_covered(allocation, most),
        *people_and_papers(request, facts, policy),
    )
    if loan is None or terms is None or allocation is None or not possible:
        given = allocation or allocate(1, givers)  # nobody gives anything: each for a reason
        lines = () if loan is None else (OffsetLoan(loan.contract_no, 0, 0, given.lines),)
        return replace(put_together(request, facts, policy, findings, lines), maximum_fen=most)
    effects = (
        OffsetLoan(loan.contract_no, principal, interest, allocation.lines),
        SettleLoan(loan.contract_no, when_debited=False)
        if after is None
        else amend(loan, LoanChange.OFFSET, after),
    )
    total = principal + interest
    approvals = above_limit(total, policy, "loan.offset.approval_above")
    if policy.flag("approval.others_money"):
        givers_number = sum(1 for one in allocation.lines if one.amount_fen)
        approvals = (
            NeedsApproval(ApprovalReason.OTHERS_MONEY, count(givers_number, "unit.people"), flag(True)),
            *approvals,
        )
    plan = put_together(request, facts, policy, findings, effects, approvals)
    return replace(plan, amount_fen=total, maximum_fen=most, comparison=compare(terms, after, interest))


def _borrower(loan: LoanStanding | None) -> str:
    return next((mask_name(one.name) for one in loan.parties), "") if loan else ""


def _givers(loan: LoanStanding | None, policy: Policy) -> tuple[CoRepayer, ...]:
    kept = policy.fen("loan.offset.kept")
    return tuple(
        CoRepayer(
            one.account_no,
            max(0, one.available_fen - kept),
            offset.obstacle(one, policy),
            mask_name(one.name),
        )
        for one in (loan.co_repayers if loan else ())
    )


def _interest(
    loan: LoanStanding | None, terms: Terms | None, principal_fen: int, facts: Facts, policy: Policy
) -> int:
    """Of the principal (fen) that is repaid, for the days since the cycle began."""
    if loan is None or terms is None or principal_fen <= 0:
        return 0
    days = max(0, (facts.business_date - loan.cycle_began).days)
    return interest_by_days(principal_fen, terms.rate, days, policy.count("loan.days_in_year"))


def _most(
    loan: LoanStanding | None, terms: Terms | None, available_fen: int, facts: Facts, policy: Policy
) -> int:
    """The most principal (fen) that the accounts can repay together with its interest."""
    if loan is None or terms is None:
        return 0
    low, high = 0, min(available_fen, terms.principal_fen)
    while low < high:
        middle = (low + high + 1) // 2
        if middle + _interest(loan, terms, middle, facts, policy) <= available_fen:
            low = middle
        else:
            high = middle - 1
    return low
