"""What the program itself changes of a row once it is written. All else is history: it stays as it was.

A copy kept elsewhere is an anchor for all of it: whatever stands there has to stand here too, changed in nothing
but what is declared to move. What was written after it is vouched for by the audit chains and by the next copy.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from hfund_tui.db import counters
from hfund_tui.db.integrity_rules import PROBLEMS_PER_RULE, Problem
from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import Instant, instant_text

_BANK = frozenset({"state", "file_no", "line_no", "result_on", "result_reason"})
_ENDED = frozenset({"ended_on", "ended_case"})

MOVES: Mapping[str, frozenset[str]] = {
    "account": frozenset(
        {"state", "closed_on", "first_contribution_month", "paid_through", "contribution_base_fen"}
        | {"personal_rate_bp", "employer_rate_bp", "personal_due_fen", "employer_due_fen", "balance_fen"}
        | {"held_fen", "last_withdrawal_month", "password_is_initial", "version"}
    ),
    "account_password": frozenset(
        {"state", "password_hash", "case_no", "changed_on", "wrong_count", "wrong_on"}
    ),
    "agreement": frozenset({"state", "terminated_case", "terminated_on"}),
    "business_day": frozenset(
        {"closed_by", "closed_at", "reopened_by", "reopened_with", "reopened_at", "sheet_json"}
    ),
    "call": frozenset(
        {"session_id", "ended_at", "member_id", "numbers_tried", "level", "question", "notes", "wrap_up"}
        | {"asked_from", "guide", "guide_step"}
    ),
    "card": frozenset({"state", "unlinked_on"}),
    "case": frozenset(
        {"status", "checker", "checker_id_no", "proxy_document_id", "decided_at", "inbox", "owner", "version"}
        | {"call_back_by", "decision_code", "decision_words", "posted_on", "form_json", "found_json"}
        | {"undo_json"}
    ),
    "case_sequence": frozenset({"last"}),
    "chain_head": frozenset({"sequence", "hash"}),
    "contribution_file": frozenset({"taken", "taken_fen", "batches", "finished_at"}),
    "debit_order": _BANK,
    "hold": frozenset({"state", "ended_at"}),
    "insurance_record": frozenset({"void"}),
    "issued_document": frozenset({"printed_copies"}),
    "loan": frozenset({"balance_fen", "state", "settled_on"}),
    "loan_instalment": frozenset({"penalty_fen", "paid_on"}),
    "loan_offset": frozenset({"void"}),
    "loan_party": _ENDED | {"position"},
    "loan_terms": _ENDED,
    "notice": frozenset({"state", "delivered_at"}),
    "one_time_code": frozenset({"tries", "ended_at"}),
    "payment_order": _BANK | {"replaces"},
    "proxy_document": frozenset({"revoked_on", "revoked_case", "certificate_sha256"}),
    "receipt": frozenset({"printed_copies"}),
    "repayment_account": _ENDED,
    "staff": frozenset(
        {"role", "branch_code", "password_hash", "must_change", "active", "failed_count", "locked_until"}
        | {"last_sign_in_at", "language", "theme"}
    ),
    "work_order": frozenset({"state", "owner", "referred_branch", "result", "satisfaction", "closed_at"}),
}
"""Columns that change, by table. Of a table that is not named none does."""

_ENDS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "case": lambda row: row["inbox"] is None,
    "call": lambda row: row["ended_at"] is not None,
    "hold": lambda row: row["ended_at"] is not None,
    "loan_instalment": lambda row: row["paid_on"] is not None,
    "notice": lambda row: row["delivered_at"] is not None,
    "one_time_code": lambda row: row["ended_at"] is not None,
    "work_order": lambda row: row["closed_at"] is not None,
}
"""When a row has come to its end."""

# A case that was carried out can be reversed, and a closing that waits can end.
STILL_MOVES: Mapping[str, frozenset[str]] = {"case": frozenset({"status", "version"})}
"""What changes of a row even after its end."""

GO = frozenset({"draft", *counters.TABLES})
"""Tables whose rows come and go: a desk's own notes, and what `verify` counts again."""

_GO_WITH_CASE = frozenset({"claimed_month", "proxy_act"})
"""What a reversal takes back."""

_ON_ITS_WAY = timedelta(minutes=10)
"""A transaction that had begun when the copy was made may carry an earlier moment."""

COMPARED = tuple(table for table in metadata.sorted_tables if table.name not in GO)


def differences(present: Connection, copy: Connection, made_at: datetime) -> Iterator[Problem]:
    """What is gone or changed of a copy made then, and rows that claim to be older than it and are not in it.

    At most 100 problems of each table."""
    since = instant_text(made_at - _ON_ITS_WAY)
    for table in COMPARED:
        yield from islice(_of_table(present, copy, table, since), PROBLEMS_PER_RULE)


def _of_table(present: Connection, copy: Connection, table: sa.Table, since: str) -> Iterator[Problem]:
    written = _written_at(table)
    for old, new in _side_by_side(_rows(copy, table), _rows(present, table), table):
        key = " ".join(str((old or new or {})[one.name]) for one in table.primary_key)
        if new is None:
            if old is not None and not (table.name in _GO_WITH_CASE and _taken_back(present, old)):
                yield Problem("gone_since_copy", table.name, key)
        elif old is None:
            if written is not None and str(new[written]) < since:
                yield Problem("added_behind_copy", table.name, key, {written: str(new[written])})
        elif changed := [name for name in old if old[name] != new[name] and name not in _movable(table, old)]:
            yield Problem("changed_since_copy", table.name, key, {"columns": ",".join(changed)})


def _movable(table: sa.Table, row: Mapping[str, Any]) -> frozenset[str]:
    ends = _ENDS.get(table.name)
    moves = STILL_MOVES if ends is not None and ends(row) else MOVES
    return moves.get(table.name, frozenset())


def _taken_back(present: Connection, row: Mapping[str, Any]) -> bool:
    query = 'SELECT status FROM "case" WHERE case_no = ?'
    return present.exec_driver_sql(query, (row["case_no"],)).scalar() == "reversed"


def _written_at(table: sa.Table) -> str | None:
    """The column that says when a row was written, if there is one that stays."""
    moves = MOVES.get(table.name, frozenset())
    return next(
        (
            one.name
            for one in table.columns
            if isinstance(one.type, Instant) and not one.nullable and one.name not in moves
        ),
        None,
    )


def _rows(connection: Connection, table: sa.Table) -> Iterator[Mapping[str, Any]]:
    """As a file stores them, in the order of their key."""
    key = ", ".join(f'"{one.name}"' for one in table.primary_key)
    found = connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY {key}')
    names = list(found.keys())
    for row in found.yield_per(1000):
        yield dict(zip(names, row, strict=True))


Pair = tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]


def _side_by_side(
    olds: Iterator[Mapping[str, Any]], news: Iterator[Mapping[str, Any]], table: sa.Table
) -> Iterator[Pair]:
    """Rows of one key together; alone where the other side has none of that key."""
    names = [one.name for one in table.primary_key]
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        of_old = None if old is None else [old[name] for name in names]
        of_new = None if new is None else [new[name] for name in names]
        if of_new is None or (of_old is not None and of_old < of_new):
            yield old, None
            old = next(olds, None)
        elif of_old is None or of_new < of_old:
            yield None, new
            new = next(news, None)
        else:
            yield old, new
            old, new = next(olds, None), next(news, None)
