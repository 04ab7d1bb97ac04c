"""The one way through two people: the plan is made again, and posted only if it is the same."""

from __future__ import annotations

import pytest
from sqlmodel import select

from hfund_tui.db.tables import (
    Account,
    Case,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import (
    CaseStatus,
)
from hfund_tui.services.errors import Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused, SentBack
from tests.support import branch
from tests.support.branch import SUPERVISOR, SUPERVISOR_2, TELLER, raw, sign_in
from tests.support.case_work import approve, by_proxy, clean, one, perform, rent, signing


class TestApproval:
    @pytest.mark.parametrize(
        ("code", "password", "reason"),
        [
            (TELLER, branch.PASSWORD, "checker_role"),
            (branch.TELLER_2, branch.PASSWORD, "checker_role"),
            (branch.AUDITOR, branch.PASSWORD, "checker_role"),
            (SUPERVISOR, "wrong", "sign_in_failed_left"),
            ("nobody", "wrong", "sign_in_failed"),
        ],
    )
    def test_wrong_person(self, station, teller, code, password, reason):
        pending = perform(station, teller, signing(**by_proxy()))
        with pytest.raises(Refusal) as caught:
            approve(station, teller, pending, code, password)
        assert caught.value.code == reason
        assert one(station, select(Case.status)) is CaseStatus.PENDING

    def test_supervisor_does_not_check_own_work(self, station):
        session = sign_in(station, SUPERVISOR)
        pending = perform(station, session, signing(**by_proxy()))
        with pytest.raises(Refusal) as caught:
            approve(station, session, pending, SUPERVISOR)
        assert caught.value.code == "checker_is_maker"
        assert isinstance(approve(station, session, pending, SUPERVISOR_2), Posted)

    @pytest.mark.parametrize(
        ("amount_fen", "expected"), [(50_000_00, Posted), (50_000_01, Pending), (60_000_00, Pending)]
    )
    def test_large_amount(self, station, teller, amount_fen, expected):
        with raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).last_withdrawal_month = Month(2015, 1)
            branch.deposit(uow, 1, 10_000_00)
        outcome = perform(station, teller, rent(amount_fen=amount_fen))
        assert isinstance(outcome, expected)
        clean(station)

    def test_facts_that_changed_while_it_waited(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        with raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).password_is_initial = True
        sent_back = approve(station, teller, pending)
        assert isinstance(sent_back, SentBack) and sent_back.difference is not None
        assert [one.code for one in sent_back.difference.findings] == ["password_changed"]
        assert one(station, select(Case.status)) is CaseStatus.RETURNED
        assert one(station, select(Account).where(Account.member_id == 1)).held_fen == 0
        clean(station)

    def test_approving_twice_posts_once(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        first = approve(station, teller, pending)
        second = approve(station, teller, pending)
        assert second.replayed and second.receipt == first.receipt
        clean(station)

    def test_cancelled_by_its_maker(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        station.cases.cancel(teller, pending.case_no)
        account = one(station, select(Account).where(Account.member_id == 1))
        assert account.held_fen == 0
        with pytest.raises(Refusal):
            approve(station, teller, pending)
        clean(station)

    def test_an_open_withdrawal_keeps_its_months(self, station, teller):
        perform(station, teller, rent(**by_proxy()))
        outcome = perform(station, teller, rent())
        assert isinstance(outcome, Refused)
        assert "no_open_withdrawal" in {f.code for f in outcome.plan.decision.failed}
