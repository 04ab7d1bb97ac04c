"""Whoever opens the database with its key and changes a row past all that guards it is found, and the row is named.

Every table is edited, thinned, swapped, doubled, cut and wiped; what is done is generated from the tables.
A supervisor has two means: `verify`, and `verify --against` a copy that is kept elsewhere.
"""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from hfund_tui.db import history
from hfund_tui.db.audit import AuditStamp, anchor
from hfund_tui.db.backup import backup, restore
from hfund_tui.db.engine import Database
from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.integrity import Problem
from hfund_tui.db.tables import metadata
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.keeping import KeepingService
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch, busy_house, house, tampering
from tests.support.tampering import Change

pytestmark = pytest.mark.reliability

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
SEED = 20200227

# What moves all the time can't be told from tampering by the row; what stands behind it is.
UNSEALED = {
    "account.first_contribution_month account.paid_through account.contribution_base_fen"
    " account.personal_rate_bp account.employer_rate_bp account.personal_due_fen account.employer_due_fen": (
        "what employers' lists and files of members adjust; the lists are kept, certificates and receipts name it"
    ),
    "account.closed_on account.last_withdrawal_month account.password_is_initial account.version": (
        "of the moment; claimed months, closing cases and passwords have rows of their own that are found"
    ),
    "account_password.wrong_on account_password.wrong_count one_time_code.tries one_time_code.ended_at": (
        "tries, which end by themselves; each is in the audit"
    ),
    "staff.role staff.branch_code staff.password_hash staff.must_change staff.active staff.failed_count"
    " staff.locked_until staff.last_sign_in_at staff.language staff.theme": (
        "rights of today; every change of them is an audit row, and what was done under them names two people"
    ),
    "card.state card.unlinked_on": "which card is linked today; orders name the card they go to",
    "case.version case.inbox case.decision_code case.decision_words case.form_json case.found_json case.owner"
    " case.decided_at case.refusal_codes case.call_back_by case.proxy_document_id case.undo_json case.posted_on"
    " case.checker case.checker_id_no": "of a case that is still open; once carried out it is sealed",
    "case_sequence.last": "a number to come; no number is ever given twice",
    "contribution_file.finished_at": "when the last line came in; the lines are found",
    "debit_order.result_reason debit_order.result_on payment_order.result_on payment_order.result_reason"
    " payment_order.replaces": "what the bank's answer said; its file is kept at the bank",
    "payment_order.state": "between held and queued; it goes out on its day, and what was answered is found",
    "work_order.referred_branch": "of an order that is still open; each step of it is a row that stays",
    "issued_document.printed_copies receipt.printed_copies": "each print is an audit row",
    "agreement.terminated_case repayment_account.ended_case"
    " loan_party.position loan_party.ended_on loan_terms.ended_on loan_terms.ended_case"
    " repayment_account.ended_on": (
        "whether it still holds; instalments, balances and the plan of the case are found"
    ),
    "proxy_document.certificate_sha256 proxy_document.revoked_on": (
        "whether it may still be used; what was done by it is in the case"
    ),
}
MOVING = {name: why for names, why in UNSEALED.items() for name in names.split()}

# A row that was not there, under a key of its own, in a table whose rows say no moment: nothing is gone or changed.
ADDED = frozenset(
    {"branch", "employer", "member", "family_member", "staff", "staff_relative", "insurance_record"}
    | {"card", "repayment_account"}
) | {"agreement", "proxy_act", "loan_terms", "case_sequence"}


# A sum that does not fit tells the table and both sums, and no row of it.
SUMS = {("payment_order", "clearing_not_orders")}


@pytest.fixture(scope="module")
def lived_in(branch_template: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workstation]:
    folder = tmp_path_factory.mktemp("lived-in")
    station = branch.open_branch(branch.copy_of(branch_template, folder), FrozenClock(branch.NOW))
    busy_house.live_in(station)
    yield station
    station.close()


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return branch.NOW + timedelta(days=1, hours=1)


@pytest.fixture(scope="module")
def copied(
    lived_in: Workstation, made_at: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    """The copy that is kept elsewhere."""
    shelf = tmp_path_factory.mktemp("shelf")
    made = backup(database_of(lived_in), shelf, at=made_at)
    with Database(shelf / made.file, lived_in._database.keys) as copy, copy.reading() as reader:
        yield reader.connection


def database_of(station: Workstation) -> Database:
    assert isinstance(station._database, Database)
    return station._database


def picked(database: Database) -> list[Change]:
    """All of them; in the suite one edit and one other change of every table."""
    every = list(tampering.changes(database))
    if CAMPAIGN:
        return every
    groups: dict[tuple[str, bool], list[Change]] = defaultdict(list)
    for one in every:
        groups[one.table, one.kind == "edit"].append(one)
    draw = random.Random(SEED)
    return [draw.choice(group) for group in groups.values()]


def declared(change: Change) -> bool:
    if change.table in history.GO:
        return True
    if change.kind == "edit":
        return f"{change.table}.{change.column}" in MOVING
    return (change.table in ADDED and change.kind == "duplicate") or change.table == "case_sequence"


def test_every_change_is_found_and_named(
    lived_in: Workstation, copied: Connection, made_at: datetime
) -> None:
    database = database_of(lived_in)
    unnoticed, unnamed, wordless = [], [], set()
    outcomes: Counter[str] = Counter()
    for change in picked(database):
        try:
            found = tampering.found_after(database, change, copied, made_at)
        except ConstraintBroken:  # the file itself refuses it; without that index the schema is another
            outcomes["refused"] += 1
            continue
        outcomes["found" if found else "declared" if declared(change) else "unnoticed"] += 1
        wordless |= {one.code for one in found if not in_words(one.code)}
        if not found and not declared(change):
            unnoticed.append(str(change))
        if found and not any(names(one, change) for one in found):
            unnamed.append(f"{change}: {found[:2]}")
    print(dict(outcomes), *unnamed, sep="\n")
    assert (unnoticed, unnamed, wordless) == ([], [], set())
    house.clean(lived_in)


def names(problem: Problem, change: Change) -> bool:
    """Whether it is about a row that was changed, or one that such a row belongs to."""
    if (change.table, problem.code) in SUMS:
        return True
    rows = {*((change.table, row) for row in change.rows), *change.parents}
    return any(problem.table == table and f"{problem.row} ".startswith(f"{row} ") for table, row in rows)


def in_words(code: str) -> bool:
    key = f"vocabulary.database_problem.{code}"
    return all(Translator(language)(key) for language in Language)


def test_every_table_has_rows_to_be_changed(lived_in: Workstation) -> None:
    database = database_of(lived_in)
    assert [one.name for one in metadata.sorted_tables if not tampering.rows_of(database, one)] == []


def test_what_moves_is_declared_of_columns_that_are_there() -> None:
    for table, columns in history.MOVES.items():
        assert columns <= set(metadata.tables[table].columns.keys()), table
    for name in MOVING:
        table, column = name.split(".")
        assert column in history.MOVES[table] or table == "case", name


# ---- the whole record, by somebody who has every key ---------------------------------------------------------


@pytest.fixture
def at_work(branch_settings: Settings, clock: FrozenClock) -> Iterator[Workstation]:
    station = branch.open_branch(branch_settings, clock)
    house.done(station, branch.sign_in(station), house.rent())
    yield station
    station.close()


def anchors_of(station: Workstation) -> list[AuditStamp]:
    with station._database.reading() as reader:
        return anchor(reader)


def found_by(
    station: Workstation, *, anchors: list[AuditStamp] | None = None, against: tuple[Path, ...] = ()
) -> list[tuple[str, str, str]]:
    keeping = KeepingService(station._database, station.clock)
    found = keeping.verify(anchors=anchors or (), against=against).problems
    return [(one.code, one.table, one.row) for one in found]


def test_a_chain_written_anew_with_the_key_is_found_by_anchors_and_by_a_copy(
    at_work: Workstation, clock: FrozenClock, tmp_path: Path
) -> None:
    kept = anchors_of(at_work)
    copy = tmp_path / backup(database_of(at_work), tmp_path, at=clock.now()).file
    (chain, sequence) = tampering.rewrite_a_chain(database_of(at_work), database_of(at_work).keys.audit)
    alone = found_by(at_work)
    assert {code for code, _, _ in alone} <= {"receipt_anchor"}, "the chain itself is whole again"
    last = next(one for one in kept if one.chain == chain)
    assert ("audit_anchor", "audit_event", f"{chain} {last.sequence}") in found_by(at_work, anchors=kept)
    named = found_by(at_work, against=(copy,))
    assert ("changed_since_copy", "audit_event", f"{chain} {sequence}") in named


def test_a_chain_written_anew_without_the_key_is_found(at_work: Workstation) -> None:
    chain, sequence = tampering.rewrite_a_chain(database_of(at_work), b"a guess")
    assert ("audit_edited", "audit_event", f"{chain} {sequence}") in found_by(at_work)


def test_an_old_copy_brought_back_is_found(
    at_work: Workstation, branch_settings: Settings, clock: FrozenClock, tmp_path: Path
) -> None:
    old = backup(database_of(at_work), tmp_path, at=clock.now())
    clock.advance(timedelta(hours=1))
    house.done(at_work, branch.sign_in(at_work), house.rent(2))
    kept = anchors_of(at_work)
    new = tmp_path / backup(database_of(at_work), tmp_path, at=clock.now()).file
    keys = database_of(at_work).keys
    at_work.close()
    restore(tmp_path / old.file, old, branch_settings.database, keys, move_aside=True)
    station = branch.open_branch(branch_settings, clock)
    assert found_by(station) == [], "nothing in it is wrong but its age"
    assert {code for code, _, _ in found_by(station, anchors=kept)} == {"audit_anchor"}
    gone = {(code, table) for code, table, _ in found_by(station, against=(new,))}
    assert {("gone_since_copy", "case"), ("gone_since_copy", "ledger_entry")} <= gone
    station.close()
