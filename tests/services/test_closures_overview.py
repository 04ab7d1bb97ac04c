"""Closures among a member's services: what they come to, or why not, and what may become of an accepted one."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import InsuranceProof
from hfund_tui.domain.vocabulary import InsuranceStatus
from hfund_tui.services.workstation import Workstation
from tests.services.test_closures import accept, insurance, take_back
from tests.support import branch
from tests.support.closing import seal
from tests.support.house import done, retire

C = OperationCode
ABOUT_ACCEPTED = {C.SETTLE_CLOSURE, C.CANCEL_CLOSURE, C.RECORD_INSURANCE}
CLOSINGS = {C.RETIREMENT_CLOSURE, C.LEAVING_CLOSURE}


def offered(station: Workstation) -> set[OperationCode]:
    view = station.members.overview(branch.sign_in(station), 1)
    return {one.operation for one in view.services} & (ABOUT_ACCEPTED | CLOSINGS)


@pytest.mark.parametrize(
    ("changes", "code", "possible", "fen", "advice"),
    [
        ({"birth_date": date(1960, 2, 27)}, C.RETIREMENT_CLOSURE, True, 50_000_00, "agreement_in_force"),
        ({}, C.LEAVING_CLOSURE, True, 50_000_00, "agreement_in_force"),
        ({"hukou_shenzhen": True}, C.LEAVING_CLOSURE, False, None, "hukou_elsewhere"),
        ({"deceased": True}, C.LEAVING_CLOSURE, False, None, "member_alive"),
    ],
)
def test_a_sealed_account(station, changes, code, possible, fen, advice) -> None:
    seal(station, **changes)
    line = station.members.overview(branch.sign_in(station), 1).service(code)
    assert (line.possible, line.needs_approval) == (possible, possible)
    assert (line.headline.value if line.headline else None) == fen
    assert line.advice is not None and line.advice.code == advice


def test_an_account_that_is_not_sealed_yet(station: Workstation) -> None:
    view = station.members.overview(branch.sign_in(station), 1)
    leaving = view.service(C.LEAVING_CLOSURE)
    assert leaving.advice is not None and leaving.advice.remedy is not None
    assert (leaving.possible, leaving.advice.remedy.code) == (False, "employer_seals")
    retiring = view.service(C.RETIREMENT_CLOSURE)
    assert retiring.advice is not None
    assert (retiring.possible, retiring.advice.code) == (False, "retired")


def test_what_may_become_of_an_accepted_closure(station: Workstation) -> None:
    assert offered(station) == CLOSINGS
    case_no = accept(station)
    assert offered(station) == ABOUT_ACCEPTED
    view = station.members.overview(branch.sign_in(station), 1)
    waiting = view.service(C.SETTLE_CLOSURE)
    assert waiting.advice is not None
    # The form may be opened: a new proof shown there can make it due. Until then the rule stands in the way.
    assert (waiting.possible, waiting.advice.code) == (True, "settlement_due")
    assert waiting.with_paper and not waiting.advice.passed and waiting.headline is None
    assert not view.service(C.CANCEL_CLOSURE).with_paper
    assert view.service(C.CANCEL_CLOSURE).possible and view.service(C.RECORD_INSURANCE).possible
    assert [one.case_no for one in view.open_cases] == [case_no]

    teller = branch.sign_in(station)
    done(station, teller, insurance(InsuranceProof(InsuranceStatus.TRANSFERRED, None, branch.TODAY)))
    due = station.members.overview(teller, 1).service(C.SETTLE_CLOSURE)
    assert due.headline is not None
    assert (due.possible, due.with_paper, due.headline.value) == (True, False, 50_000_00)
    done(station, teller, take_back(case_no))
    assert offered(station) == CLOSINGS


def test_insured_again(station: Workstation) -> None:
    accept(station, proof=InsuranceProof(InsuranceStatus.PAYING, Month(2020, 2)))
    line = station.members.overview(branch.sign_in(station), 1).service(C.SETTLE_CLOSURE)
    assert line.advice is not None and line.advice.remedy is not None
    assert line.advice.remedy.code == "record_insurance"


def test_a_closed_account_offers_nothing_more(station: Workstation) -> None:
    seal(station)
    teller = branch.sign_in(station)
    done(station, teller, retire())
    view = station.members.overview(teller, 1)
    assert [one.operation for one in view.services if one.possible] == []
