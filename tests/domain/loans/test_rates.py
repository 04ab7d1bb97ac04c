"""Rates of contracts by day, home and term, and what a running loan bears."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hfund_tui.domain.loans.rates import contract_rate, rate_on
from hfund_tui.domain.policy import NoPolicyForDateError
from hfund_tui.domain.vocabulary import HomeKind
from hfund_tui.services.policies import load_policy_book

FIRST, SECOND = HomeKind.FIRST, HomeKind.SECOND


@pytest.mark.parametrize(
    ("day", "home", "months", "percent"),
    [
        ("2020-02-27", FIRST, 60, "2.75"),
        ("2020-02-27", FIRST, 61, "3.25"),
        ("2020-02-27", SECOND, 60, "3.025"),
        ("2020-02-27", SECOND, 61, "3.575"),
        ("2022-09-30", FIRST, 240, "3.25"),
        ("2022-10-01", FIRST, 240, "3.10"),
        ("2022-10-01", SECOND, 240, "3.575"),
        ("2024-05-18", FIRST, 36, "2.35"),
        ("2024-05-18", SECOND, 240, "3.325"),
        ("2025-05-08", FIRST, 240, "2.60"),
        ("2025-05-08", SECOND, 36, "2.525"),
    ],
)
def test_of_a_contract(day, home, months, percent):
    assert (
        contract_rate(home, months, load_policy_book().on(date.fromisoformat(day))) == Fraction(percent) / 100
    )


@pytest.mark.parametrize(
    ("months", "disbursed_on", "day", "percent"),
    [
        (240, "2019-08-20", "2022-12-31", "3.25"),
        (240, "2019-08-20", "2023-01-01", "3.10"),
        (240, "2019-08-20", "2024-12-31", "3.10"),
        (240, "2019-08-20", "2025-01-01", "2.85"),
        (240, "2019-08-20", "2026-01-01", "2.60"),
        (240, "2022-10-01", "2022-12-31", "3.10"),
        (240, "2025-01-01", "2025-01-01", "2.85"),
        (240, "2024-05-17", "2024-12-31", "3.10"),
        (12, "2022-06-20", "2023-03-01", "2.75"),
        (13, "2022-06-20", "2023-03-01", "2.60"),
    ],
)
def test_of_a_running_loan_changes_on_1_january(months, disbursed_on, day, percent):
    rate = rate_on(
        FIRST, months, date.fromisoformat(disbursed_on), date.fromisoformat(day), load_policy_book()
    )
    assert rate == Fraction(percent) / 100


def test_an_old_loan_bears_what_is_known_of_its_year():
    assert rate_on(FIRST, 240, date(2013, 7, 11), date(2020, 2, 27), load_policy_book()) == Fraction("0.0325")


@pytest.mark.parametrize(("months", "day"), [(240, date(2014, 12, 31)), (12, date(2015, 2, 27))])
def test_before_the_files_begin_nothing_is_said(months, day):
    """Also of a short loan, which keeps the rate of its contract."""
    with pytest.raises(NoPolicyForDateError):
        rate_on(FIRST, months, date(2014, 5, 1), day, load_policy_book())
