"""Many terminals, one database."""

from __future__ import annotations

import multiprocessing
from collections import Counter

import pytest
from sqlmodel import func, select

from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import Account, PaymentOrder
from tests.reliability import jobs
from tests.support import branch

pytestmark = pytest.mark.reliability

TERMINALS = 8

_processes = multiprocessing.get_context("forkserver")


def at_once(settings, members: list[int]) -> Counter:
    """One withdrawal at each terminal at the same time; what came of them."""
    results = _processes.SimpleQueue()
    running = [
        _processes.Process(target=jobs.attempt, args=(settings, "withdraw", member_id, f"{n:02d}", results))
        for n, member_id in enumerate(members, start=1)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
        assert process.exitcode == 0
    return Counter(results.get() for _ in running)


def test_eight_terminals_pay_one_member_once(branch_settings) -> None:
    outcomes = at_once(branch_settings, [1] * TERMINALS)
    assert outcomes["Posted"] == 1
    assert set(outcomes) <= {"Posted", "Refused", "Stale"}
    station = branch.open_branch(branch_settings)
    with station._database.reading() as reader:
        paid = reader.session.exec(select(func.sum(PaymentOrder.amount_fen))).one()
        balance = reader.session.exec(select(Account.balance_fen).where(Account.member_id == 1)).one()
        assert (paid, balance) == (7_800_00, 42_200_00)
        assert verify_database(reader, station._database.keys) == []
    station.close()


def test_eight_terminals_pay_eight_members(branch_settings) -> None:
    assert at_once(branch_settings, list(branch.MEMBER_IDS)) == {"Posted": TERMINALS}
    station = branch.open_branch(branch_settings)
    with station._database.reading() as reader:
        assert verify_database(reader, station._database.keys) == []
    station.close()
