"""Closing an account on retirement or on leaving the city; settling and taking back what was accepted."""

from __future__ import annotations

from datetime import date

from hfund_tui.domain.closure import Settlement, SettlementState, first_batch_day, in_batch_window
from hfund_tui.domain.decision import (
    NOTHING,
    Finding,
    Remedy,
    count,
    day,
    flag,
    insurance,
    remedy,
    term,
    terms,
    text,
)
from hfund_tui.domain.facts import Facts, InsuranceFacts
from hfund_tui.domain.months import Month, add_years, age_on
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import CloseAccount, InsuranceProof
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    Freeze,
    InsuranceStatus,
    LoanState,
    Sex,
)

RETIREMENT_AGE = {Sex.MALE: "closure.retirement.age_men", Sex.FEMALE: "closure.retirement.age_women"}
"""Under which key the policy says from what age on."""
_LASTING = (AccountState.NORMAL, AccountState.SEALED, AccountState.CLOSED_UNSETTLED)


def account_sealed(facts: Facts, policy: Policy) -> Finding:
    """The employer seals an account before it is closed; one that was closed can't be closed again."""
    key = "closure.sealed_first"
    wanted = [AccountState.SEALED] if policy.flag(key) else [AccountState.NORMAL, AccountState.SEALED]
    state = facts.account.state
    match state:
        case AccountState.NORMAL:
            advice = remedy("employer_seals")
        case AccountState.CLOSED_UNSETTLED:
            advice = remedy("settle_accepted", operation=OperationCode.SETTLE_CLOSURE.value)
        case _:
            advice = remedy("account_closed")
    return by_policy(policy, key, "account_sealed", state in wanted, term(state), terms(wanted), advice)


def account_unfrozen(facts: Facts) -> Finding:
    """A freeze stops a closing even where it only covers a part: nothing would be left to freeze."""
    freeze = facts.account.freeze
    passed = freeze is Freeze.NONE
    return Finding(
        "account_unfrozen",
        passed,
        term(freeze),
        term(Freeze.NONE),
        "regulations",
        None if passed else remedy("freeze_lifted"),
    )


def no_open_case(facts: Facts, own: str | None = None) -> Finding:
    """Nothing else of the member's is on its way; `own` is the accepted closure that is being decided."""
    others = [one for one in facts.open_cases if one.case_no != own]
    return Finding(
        "no_open_case",
        not others,
        count(len(others), "unit.cases"),
        count(0, "unit.cases"),
        "house_rule",
        remedy("finish_open_cases") if others else None,
    )


def loan_told(facts: Facts) -> Finding:
    """Advice only: once the account is closed its balance repays no loan any more."""
    running = [one for one in facts.loans if one.state is not LoanState.SETTLED]
    return Finding(
        "loan_told",
        True,
        count(len(running), "unit.loans"),
        NOTHING,
        "withdrawal_rules",
        remedy("closing_with_loan") if running else None,
    )


def retired(request: CloseAccount, facts: Facts, policy: Policy) -> Finding:
    """Old enough on the application date; at the counter a certificate shows that somebody retired earlier."""
    key = RETIREMENT_AGE[facts.member.sex]
    limit = policy.count(key)
    age = age_on(facts.member.birth_date, facts.business_date)
    at_counter = facts.channel is Channel.COUNTER
    birthday = day(add_years(facts.member.birth_date, limit))
    shown = at_counter and request.certificate is not None
    return by_policy(
        policy,
        key,
        "retired",
        age >= limit or shown,
        count(age, "unit.years_old"),
        count(limit, "unit.years_old"),
        remedy("show_certificate", day=birthday)
        if at_counter
        else remedy("certificate_at_counter", day=birthday),
    )


def certificate_complete(request: CloseAccount, facts: Facts) -> Finding:
    """A certificate that is shown has a number, and is not dated in the future."""
    certificate = request.certificate
    number = clean(certificate.certificate_no) if certificate else ""
    in_time = certificate is not None and certificate.retired_on <= facts.business_date
    passed = certificate is None or (bool(number) and in_time)
    return Finding(
        "certificate_complete",
        passed,
        NOTHING if certificate is None else day(certificate.retired_on) if number else flag(False),
        day(facts.business_date),
        "retirement_guide",
        None if passed else remedy("complete_certificate"),
        form=True,
    )


def hukou_elsewhere(facts: Facts, policy: Policy) -> Finding:
    key = "closure.leaving.hukou"
    elsewhere = not facts.member.hukou_shenzhen
    return by_policy(
        policy,
        key,
        "hukou_elsewhere",
        elsewhere or not policy.flag(key),
        flag(elsewhere),
        flag(True),
        remedy("other_closure"),
    )


def insurance_known(known: InsuranceFacts | None) -> Finding:
    return Finding(
        "insurance_known",
        known is not None,
        insurance(known.status, known.last_paid, known.settled_on) if known else NOTHING,
        terms(list(InsuranceStatus)),
        "leaving_guide",
        None if known else remedy("ask_about_insurance"),
        form=True,
    )


def insurance_consistent(proof: InsuranceProof | None, facts: Facts) -> Finding:
    """What a proof says hangs together, lies in the past, and takes back no month that is on file."""
    passed = proof is None or _consistent(proof, facts.insurance, facts.business_date)
    return Finding(
        "insurance_consistent",
        passed,
        term(proof.status) if proof else NOTHING,
        NOTHING,
        "leaving_guide",
        None if passed else remedy("correct_insurance"),
        form=True,
    )


def _consistent(proof: InsuranceProof, on_file: InsuranceFacts | None, today: date) -> bool:
    before = on_file.last_paid if on_file else None
    if proof.last_paid is not None and proof.last_paid > Month.of(today):
        return False
    match proof.status:
        case InsuranceStatus.NEVER:
            return proof.last_paid is None and proof.settled_on is None and before is None
        case InsuranceStatus.TRANSFERRED:
            return proof.settled_on is not None and proof.settled_on <= today
        case _:
            paid = proof.last_paid
            return proof.settled_on is None and paid is not None and (before is None or paid >= before)


def closure_accepted(case_no: str, facts: Facts) -> Finding:
    """The closure that is settled or taken back is the member's own, and waits still."""
    accepted = facts.accepted_closure
    passed = accepted is not None and accepted.case_no == case_no
    return Finding(
        "closure_accepted",
        passed,
        text(accepted.case_no) if accepted else NOTHING,
        text(case_no),
        "leaving_guide",
        None if passed else remedy("no_such_closure"),
    )


def account_unsettled(facts: Facts) -> Finding:
    state = facts.account.state
    passed = state is AccountState.CLOSED_UNSETTLED
    return Finding(
        "account_unsettled",
        passed,
        term(state),
        term(AccountState.CLOSED_UNSETTLED),
        "leaving_guide",
        None if passed else remedy("no_such_closure"),
    )


def account_lasts(facts: Facts) -> Finding:
    """What is put on file is about an account that still exists, closed and waiting though it may be."""
    state = facts.account.state
    passed = state in _LASTING
    return Finding(
        "account_lasts",
        passed,
        term(state),
        terms(_LASTING),
        "leaving_guide",
        None if passed else remedy("account_closed"),
    )


def settlement_due(found: Settlement | None, policy: Policy) -> Finding:
    """The day of the settlement has come; None: there is no closure to settle."""
    state = found.state if found else None
    return by_policy(
        policy,
        "closure.leaving.insurance_free_months",
        "settlement_due",
        state is SettlementState.DUE,
        term(state) if state else NOTHING,
        term(SettlementState.DUE),
        _until_due(found),
    )


def _until_due(found: Settlement | None) -> Remedy:
    match found:
        case Settlement(SettlementState.WAITING, date() as due):
            return remedy("settled_from", day=day(due))
        case Settlement(SettlementState.CANCELLED):
            return remedy("insured_again", operation=OperationCode.CANCEL_CLOSURE.value)
        case Settlement():
            return remedy("record_insurance", operation=OperationCode.RECORD_INSURANCE.value)
        case _:
            return remedy("no_such_closure")


def batch_window(facts: Facts, policy: Policy) -> Finding:
    """Asked of the batch only: it runs from a day of the month to its end."""
    today = facts.business_date
    return by_policy(
        policy,
        "closure.leaving.batch_from_day",
        "batch_window",
        in_batch_window(today, policy),
        day(today),
        day(first_batch_day(today, policy)),
        remedy("settled_from", day=day(first_batch_day(today, policy))),
    )


def insurance_paid_again(found: Settlement | None, policy: Policy) -> Finding:
    """Asked where nobody is there: a closure ends by itself only when insurance in the city was paid again."""
    state = found.state if found else None
    return by_policy(
        policy,
        "closure.leaving.insurance_free_months",
        "insurance_paid_again",
        state is SettlementState.CANCELLED,
        term(state) if state else NOTHING,
        term(SettlementState.CANCELLED),
        remedy("member_comes"),
    )
