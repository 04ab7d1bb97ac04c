"""Many terminals of one house, each a process of its own, all acting at the same moment.

Sixteen of them; `HFUND_CAMPAIGN=1` (make crash) puts up sixty-four, several times.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from hfund_tui.domain.request import CancelClosure, SettleClosure
from hfund_tui.services.errors import Refusal
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.reliability.terminals import (
    Approve,
    CloseDay,
    Ended,
    GiveUp,
    Job,
    Perform,
    SayNo,
    Take,
    Terminals,
)
from tests.stateful import invariants
from tests.support import branch, house
from tests.support.branch import MEMBER_IDS, SUPERVISOR, SUPERVISOR_2, TELLER_2
from tests.support.case_work import by_proxy, rent
from tests.support.closing import accepted

pytestmark = pytest.mark.reliability

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
NUMBER = 64 if CAMPAIGN else 16
MEMBERS = tuple(MEMBER_IDS)
PAID = 7_800_00
"""What a member of the small branch may withdraw for rent."""


@pytest.fixture(scope="module")
def terminals() -> Iterator[Terminals]:
    with Terminals(NUMBER) as opened:
        yield opened


@pytest.fixture
def station(branch_settings: Settings) -> Iterator[Workstation]:
    """A terminal where what comes before is done, and where one looks afterwards."""
    with closing(branch.open_branch(branch_settings)) as opened:
        yield opened
        invariants.check(opened)
        house.clean(opened)


def kinds(ended: list[Ended]) -> Counter[str]:
    return Counter(one.what for one in ended)


def shared(*jobs: Job) -> list[Job]:
    """The jobs in turn, until every terminal has one."""
    return [jobs[place % len(jobs)] for place in range(NUMBER)]


def one_row(station: Workstation, query: str) -> tuple[Any, ...]:
    (row,) = house.rows(station, query)
    return row


def money(station: Workstation) -> tuple[Any, ...]:
    """What is ordered to be paid for member 1, and what is left."""
    return one_row(
        station,
        """SELECT (SELECT coalesce(sum(o.amount_fen), 0) FROM payment_order o JOIN "case" c ON c.case_no = o.case_no
                   WHERE c.member_id = 1 AND o.state NOT IN ('voided', 'redirected')),
                  (SELECT balance_fen FROM account WHERE member_id = 1)""",
    )


class TestOneMember:
    def test_is_paid_once(self, terminals: Terminals, station: Workstation) -> None:
        ended = kinds(terminals.at_once(station.settings, shared(Perform(request=rent()))))
        assert ended["Posted"] == 1
        assert set(ended) <= {"Posted", "Refused", "Stale"}
        assert money(station) == (PAID, 50_000_00 - PAID)

    def test_never_gets_more_than_there_is(self, terminals: Terminals, station: Workstation) -> None:
        """Several kinds of withdrawal and another card, while an earlier payment is reversed."""
        paid = house.done(station, branch.sign_in(station), rent(amount_fen=1_000_00))
        undone = house.perform(station, branch.sign_in(station), house.reverse(paid.receipt.case_no))
        jobs = shared(
            Approve(pending=undone),
            Perform(request=rent()),
            Perform(request=house.other(), staff=TELLER_2),
            Perform(request=rent(amount_fen=3_000_00)),
            Perform(request=house.link(card_no="6228480000000012")),
            Approve(pending=undone, staff=SUPERVISOR_2),
        )
        ended = terminals.at_once(station.settings, jobs)
        told = kinds(ended)
        assert told["Posted"] >= 1
        assert set(told) <= {
            "Posted",
            "Pending",
            "Refused",
            "Stale",
            "SentBack",
            "case_decided",
            "card_taken",
            "form_unfinished",
        }
        ordered, left = money(station)
        assert left >= 0 and ordered + left == 50_000_00

    def test_leaves_once(self, terminals: Terminals, station: Workstation) -> None:
        """An accepted closure is settled, and taken back, at all terminals."""
        case_no = accepted(station)
        settle = house.complete(SettleClosure(member_id=1, case_no=case_no))
        back = house.complete(CancelClosure(member_id=1, case_no=case_no))
        ended = kinds(
            terminals.at_once(station.settings, shared(Perform(request=settle), Perform(request=back)))
        )
        assert ended["Posted"] + ended["Pending"] >= 1
        assert set(ended) <= {"Posted", "Pending", "Refused", "Stale"}
        assert sum(money(station)) == 50_000_00


class TestManyMembers:
    def test_nobody_takes_anothers_place(self, terminals: Terminals, station: Workstation) -> None:
        """Each member at two terminals or more: each is paid, and once."""
        jobs = shared(*(Perform(request=rent(member)) for member in MEMBERS))
        ended = kinds(terminals.at_once(station.settings, jobs))
        assert ended["Posted"] == len(MEMBERS)
        assert set(ended) <= {"Posted", "Refused", "Stale"}
        assert one_row(station, "SELECT count(*), sum(amount_fen) FROM payment_order") == (
            len(MEMBERS),
            len(MEMBERS) * PAID,
        )

    def test_a_card_is_of_one_member(self, terminals: Terminals, station: Workstation) -> None:
        jobs = shared(*(Perform(request=house.link(member)) for member in MEMBERS))
        ended = kinds(terminals.at_once(station.settings, jobs))
        assert ended["Posted"] == 1
        assert set(ended) <= {"Posted", "Refused", "Stale", "card_taken"}


def waiting(station: Workstation, **proxy: Any) -> Any:
    """A withdrawal by a proxy, which waits for a second person."""
    return house.perform(station, branch.sign_in(station), rent(**by_proxy(**proxy)))


def status_of(station: Workstation, case_no: str) -> str:
    return str(one_row(station, f"SELECT status FROM \"case\" WHERE case_no = '{case_no}'")[0])


class TestMakerAgainstChecker:
    def test_taken_back_or_approved(self, terminals: Terminals, station: Workstation) -> None:
        pending = waiting(station)
        jobs = shared(GiveUp(case_no=pending.case_no), Approve(pending=pending))
        ended = kinds(terminals.at_once(station.settings, jobs))
        if (status := status_of(station, pending.case_no)) == "completed":
            # Whoever approves again is shown the receipt; the maker is told who approved.
            assert ended == {"Posted": NUMBER // 2, "case_decided": NUMBER // 2}
            assert money(station)[0] == PAID
        else:
            assert status == "cancelled"
            assert ended == {"NoneType": NUMBER // 2, "case_not_pending": NUMBER // 2}
            assert money(station) == (0, 50_000_00)

    def test_withdrawn_again_or_approved(self, terminals: Terminals, station: Workstation) -> None:
        """The maker sends another withdrawal while the first one is approved."""
        pending = waiting(station)
        jobs = shared(Perform(request=rent()), Approve(pending=pending))
        ended = kinds(terminals.at_once(station.settings, jobs))
        assert set(ended) <= {"Posted", "Refused", "Stale", "SentBack", "case_decided"}
        assert money(station) == (PAID, 50_000_00 - PAID)

    def test_corrected_once(self, terminals: Terminals, station: Workstation) -> None:
        """A returned case is sent again from everywhere, and given up."""
        pending = waiting(station)
        supervisor = branch.sign_in(station, SUPERVISOR)
        station.approvals.send_back(supervisor, pending.case_no, code="wrong_entry", words="金额")
        corrected = Perform(request=rent(amount_fen=2_000_00), corrects=pending.case_no)
        ended = kinds(
            terminals.at_once(station.settings, shared(corrected, corrected, GiveUp(case_no=pending.case_no)))
        )
        done = status_of(station, pending.case_no)
        assert done in ("superseded", "cancelled")
        assert ended["Posted"] == (done == "superseded")
        assert money(station)[0] == (2_000_00 if done == "superseded" else 0)


class TestTwoSupervisors:
    @pytest.mark.parametrize("back", [False, True], ids=["rejected", "sent-back"])
    def test_yes_against_no(self, terminals: Terminals, station: Workstation, back: bool) -> None:
        pending = waiting(station)
        jobs = shared(Approve(pending=pending), SayNo(case_no=pending.case_no, back=back))
        ended = terminals.at_once(station.settings, jobs)
        yes, no = ended[::2], ended[1::2]
        if status_of(station, pending.case_no) == "completed":
            assert kinds(yes) == {"Posted": len(yes)}
            assert kinds(no) == {"case_decided": len(no)}
            assert all(SUPERVISOR in one.told and "completed" in one.told for one in no)
        else:
            assert kinds(no) == {"SentBack" if back else "Rejected": 1, "case_decided": len(no) - 1}
            assert kinds(yes) == {"case_decided": len(yes)}
            assert all(SUPERVISOR_2 in one.told for one in yes)

    def test_yes_twice(self, terminals: Terminals, station: Workstation) -> None:
        pending = waiting(station)
        jobs = shared(Approve(pending=pending), Approve(pending=pending, staff=SUPERVISOR_2))
        ended = terminals.at_once(station.settings, jobs)
        assert kinds(ended) == {"Posted": NUMBER // 2, "case_decided": NUMBER // 2}
        assert [one.replayed for one in ended if one.what == "Posted"].count(False) == 1
        winner = one_row(station, f"SELECT checker FROM \"case\" WHERE case_no = '{pending.case_no}'")[0]
        assert all(winner in one.told for one in ended if one.what == "case_decided")
        assert money(station)[0] == PAID

    def test_taken_by_one(self, terminals: Terminals, station: Workstation) -> None:
        pending = waiting(station)
        jobs = shared(
            Take(staff=SUPERVISOR, case_no=pending.case_no), Take(staff=SUPERVISOR_2, case_no=pending.case_no)
        )
        ended = terminals.at_once(station.settings, jobs)
        owner = one_row(station, f"SELECT owner FROM \"case\" WHERE case_no = '{pending.case_no}'")[0]
        assert kinds(ended) == {"NoneType": NUMBER // 2, "case_taken": NUMBER // 2}
        assert all(owner in one.told for one in ended if one.what == "case_taken")


def test_the_day_closes_while_tellers_post(terminals: Terminals, station: Workstation) -> None:
    """Whoever comes after it finds the day closed, and the sheet has what was posted before."""
    jobs: list[Job] = shared(*(Perform(request=rent(member)) for member in MEMBERS))
    jobs[NUMBER // 2] = CloseDay()
    ended = kinds(terminals.at_once(station.settings, jobs))
    assert ended["DaySheet"] == 1
    assert set(ended) <= {"DaySheet", "Posted", "Refused", "Stale", "day_closed"}
    closed_at, sheet_json = one_row(station, "SELECT closed_at, sheet_json FROM business_day")
    posted = one_row(
        station,
        """SELECT count(*), coalesce(sum(amount_fen), 0) FROM "case" WHERE status = 'completed'""",
    )
    assert posted == (ended["Posted"], ended["Posted"] * PAID)
    totals = json.loads(sheet_json)["totals"]
    assert (sum(one["count"] for one in totals), sum(one["amount_fen"] for one in totals)) == posted
    dates = one_row(station, "SELECT count(DISTINCT business_date) FROM journal_batch")
    assert closed_at is not None and dates == (1,)
    with pytest.raises(Refusal, match="no_open_day"):
        branch.sign_in(station)


def test_one_form_has_one_effect(terminals: Terminals, station: Workstation) -> None:
    """The same key, sent by everybody at once."""
    job = Perform(request=rent(), key=station.cases.new_key(), looks=1)
    ended = terminals.at_once(station.settings, shared(job))
    assert kinds(ended) == {"Posted": NUMBER}
    assert len({one.number for one in ended}) == 1
    assert [one.replayed for one in ended].count(False) == 1
    assert money(station)[0] == PAID


def test_one_form_that_waits_is_one_case(terminals: Terminals, station: Workstation) -> None:
    job = Perform(request=rent(**by_proxy()), key=station.cases.new_key(), looks=1)
    ended = terminals.at_once(station.settings, shared(job))
    assert kinds(ended) == {"Pending": NUMBER}
    assert len({one.number for one in ended}) == 1
    assert one_row(station, "SELECT count(*), sum(amount_fen) FROM hold") == (1, PAID)
