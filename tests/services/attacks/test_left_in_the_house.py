"""Due days pass over an offset that settled a loan, and over an order that was never sent."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.db.tables import Branch, Loan
from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.domain.money import plain_yuan
from hfund_tui.services.errors import Refusal
from hfund_tui.services.outcomes import Pending, Refused, SentBack
from tests.support import branch, house
from tests.support.family import FATHER, MOTHER, offset, related
from tests.support.lending import CONTRACT, lend


class TestASettlingOffset:
    @pytest.mark.parametrize(
        ("day", "stays"), [(date(2020, 3, 19), False), (date(2020, 3, 20), True), (date(2020, 5, 27), True)]
    )
    def test_stays_once_a_due_day_has_come(self, station, day, stays):
        case_no = self.settled(station)
        outcome = house.perform(station, house.tomorrow(station, to=day), house.reverse(case_no))
        assert isinstance(outcome, Refused if stays else Pending)
        if stays:
            (found,) = outcome.plan.decision.failed
            assert (found.code, found.remedy.code) == ("reversal_undoable", "stays_repaid")

    def test_stays_when_it_was_to_be_taken_back_and_nobody_approved_in_time(self, station):
        case_no = self.settled(station)
        pending = house.perform(
            station, house.tomorrow(station, to=date(2020, 3, 19)), house.reverse(case_no)
        )
        outcome = station.approvals.approve(
            house.tomorrow(station, to=date(2020, 3, 20)),
            pending.case_no,
            seen_sha256=pending.sha256,
            checker_code=branch.SUPERVISOR_2,
            checker_password=branch.PASSWORD,
            retyped=Retyped(plain_yuan(pending.plan.amount_fen), ""),
        )
        assert isinstance(outcome, SentBack)
        assert house.rows(station, "SELECT state FROM loan") == [("settled",)]
        house.clean(station)

    @staticmethod
    def settled(station):
        related(station, FATHER, MOTHER, principal_fen=60_000_00)
        return house.done(station, branch.sign_in(station), offset(None)).receipt.case_no


class TestAnEarlyRepaymentThatWasNotSent:
    """Settled on 27 February with interest to that day."""

    def test_goes_out_until_the_day_before_the_due_day(self, station):
        self.asked(station)
        house.tomorrow(station, to=date(2020, 3, 19))
        assert station.debits.export(house.supervisor(station)).lines == 1
        assert self.orders(station) == [("sent", None, 292_78)]

    def test_is_given_up_with_the_file_of_a_later_due_day_and_what_fell_due_is_debited(self, station):
        self.asked(station)
        session = house.tomorrow(station, to=date(2020, 5, 27))
        due = station.debits.due(session)
        sent = station.debits.export(house.supervisor(station))
        assert (due.lines, due.total_fen) == (sent.lines, sent.total_fen) == (3, 3 * 2_835_98)
        assert self.orders(station)[0] == ("failed", "due_day_passed", 292_78)
        assert house.rows(station, "SELECT kind FROM notice WHERE kind = 'debit_failed'") == [
            ("debit_failed",)
        ]
        station.debits.import_returns(house.supervisor(station), house.answer(sent))
        assert house.rows(station, "SELECT state FROM loan") == [("normal",)]
        ((paid,),) = house.rows(station, "SELECT SUM(interest_fen) FROM debit_order WHERE state = 'paid'")
        assert paid > 3_000_00
        house.clean(station)

    def test_stays_given_up_where_nothing_else_is_to_be_sent(self, station):
        """Another branch lent the money: what fell due is in its file."""
        self.asked(station)
        with branch.raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan District Office"))
            uow.session.get_one(Loan, CONTRACT).branch_code = "0004"
        session = house.tomorrow(station, to=date(2020, 3, 20))
        assert station.debits.due(session).lines == 0
        with pytest.raises(Refusal, match="no_debits_to_send"):
            station.debits.export(house.supervisor(station))
        assert self.orders(station) == [("failed", "due_day_passed", 292_78)]

    @staticmethod
    def asked(station):
        with branch.raw(station) as uow:
            lend(uow, 1)
        request = RepayEarly(member_id=1, contract_no=CONTRACT, amount_fen=None)
        house.done(station, branch.sign_in(station), house.complete(request))

    @staticmethod
    def orders(station):
        return house.rows(station, "SELECT state, result_reason, interest_fen FROM debit_order ORDER BY id")
