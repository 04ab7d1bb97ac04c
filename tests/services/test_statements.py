"""Every statement of a day's work, run as it is and then asked how it finds its rows: none goes through a table
that grows with the city or with the years. What a timing shows on a large database, a plan shows on a small one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from hfund_tui.db.prebuilt import Prebuilt
from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.demo.stories import full_request
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.session import Session
from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import Workstation, make_demo
from tests.support.demo_station import HAS_LOAN, NEVER_SIGNED, open_station, password, rows

TODAY = date(2020, 2, 27)

FEW = {"branch", "staff", "staff_relative", "employer", "member_count", "signing_count", "business_count"} | {
    "rule_count",
    "open_case_count",
    "business_day",
    "case_sequence",
    "chain_head",
}
"""Tables that stay small, and those of counters."""

WHOLE = {
    # Only the rows of accounts and cases that hold something right now.
    "SCAN account USING COVERING INDEX ix_account_held",
    "SCAN hold USING INDEX uq_hold_active_case",
}

TRIAL_BALANCE = re.compile(
    r"SELECT ledger_entry.ledger, sum\(ledger_entry.amount_fen\) AS sum_1 FROM ledger_entry GROUP BY"
)
"""Adds up the ledger as it is: it proves the books, so it must not believe a counter."""

LOOK_UPS = (
    NEVER_SIGNED,
    "20900000001",
    "16300000001",
    "+85201234567",
    "2090",
    "zmy",
    "zhangming",
    "张明远",
    "张",
    "9010 张",
    "9010 zmy",
    "H12345678",
)

Seen = dict[Any, Any]
"""Statements as text with their values in order, prebuilt ones with theirs by name."""


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workstation, dict[str, Seen]]]:
    """What was sent to the database, by what was being done, with the values of the first time."""
    settings = load_settings(demo=True, home=tmp_path_factory.mktemp("plans") / "home", environment={})
    settings.home.mkdir(mode=0o700)
    make_demo(settings, members=60)
    station = open_station(settings)
    sent: dict[str, Seen] = defaultdict(dict)
    doing = ""

    def keep(connection, cursor, statement, parameters, context, many) -> None:
        if not statement.lstrip().startswith(("PRAGMA", "BEGIN", "EXPLAIN", "INSERT")):
            sent[doing].setdefault(statement, tuple(parameters[0] if many else parameters))

    sent_prebuilt = Prebuilt.rows

    def kept(prebuilt, connection, most=None, **values):
        sent[doing].setdefault(prebuilt, values)
        return sent_prebuilt(prebuilt, connection, most, **values)

    database = station._database
    Prebuilt.rows = kept
    for engine in (database._readers, database._writer):
        event.listen(engine, "before_cursor_execute", keep)
    for doing, job in _day(station):
        try:
            job()
        except HfundError as refused:
            assert doing.startswith("perform"), (doing, refused)
    for engine in (database._readers, database._writer):
        event.remove(engine, "before_cursor_execute", keep)
    Prebuilt.rows = sent_prebuilt
    yield station, sent
    station.close()


def _day(station: Workstation) -> Iterator[tuple[str, Callable[[], object]]]:
    """What people do in a day, with a name for each thing."""
    people: dict[str, Session] = {}
    for code in ("1001", "2001", "3001"):
        yield "sign in", lambda code=code: people.update({code: station.staff.sign_in(code, password(code))})
    teller, supervisor, agent = people.values()
    (card,) = rows(station.settings, "SELECT card_no FROM card LIMIT 1")[0]
    for typed in (*LOOK_UPS, card):
        yield "look up", lambda typed=typed: station.lookup.search(teller, typed)
    members = [number for (number,) in rows(station.settings, "SELECT id FROM member ORDER BY id LIMIT 60")]
    for number in members[:56:4]:
        yield "at a glance", lambda number=number: station.members.overview(teller, number)
        yield "history", lambda number=number: station.history.of(teller, number)
        yield "papers", lambda number=number: station.receipts.of_member(teller, number)
        yield "papers", lambda number=number: station.documents.of_member(teller, number)
    for own in (False, True):
        yield "papers of today", lambda own=own: station.receipts.of_today(teller, own=own)
        yield "papers of today", lambda own=own: station.documents.of_today(teller, own=own)
    yield from _operations(station, teller, members)
    for one in (teller, supervisor):
        yield "queue", lambda one=one: station.queue.queue(one)
        yield "queue", lambda one=one: station.queue.waiting(one)
    for (case_no,) in rows(station.settings, "SELECT case_no FROM \"case\" WHERE status = 'pending'"):
        yield "review", lambda case_no=case_no: station.approvals.view(supervisor, case_no)
    yield "dashboards", lambda: station.adoption.figures(supervisor)
    yield "dashboards", lambda: station.exceptions.counts(supervisor, date(2020, 1, 1), TODAY)
    yield "call", lambda: station.calls.begin(agent)
    yield "call", lambda: station.calls.identify(agent, HAS_LOAN)
    yield "call", lambda: station.orders.orders(agent)
    yield "call", lambda: station.orders.waiting(agent)
    yield "call", lambda: station.call_backs.waiting(agent)
    yield "drafts", lambda: station.drafts.open(teller)
    yield "day", lambda: station.day.sheet(supervisor)
    yield "day", lambda: station.day.next_day("0003")
    for files in (station.payments, station.debits):
        yield "bank", lambda files=files: files.due(supervisor)
        yield "bank", lambda files=files: files.files(supervisor)
    yield "lists", lambda: station.contributions.files(teller)
    yield "notices", station.notices.waiting
    yield "closures", lambda: station.closures.settle_due(supervisor)


def _operations(
    station: Workstation, teller: Session, members: list[int]
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each operation for everybody: planned, and handed in for whoever it is possible for, once."""
    policy = station.policies.on(TODAY)
    contracts = dict(rows(station.settings, "SELECT member_id, contract_no FROM loan"))
    for operation in OperationCode:
        done: list[object] = []

        def perform(member_id: int, operation: OperationCode = operation, done: list[object] = done) -> None:
            if done:
                return
            contract = contracts.get(member_id, "")
            request = full_request(operation, member_id, policy=policy, contract_no=contract)
            seen = station.cases.preview(teller, request).sha256
            key = station.cases.new_key()
            outcome = station.cases.perform(teller, request, key=key, seen_sha256=seen)
            if isinstance(outcome, Posted):
                done.append(outcome)

        try:
            full_request(operation, members[0], policy=policy)
        except ValueError:
            continue
        for member_id in members[:56:5]:
            yield f"perform {operation}", lambda member_id=member_id: perform(member_id)


def test_no_statement_goes_through_a_table_that_grows(statements):
    station, sent = statements
    assert sum(map(len, sent.values())) > 120
    through = []
    with station._database.reading() as reader:
        for doing, seen in sent.items():
            for statement, parameters in seen.items():
                words = " ".join(str(statement).split())
                for step in _plan(reader, statement, parameters):
                    scanned = re.match(r"SCAN (\w+)", step)
                    known = step in WHOLE or TRIAL_BALANCE.match(words)
                    if scanned and not known and scanned[1] not in FEW | {"CONSTANT"}:
                        through.append((doing, step, words[:300]))
    assert through == []


def test_a_page_of_a_look_up_is_read_in_the_order_of_its_index(statements):
    """Nothing is gathered and sorted before the first row. The last four of an identity number are few."""
    station, sent = statements
    pages = 0
    with station._database.reading() as reader:
        for statement, parameters in sent["look up"].items():
            words = statement.text(reader.connection) if isinstance(statement, Prebuilt) else str(statement)
            if "ORDER BY" in words and "substr(" not in words:
                pages += 1
                steps = _plan(reader, statement, parameters)
                assert not any("TEMP B-TREE" in step for step in steps), (steps, words)
                assert "LIMIT" in words
    assert pages >= 4


def test_a_look_up_is_planned_once(statements):
    """Without bound limits, and words of lists written out: SQLite would plan it anew each time it is sent."""
    station, sent = statements
    with station._database.reading() as reader:
        texts = [
            one.text(reader.connection) for seen in sent.values() for one in seen if isinstance(one, Prebuilt)
        ]
    assert len(texts) >= 8
    for text in texts:
        assert "LIMIT ?" not in text
        assert "state = ?" not in text
        assert "kind = ?" not in text


def _plan(reader, statement, parameters) -> list[str]:
    if isinstance(statement, Prebuilt):
        return statement.explained(reader.connection, **parameters)
    explained = reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return [step for _, _, _, step in explained]
