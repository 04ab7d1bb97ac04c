"""Closures through the services: accepted, recorded, settled by request and by the batch, taken back, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from hfund_tui.db.ledger import AccountEnded
from hfund_tui.db.tables import Account, Agreement, Case, InsuranceRecord
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode, Presence, ReceiptKind
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    InsuranceProof,
    RecordInsurance,
    SettleClosure,
    SignAgreement,
)
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementState,
    CaseStatus,
    InsuranceStatus,
    PaymentState,
    Verification,
)
from hfund_tui.services.closures import SettlementReport, Unsettled
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.branch import SUPERVISOR, SUPERVISOR_2, raw
from tests.support.closing import seal
from tests.support.house import clean, complete, done, perform, supervisor, tomorrow

S = InsuranceStatus
STOPPED = InsuranceProof(S.STOPPED, Month(2020, 1))
DUE_ON = date(2020, 4, 22)


def leave(member: int = 1, proof: InsuranceProof = STOPPED) -> CloseAccount:
    kind = OperationCode.LEAVING_CLOSURE
    return complete(CloseAccount(member_id=member, kind=kind, insurance=proof))


def settle(case_no: str, member: int = 1, **changes: Any) -> SettleClosure:
    return complete(replace(SettleClosure(member_id=member, case_no=case_no), **changes))


def take_back(case_no: str, member: int = 1, **changes: Any) -> CancelClosure:
    return complete(replace(CancelClosure(member_id=member, case_no=case_no), **changes))


def insurance(proof: InsuranceProof, member: int = 1) -> RecordInsurance:
    return complete(RecordInsurance(member_id=member, presence=Presence.ABSENT, insurance=proof))


def accept(station: Workstation, member: int = 1, proof: InsuranceProof = STOPPED) -> str:
    """A closure accepted today; its case number."""
    seal(station, member)
    return done(station, branch.sign_in(station), leave(member, proof)).receipt.case_no


def account(station: Workstation, member: int = 1) -> Account:
    with station._database.reading() as reader:
        row = reader.session.get_one(Account, branch.account_no(member))
        reader.session.expunge(row)
        return row


def case(station: Workstation, case_no: str) -> Case:
    with station._database.reading() as reader:
        row = reader.session.get_one(Case, case_no)
        reader.session.expunge(row)
        return row


def lines(posted: Posted) -> dict[str, Any]:
    """What the receipt says, by label."""
    return {one.label_key.rpartition(".")[2]: one.value.value for one in posted.receipt.lines}


# ---- by request --------------------------------------------------------------------------------------------


def test_retiring_pays_and_closes(station: Workstation) -> None:
    teller = branch.sign_in(station)
    seal(station)
    done(station, teller, complete(SignAgreement(member_id=1, version="2020-02")))
    pending = perform(station, teller, house.retire())
    assert isinstance(pending, Pending)
    assert (account(station).held_fen, account(station).state) == (50_000_00, AccountState.SEALED)
    clean(station)

    posted = house.approve(station, teller, pending)
    after = account(station)
    assert (after.state, after.balance_fen, after.held_fen) == (AccountState.CLOSED, 0, 0)
    assert after.closed_on == branch.TODAY
    assert posted.receipt.amount_fen == 50_000_00
    assert posted.receipt.kind is ReceiptKind.CLOSURE
    assert lines(posted)["closing_balance"] == 50_000_00
    assert lines(posted)["closed_on"] == "2020-02-27"
    assert house.order_of(station, posted.receipt.case_no).amount_fen == 50_000_00
    with station._database.reading() as reader:
        agreement = reader.session.exec(select(Agreement)).one()
    assert agreement.state is AgreementState.TERMINATED
    clean(station)


@pytest.mark.both
def test_interest_is_credited_and_paid_with_the_balance(station: Workstation) -> None:
    with raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).last_interest_on = date(2019, 6, 30)
    tomorrow(station, to=date(2020, 4, 12))
    seal(station)
    # 45 days on the 50,000.00 that came on 27 February: 93.75.
    posted = done(station, branch.sign_in(station), house.retire())
    assert posted.receipt.amount_fen == 50_093_75
    assert lines(posted) == {
        "closing_balance": 50_000_00,
        "interest": 93_75,
        "interest_days": 45,
        "interest_rate": "1.50%",
        "card": "CCB 0001",
        "pay_by": "2020-04-15",
        "account_state": "vocabulary.account_state.closed",
        "closed_on": "2020-04-12",
    }
    clean(station)


def test_leaving_with_the_insurance_transferred_pays_at_once(station: Workstation) -> None:
    proof = InsuranceProof(S.TRANSFERRED, settled_on=date(2020, 2, 20))
    case_no = accept(station, proof=proof)
    assert case(station, case_no).status is CaseStatus.COMPLETED
    assert account(station).state is AccountState.CLOSED
    clean(station)


def test_an_accepted_closure_waits_and_moves_nothing(station: Workstation) -> None:
    seal(station)
    posted = done(station, branch.sign_in(station), leave())
    assert posted.receipt.kind is ReceiptKind.CLOSURE_ACCEPTED
    assert posted.receipt.amount_fen == 0
    assert lines(posted)["settled_from"] == "2020-04-22"
    assert lines(posted)["worth_today"] == 50_000_00
    assert case(station, posted.receipt.case_no).status is CaseStatus.CLOSED_UNSETTLED
    assert account(station).state is AccountState.CLOSED_UNSETTLED
    assert account(station).balance_fen == 50_000_00
    with station._database.reading() as reader:
        record = reader.session.exec(select(InsuranceRecord)).one()
    assert (record.status, record.last_paid, record.case_no) == (
        S.STOPPED,
        Month(2020, 1),
        posted.receipt.case_no,
    )
    clean(station)


def test_sent_again_it_is_the_same_acceptance(station: Workstation) -> None:
    teller = branch.sign_in(station)
    seal(station)
    key = station.cases.new_key()
    first = house.approve(station, teller, perform(station, teller, leave(), key))
    again = station.cases.perform(teller, leave(), key=key, seen_sha256="")
    assert isinstance(again, Posted) and again.replayed and again.receipt == first.receipt


def test_settled_at_the_members_wish_once_it_is_due(station: Workstation) -> None:
    case_no = accept(station)
    teller = tomorrow(station, to=DUE_ON - timedelta(days=1))
    early = perform(station, teller, settle(case_no))
    assert isinstance(early, Refused)
    assert [one.code for one in early.plan.decision.failed] == ["settlement_due"]
    assert case(station, early.case_no or "").refers_to == case_no

    teller = tomorrow(station, to=DUE_ON)
    posted = done(station, teller, settle(case_no))
    assert posted.receipt.checker is None
    assert posted.receipt.amount_fen == 50_000_00 + 114_58
    assert lines(posted)["settled_closure"] == case_no
    assert case(station, posted.receipt.case_no).refers_to == case_no
    assert case(station, case_no).status is CaseStatus.COMPLETED
    assert account(station).state is AccountState.CLOSED
    clean(station)


def test_recorded_insurance_makes_it_due(station: Workstation) -> None:
    case_no = accept(station, proof=InsuranceProof(S.PAYING, Month(2020, 2)))
    teller = branch.sign_in(station)
    assert isinstance(perform(station, teller, settle(case_no)), Refused)
    posted = done(station, teller, insurance(InsuranceProof(S.TRANSFERRED, settled_on=branch.TODAY)))
    assert posted.receipt.kind is ReceiptKind.INSURANCE_RECORDED
    assert lines(posted)["insurance"] == "vocabulary.insurance_status.transferred"
    assert done(station, teller, settle(case_no)).receipt.amount_fen == 50_000_00
    clean(station)


def test_taken_back_the_account_is_sealed_again_and_can_be_closed_anew(station: Workstation) -> None:
    case_no = accept(station)
    teller = branch.sign_in(station)
    posted = done(station, teller, take_back(case_no))
    assert posted.receipt.kind is ReceiptKind.CLOSURE_CANCELLED
    assert case(station, case_no).status is CaseStatus.CANCELLED
    assert case(station, posted.receipt.case_no).refers_to == case_no
    assert account(station).state is AccountState.SEALED
    assert isinstance(perform(station, teller, take_back(case_no)), Refused)
    assert done(station, teller, leave()).receipt.kind is ReceiptKind.CLOSURE_ACCEPTED
    clean(station)


def test_a_number_of_nobodys_leads_nowhere(station: Workstation) -> None:
    accept(station)
    refused = perform(station, branch.sign_in(station), settle("209901010003000001"))
    assert isinstance(refused, Refused)
    assert case(station, refused.case_no or "").refers_to is None
    clean(station)


def test_a_settlement_that_waits_over_night_pays_what_was_seen(station: Workstation) -> None:
    case_no = accept(station, proof=InsuranceProof(S.PAYING, Month(2020, 2)))
    proof = InsuranceProof(S.TRANSFERRED, settled_on=branch.TODAY)
    done(station, branch.sign_in(station), insurance(proof))
    done(station, branch.sign_in(station), house.link())
    tomorrow(station)
    pending = perform(station, branch.sign_in(station), settle(case_no))
    assert isinstance(pending, Pending)
    assert [one.reason.value for one in pending.plan.approvals] == ["new_card"]
    teller = tomorrow(station)
    posted = house.approve(station, teller, pending)
    assert posted.receipt.amount_fen == pending.plan.amount_fen == 50_000_00 + 2_08
    clean(station)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (house.rent(presence=Presence.ABSENT, verification=Verification.NONE), "not_verified"),
        (replace(insurance(STOPPED), presence=Presence.IN_PERSON), "not_verified"),
        (
            replace(insurance(STOPPED), presence=Presence.IN_PERSON, verification=Verification.ID_ORIGINAL),
            "not_verified",
        ),
    ],
)
def test_whoever_the_operation_does_not_know_is_turned_away(
    station: Workstation, request_: Any, code: str
) -> None:
    teller = branch.sign_in(station)
    seen = station.cases.preview(teller, request_).sha256
    with pytest.raises(Refusal) as caught:
        station.cases.perform(teller, request_, key=station.cases.new_key(), seen_sha256=seen)
    assert caught.value.code == code


def test_an_unfinished_closing_is_not_submitted(station: Workstation) -> None:
    seal(station)
    with pytest.raises(BadInput) as caught:
        perform(station, branch.sign_in(station), replace(leave(), insurance=None))
    assert caught.value.field == "insurance_known"


# ---- the batch ---------------------------------------------------------------------------------------------


def waiting_branch(station: Workstation) -> dict[str, str]:
    """A branch on 2020-04-22 with one closure of each kind; their case numbers by what they are."""
    numbers = {
        "due": accept(station, 1),
        "again": accept(station, 2, InsuranceProof(S.PAYING, Month(2020, 2))),
        "waiting": accept(station, 3, InsuranceProof(S.NEVER)),
        "unknown": accept(station, 4),
        "no_card": accept(station, 5),
        "new_card": accept(station, 6),
        "due_too": accept(station, 7),
    }
    teller = tomorrow(station, to=DUE_ON)
    done(station, teller, insurance(InsuranceProof(S.PAYING, Month(2020, 4)), 2))
    done(station, teller, house.link(6))
    with raw(station) as uow:
        record = uow.session.exec(select(InsuranceRecord).where(InsuranceRecord.member_id == 4)).one()
        uow.session.delete(record)
        uow.session.delete(uow.session.get_one(branch.Card, 5))
    return numbers


def test_the_batch_settles_what_is_due_and_says_what_is_not(station: Workstation) -> None:
    numbers = waiting_branch(station)
    heard: list[tuple[int, int]] = []
    report = station.closures.settle_due(supervisor(station), lambda done, total: heard.append((done, total)))
    assert [one.case_no for one in report.settled] == [numbers["due"], numbers["due_too"]]
    assert report.amount_fen == 2 * (50_000_00 + 114_58)
    assert report.cancelled == (numbers["again"],)
    assert report.waiting == (numbers["waiting"],)
    assert report.unknown == (numbers["unknown"],)
    assert report.refused == (Unsettled(numbers["no_card"], ("card_linked",)),)
    assert report.pending == (numbers["new_card"],)
    assert report.total == 7
    assert heard == [(n, 7) for n in range(8)]
    states = [account(station, member).state for member in range(1, 8)]
    unsettled = AccountState.CLOSED_UNSETTLED
    assert states == [
        AccountState.CLOSED,
        AccountState.SEALED,
        *[unsettled] * 4,
        AccountState.CLOSED,
    ]
    clean(station)

    again = station.closures.settle_due(supervisor(station))
    assert (again.settled, again.cancelled, again.total) == ((), (), 4)
    assert Unsettled(numbers["new_card"], ("no_open_case",)) in again.refused
    clean(station)


class Killed(BaseException):
    """The machine is gone."""


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_run_that_was_cut_short_is_run_again(
    station: Workstation, monkeypatch: pytest.MonkeyPatch, at: int, committed: bool
) -> None:
    for member in (1, 2, 3):
        accept(station, member)
    tomorrow(station, to=DUE_ON)
    whole, calls = station.cases.perform, 0

    def perform_until(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            if committed:
                whole(*args, **kwargs)
            raise Killed
        return whole(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(station.cases, "perform", perform_until)
        with pytest.raises(Killed):
            station.closures.settle_due(supervisor(station))
    clean(station)
    # Another supervisor may go on.
    report = station.closures.settle_due(supervisor(station, SUPERVISOR_2))
    left = 3 - at + (0 if committed else 1)
    assert (len(report.settled), report.total) == (left, left)
    assert [account(station, member).balance_fen for member in (1, 2, 3)] == [0, 0, 0]
    paid = house.rows(station, "SELECT count(*), sum(amount_fen) FROM payment_order")
    assert paid == [(3, 3 * (50_000_00 + 114_58))]
    clean(station)


def test_the_batch_of_a_branch_without_closures(station: Workstation) -> None:
    assert station.closures.settle_due(supervisor(station)) == SettlementReport(branch.TODAY)


@pytest.mark.parametrize(
    ("staff", "on", "code"),
    [
        (branch.TELLER, branch.TODAY, "not_permitted"),
        (branch.AUDITOR, branch.TODAY, "not_permitted"),
        (SUPERVISOR, date(2020, 3, 2), "batch_not_now"),
        (SUPERVISOR, date(2020, 3, 21), "batch_not_now"),
    ],
)
def test_who_runs_the_batch_and_when(station: Workstation, staff: str, on: date, code: str) -> None:
    if on != branch.TODAY:
        tomorrow(station, to=on)
    with pytest.raises(Refusal) as caught:
        station.closures.settle_due(branch.sign_in(station, staff))
    assert caught.value.code == code
    last = house.rows(
        station, "SELECT outcome, reason FROM audit_event ORDER BY at DESC, sequence DESC LIMIT 1"
    )
    assert last == [("refused", code)]


def test_the_supervisor_does_not_settle_her_own_closure(station: Workstation) -> None:
    case_no = accept(station)
    with raw(station) as uow:
        uow.session.get_one(branch.Staff, SUPERVISOR).id_no = branch.MEMBER_IDS[1]
    tomorrow(station, to=DUE_ON)
    report = station.closures.settle_due(supervisor(station))
    assert report.refused == (Unsettled(case_no, ("people_differ",)),)


# ---- afterwards --------------------------------------------------------------------------------------------


def test_after_a_closing_nothing_more_happens_on_the_account(station: Workstation) -> None:
    teller = branch.sign_in(station)
    seal(station)
    closed = done(station, teller, house.retire()).receipt
    for request in (
        house.rent(),
        house.other(),
        house.retire(),
        leave(),
        settle(closed.case_no),
        take_back(closed.case_no),
        insurance(STOPPED),
        complete(SignAgreement(member_id=1, version="2020-02")),
    ):
        plan = station.cases.preview(teller, request).plan
        assert plan.refused, request.operation
    for state in (AccountState.CLOSED, AccountState.MERGED, AccountState.TRANSFERRED_OUT):
        with raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).state = state
        with pytest.raises(AccountEnded), raw(station) as uow:
            branch.deposit(uow, 1, 2_000_00)
    with pytest.raises(Conflict) as caught, station.closures._store.writing() as writing:
        branch.deposit(writing, 1, 1)
    assert caught.value.code == "account_ended"
    assert account(station).balance_fen == 0


def test_a_closing_that_is_taken_back_opens_the_account_again(station: Workstation) -> None:
    teller = branch.sign_in(station)
    seal(station)
    done(station, teller, complete(SignAgreement(member_id=1, version="2020-02")))
    closed = done(station, teller, house.retire()).receipt
    done(station, teller, house.reverse(closed.case_no))
    after = account(station)
    assert (after.state, after.balance_fen, after.closed_on) == (AccountState.SEALED, 50_000_00, None)
    assert house.state_of(station, closed.case_no) is PaymentState.VOIDED
    with raw(station) as uow:
        branch.deposit(uow, 1, 2_000_00)
    assert not station.cases.preview(teller, house.retire()).plan.refused
    clean(station)


def test_a_payout_of_a_closed_account_that_failed_goes_to_another_card(station: Workstation) -> None:
    teller = branch.sign_in(station)
    seal(station)
    closed = done(station, teller, house.retire()).receipt
    house.settle_with_bank(station, {closed.case_no: "card closed"})
    done(station, teller, house.link())
    redirected = done(station, teller, house.redirect(closed.case_no))
    assert case(station, redirected.receipt.case_no).refers_to == closed.case_no
    assert redirected.receipt.amount_fen == 50_000_00
    clean(station)
