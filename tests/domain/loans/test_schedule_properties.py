"""What holds for every schedule, against numpy-financial, an exact ledger of its own, and itself changed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy_financial
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfund_tui.domain.loans.schedule import Prepayment, Schedule, Terms, schedule
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod

KEEP_TERM, KEEP_INSTALMENT = PrepaymentEffect.KEEP_TERM, PrepaymentEffect.KEEP_INSTALMENT
EQUAL_INSTALMENT, EQUAL_PRINCIPAL = RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.EQUAL_PRINCIPAL
LOANS = 2_500


def random_terms(seed: int) -> Terms:
    pick = random.Random(seed)
    rate = pick.choice(
        [Fraction(pick.randrange(1, 600), 10_000), Fraction(pick.choice([0, 275, 325, 3575, 6000]), 10_000)]
    )
    return Terms(
        principal_fen=pick.choice([pick.randrange(1, 10_000), pick.randrange(10_000, 500_000_000)]),
        rate=rate,
        months=pick.choice([1, 2, pick.randrange(1, 361), 360]),
        method=pick.choice(list(RepaymentMethod)),
        first_due=date(2020, 3, 20),
        due_day=20,
    )


def ledger(terms: Terms) -> list[tuple[int, int, int]]:
    """Principal, interest and balance of each month in decimal arithmetic: written apart from the product."""
    with localcontext() as context:
        context.prec = 100
        context.rounding = ROUND_HALF_UP
        whole = Decimal(1)
        above, below = Decimal(terms.rate.numerator), Decimal(terms.rate.denominator) * 12
        rate = above / below
        principal, months = Decimal(terms.principal_fen), terms.months
        if terms.method is EQUAL_PRINCIPAL or rate == 0:
            fixed = (principal / months).quantize(whole)
        else:
            discount = sum(((1 + rate) ** -month for month in range(1, months + 1)), Decimal(0))
            fixed = (principal / discount).quantize(whole)
        lines = []
        left = principal
        for month in range(1, months + 1):
            interest = (left * above / below).quantize(whole)  # divided last: halves stay exact
            part = fixed if terms.method is EQUAL_PRINCIPAL else fixed - interest
            part = left if month == months else min(part, left)
            left -= part
            lines.append((int(part), int(interest), int(left)))
        return lines


@pytest.mark.parametrize("share", range(5))
def test_the_same_as_an_independent_ledger_to_the_fen(share):
    for seed in range(share, LOANS, 5):
        terms = random_terms(seed)
        made = [(one.principal_fen, one.interest_fen, one.balance_fen) for one in schedule(terms).rows]
        assert made == ledger(terms), f"seed {seed}: {terms}"


def test_the_instalment_is_that_of_numpy_financial_within_half_a_fen():
    for seed in range(LOANS):
        terms = replace(random_terms(seed), method=EQUAL_INSTALMENT)
        theirs = -numpy_financial.pmt(float(terms.rate) / 12, terms.months, terms.principal_fen)
        # Half a fen of rounding, and what a float of this size cannot say.
        assert abs(terms.regular - theirs) <= 0.5 + theirs * 1e-9, f"seed {seed}: {terms}"


loans = st.builds(
    Terms,
    principal_fen=st.integers(1, 10**10),
    rate=st.integers(0, 6000).map(lambda basis_points: Fraction(basis_points, 10_000)),
    months=st.integers(1, 360),
    method=st.sampled_from(RepaymentMethod),
    first_due=st.just(date(2020, 3, 20)),
    due_day=st.just(20),
)
housing_loans = st.builds(
    Terms,
    principal_fen=st.integers(50_000_00, 5_000_000_00),
    rate=st.integers(100, 600).map(lambda basis_points: Fraction(basis_points, 10_000)),
    months=st.integers(24, 360),
    method=st.sampled_from(RepaymentMethod),
    first_due=st.just(date(2020, 3, 20)),
    due_day=st.just(20),
)


def whole(made: Schedule, terms: Terms) -> None:
    balance = terms.principal_fen
    for row in made.rows:
        assert row.principal_fen >= 0
        assert row.interest_fen >= 0
        balance -= row.principal_fen + row.prepaid_fen
        assert row.balance_fen == balance >= 0
    assert balance == 0
    assert made.total_payment_fen == terms.principal_fen + made.total_interest_fen


@settings(max_examples=200, deadline=None)
@given(loans)
def test_it_repays_the_loan_in_its_term(terms):
    made = schedule(terms)
    whole(made, terms)
    assert made.months == terms.months


@settings(max_examples=200, deadline=None)
@given(loans, st.data())
def test_early_repayments_repay_the_loan_too(terms, data):
    prepayments: list[Prepayment] = []
    for _ in range(data.draw(st.integers(1, 3))):
        rows = schedule(terms, tuple(prepayments)).rows
        period = data.draw(st.integers(1, len(rows)))
        if any(one.period > period for one in prepayments):
            continue
        amount = data.draw(st.integers(0, rows[period - 1].balance_fen))
        prepayments.append(Prepayment(period, amount, data.draw(st.sampled_from(PrepaymentEffect))))
    made = schedule(terms, tuple(prepayments))
    whole(made, terms)
    assert made.months <= terms.months


@settings(max_examples=100, deadline=None)
@given(loans, st.sampled_from(PrepaymentEffect), st.data())
def test_prepaying_nothing_changes_nothing(terms, effect, data):
    period = data.draw(st.integers(1, terms.months))
    assert schedule(terms, (Prepayment(period, 0, effect),)) == schedule(terms)


@settings(max_examples=100, deadline=None)
@given(housing_loans, st.sampled_from(PrepaymentEffect), st.data())
def test_two_on_one_day_are_one_of_both(terms, effect, data):
    period = data.draw(st.integers(1, terms.months - 1))
    left = schedule(terms).rows[period - 1].balance_fen
    both = data.draw(st.integers(0, left))
    first = data.draw(st.integers(0, both))
    apart = (Prepayment(period, first, effect), Prepayment(period, both - first, effect))
    assert schedule(terms, apart) == schedule(terms, (Prepayment(period, both, effect),))


@settings(max_examples=100, deadline=None)
@given(housing_loans, st.sampled_from(PrepaymentEffect), st.data())
def test_the_more_is_prepaid_the_less_interest(terms, effect, data):
    period = data.draw(st.integers(1, terms.months - 2))
    left = schedule(terms).rows[period - 1].balance_fen
    less = data.draw(st.integers(0, left * 3 // 4))
    more = data.draw(st.integers(less + left // 10, left))
    costs = [
        schedule(terms, (Prepayment(period, amount, effect),)).total_interest_fen for amount in (less, more)
    ]
    assert costs[0] > costs[1]


@settings(max_examples=100, deadline=None)
@given(housing_loans, st.data())
def test_keeping_the_instalment_costs_no_more_than_keeping_the_term(terms, data):
    period = data.draw(st.integers(1, terms.months - 1))
    left = schedule(terms).rows[period - 1].balance_fen
    amount = data.draw(st.integers(left // 20, left))
    instalment, term = (
        schedule(terms, (Prepayment(period, amount, effect),)) for effect in (KEEP_INSTALMENT, KEEP_TERM)
    )
    assert instalment.total_interest_fen <= term.total_interest_fen
    assert instalment.months <= term.months


@settings(max_examples=100, deadline=None)
@given(housing_loans)
def test_equal_principal_costs_no_more_than_equal_instalment(terms):
    principal, instalment = (
        schedule(replace(terms, method=method)).total_interest_fen
        for method in (EQUAL_PRINCIPAL, EQUAL_INSTALMENT)
    )
    assert principal <= instalment


@settings(max_examples=50, deadline=None)
@given(loans)
def test_without_interest_only_the_principal_is_paid(terms):
    made = schedule(replace(terms, rate=Fraction(0)))
    assert (made.total_interest_fen, made.total_payment_fen) == (0, terms.principal_fen)
