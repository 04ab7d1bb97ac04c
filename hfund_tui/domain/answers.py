"""What would be if: answers to a caller's questions, in sentences that can be read out.

Nothing here is done or kept. A sentence is a code (`answer.<code>`) with its values; `against` are the rules that
stand in the way today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import (
    NOTHING,
    Finding,
    Shown,
    count,
    day,
    money,
    month_span,
    ratio,
    term,
    text,
)
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.interest import closing_interest, percent
from hfund_tui.domain.loans.changes import outlook
from hfund_tui.domain.loans.options import Option, Way, options_of
from hfund_tui.domain.loans.schedule import Terms, schedule
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.vocabulary import Verification

_SPOKEN = {Way.SHORTER: "shorter", Way.LOWER: "lower", Way.SETTLED: "all"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words are `answer.<code>`, with these values in their places."""

    code: str
    params: tuple[tuple[str, Shown], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    sentences: tuple[Sentence, ...]
    against: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class RunningLoan:
    """A loan as an answer needs it: what is left of it, and since when interest runs."""

    contract_no: str
    terms: Terms
    cycle_began: date
    overdue_fen: int


def _say(code: str, **values: Shown) -> Sentence:
    return Sentence(code, tuple(sorted(values.items())))


def quota(facts: Facts, policy: Policy) -> Answer:
    """How much could be withdrawn for rent, and for other housing consumption, by a family without a home here
    and by one with."""
    sentences: list[Sentence] = []
    against: dict[str, Finding] = {}
    for kind in (OperationCode.RENT_WITHDRAWAL, OperationCode.OTHER_HOUSING_WITHDRAWAL):
        request = Withdraw(
            member_id=facts.member.member_id,
            verification=Verification.HOTLINE_FULL,
            kind=kind,
            home=HomeDeclaration(owns_home=False),
        )
        plan = make_plan(request, facts, policy)
        title = term(OPERATIONS[kind].title_key)
        standing = [one for one in plan.decision.failed if not one.form]
        against |= {one.code: one for one in standing}
        worth = plan.quota
        if worth is None or not worth.months:
            sentences.append(_say("quota_none", service=title))
            continue
        span = month_span(worth.months[0], worth.months[-1])
        values = {
            "service": title,
            "amount": money(plan.maximum_fen),
            "due": money(worth.monthly_due_fen),
            "ratio": ratio(worth.segments[-1].ratio),
            "months": count(len(worth.months), "unit.months"),
            "span": span,
        }
        sentences.append(_say("quota_later" if standing else "quota", **values))
    return Answer(tuple(sentences), tuple(against.values()))


def together(loans: Sequence[RunningLoan], told: Sequence[Answer]) -> Answer:
    """One answer about each loan; the contract is named where there are several."""
    if len(loans) == 1:
        return told[0]
    sentences: list[Sentence] = []
    against: dict[str, Finding] = {}
    for loan, answer in zip(loans, told, strict=True):
        sentences += [_say("loan_contract", contract=text(loan.contract_no)), *answer.sentences]
        against |= {one.code: one for one in answer.against}
    return Answer(tuple(sentences), tuple(against.values()))


def early_repayment(
    loan: RunningLoan, amount_fen: int | None, on: date, policy: Policy, against: tuple[Finding, ...] = ()
) -> Answer:
    """What repaying an amount early (fen; None: all of it) would do, each way it can be done."""
    basis = policy.count("loan.days_in_year")
    days = max(0, (on - loan.cycle_began).days)
    options = options_of(loan.terms, amount_fen, days, basis)
    sentences = [_as_it_is(loan), *map(_way, options[1:])]
    if loan.overdue_fen:
        sentences.append(_say("loan_overdue", amount=money(loan.overdue_fen)))
    return Answer(tuple(sentences), against)


def _as_it_is(loan: RunningLoan) -> Sentence:
    left = outlook(loan.terms)
    return _say(
        "loan_now",
        balance=money(left.balance_fen),
        instalment=money(left.instalment_fen),
        interest=money(left.interest_fen),
        last=day(left.last_due),
    )


def _way(option: Option) -> Sentence:
    left = option.left
    return _say(
        f"loan_{_SPOKEN[option.way]}",
        amount=money(option.principal_today_fen),
        today=money(option.today_fen),
        interest=money(option.interest_today_fen),
        saved=money(option.saved_fen),
        instalment=money(left.instalment_fen) if left else NOTHING,
        last=day(left.last_due) if left else NOTHING,
    )


def instalment(loan: RunningLoan) -> Answer:
    """What is due next, and of what it is made up."""
    row = schedule(loan.terms).rows[0]
    sentences = [
        _say(
            "instalment",
            day=day(row.due),
            amount=money(row.payment_fen),
            principal=money(row.principal_fen),
            interest=money(row.interest_fen),
            left=money(row.balance_fen),
            rate=text(percent(loan.terms.rate)),
        )
    ]
    if loan.overdue_fen:
        sentences.append(_say("loan_overdue", amount=money(loan.overdue_fen)))
    return Answer(tuple(sentences))


def closing(facts: Facts, policy: Policy) -> Answer:
    """What the account would come to if it were closed today."""
    earned = closing_interest(facts.balances, facts.business_date, policy)
    balance = facts.account.balance_fen
    return Answer(
        (
            _say(
                "closing",
                balance=money(balance),
                interest=money(earned.amount_fen),
                days=count(earned.days, "unit.days"),
                rate=text(earned.rate),
                total=money(balance + earned.amount_fen),
            ),
        )
    )
