"""Rent and other housing consumption withdrawals."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.decision import (
    NOTHING,
    Finding,
    Remedy,
    count,
    flag,
    month,
    month_span,
    remedy,
    term,
)
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Quota
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.quota import RATIO_KEY
from hfund_tui.domain.request import CloseAccount, Withdraw
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.vocabulary import AccountState, Channel, LoanState

_SHORT = {
    OperationCode.RENT_WITHDRAWAL: "rent",
    OperationCode.OTHER_HOUSING_WITHDRAWAL: "other",
}


def agreement_for_channel(facts: Facts, policy: Policy) -> Finding:
    """Without an agreement in force only the counter serves, and there it is offered or required.

    Where it is only offered, signing is advice: nothing of this case depends on it.
    """
    signed = facts.agreement is not None
    setting = policy.word("withdrawal.counter_agreement") if facts.channel is Channel.COUNTER else "require"
    found = term("finding.agreement.in_force" if signed else "finding.agreement.none")
    wanted = term("finding.agreement.in_force")
    passed = signed or setting == "offer"
    code = "offer_agreement" if passed else "sign_agreement"
    sign = remedy(code, operation=OperationCode.SIGN_AGREEMENT.value)
    entry = policy.entry("withdrawal.counter_agreement")
    return Finding(
        "agreement_in_force",
        passed,
        found,
        wanted,
        entry.citation,
        None if signed else sign,
        assumption=entry.assumption,
    )


def home_declared(request: Withdraw) -> Finding:
    declared = request.home is not None
    return Finding(
        "home_declared",
        declared,
        flag(declared),
        flag(True),
        "rent_service_guide",
        None if declared else remedy("ask_about_home"),
        form=True,
    )


def family_without_home(request: Withdraw, facts: Facts) -> Finding:
    """Rent is for families without any home in the city: member, spouse and minor children.

    What is on file counts even against the declaration.
    """
    owns = facts.home_on_file or (request.home is not None and request.home.owns_home)
    other = OperationCode.OTHER_HOUSING_WITHDRAWAL
    return Finding(
        "family_without_home",
        not owns,
        term("finding.home.owned" if owns else "finding.home.none"),
        term("finding.home.none"),
        "claim_period_reply",
        remedy("use_other_withdrawal", operation=other.value) if owns else None,
    )


def no_running_loan(facts: Facts) -> Finding:
    """Advice, not a bar: who repays a loan of the fund usually has a home and another way to withdraw."""
    running = [one for one in facts.loans if one.state is not LoanState.SETTLED]
    return Finding(
        "no_running_loan",
        True,
        count(len(running), "unit.loans"),
        NOTHING,
        "other_service_guide",
        remedy("ask_about_loan") if running else None,
    )


def no_open_withdrawal(facts: Facts) -> Finding:
    """Two open withdrawals would claim the same months; a closing takes the whole balance."""
    kinds = Withdraw.KINDS | CloseAccount.KINDS
    mine = [one for one in facts.open_cases if one.operation in kinds]
    return Finding(
        "no_open_withdrawal",
        not mine,
        count(len(mine), "unit.cases"),
        count(0, "unit.cases"),
        "claim_period_reply",
        remedy("finish_open_case") if mine else None,
    )


def frequency(kind: OperationCode, facts: Facts, policy: Policy) -> Finding:
    """At most so many a year at the counter, so many a month by self-service."""
    counts = facts.counts[kind]
    at_counter = facts.channel in (Channel.COUNTER, Channel.HOTLINE)
    key = f"withdrawal.{_SHORT[kind]}." + ("counter_per_year" if at_counter else "self_service_per_month")
    done = counts.counter_this_year if at_counter else counts.self_service_this_month
    limit = policy.count(key)
    today = facts.business_date
    next_turn = Month(today.year + 1, 1) if at_counter else facts.month + 1
    return by_policy(
        policy,
        key,
        "frequency",
        done < limit,
        count(done, "unit.times"),
        count(limit, "unit.times"),
        remedy("possible_from", month=month(next_turn)),
    )


def has_claimable_months(months: tuple[Month, ...], facts: Facts, policy: Policy) -> Finding:
    account = facts.account
    begun = [one for one in (account.first_contribution, account.last_withdrawal) if one is not None]
    if not begun:
        advice = remedy("first_contribution")
    elif account.state is AccountState.SEALED:
        # Months after sealing never count, so waiting does not help.
        advice = remedy("employer_unseals")
    else:
        advice = remedy("possible_from", month=month(max(facts.month, *begun) + 1))
    contiguous = bool(months) and months[-1] - months[0] + 1 == len(months)
    found = month_span(months[0], months[-1]) if contiguous else count(len(months), "unit.months")
    return by_policy(
        policy,
        "withdrawal.partial_claim_consumes_all_months",
        "claimable_months",
        bool(months),
        found,
        count(1, "unit.months"),
        advice,
    )


def amount_positive(amount_fen: int, maximum_fen: int) -> Finding:
    passed = amount_fen > 0
    advice = remedy("enter_amount") if maximum_fen > 0 else remedy("nothing_to_withdraw")
    return Finding(
        "amount_positive",
        passed,
        shown_money(amount_fen),
        shown_money(1),
        "withdrawal_rules",
        None if passed else advice,
    )


def amount_within_quota(kind: OperationCode, amount_fen: int, worth: Quota, policy: Policy) -> Finding:
    return by_policy(
        policy,
        RATIO_KEY[kind],
        "amount_within_quota",
        amount_fen <= worth.amount_fen,
        shown_money(amount_fen),
        shown_money(worth.amount_fen),
        _reduce_to(worth.amount_fen),
    )


def amount_within_available(amount_fen: int, spendable_fen: int, policy: Policy) -> Finding:
    return by_policy(
        policy,
        "withdrawal.min_balance_left",
        "amount_within_available",
        amount_fen <= spendable_fen,
        shown_money(amount_fen),
        shown_money(spendable_fen),
        _reduce_to(spendable_fen),
    )


def not_judged(about_amount: Finding) -> Finding:
    """Without claimable months that is the one reason: no amount would change the answer."""
    return replace(
        about_amount, passed=True, found=term("finding.amount.not_judged"), wanted=NOTHING, remedy=None
    )


def _reduce_to(limit_fen: int) -> Remedy:
    """Take less; or, where nothing is left to take, what is missing."""
    if limit_fen <= 0:
        return remedy("nothing_to_withdraw")
    return remedy("reduce_to", amount=shown_money(limit_fen))
