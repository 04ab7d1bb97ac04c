"""Attempts to be two people at once, or to go on after one's right has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, func, select

from hfund_tui.db.tables import (
    AuditEvent,
    Branch,
    BusinessDay,
    Case,
    Staff,
)
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import (
    Role,
)
from hfund_tui.services.drafts import Draft
from hfund_tui.services.outcomes import Posted
from tests.support import branch
from tests.support.branch import NOW, SUPERVISOR, SUPERVISOR_2, TELLER_2, TODAY, raw, sign_in
from tests.support.case_work import (
    approve,
    by_proxy,
    clean,
    on,
    one,
    paid_fen,
    perform,
    posted,
    refusal_of,
    rent,
    signing,
)

KEY = "a-key-that-was-made-before"


NO_RIGHT = {
    branch.AGENT: "caller_not_verified",
    branch.AUDITOR: "not_permitted",
    branch.ADMINISTRATOR: "not_permitted",
}
"""An agent may ask for a withdrawal, but only for a caller who was verified."""


class TestSecondPerson:
    def test_a_first_password_proves_nobody(self, station, teller):
        with raw(station) as uow:
            uow.session.get_one(Staff, SUPERVISOR).must_change = True
        pending = perform(station, teller, rent(**by_proxy()))
        assert refusal_of(lambda: approve(station, teller, pending)) == "checker_must_change"
        assert paid_fen(station) == 0

    def test_a_supervisor_of_another_branch(self, station, teller):
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.get_one(Staff, SUPERVISOR_2).branch_code = "0004"
        pending = perform(station, teller, rent(**by_proxy()))
        assert refusal_of(lambda: approve(station, teller, pending, SUPERVISOR_2)) == "checker_branch"
        assert paid_fen(station) == 0

    def test_guesses_lock_the_supervisor_and_name_the_terminal(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        codes = [refusal_of(lambda: approve(station, teller, pending, password="guess")) for _ in range(6)]
        assert codes == ["sign_in_failed_left"] * 4 + ["staff_locked"] * 2
        assert refusal_of(lambda: approve(station, teller, pending)) == "staff_locked"
        guesses = select(func.count()).where(
            AuditEvent.actor == teller.staff_code, AuditEvent.operation == "0006:prove_identity"
        )
        assert one(station, guesses) == 5
        assert isinstance(approve(station, teller, pending, SUPERVISOR_2), Posted)

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_at_a_terminal_that_may_not_post(self, station, teller, code):
        pending = perform(station, teller, rent(**by_proxy()))
        other = sign_in(station, code)
        assert refusal_of(lambda: approve(station, other, pending)) == NO_RIGHT[code]

    def test_a_colleague_does_not_take_it_back(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        other = sign_in(station, TELLER_2)
        assert refusal_of(lambda: station.cases.cancel(other, pending.case_no)) == "not_the_maker"


class TestSessions:
    @pytest.mark.parametrize(
        ("forged", "code"),
        [
            ({"role": Role.SUPERVISOR}, "session_ended"),
            ({"staff_code": "nobody"}, "session_ended"),
            ({"staff_code": SUPERVISOR}, "session_ended"),
            ({"branch_code": "0004"}, "session_ended"),
            ({"business_date": date(2020, 2, 26)}, "day_closed"),
            ({"business_date": date(2030, 2, 27)}, "day_closed"),
        ],
    )
    def test_forged(self, station, teller, forged, code):
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.add(
                BusinessDay(branch_code="0004", business_date=TODAY, opened_by=SUPERVISOR, opened_at=NOW)
            )
        session = replace(teller, **forged)
        assert refusal_of(lambda: perform(station, session, rent())) == code

    def test_another_branch_neither_sees_nor_ends_a_case(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.get_one(Staff, TELLER_2).branch_code = "0004"
            uow.session.add(
                BusinessDay(branch_code="0004", business_date=TODAY, opened_by=SUPERVISOR, opened_at=NOW)
            )
        other = sign_in(station, TELLER_2)
        for call in (station.cases.pending, station.cases.cancel):
            assert refusal_of(lambda call=call: call(other, pending.case_no)) == "case_unknown"
        assert refusal_of(lambda: approve(station, other, pending)) == "case_unknown"

    def test_of_a_closed_day(self, station, teller, clock):
        pending = perform(station, teller, rent(**by_proxy()))
        today = on(station, clock, date(2020, 2, 28))
        assert refusal_of(lambda: perform(station, teller, rent(2))) == "day_closed"
        assert refusal_of(lambda: approve(station, teller, pending)) == "day_closed"
        assert paid_fen(station) == 0
        # What was handed in yesterday is still the same today, and is paid on today's books.
        assert approve(station, today, pending).receipt.amount_fen == pending.plan.amount_fen
        assert one(station, select(Case.posted_on)) == date(2020, 2, 28)
        clean(station)

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_no_look_at_amounts_by_asking_what_would_be(self, station, code):
        session = sign_in(station, code)
        assert refusal_of(lambda: station.cases.preview(session, rent())) == NO_RIGHT[code]

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_a_refused_reprint_leaves_a_trace(self, station, teller, code):
        receipt = posted(station, teller, signing()).receipt
        session = sign_in(station, code)
        assert refusal_of(lambda: station.receipts.reprint(session, receipt.receipt_no)) == "not_permitted"
        assert one(station, select(ReceiptRow.printed_copies)) == 0
        refused = select(func.count()).where(
            AuditEvent.actor == code, AuditEvent.operation == "9103:reprint_receipt"
        )
        assert one(station, refused) == 1

    def test_a_reprint_stands_among_what_was_done_about_the_member(self, station, teller):
        receipt = posted(station, teller, signing(5)).receipt
        station.receipts.reprint(teller, receipt.receipt_no)
        last = select(AuditEvent.operation).where(AuditEvent.member_id == 5)
        assert one(station, last.order_by(col(AuditEvent.sequence).desc()).limit(1)) == "9103:reprint_receipt"

    def test_drafts_are_their_operators_own(self, station, teller):
        station.drafts.save(teller, Draft(KEY, OperationCode.RENT_WITHDRAWAL, 1, {"amount": "1"}, "form"))
        other = sign_in(station, TELLER_2)
        station.drafts.save(other, Draft(KEY, OperationCode.RENT_WITHDRAWAL, 2, {"amount": "2"}, "form"))
        station.drafts.discard(other, KEY)
        assert station.drafts.load(other, KEY) is None and station.drafts.open(other) == ()
        assert station.drafts.load(teller, KEY).payload == {"amount": "1"}
