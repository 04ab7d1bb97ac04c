"""The loans' lives so far."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.vocabulary import Ledger, RepaymentMethod, SummaryCode
from hfund_tui.services.demo.loan_rows import loan_batches
from hfund_tui.services.demo.loans import life_of
from hfund_tui.services.demo.office import office
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
    ("on", "fallen_due", "balance_fen"),
    [
        (date(2018, 3, 19), 0, 50_000_000),
        (date(2018, 3, 20), 1, 49_851_819),
        (date(2020, 2, 27), 24, 46_330_648),
        (date(2038, 1, 20), 239, 282_790),
        (date(2038, 2, 20), 240, 0),
    ],
)
def test_what_is_left_as_time_goes_by(on, fallen_due, balance_fen):
    life = life_of(loan(50_000_000, 240), on)
    assert (len(life.fallen_due), life.balance_fen) == (fallen_due, balance_fen)


def test_equal_principal_pays_less_each_month():
    rows = life_of(loan(100_000_000, 360, EP), date(2018, 4, 20)).fallen_due
    assert [row.payment_fen for row in rows] == [548_611, 547_859]


def test_the_last_instalments_may_have_been_missed():
    life = life_of(loan(50_000_000, 240, missed=2), date(2020, 2, 27))
    assert [row.due for row in life.fallen_due[len(life.paid) :]] == [date(2020, 1, 20), date(2020, 2, 20)]
    assert life.balance_fen == life_of(loan(50_000_000, 240), date(2019, 12, 20)).balance_fen


@pytest.mark.parametrize(
    ("disbursed_on", "first"),
    [(date(2018, 2, 20), SummaryCode.OPENING), (date(2019, 9, 20), SummaryCode.LOAN_DISBURSED)],
)
def test_the_batches_come_to_what_is_left(disbursed_on, first):
    painted = loan(50_000_000, 240, disbursed_on=disbursed_on)
    batches = list(loan_batches(painted, office()))
    assert [one.summary for one in batches] == [first, *[SummaryCode.LOAN_INSTALMENT] * (len(batches) - 1)]
    assert all(sum(fen for _, fen, _ in one.lines) == 0 for one in batches)
    principal = [fen for one in batches for ledger, fen, _ in one.lines if ledger is Ledger.LOAN_PRINCIPAL]
    assert -sum(principal) == life_of(painted, office().business_date).balance_fen
