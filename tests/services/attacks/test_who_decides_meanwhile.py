"""What became of maker, checker and terminal between one step and the next."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlmodel import select

from hfund_tui.db.tables import Account, Hold, Staff
from hfund_tui.domain.vocabulary import Channel, HoldState, Role, Verification
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Posted
from tests.support import branch
from tests.support.branch import PASSWORD, SUPERVISOR, TELLER, TELLER_2, raw, sign_in
from tests.support.case_work import approve, by_proxy, clean, one, perform, posted, rent, signing


def refusal_of(call) -> str:
    with pytest.raises(HfundError) as caught:
        call()
    return caught.value.code


@pytest.fixture
def pending(station, teller):
    return perform(station, teller, rent(**by_proxy()))


class TestMakerWhoLeft:
    @pytest.mark.parametrize("change", [{"active": False}, {"role": Role.AUDITOR}])
    def test_the_money_is_not_held_for_ever(self, station, teller, pending, change):
        with raw(station) as uow:
            for name, value in change.items():
                setattr(uow.session.get_one(Staff, TELLER), name, value)
        supervisor = sign_in(station, SUPERVISOR)
        station.cases.cancel(supervisor, pending.case_no)
        assert one(station, select(Hold.state)) == HoldState.VOIDED
        assert one(station, select(Account.held_fen).where(Account.member_id == 1)) == 0
        assert isinstance(perform(station, supervisor, rent()), Posted)
        clean(station)

    @pytest.mark.parametrize("code", [TELLER_2, branch.AGENT])
    def test_no_colleague_ends_it(self, station, pending, code):
        session = sign_in(station, code)
        assert refusal_of(lambda: station.cases.cancel(session, pending.case_no)) == "not_the_maker"

    def test_a_supervisor_for_the_database_not_for_the_session(self, station, pending):
        session = replace(sign_in(station, TELLER_2), role=Role.SUPERVISOR)
        assert refusal_of(lambda: station.cases.cancel(session, pending.case_no)) == "session_ended"


class TestCheckerMeanwhile:
    @pytest.mark.parametrize(
        ("change", "code"),
        [({"active": False}, "staff_inactive"), ({"role": Role.TELLER}, "checker_role")],
    )
    def test_changed_after_the_password_was_proved(self, station, teller, pending, change, code, monkeypatch):
        prove = station.staff.prove

        def slow(*args):
            proven = prove(*args)
            with raw(station) as uow:
                for name, value in change.items():
                    setattr(uow.session.get_one(Staff, SUPERVISOR), name, value)
            return proven

        monkeypatch.setattr(station.staff, "prove", slow)
        assert refusal_of(lambda: approve(station, teller, pending)) == code
        clean(station)

    def test_a_receipt_is_not_shown_again_to_whoever_left(self, station, teller, pending):
        assert isinstance(approve(station, teller, pending), Posted)
        with raw(station) as uow:
            uow.session.get_one(Staff, TELLER).active = False
        assert refusal_of(lambda: approve(station, teller, pending)) == "session_ended"


class TestGuessesAtOnce:
    def test_the_right_one_comes_too_late(self, branch_settings, clock):
        """Six terminals try one password each; the sixth is right but is compared while the others lock."""
        stations = [branch.open_branch(branch_settings, clock) for _ in range(6)]
        compared = threading.Barrier(6)
        locked = threading.Event()

        def at_once(station, last: bool) -> None:
            matches = station.staff._matches

            def slow(hashed, password):
                answer = matches(hashed, password)
                compared.wait(timeout=20)
                if last:
                    locked.wait(timeout=20)
                return answer

            station.staff._matches = slow

        answers: list[str] = []

        def guess(station, password: str) -> None:
            answers.append(refusal_of(lambda: station.staff.sign_in(SUPERVISOR, password)))

        for station in stations:
            at_once(station, station is stations[-1])
        guesses = [PASSWORD[:-1] + str(n) for n in range(5)]
        threads = [
            threading.Thread(target=guess, args=(station, password))
            for station, password in zip(stations, [*guesses, PASSWORD], strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads[:-1]:
            thread.join()
        locked.set()
        threads[-1].join()
        for station in stations:
            station.close()
        assert sorted(answers) == ["sign_in_failed_left"] * 4 + ["staff_locked"] * 2

    def test_a_late_guess_neither_counts_nor_lengthens_the_lock(self, station):
        for _ in range(5):
            refusal_of(lambda: station.staff.sign_in(SUPERVISOR, "guess"))
        until = one(station, select(Staff.locked_until).where(Staff.code == SUPERVISOR))
        assert refusal_of(lambda: station.staff._count_failure(SUPERVISOR, "0001:sign_in", None)) == (
            "staff_locked"
        )
        row = one(station, select(Staff).where(Staff.code == SUPERVISOR))
        assert (row.failed_count, row.locked_until) == (0, until)

    def test_a_password_changed_while_it_was_compared(self, station, monkeypatch):
        matches = station.staff._matches

        def slow(hashed, password):
            answer = matches(hashed, password)
            with raw(station) as uow:
                uow.session.get_one(Staff, TELLER).password_hash = "$argon2id$another"
            return answer

        monkeypatch.setattr(station.staff, "_matches", slow)
        assert refusal_of(lambda: station.staff.sign_in(TELLER, PASSWORD)) == "sign_in_failed_left"


class TestChannels:
    @pytest.mark.parametrize("channel", [one for one in Channel if one is not Channel.COUNTER])
    def test_a_counter_that_says_it_is_somewhere_else(self, station, teller, channel):
        """Elsewhere no paper is asked for; so a session works only on the channel of its role."""
        posted(station, teller, signing())
        session = replace(teller, channel=channel)
        request = rent(ticked=frozenset(), verification=Verification.HOTLINE_FULL)
        assert refusal_of(lambda: perform(station, session, request)) == "session_ended"

    def test_an_agent_at_a_counter(self, station):
        session = replace(sign_in(station, branch.AGENT), channel=Channel.COUNTER)
        assert refusal_of(lambda: station.members.overview(session, 1)) == "session_ended"
