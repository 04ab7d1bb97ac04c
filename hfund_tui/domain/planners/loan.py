"""Changes to a running loan: early repayment, shortening, repayment account, method, due day."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.decision import Finding
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import check_card
from hfund_tui.domain.interest import percent
from hfund_tui.domain.loans.changes import (
    compare,
    due_on_day,
    interest_by_days,
    repaid_by,
    repaid_early,
    shortened,
)
from hfund_tui.domain.loans.effects import AmendSchedule, OrderDebit, ReplaceRepaymentAccount, SettleLoan
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.loans.requests import (
    ChangeDueDay,
    ChangeRepaymentAccount,
    ChangeRepaymentMethod,
    LoanRequest,
    RepayEarly,
    ShortenTerm,
)
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners.parts import people_and_papers, put_together
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.rules import common
from hfund_tui.domain.rules import loan as rules
from hfund_tui.domain.rules.withdrawal import agreement_for_channel
from hfund_tui.domain.vocabulary import LoanChange


def plan_early_repayment(request: RepayEarly, facts: Facts, policy: Policy) -> Plan:
    """A part, or all of it: a full settlement is possible whatever else happened in the cycle."""
    loan, terms = facts.loan, _left(facts)
    amount = (terms.principal_fen if terms else 0) if request.amount_fen is None else request.amount_fen
    settles = terms is not None and amount == terms.principal_fen
    possible = terms is not None and 0 < amount <= terms.principal_fen
    after = repaid_early(terms, amount, request.effect) if terms is not None and possible else None
    findings = (
        *_everywhere(request, facts, policy),
        rules.loan_not_overdue(loan, facts, policy),
        rules.not_on_due_day(loan, facts, policy),
        *(() if settles else (rules.not_changed_in_cycle(loan, policy),)),
        rules.repayment_account_there(loan),
        rules.prepayment_minimum(amount, loan, policy),
        rules.prepayment_within_balance(amount, loan),
        rules.no_empty_instalment(after, loan, terms.principal_fen if terms else 0),
        *people_and_papers(request, facts, policy),
    )
    if loan is None or terms is None or not possible:
        return put_together(request, facts, policy, findings, ())
    days = max(0, (facts.business_date - loan.cycle_began).days)
    interest = interest_by_days(amount, terms.rate, days, policy.count("loan.days_in_year"))
    effects: tuple[Effect, ...] = ()
    if loan.account is not None:
        account = loan.account
        effects = (
            OrderDebit(
                loan.contract_no,
                account.account_id,
                account.bank_code,
                account.last_four,
                amount,
                interest,
                facts.business_date,
            ),
            SettleLoan(loan.contract_no, when_debited=True)
            if after is None
            else amend(loan, LoanChange.PARTIAL_PREPAYMENT, after, when_debited=True),
        )
    plan = put_together(request, facts, policy, findings, effects)
    return replace(
        plan,
        amount_fen=amount + interest,
        maximum_fen=terms.principal_fen,
        comparison=compare(terms, after, interest),
    )


def plan_shortening(request: ShortenTerm, facts: Facts, policy: Policy) -> Plan:
    terms = _left(facts)
    fewer = terms is not None and 0 < request.months < terms.months
    after = shortened(terms, request.months) if terms is not None and fewer else None
    findings = (
        *_everywhere(request, facts, policy),
        *_once_in_a_cycle(facts, policy),
        rules.months_left(facts.loan, policy),
        rules.new_term(request.months, facts.loan, policy),
        rules.income_suffices(after, facts.loan, policy),
        *people_and_papers(request, facts, policy),
    )
    return _amended(request, facts, policy, findings, LoanChange.SHORTENING, after)


def plan_method_change(request: ChangeRepaymentMethod, facts: Facts, policy: Policy) -> Plan:
    terms = _left(facts)
    after = repaid_by(terms, request.method) if terms is not None else None
    findings = (
        *_everywhere(request, facts, policy),
        *_once_in_a_cycle(facts, policy),
        rules.months_left(facts.loan, policy),
        rules.other_method(request.method, facts.loan),
        *people_and_papers(request, facts, policy),
    )
    return _amended(request, facts, policy, findings, LoanChange.METHOD_CHANGE, after)


def plan_due_day_change(request: ChangeDueDay, facts: Facts, policy: Policy) -> Plan:
    terms = _left(facts)
    possible = terms is not None and 1 <= request.due_day <= policy.count("loan.due_day.last")
    days_in_year = policy.count("loan.days_in_year")
    after = due_on_day(terms, request.due_day, days_in_year) if terms is not None and possible else None
    findings = (
        *_everywhere(request, facts, policy),
        *_once_in_a_cycle(facts, policy),
        rules.months_left(facts.loan, policy),
        rules.other_due_day(request.due_day, facts.loan, facts, policy),
        *people_and_papers(request, facts, policy),
    )
    return _amended(request, facts, policy, findings, LoanChange.DUE_DAY_CHANGE, after)


def plan_account_change(request: ChangeRepaymentAccount, facts: Facts, policy: Policy) -> Plan:
    """Possible while instalments are overdue: it is often the way out."""
    loan, bank, number = facts.loan, request.bank_code, check_card(request.account_no).value
    if request.linked_card:
        bank, number = facts.card.bank_code if facts.card else "", facts.card_no
    no_card = request.linked_card and facts.card is None
    findings = (
        *_everywhere(request, facts, policy),
        rules.not_on_due_day(loan, facts, policy),
        *((common.card_linked(facts, "repayment_account_guide"),) if request.linked_card else ()),
        *(
            ()
            if no_card
            else (rules.account_bank(bank, policy), rules.own_account_number(bank, number, loan))
        ),
        *people_and_papers(request, facts, policy),
    )
    effects: tuple[Effect, ...] = ()
    if loan is not None and not no_card:
        replaces = loan.account.account_id if loan.account else None
        effects = (ReplaceRepaymentAccount(loan.contract_no, bank, number, replaces),)
    return put_together(request, facts, policy, findings, effects)


def amend(
    loan: LoanStanding, change: LoanChange, after: Terms, *, when_debited: bool = False
) -> AmendSchedule:
    """The effect that puts these terms in the place of those that are in force."""
    return AmendSchedule(
        loan.contract_no,
        change,
        after.principal_fen,
        percent(after.rate),
        after.months,
        after.method,
        after.first_due,
        after.due_day,
        after.regular,
        after.odd_interest_fen,
        when_debited,
    )


def _left(facts: Facts) -> Terms | None:
    return facts.loan.terms if facts.loan else None


def _everywhere(request: LoanRequest, facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    """What every change wants."""
    return (
        common.member_alive(facts),
        agreement_for_channel(facts, policy),
        rules.loan_running(facts.loan),
        rules.loan_party(facts.loan, facts, policy),
        rules.no_debit_under_way(facts.loan),
    )


def _once_in_a_cycle(facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    return (
        rules.loan_not_overdue(facts.loan, facts, policy),
        rules.not_on_due_day(facts.loan, facts, policy),
        rules.not_changed_in_cycle(facts.loan, policy),
    )


def _amended(
    request: LoanRequest,
    facts: Facts,
    policy: Policy,
    findings: tuple[Finding, ...],
    change: LoanChange,
    after: Terms | None,
) -> Plan:
    terms = _left(facts)
    if facts.loan is None or terms is None or after is None:
        return put_together(request, facts, policy, findings, ())
    plan = put_together(request, facts, policy, findings, (amend(facts.loan, change, after),))
    return replace(plan, comparison=compare(terms, after))
