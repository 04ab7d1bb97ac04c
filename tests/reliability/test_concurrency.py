"""Many terminals, one database."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import func, select

from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import Account, PaymentOrder
from hfund_tui.services.errors import HfundError
from hfund_tui.services.settings import Settings
from tests.support import branch, house

pytestmark = pytest.mark.reliability

TERMINALS = 8

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def pay(settings: Settings, member_id: int, terminal: str, results: Any) -> None:
    """One terminal among many: one withdrawal with a key of its own."""
    station = branch.open_branch(replace(settings, terminal=terminal))
    try:
        results.put(type(house.perform(station, branch.sign_in(station), house.rent(member_id))).__name__)
    except HfundError as error:
        results.put(error.code)


def at_once(settings, members: list[int]) -> Counter:
    """One withdrawal at each terminal at the same time; what came of them."""
    results = _processes.SimpleQueue()
    running = [
        _processes.Process(target=pay, args=(settings, member_id, f"{n:02d}", results))
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
