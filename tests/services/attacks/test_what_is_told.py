"""What is told by telephone is what holds at a counter, of every loan, and to those who owe it."""

import pytest

from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.services.calls import Asked
from tests.support import branch, house
from tests.support.branch import MEMBER_IDS, raw, sign_in
from tests.support.family import FATHER, related
from tests.support.lending import CONTRACT, lend
from tests.support.telephone import verify


@pytest.mark.parametrize(
    ("amount", "due_day"), [(1, 20), (100_000_00, 27)], ids=["below_minimum", "on_due_day"]
)
def test_an_answer_says_what_stands_against_it(station, amount, due_day):
    with raw(station) as uow:
        lend(uow, 1, due_day=due_day)
    agent = sign_in(station, branch.AGENT)
    verify(station, agent)
    told = station.answers.answer(agent, 1, Asked.EARLY_REPAYMENT, amount)
    request = house.complete(RepayEarly(member_id=1, contract_no=CONTRACT, amount_fen=amount))
    failed = [one.code for one in station.cases.preview(sign_in(station), request).plan.decision.failed]
    assert failed and [one.code for one in told.against] == failed


def test_both_loans_are_told(station):
    with raw(station) as uow:
        lend(uow, 1)
        lend(uow, 1, "D2018030002", principal_fen=900_000_00)
    agent = sign_in(station, branch.AGENT)
    verify(station, agent)
    told = station.answers.answer(agent, 1, Asked.INSTALMENT)
    assert sum(one.code == "instalment" for one in told.sentences) == 2
    station.answers.answer(agent, 1, Asked.EARLY_REPAYMENT, 600_000_00)  # less than is left of the second


def test_a_co_repayer_does_not_hear_the_borrowers_amounts(station):
    related(station, FATHER)
    agent, calls = sign_in(station, branch.AGENT), station.calls
    calls._choose = lambda possible: possible[0]
    station.codes._make = lambda: "123456"
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[FATHER])
    for said in ("张二", "0002"):
        calls.answer(agent, said)
    calls.send_code(agent)
    calls.answer(agent, "123456")
    (loan,) = station.members.overview(agent, FATHER).loans
    assert (loan.balance_fen, loan.instalment_fen, loan.account) == (0, 0, None)
