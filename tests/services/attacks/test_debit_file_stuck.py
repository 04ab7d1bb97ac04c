"""An early repayment leaves some fen: no instalment of nothing is agreed, and an old one stops nobody's debit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hfund_tui.db.tables import Loan
from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod
from hfund_tui.services.outcomes import Posted
from tests.support import branch, house
from tests.support.by_hand import by_hand
from tests.support.family import FATHER, offset, related
from tests.support.lending import CONTRACT, lend

OTHER = "D2018030005"
KEEP_TERM, KEEP_INSTALMENT = PrepaymentEffect.KEEP_TERM, PrepaymentEffect.KEEP_INSTALMENT


def whole_yuan(station, effect):
    """The borrower repays 463,306.00 of 463,306.48."""
    with branch.raw(station) as uow:
        owed = uow.session.get_one(Loan, CONTRACT).balance_fen
    return house.complete(
        RepayEarly(member_id=1, contract_no=CONTRACT, amount_fen=owed // 100 * 100, effect=effect)
    )


@pytest.mark.parametrize("method", list(RepaymentMethod))
def test_some_fen_over_many_months_are_settled_instead(station, method):
    with branch.raw(station) as uow:
        lend(uow, 1, method=method)
    outcome = house.perform(station, branch.sign_in(station), whole_yuan(station, KEEP_TERM))
    assert [one.code for one in outcome.plan.decision.failed] == ["no_empty_instalment"]


def test_some_fen_in_one_instalment_are_debited(station):
    with branch.raw(station) as uow:
        lend(uow, 1)
    assert isinstance(
        house.perform(station, branch.sign_in(station), whole_yuan(station, KEEP_INSTALMENT)), Posted
    )
    station.debits.import_returns(
        house.supervisor(station), house.answer(station.debits.export(house.supervisor(station)))
    )
    house.tomorrow(station, to=date(2020, 3, 20))
    assert station.debits.export(house.supervisor(station)).total_fen == 48


def test_an_offset_leaves_no_instalment_of_nothing_either(station):
    related(station, FATHER, principal_fen=50_000_00)
    with branch.raw(station) as uow:
        owed = uow.session.get_one(Loan, CONTRACT).balance_fen
    request = replace(offset(owed - 50), effect=KEEP_TERM)
    outcome = house.perform(station, branch.sign_in(station), request)
    assert "no_empty_instalment" in [one.code for one in outcome.plan.decision.failed]


@pytest.mark.parametrize("debited", [True, False])
def test_an_old_instalment_of_nothing_is_paid_and_the_others_are_debited(station, debited):
    """48 fen over twenty years: nothing falls due before the last month."""
    with branch.raw(station) as uow:
        lend(uow, 1, principal_fen=48)
        lend(uow, 5, OTHER)
        if not debited:
            by_hand(
                uow.connection,
                "UPDATE repayment_account SET ended_on = since WHERE contract_no = ?",
                (CONTRACT,),
            )
    session = house.tomorrow(station, to=date(2020, 3, 20))
    assert station.debits.due(session).lines == 1
    sent = station.debits.export(house.supervisor(station))
    assert sent.lines == 1
    station.debits.import_returns(house.supervisor(station), house.answer(sent))
    assert house.rows(
        station,
        "SELECT contract_no, state, (SELECT max(paid_on) FROM loan_instalment i"
        " WHERE i.contract_no = l.contract_no) FROM loan l ORDER BY contract_no",
    ) == [(CONTRACT, "normal", "2020-03-20"), (OTHER, "normal", "2020-03-20")]
    house.clean(station)
