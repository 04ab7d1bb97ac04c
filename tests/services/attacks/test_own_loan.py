"""Nobody changes the own loan, a relative's, or a loan he or she repays, by way of another of its parties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfund_tui.db.tables import StaffRelative
from hfund_tui.domain.loans.requests import ChangeRepaymentAccount, RepayEarly
from hfund_tui.services.errors import Refusal
from hfund_tui.services.outcomes import Pending, Refused
from tests.support import branch, house
from tests.support.branch import MEMBER_IDS, SUPERVISOR, TELLER_2
from tests.support.builders import sign
from tests.support.by_hand import by_hand
from tests.support.family import BORROWER, FATHER, MOTHER, join, leave, offset, related
from tests.support.lending import CONTRACT, borrow_with

SPOUSE, STRANGER = 4, 6
OFFSET = replace(offset(60_000_00), member_id=SPOUSE)
ASKED = {
    "early repayment": house.complete(
        RepayEarly(member_id=SPOUSE, contract_no=CONTRACT, amount_fen=100_000_00)
    ),
    "offset": OFFSET,
    "another account": house.complete(
        ChangeRepaymentAccount(
            member_id=SPOUSE, contract_no=CONTRACT, bank_code="CCB", account_no="6217000000009999"
        )
    ),
    "a co-repayer leaves": leave(FATHER),
    "a co-repayer joins": join(STRANGER),
}


def lent(station):
    """To the borrower and the spouse, who is on nobody's file as one; the parents repay."""
    related(station, FATHER, MOTHER)
    with branch.raw(station) as uow:
        borrow_with(uow, SPOUSE)
    house.done(station, branch.sign_in(station), sign(member_id=STRANGER))


def is_member(station, code, member, how="itself"):
    """The staff is that member, or has declared him or her as a relative."""
    with branch.raw(station) as uow:
        if how == "relative":
            uow.session.add(
                StaffRelative(staff_code=code, id_no=MEMBER_IDS[member], declared_on=branch.TODAY)
            )
            return
        by_hand(
            uow.connection,
            "UPDATE staff SET id_no = (SELECT id_no FROM member WHERE id = ?) WHERE code = ?",
            (member, code),
        )


@pytest.mark.parametrize("how", ["itself", "relative"])
def test_a_party_of_the_loan_makes_nothing_of_it(station, how):
    lent(station)
    is_member(station, TELLER_2, BORROWER, how)
    session = branch.sign_in(station, TELLER_2)
    code = "people_differ" if how == "itself" else "people_unrelated"
    for what, request in ASKED.items():
        outcome = house.perform(station, session, request)
        assert isinstance(outcome, Refused), what
        assert code in [one.code for one in outcome.plan.decision.failed], what


@pytest.mark.parametrize(
    ("how", "code"), [("itself", "checker_is_member"), ("relative", "checker_is_relative")]
)
def test_nor_approves_it(station, how, code):
    lent(station)
    is_member(station, SUPERVISOR, BORROWER, how)
    session = branch.sign_in(station)
    outcome = house.perform(station, session, OFFSET)
    assert isinstance(outcome, Pending)
    with pytest.raises(Refusal, match=code):
        house.approve(station, session, outcome, checker=SUPERVISOR)


class TestAnOffsetTakenBack:
    """It pays the co-repayers, also those who have left the loan since."""

    @pytest.mark.parametrize("how", ["itself", "relative"])
    def test_who_gets_the_money_does_not_ask_for_it(self, station, how):
        case_no = self.offset(station)
        is_member(station, TELLER_2, FATHER, how)
        outcome = house.perform(station, branch.sign_in(station, TELLER_2), house.reverse(case_no))
        assert isinstance(outcome, Refused)

    @pytest.mark.parametrize(
        ("how", "code"), [("itself", "checker_is_member"), ("relative", "checker_is_relative")]
    )
    @pytest.mark.parametrize("left", [False, True])
    def test_nor_approves_it(self, station, how, code, left):
        case_no = self.offset(station)
        if left:
            house.done(station, branch.sign_in(station), leave(FATHER))
        is_member(station, SUPERVISOR, FATHER, how)
        session = branch.sign_in(station, TELLER_2)
        outcome = house.perform(station, session, house.reverse(case_no))
        assert isinstance(outcome, Pending)
        with pytest.raises(Refusal, match=code):
            house.approve(station, session, outcome, checker=SUPERVISOR)

    @staticmethod
    def offset(station):
        related(station, FATHER, MOTHER)
        return house.done(station, branch.sign_in(station), offset(60_000_00)).receipt.case_no
