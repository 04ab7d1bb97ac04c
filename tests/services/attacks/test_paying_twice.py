"""Attempts to be paid twice for the same months, by whatever way."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest

from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import HomeDeclaration
from hfund_tui.domain.vocabulary import (
    AccountState,
    Freeze,
)
from hfund_tui.services.errors import Refusal
from hfund_tui.services.outcomes import Pending, Stale
from tests.support import branch
from tests.support.branch import raw, sign_in
from tests.support.case_work import (
    account,
    approve,
    by_proxy,
    clean,
    failed,
    paid_fen,
    perform,
    posted,
    refusal_of,
    rent,
)

OTHER = OperationCode.OTHER_HOUSING_WITHDRAWAL


KEY = "a-key-that-was-made-before"


class TestPayingTwice:
    def test_the_same_form_from_two_terminals_at_once(self, branch_settings, clock):
        stations = [branch.open_branch(branch_settings, clock) for _ in range(2)]
        sessions = [sign_in(station) for station in stations]
        seen = stations[0].cases.preview(sessions[0], rent()).sha256
        start, outcomes = threading.Barrier(2), []

        def submit(station, session) -> None:
            start.wait()
            outcomes.append(station.cases.perform(session, rent(), key=KEY, seen_sha256=seen))

        threads = [
            threading.Thread(target=submit, args=pair) for pair in zip(stations, sessions, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcome.replayed for outcome in outcomes) == [False, True]
        assert outcomes[0].receipt == outcomes[1].receipt
        assert paid_fen(stations[0]) == 7_800_00
        clean(stations[0])
        for station in stations:
            station.close()

    def test_approved_and_taken_back_at_once(self, station, teller):
        for number in (1, 2, 3):
            pending = perform(station, teller, rent(number, **by_proxy(certificate_no=f"{number}")))
            if number == 3:  # The proxy has acted for two by then; the third is refused, not raced.
                assert failed(pending) == {"proxy_principals"}
                break
            start, ends = threading.Barrier(2), []

            def end(act, start=start, ends=ends) -> None:
                start.wait()
                try:
                    ends.append(type(act()).__name__)
                except Refusal as refusal:
                    ends.append(refusal.code)

            acts = (
                lambda pending=pending: approve(station, teller, pending),
                lambda pending=pending: station.cases.cancel(teller, pending.case_no),
            )
            threads = [threading.Thread(target=end, args=(act,)) for act in acts]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(ends) in (["Posted", "case_decided"], ["NoneType", "case_not_pending"])
            if "NoneType" in ends:
                break
        clean(station)

    def test_the_key_of_a_case_taken_back(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()), KEY)
        station.cases.cancel(teller, pending.case_no)
        assert refusal_of(lambda: perform(station, teller, rent(**by_proxy()), KEY)) == "case_ended"
        assert paid_fen(station) == 0

    def test_the_key_of_a_refusal_whose_reasons_are_gone(self, station, teller):
        with raw(station) as uow:
            account(uow).password_is_initial = True
        assert failed(perform(station, teller, rent(), KEY)) == {"password_changed"}
        assert failed(perform(station, teller, rent(), KEY)) == {"password_changed"}
        with raw(station) as uow:
            account(uow).password_is_initial = False
        assert refusal_of(lambda: perform(station, teller, rent(), KEY)) == "case_ended"
        assert paid_fen(station) == 0

    @pytest.mark.parametrize(
        "change",
        [
            {"member_id": 2},
            {"amount_fen": 1_00},
            {"kind": OTHER},
            {"home": HomeDeclaration(owns_home=True)},
            {"ticked": frozenset()},
        ],
    )
    def test_a_key_is_bound_to_everything_that_was_asked(self, station, teller, change):
        posted(station, teller, rent(), KEY)
        other = replace(rent(), **change)
        assert (
            refusal_of(lambda: station.cases.perform(teller, other, key=KEY, seen_sha256="")) == "key_reused"
        )

    def test_one_open_withdrawal_whatever_its_kind(self, station, teller):
        assert isinstance(perform(station, teller, rent(**by_proxy())), Pending)
        assert "no_open_withdrawal" in failed(perform(station, teller, rent(kind=OTHER)))

    @pytest.mark.parametrize(
        "change",
        [
            {"frozen_fen": 45_000_00, "freeze": Freeze.PARTIAL},
            {"freeze": Freeze.FULL},
            {"last_withdrawal_month": Month(2020, 1)},
            {"personal_due_fen": 0},
            {"state": AccountState.SEALED, "sealed_on": date(2019, 12, 31)},
        ],
    )
    def test_what_changed_between_preview_and_commit_pays_nothing(self, station, teller, change):
        seen = station.cases.preview(teller, rent()).sha256
        pending = perform(station, teller, rent(2, **by_proxy()))
        with raw(station) as uow:
            for number in (1, 2):
                for name, value in change.items():
                    setattr(account(uow, number), name, value)
        outcome = station.cases.perform(teller, rent(), key=KEY, seen_sha256=seen)
        assert isinstance(outcome, Stale)
        assert approve(station, teller, pending).code == "facts_changed"
        assert paid_fen(station) == 0
