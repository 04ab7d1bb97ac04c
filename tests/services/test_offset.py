"""Co-repayers at the service layer: they join, their fund accounts repay the loan, and all of it comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hfund_tui.db.tables import Account, Agreement, Loan, LoanOffset, LoanParty, LoanTerms
from hfund_tui.domain.loans.effects import OffsetLoan
from hfund_tui.domain.loans.offset import Obstacle
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    CoRepayerRelation,
    LoanChange,
    LoanState,
    NoticeKind,
)
from hfund_tui.services.errors import Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.builders import sign
from tests.support.by_hand import by_hand
from tests.support.family import BORROWER, FATHER, MOTHER, join, leave, offset, related
from tests.support.lending import CONTRACT


@pytest.fixture
def family(station: Workstation) -> Workstation:
    """A borrower, and both parents as co-repayers."""
    related(station, FATHER, MOTHER)
    return station


def stored(station: Workstation, table: type[Any], **wanted: Any) -> list[Any]:
    with station._database.reading() as reader:
        rows = reader.session.query(table).filter_by(**wanted).all()
        reader.session.expunge_all()
        return rows


def balance(station: Workstation, member: int) -> int:
    return stored(station, Account, account_no=branch.account_no(member))[0].balance_fen


def approved(station: Workstation, amount_fen: int | None) -> Posted:
    session = branch.sign_in(station)
    pending = house.perform(station, session, offset(amount_fen))
    assert isinstance(pending, Pending)
    return house.approve(station, session, pending)


def test_parents_join_in_their_order_with_an_agreement_each(family: Workstation) -> None:
    parties = stored(family, LoanParty, contract_no=CONTRACT)
    assert [(one.member_id, one.position, one.relation) for one in parties] == [
        (FATHER, 1, CoRepayerRelation.PARENT),
        (MOTHER, 2, CoRepayerRelation.PARENT),
    ]
    signed = stored(family, Agreement, kind=AgreementKind.CO_REPAYER)
    assert {one.member_id for one in signed} == {FATHER, MOTHER}
    house.clean(family)


def test_it_waits_with_the_money_held_on_every_account(family: Workstation) -> None:
    pending = house.perform(family, branch.sign_in(family), offset(60_000_00))
    assert isinstance(pending, Pending)
    held = [
        stored(family, Account, account_no=branch.account_no(one))[0].held_fen for one in (FATHER, MOTHER)
    ]
    assert held == [50_000_00, pending.plan.amount_fen - 50_000_00]
    family.cases.cancel(branch.sign_in(family), pending.case_no)
    assert not any(
        stored(family, Account, account_no=branch.account_no(one))[0].held_fen for one in (FATHER, MOTHER)
    )
    house.clean(family)


def test_fund_and_loan_move_together(family: Workstation) -> None:
    before = stored(family, Loan, contract_no=CONTRACT)[0].balance_fen
    posted = approved(family, 60_000_00)
    after = stored(family, Loan, contract_no=CONTRACT)[0].balance_fen
    assert before - after == 60_000_00
    interest = posted.receipt.amount_fen - 60_000_00
    assert interest == 37_92  # 60,000.00 x 3.25 % / 360 x 7 days
    assert (balance(family, FATHER), balance(family, MOTHER)) == (0, 40_000_00 - interest)
    (version,) = stored(family, LoanTerms, contract_no=CONTRACT, ended_on=None)
    assert (version.change, version.principal_fen) == (LoanChange.OFFSET, after)
    told = house.rows(
        family, "SELECT member_id, kind FROM notice WHERE kind = 'offset_taken' ORDER BY member_id"
    )
    assert [tuple(one) for one in told] == [
        (FATHER, NoticeKind.OFFSET_TAKEN.value),
        (MOTHER, NoticeKind.OFFSET_TAKEN.value),
    ]
    house.clean(family)


def test_once_a_year_and_once_in_a_cycle(family: Workstation) -> None:
    approved(family, 40_000_00)  # the father alone
    refused = house.perform(family, branch.sign_in(family), offset(5_000_00))
    assert isinstance(refused, Refused)
    assert {one.code for one in refused.plan.decision.failed} == {"not_changed_in_cycle"}
    taken: OffsetLoan = refused.plan.effect(OffsetLoan)
    assert [(one.amount_fen, one.obstacle) for one in taken.lines] == [
        (0, Obstacle.ONCE_A_YEAR),
        (taken.principal_fen + taken.interest_fen, None),
    ]


@pytest.mark.both
def test_a_reversal_brings_everything_back(family: Workstation) -> None:
    posted = approved(family, 60_000_00)
    house.done(family, branch.sign_in(family), house.reverse(posted.receipt.case_no))
    assert (balance(family, FATHER), balance(family, MOTHER)) == (50_000_00, 50_000_00)
    loan = stored(family, Loan, contract_no=CONTRACT)[0]
    (version,) = stored(family, LoanTerms, contract_no=CONTRACT, ended_on=None)
    assert (version.change, loan.state) == (None, LoanState.NORMAL)
    assert all(one.void for one in stored(family, LoanOffset))
    told = house.rows(family, "SELECT member_id FROM notice WHERE kind = 'reversed' ORDER BY member_id")
    assert [who for (who,) in told] == [1, FATHER, MOTHER]
    assert isinstance(house.perform(family, branch.sign_in(family), offset(60_000_00)), Pending)


def test_who_gives_does_not_approve(family: Workstation) -> None:
    with branch.raw(family) as uow:
        by_hand(
            uow.connection,
            "UPDATE staff SET id_no = (SELECT id_no FROM member WHERE id = ?) WHERE code = ?",
            (FATHER, branch.SUPERVISOR_2),
        )
    session = branch.sign_in(family)
    pending = house.perform(family, session, offset(60_000_00))
    assert isinstance(pending, Pending)
    with pytest.raises(Refusal, match="checker_is_member"):
        house.approve(family, session, pending, checker=branch.SUPERVISOR_2)


def test_a_co_repayer_leaves(family: Workstation) -> None:
    house.done(family, branch.sign_in(family), leave(FATHER))
    (left,) = stored(family, LoanParty, contract_no=CONTRACT, ended_on=None)
    assert left.member_id == MOTHER
    (ended,) = stored(family, Agreement, kind=AgreementKind.CO_REPAYER, member_id=FATHER)
    assert ended.state is AgreementState.TERMINATED
    house.clean(family)


def reversal_of(station: Workstation, case_no: str, member: int = BORROWER) -> list[tuple[str, str]]:
    """What stands in the way of taking a case back, and what to do instead."""
    request = house.reverse(case_no, member)
    failed = station.cases.preview(branch.sign_in(station), request).plan.decision.failed
    return [(one.code, one.remedy.code if one.remedy else "") for one in failed]


def test_an_offset_stays_once_an_instalment_fell_due(family: Workstation) -> None:
    case_no = approved(family, 60_000_00).receipt.case_no
    house.tomorrow(family, to=date(2020, 3, 20))
    family.debits.export(house.supervisor(family))
    assert reversal_of(family, case_no) == [("reversal_undoable", "stays_repaid")]


@pytest.mark.parametrize(("principal_fen", "left"), [(500_000_00, "normal"), (60_000_00, "settled")])
def test_an_offset_stays_once_an_account_that_gave_has_ended(
    station: Workstation, principal_fen: int, left: str
) -> None:
    related(station, FATHER, MOTHER, principal_fen=principal_fen)
    case_no = approved(station, None).receipt.case_no
    assert house.rows(station, "SELECT state FROM loan") == [(left,)]
    assert reversal_of(station, case_no) == []
    with branch.raw(station) as uow:
        by_hand(
            uow.connection,
            "UPDATE account SET state = 'closed', closed_on = '2020-02-27' WHERE account_no = ?",
            (branch.account_no(FATHER),),
        )
    assert reversal_of(station, case_no) == [("reversal_undoable", "stays_repaid")]


def test_who_has_given_had_joined(family: Workstation) -> None:
    ((joined,),) = house.rows(
        family, f"SELECT joined_case FROM loan_party WHERE member_id = {FATHER} AND role = 'co_repayer'"
    )
    assert reversal_of(family, joined, FATHER) == []
    given = approved(family, 30_000_00).receipt.case_no
    assert reversal_of(family, joined, FATHER) == [("reversal_undoable", "end_co_repayment_instead")]
    house.done(family, branch.sign_in(family), house.reverse(given))
    assert reversal_of(family, joined, FATHER) == []


def test_who_comes_back_stands_behind_whoever_took_the_place(station: Workstation) -> None:
    related(station, FATHER)
    session = branch.sign_in(station)
    left = house.done(station, session, leave(FATHER)).receipt.case_no
    house.done(station, session, sign(member_id=MOTHER))
    house.done(station, session, join(MOTHER))
    house.done(station, session, house.reverse(left, FATHER))
    active = stored(station, LoanParty, contract_no=CONTRACT, ended_on=None)
    assert sorted((one.position, one.member_id) for one in active) == [(1, MOTHER), (2, FATHER)]
    house.clean(station)
