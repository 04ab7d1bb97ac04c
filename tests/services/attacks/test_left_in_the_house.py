"""Due days pass over an offset that settled a loan, and over an order that was never sent."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.money import plain_yuan
from hfund_tui.services.outcomes import Pending, Refused, SentBack
from tests.support import branch, house
from tests.support.family import FATHER, MOTHER, offset, related


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
