"""What has to hold before a running loan is changed."""

from __future__ import annotations

from datetime import timedelta

from hfund_tui.domain.decision import (
    NOTHING,
    Finding,
    Remedy,
    count,
    day,
    flag,
    money,
    remedy,
    term,
    terms,
    text,
)
from hfund_tui.domain.decision import card as shown_card
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import check_card
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.loans.schedule import Terms, due_in, schedule
from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.vocabulary import LoanChange, LoanRole, LoanState, RepaymentMethod

_ONE_DAY = timedelta(days=1)


def loan_running(loan: LoanStanding | None) -> Finding:
    """There is such a loan, and something of it is left, if only what is overdue."""
    running = loan is not None and (loan.terms is not None or bool(loan.overdue))
    return Finding(
        "loan_running",
        running,
        term(loan.state) if loan else NOTHING,
        terms([LoanState.NORMAL, LoanState.OVERDUE]),
        "early_repayment_reply",
        None if running else remedy("no_running_loan"),
    )


def loan_party(loan: LoanStanding | None, facts: Facts, policy: Policy) -> Finding:
    """Borrowers change a loan; a co-repayer doesn't."""
    key = "loan.change.borrowers"
    roles = [LoanRole(one) for one in policy.words(key)]
    party = loan.party(facts.member.member_id) if loan else None
    return by_policy(
        policy,
        key,
        "loan_party",
        party is not None and party.role in roles,
        term(party.role) if party else NOTHING,
        terms(roles),
        remedy("borrower_comes"),
    )


def loan_not_overdue(loan: LoanStanding | None, facts: Facts, policy: Policy) -> Finding:
    """Nobody can let this pass, not for a full settlement either: a payment goes to penalty and overdue
    instalments first, and these are debited with the next file."""
    overdue = loan.overdue_fen(facts.business_date, policy) if loan else 0
    return Finding(
        "loan_not_overdue",
        overdue == 0,
        money(overdue),
        money(0),
        "early_repayment_reply",
        remedy("pay_overdue", amount=money(overdue)) if overdue else None,
    )


def not_on_due_day(loan: LoanStanding | None, facts: Facts, policy: Policy) -> Finding:
    """On a due day the bank debits: nothing is changed underneath it."""
    key = "loan.change.not_on_due_day"
    today = facts.business_date
    due_day = loan.terms.due_day if loan and loan.terms else None
    on_it = due_day is not None and due_in(Month.of(today), due_day) == today
    return by_policy(
        policy,
        key,
        "not_on_due_day",
        not on_it or not policy.flag(key),
        day(today),
        flag(True),
        remedy("come_tomorrow", day=day(today + _ONE_DAY)),
    )


def not_changed_in_cycle(loan: LoanStanding | None, policy: Policy) -> Finding:
    """Once in a repayment cycle, and not after another change of it."""
    key = "loan.change.excluded_in_cycle"
    excluded = [LoanChange(one) for one in policy.words(key)]
    done = [one for one in excluded if loan and one in loan.changed_in_cycle]
    cycle_ends = loan.terms.first_due if loan and loan.terms else None
    return by_policy(
        policy,
        key,
        "not_changed_in_cycle",
        not done,
        terms(done) if done else flag(True),
        flag(True),
        remedy("next_cycle", day=day(cycle_ends + _ONE_DAY if cycle_ends else None)),
    )


def no_debit_under_way(loan: LoanStanding | None) -> Finding:
    """What the bank has been told to debit was told of this loan as it stands, and from this account."""
    under_way = loan is not None and loan.debit_under_way
    return Finding(
        "no_debit_under_way",
        not under_way,
        flag(not under_way),
        flag(True),
        "early_repayment_reply",
        remedy("wait_for_debit") if under_way else None,
    )


def repayment_account_there(loan: LoanStanding | None) -> Finding:
    account = loan.account if loan else None
    return Finding(
        "repayment_account_there",
        account is not None,
        shown_card(account.bank_code, account.last_four) if account else NOTHING,
        flag(True),
        "repayment_account_guide",
        None if account else remedy("choose_repayment_account", operation="change_repayment_account"),
    )


def prepayment_minimum(amount_fen: int, loan: LoanStanding | None, policy: Policy) -> Finding:
    """A part is not less than the policy's minimum; all of it may be."""
    key = "loan.early.minimum"
    least = policy.fen(key)
    settles = loan is not None and amount_fen == loan.balance_fen
    return by_policy(
        policy,
        key,
        "prepayment_minimum",
        amount_fen >= least or settles,
        money(amount_fen),
        money(least),
        remedy("at_least", amount=money(least)),
    )


def prepayment_within_balance(amount_fen: int, loan: LoanStanding | None) -> Finding:
    left = loan.balance_fen if loan else 0
    return Finding(
        "prepayment_within_balance",
        amount_fen <= left,
        money(amount_fen),
        money(left),
        "early_repayment_reply",
        None if amount_fen <= left else remedy("settle_instead", amount=money(left)),
    )


def no_empty_instalment(after: Terms | None, loan: LoanStanding | None, most_fen: int) -> Finding:
    """What is left after a part is enough for every instalment: the bank debits no instalment of nothing.
    `most_fen` is the most principal that could be repaid."""
    empty = sum(1 for one in schedule(after).rows if not one.payment_fen) if after else 0
    left = loan.balance_fen if loan else 0
    return Finding(
        "no_empty_instalment",
        not empty,
        count(empty, "unit.months"),
        count(0, "unit.months"),
        "house_rule",
        None
        if not empty
        else remedy("settle_instead", amount=money(left))
        if most_fen >= left
        else remedy("leave_more"),
    )


def months_left(loan: LoanStanding | None, policy: Policy) -> Finding:
    """A short contract, or one that has little left, is not changed any more."""
    key = "loan.change.months_left"
    least = policy.count(key)
    left = loan.terms.months if loan and loan.terms else 0
    long = loan is not None and loan.contract_months > least
    return by_policy(
        policy,
        key,
        "months_left",
        long and left >= least,
        count(left, "unit.months"),
        count(least, "unit.months"),
        remedy("repay_as_agreed"),
    )


def new_term(months: int, loan: LoanStanding | None, policy: Policy) -> Finding:
    """Fewer months than are left, and not too few."""
    key = "loan.shorten.months_left"
    least = policy.count(key)
    left = loan.terms.months if loan and loan.terms else 0
    return by_policy(
        policy,
        key,
        "new_term",
        least <= months < left,
        count(months, "unit.months"),
        count(least, "unit.months"),
        remedy(
            "months_between",
            least=count(least, "unit.months"),
            most=count(max(least, left - 1), "unit.months"),
        ),
        form=True,
    )


def income_suffices(after: Terms | None, loan: LoanStanding | None, policy: Policy) -> Finding:
    """The new instalment is covered by a share of the borrowers' contribution bases."""
    key = "loan.shorten.income_ratio"
    bases = sum(one.base_fen for one in loan.borrowers) if loan else 0
    share = policy.ratio(key)
    most = share.numerator * bases // share.denominator
    instalment = schedule(after).instalment_fen if after else 0
    return by_policy(
        policy,
        key,
        "income_suffices",
        instalment <= most,
        money(instalment),
        money(most),
        remedy("choose_more_months"),
    )


def other_method(method: RepaymentMethod, loan: LoanStanding | None) -> Finding:
    now = loan.terms.method if loan and loan.terms else None
    return Finding(
        "other_method",
        now is not None and method is not now,
        term(method),
        term(now) if now else NOTHING,
        "early_repayment_reply",
        _other_method(method, now),
        form=True,
    )


def _other_method(method: RepaymentMethod, now: RepaymentMethod | None) -> Remedy | None:
    if now is None:
        return remedy("no_running_loan")
    return remedy("choose_other_method") if method is now else None


def other_due_day(due_day: int, loan: LoanStanding | None, facts: Facts, policy: Policy) -> Finding:
    """Another day than now, and not that of the application."""
    key = "loan.due_day.last"
    last = policy.count(key)
    now = loan.terms.due_day if loan and loan.terms else 0
    today = facts.business_date.day
    return by_policy(
        policy,
        key,
        "other_due_day",
        1 <= due_day <= last and due_day not in (now, today),
        count(due_day),
        count(last),
        remedy("choose_due_day", last=count(last), now=count(now), today=count(today)),
        form=True,
    )


def own_account_number(bank_code: str, account_no: str, loan: LoanStanding | None) -> Finding:
    """A number of an account's length, and not the one that is debited already."""
    checked = check_card(account_no)
    now = loan.account if loan else None
    same = now is not None and (now.bank_code, now.last_four) == (bank_code, checked.value[-4:])
    passed = checked.valid and not same
    return Finding(
        "own_account_number",
        passed,
        term(f"identifier.{checked.reason}") if checked.reason else text(checked.value[-4:]),
        NOTHING,
        "repayment_account_guide",
        None if passed and not checked.warning else remedy("another_account" if same else "correct_card_no"),
        form=True,
    )


def account_bank(bank_code: str, policy: Policy) -> Finding:
    key = "loan.account.banks"
    banks = policy.words(key)
    known = bank_code in banks
    return by_policy(
        policy,
        key,
        "account_bank",
        known,
        term(f"vocabulary.bank.{bank_code}") if known else text(bank_code),
        terms([f"vocabulary.bank.{one}" for one in banks]),
        remedy("choose_bank"),
        form=True,
    )
