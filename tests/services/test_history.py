"""A member's cases, newest first: what each came to, and whether it could be taken back."""

from __future__ import annotations

import pytest

from hfund_tui.domain.vocabulary import CaseStatus, PaymentState
from hfund_tui.services.errors import Refusal
from tests.services.test_reversals import other_branch, signing
from tests.support import branch, house
from tests.support.house import done, perform, rent, reverse


def test_each_case_with_what_became_of_it(station, teller) -> None:
    first = done(station, teller, rent()).receipt
    done(station, teller, rent(2))
    second = done(station, teller, signing()).receipt
    waits = perform(station, teller, reverse(second.case_no))
    lines = station.history.of(teller, 1)
    assert [(one.case_no, one.status, one.payment) for one in lines] == [
        (waits.case_no, CaseStatus.PENDING, None),
        (second.case_no, CaseStatus.COMPLETED, None),
        (first.case_no, CaseStatus.COMPLETED, PaymentState.QUEUED),
    ]
    assert [one.receipt_no for one in lines] == [None, second.receipt_no, first.receipt_no]
    assert [one.amount_fen for one in lines][1:] == [0, 7_800_00]


def test_the_last_one_may_be_taken_back_and_the_others_say_why_not(station, teller) -> None:
    first = done(station, teller, rent()).receipt.case_no
    second = done(station, teller, signing()).receipt.case_no
    lines = {one.case_no: one for one in station.history.of(teller, 1)}
    assert lines[second].reversible and lines[second].obstacle is None
    assert (lines[first].reversible, lines[first].obstacle.code) == (False, "reversal_latest")
    assert lines[first].obstacle.remedy.code == "reverse_later_first"
    reversal = done(station, teller, reverse(second)).receipt.case_no
    lines = {one.case_no: one for one in station.history.of(teller, 1)}
    assert lines[first].reversible
    assert (lines[second].status, lines[second].obstacle.code) == (CaseStatus.REVERSED, "reversal_target")
    assert (lines[reversal].refers_to, lines[reversal].obstacle.code) == (second, "reversal_undoable")


def test_money_that_was_paid_has_to_come_back_which_is_still_to_be_filled_in(station, teller) -> None:
    case_no = done(station, teller, rent()).receipt.case_no
    house.export(station)
    (line,) = station.history.of(teller, 1)
    assert (line.payment, line.obstacle.code) == (PaymentState.SENT, "reversal_money")
    exported = station.payments.files(teller)[0]
    path = station.settings.outbox / "payments" / f"{exported.file_no}.csv"
    text = house.answer(house.ExportedFile(exported.file_no, path, 1, exported.total_fen, ""))
    station.payments.import_returns(house.supervisor(station), text)
    (line,) = station.history.of(teller, 1)
    assert (line.case_no, line.payment, line.reversible) == (case_no, PaymentState.PAID, True)


def test_what_another_branch_did_is_seen_but_not_taken_back(station, teller) -> None:
    case_no = done(station, teller, rent()).receipt.case_no
    other_branch(station)
    (line,) = station.history.of(branch.sign_in(station, "1104"), 1)
    assert (line.case_no, line.own_branch, line.reversible, line.obstacle) == (case_no, False, False, None)


def test_no_more_than_asked_for(station, teller) -> None:
    for _ in range(3):
        done(station, teller, reverse(done(station, teller, rent()).receipt.case_no))
    assert len(station.history.of(teller, 1)) == 6
    assert len(station.history.of(teller, 1, limit=4)) == 4


def test_only_for_those_who_may_see_members(station, teller) -> None:
    station.history.of(branch.sign_in(station, branch.AUDITOR), 1)
    with pytest.raises(Refusal):
        station.history.of(branch.sign_in(station, branch.ADMINISTRATOR), 1)
    with pytest.raises(Refusal) as refused:
        station.history.of(teller, 99)
    assert refused.value.code == "member_unknown"
