"""Many terminals at one server: what two of them may not both do, only one does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from hfund_tui.db import turns
from hfund_tui.db.audit import NewAuditEvent, append
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.ledger import Line, Overdrawn, post_batch
from hfund_tui.db.server import ServerDatabase
from hfund_tui.domain.day_sheet import DifferenceCode
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, Ledger, SummaryCode
from hfund_tui.services.errors import HfundError, Trouble
from hfund_tui.services.outcomes import Pending, Posted
from hfund_tui.services.settings import Settings
from hfund_tui.services.store import Store, again_after_conflict
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.branch import NOW, PASSWORD, SUPERVISOR, SUPERVISOR_2, TODAY
from tests.support.case_work import by_proxy, new_proxy, rent, signing

pytestmark = pytest.mark.reliability

Terminals = Callable[[int], list[Workstation]]


@pytest.fixture
def terminals(branch_settings: Settings) -> Iterator[Terminals]:
    """So many workstations, each with a number and connections of its own."""
    with ExitStack() as stack:

        def opened(count: int) -> list[Workstation]:
            made = [branch.open_branch(replace(branch_settings, terminal=f"{n:02d}")) for n in range(count)]
            for station in made:
                stack.callback(station.close)
            return made

        yield opened


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """What comes of the jobs when all of them begin at the same moment; of an error its code."""
    ready = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        ready.wait(60)
        try:
            return job()
        except HfundError as error:
            return error.code

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def performing(station: Workstation, request: Any, key: str | None = None) -> Callable[[], Any]:
    """Somebody who has signed in and looked at the plan, about to press F9."""
    session = branch.sign_in(station)
    seen = station.cases.preview(session, request).sha256
    sent = key or station.cases.new_key()
    return lambda: station.cases.perform(session, request, key=sent, seen_sha256=seen)


def kinds(outcomes: list[Any]) -> Counter[str]:
    return Counter(one if isinstance(one, str) else type(one).__name__ for one in outcomes)


def test_sixteen_terminals_pay_one_member_once(terminals: Terminals) -> None:
    stations = terminals(16)
    outcomes = kinds(at_once([performing(one, rent()) for one in stations]))
    assert outcomes["Posted"] == 1
    assert set(outcomes) <= {"Posted", "Refused", "Stale"}
    (paid,) = house.rows(stations[0], "SELECT sum(amount_fen) FROM payment_order")
    (left,) = house.rows(stations[0], "SELECT balance_fen FROM account WHERE member_id = 1")
    assert (*paid, *left) == (7_800_00, 42_200_00)
    house.clean(stations[0])


def test_nobody_waits_for_another_member(terminals: Terminals) -> None:
    """Of each member one terminal pays and one signs, all at the same moment."""
    stations, members = terminals(8), (1, 2, 3, 4)
    paying = [performing(one, rent(member)) for one, member in zip(stations[:4], members, strict=True)]
    signs = [performing(one, signing(member)) for one, member in zip(stations[4:], members, strict=True)]
    outcomes = kinds(at_once([*paying, *signs]))
    # Signing changes what the other plan was made on, or the other way round.
    assert set(outcomes) <= {"Posted", "Stale"}
    assert outcomes["Posted"] >= len(members)
    house.clean(stations[0])


def test_one_key_has_one_effect(terminals: Terminals) -> None:
    (station,) = terminals(1)
    session = branch.sign_in(station)
    request = rent()
    seen = station.cases.preview(session, request).sha256
    key = station.cases.new_key()
    outcomes = at_once([lambda: station.cases.perform(session, request, key=key, seen_sha256=seen)] * 4)
    assert {type(one) for one in outcomes} == {Posted}
    assert len({one.receipt.receipt_no for one in outcomes}) == 1
    assert sum(not one.replayed for one in outcomes) == 1
    assert house.rows(station, "SELECT count(*) FROM payment_order") == [(1,)]
    house.clean(station)


def test_an_account_is_never_overdrawn_whoever_forgets_to_wait(terminals: Terminals) -> None:
    """Below the turns the statement that takes the money decides."""
    stations = terminals(10)

    def take(station: Workstation) -> str:
        lines = [
            Line(Ledger.MEMBER, -7_000_00, branch.account_no(1)),
            Line(Ledger.PAYOUT_CLEARING, 7_000_00),
        ]
        try:
            with station._database.writing(turns.NOTHING) as uow:
                post_batch(
                    uow,
                    lines,
                    summary=SummaryCode.RENT_WITHDRAWAL,
                    business_date=TODAY,
                    value_date=TODAY,
                    created_at=NOW,
                )
        except Overdrawn:
            return "overdrawn"
        return "taken"

    assert kinds(at_once([lambda one=one: take(one) for one in stations])) == {"taken": 7, "overdrawn": 3}
    entries = house.rows(
        stations[0],
        "SELECT balance_after_fen FROM ledger_entry WHERE account_no = :no ORDER BY id",
        no=branch.account_no(1),
    )
    assert [fen for (fen,) in entries] == [50_000_00 - 7_000_00 * n for n in range(8)]


def deciding(station: Workstation, code: str, pending: Pending) -> Callable[[], Any]:
    """A supervisor at the own terminal, about to approve."""
    own = branch.sign_in(station, code)
    return lambda: station.approvals.approve(
        own, pending.case_no, seen_sha256=pending.sha256, step_up_password=PASSWORD
    )


def test_a_person_acts_for_one_member_after_the_other(terminals: Terminals) -> None:
    """Different members and one proxy, whose members of the day are counted."""
    stations = terminals(4)
    session = branch.sign_in(stations[0])
    jobs = []
    for member, station in enumerate(stations, start=1):
        document = new_proxy(certificate_no=f"2020-{member:04d}")
        pending = house.perform(stations[0], session, signing(member, **(by_proxy() | {"proxy": document})))
        assert isinstance(pending, Pending)
        jobs.append(deciding(station, SUPERVISOR if member % 2 else SUPERVISOR_2, pending))
    outcomes = kinds(at_once(jobs))
    # How many it was today stands in the plan: whoever comes after the first finds another one.
    assert outcomes == {"Posted": 1, "SentBack": len(stations) - 1}
    assert house.rows(stations[0], "SELECT count(*) FROM proxy_act") == [(1,)]
    house.clean(stations[0])


def test_two_supervisors_decide_one_case_once(terminals: Terminals) -> None:
    maker, first, second = terminals(3)
    pending = house.perform(maker, branch.sign_in(maker), rent(**by_proxy()))
    assert isinstance(pending, Pending)
    jobs = [deciding(first, SUPERVISOR, pending), deciding(second, SUPERVISOR_2, pending)]
    assert kinds(at_once(jobs)) == {"Posted": 1, "case_decided": 1}
    assert house.rows(maker, "SELECT count(*) FROM payment_order") == [(1,)]
    house.clean(maker)


def test_a_day_closes_between_two_cases(terminals: Terminals) -> None:
    """Whoever is about something is waited for; whoever comes after finds the day closed."""
    *tellers, last = terminals(5)
    supervisor = branch.sign_in(last, SUPERVISOR)
    words = {one.value: "已核实" for one in DifferenceCode}
    jobs = [performing(one, rent(member)) for member, one in enumerate(tellers, start=1)]
    *outcomes, closed = at_once([*jobs, lambda: last.day.close(supervisor, explanations=words)])
    assert not isinstance(closed, str), closed
    done = kinds(outcomes)
    sheet = json.loads(house.rows(last, "SELECT sheet_json FROM business_day")[0][0])
    assert done["Posted"] + done["day_closed"] == len(tellers), done
    paid = house.rows(last, "SELECT count(*) FROM payment_order")
    assert paid == [(done["Posted"],)]
    assert sum(one["count"] for one in sheet["totals"]) == done["Posted"]
    house.clean(last)


def event(chain: str, n: int) -> NewAuditEvent:
    at = NOW + timedelta(seconds=n)
    return NewAuditEvent(chain, at, "1001", "03", Channel.COUNTER, "x", AuditOutcome.DONE)


def test_a_chain_stays_whole_however_many_write_it(terminals: Terminals) -> None:
    """Also its first link, which has no head to wait at yet."""
    stations = terminals(8)

    def write(station: Workstation) -> None:
        for n in range(5):
            with station._database.writing(turns.NOTHING) as uow:
                append(uow, event("new", n), station._database.keys.audit)

    assert set(at_once([lambda one=one: write(one) for one in stations])) == {None}
    numbers = house.rows(
        stations[0], "SELECT sequence FROM audit_event WHERE chain = 'new' ORDER BY sequence"
    )
    assert [n for (n,) in numbers] == list(range(1, 5 * len(stations) + 1))
    house.clean(stations[0])


def test_of_two_in_each_others_way_one_is_told(terminals: Terminals) -> None:
    """Two transactions, each about what the other turns out to be about as well."""
    both = Barrier(2)

    def cross(station: Workstation, one: str, other: str) -> str:
        try:
            with station._database.writing(one) as uow:
                both.wait(30)
                uow.turn(other)
        except StorageTrouble as trouble:
            return trouble.code
        return "done"

    first, second = terminals(2)
    assert sorted(at_once([lambda: cross(first, "a", "b"), lambda: cross(second, "b", "a")])) == [
        "conflict",
        "done",
    ]


def test_what_has_a_key_is_done_again(terminals: Terminals) -> None:
    store = Store(terminals(1)[0]._database)
    tries: list[str] = []

    @again_after_conflict
    def keyed(conflicts: int) -> str:
        tries.append("")
        with store.writing(turns.NOTHING) as uow:
            if len(tries) <= conflicts:
                uow.connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$")
        return "done"

    assert (keyed(2), len(tries)) == ("done", 3)
    with pytest.raises(Trouble, match="storage_conflict"):
        keyed(99)
    assert len(tries) < 10


def test_a_turn_that_does_not_come_is_told(branch_settings: Settings) -> None:
    keeper = branch.open_branch(branch_settings)
    own = ServerDatabase(str(branch_settings.server), keeper._database.keys, busy_timeout_ms=100)
    waiting = Workstation(branch_settings, own, keeper.clock)
    with closing(keeper), closing(waiting):
        job, other = performing(waiting, rent()), performing(waiting, rent(2))
        with keeper._database.writing(turns.member(1)):
            assert at_once([job]) == ["storage_locked"]
            assert kinds(at_once([other])) == {"Posted": 1}


def test_what_is_unique_is_unique_to_everybody(terminals: Terminals) -> None:
    """A card number is nobody's turn: the index decides, and says so in the service's words."""
    stations = terminals(3)
    outcomes = kinds(at_once([performing(one, house.link(n)) for n, one in enumerate(stations, start=1)]))
    assert set(outcomes) <= {"Posted", "Refused", "Stale", "card_taken"}
    assert outcomes["Posted"] == 1
    house.clean(stations[0])
