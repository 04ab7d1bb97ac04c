"""The loans' short figures."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.vocabulary import LoanState, RepaymentMethod
from hfund_tui.services.demo.loans import LoanStanding, standing
from hfund_tui.services.demo.portrait import LoanPortrait

EPI, EP = RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.EQUAL_PRINCIPAL


def loan(principal: int, months: int, method: RepaymentMethod = EPI, rate: str = "3.25", **change: object):
    values = {
        "contract_no": "DK1",
        "bank_code": "CCB",
        "disbursed_on": date(2018, 2, 20),
        "due_day": 20,
        **change,
    }
    return LoanPortrait(principal_fen=principal, months=months, method=method, rate=rate, **values)


@pytest.mark.parametrize(
    ("principal_yuan", "months", "rate", "instalment_fen"),
    [
        # The public tables of instalments per 10,000 yuan.
        (10_000, 60, "2.75", 17_858),
        (10_000, 120, "3.25", 9_772),
        (10_000, 240, "3.25", 5_672),
        (10_000, 360, "3.25", 4_352),
        (1_000_000, 360, "3.25", 435_206),
        (500_000, 240, "3.25", 283_598),
        (330_000, 120, "3.25", 322_473),
    ],
)
def test_level_instalments(principal_yuan, months, rate, instalment_fen):
    made = loan(principal_yuan * 100, months, rate=rate)
    assert standing(made, date(2018, 2, 20)) == LoanStanding(
        principal_yuan * 100, instalment_fen, date(2018, 3, 20)
    )


@pytest.mark.parametrize(
    ("on", "balance_fen", "instalment_fen", "next_due"),
    [
        (date(2018, 3, 19), 50_000_000, 283_598, date(2018, 3, 20)),
        (date(2018, 3, 20), 49_851_819, 283_598, date(2018, 4, 20)),
        (date(2020, 2, 27), 46_330_648, 283_598, date(2020, 3, 20)),
        (date(2038, 1, 20), 282_790, 283_556, date(2038, 2, 20)),
        (date(2038, 2, 20), 0, 0, None),
    ],
)
def test_what_is_left_as_time_goes_by(on, balance_fen, instalment_fen, next_due):
    assert standing(loan(50_000_000, 240), on) == LoanStanding(balance_fen, instalment_fen, next_due)


def test_equal_principal_pays_less_each_month():
    made = loan(100_000_000, 360, EP)
    assert standing(made, date(2018, 2, 20)).instalment_fen == 548_611
    assert standing(made, date(2018, 3, 20)).instalment_fen == 547_859


def test_an_overdue_loan_has_missed_the_last_instalment():
    late = loan(50_000_000, 240, state=LoanState.OVERDUE)
    assert standing(late, date(2020, 2, 27)).next_due_on == date(2020, 2, 20)
