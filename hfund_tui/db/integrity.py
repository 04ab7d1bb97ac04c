"""Everything that must be true of the stored data, and the first rows of which it is not."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from hfund_tui.db import audit, counters, schema
from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.integrity_cases import CASE_RULES, DAY_RULES, changed_days, changed_rows
from hfund_tui.db.integrity_contributions import CONTRIBUTION_RULES
from hfund_tui.db.integrity_documents import changed_documents, document_as_issued
from hfund_tui.db.integrity_loans import (
    DONE_TO_LOANS,
    DONE_TO_LOANS_FROM,
    LOAN_RULES,
    loan_difference,
    other_instalments,
)
from hfund_tui.db.integrity_rows import missing_parents, unmet_conditions
from hfund_tui.db.integrity_rules import (
    PROBLEMS_PER_RULE,
    RULES,
    Problem,
    Rule,
    known_words,
    rows_that_break,
)
from hfund_tui.db.integrity_server import verify_server
from hfund_tui.db.keys import Keys
from hfund_tui.db.progress import Progress, silent
from hfund_tui.db.tables import metadata
from hfund_tui.db.unit_of_work import Reader
from hfund_tui.domain.payment_file import SentLine, SentTotals, instalment_reference, payment_file_text
from hfund_tui.domain.receipt import verification_code

__all__ = [
    "PROBLEMS_PER_RULE",
    "Problem",
    "document_as_issued",
    "receipt_as_issued",
    "verify_database",
    "verify_storage",
]


def verify_database(reader: Reader, keys: Keys, progress: Progress = silent) -> list[Problem]:
    """Check file, schema, every rule over the data and the audit chains; at most 100 problems per rule."""
    problems = verify_storage(reader, progress)
    recounted = (Rule("counter_differs", one.table, counters.recount(one)) for one in counters.COUNTERS)
    rules = (*RULES, *CASE_RULES, *DAY_RULES, *LOAN_RULES, *CONTRIBUTION_RULES, *recounted, *known_words())
    for number, rule in enumerate(rules):
        progress("rules", number, len(rules))
        problems += rows_that_break(reader, rule)
    progress("rules", len(rules), len(rules))
    problems += islice(_changed_files(reader), PROBLEMS_PER_RULE)
    problems += islice(other_instalments(reader), PROBLEMS_PER_RULE)
    problems += islice(changed_rows(reader), PROBLEMS_PER_RULE)
    problems += islice(changed_days(reader), PROBLEMS_PER_RULE)
    problems += islice(_changed_cases(reader), PROBLEMS_PER_RULE)
    problems += islice(_changed_receipts(reader, keys), PROBLEMS_PER_RULE)
    problems += islice(changed_documents(reader, keys), PROBLEMS_PER_RULE)
    problems += [
        Problem(f"audit_{problem.code}", "audit_event", f"{problem.chain} {problem.sequence}".strip())
        for problem in audit.verify_chains(reader, keys.audit, progress)
    ]
    return problems


def verify_storage(reader: Reader, progress: Progress = silent) -> list[Problem]:
    """Check what needs no knowledge of the field: page seals, structure, constraints, references, schema."""
    if reader.connection.dialect.name == "sqlite":
        return _verify_file(reader, progress)
    return verify_server(reader, progress)


def _verify_file(reader: Reader, progress: Progress) -> list[Problem]:
    execute = reader.connection.exec_driver_sql
    steps = 4
    progress("storage", 0, steps)
    problems = [
        Problem("cipher", "", "", {"message": str(message)})
        for (message,) in execute("PRAGMA cipher_integrity_check")
    ]
    progress("storage", 1, steps)
    for message in execute(f"PRAGMA integrity_check({PROBLEMS_PER_RULE})").scalars().all():
        problems += _of_structure(reader, str(message))
    progress("storage", 2, steps)
    broken = execute("PRAGMA foreign_key_check").scalars().all()
    for table in sorted(set(map(str, broken))):
        problems += missing_parents(reader, metadata.tables[table])
    progress("storage", 3, steps)
    problems += [Problem("schema", "", name) for name in schema.differences(reader.connection)]
    progress("storage", steps, steps)
    return problems


def _of_structure(reader: Reader, message: str) -> list[Problem]:
    """What SQLite says of its file; where it names a table whose conditions do not hold, the rows are named."""
    table = metadata.tables.get(message.removeprefix("CHECK constraint failed in "))
    named = [] if table is None else list(unmet_conditions(reader, table))
    if message == "ok" or named:
        return named
    return [Problem("integrity", "", "", {"message": message})]


# What a completed case did, to be held against its plan. The audit row seals the plan's digest and the checker.
_COMPLETED = f"""
    SELECT c.case_no, c.amount_fen, c.checker, c.plan_json, c.plan_sha256, c.business_date, c.posted_on,
      EXISTS (SELECT 1 FROM audit_event e WHERE e.case_no = c.case_no AND e.outcome = 'done'
        AND @json(e.detail_json, plan) IS NOT DISTINCT FROM c.plan_sha256
        AND @json(e.detail_json, checker) IS NOT DISTINCT FROM c.checker) AS recorded,
      (SELECT string_agg(m.month, ',') FROM claimed_month m WHERE m.case_no = c.case_no) AS claimed,
      p.card_id, p.amount_fen AS ordered_fen, p.not_before, {DONE_TO_LOANS}
    FROM "case" c LEFT JOIN payment_order p ON p.case_no = c.case_no {DONE_TO_LOANS_FROM}
    WHERE c.status = 'completed' ORDER BY c.case_no"""

_RECEIPTS = """
    SELECT receipt_no, case_no, kind, verification_code, audit_chain, audit_sequence, audit_hash, data_json
    FROM receipt"""


_FILES = """
    SELECT f.file_no, f.branch_code, f.business_date, f.content_sha256, f.lines AS stated_lines,
      f.total_fen, p.*
    FROM payment_file f JOIN (
      SELECT file_no AS of_file, line_no, case_no, NULL AS contract_no, NULL AS due_on, bank_code,
        card_no AS account_no, payee_name AS holder_name, amount_fen FROM payment_order
      UNION ALL SELECT d.file_no, d.line_no, d.case_no, d.contract_no, i.due_on, d.bank_code,
        d.account_no, d.holder_name, d.amount_fen
      FROM debit_order d LEFT JOIN loan_instalment i ON i.id = d.instalment_id
    ) p ON p.of_file = f.file_no ORDER BY f.file_no, p.line_no"""


def _changed_files(reader: Reader) -> Iterator[Problem]:
    """Payment files that could not be written again as they were handed to the bank."""
    rows = stored_rows(reader.connection, _FILES)
    for file_no, lines in groupby(rows, key=attrgetter("file_no")):
        orders = list(lines)
        if _content_sha256(orders) != orders[0].content_sha256:
            yield Problem("payment_file_content", "payment_file", str(file_no))


def _content_sha256(orders: list[Any]) -> str | None:
    first = orders[0]
    try:
        on = date.fromisoformat(first.business_date)
        totals = SentTotals(first.file_no, first.branch_code, on, first.stated_lines, first.total_fen)
        lines = [
            SentLine(
                one.line_no,
                one.case_no or instalment_reference(one.contract_no, date.fromisoformat(one.due_on)),
                one.bank_code,
                one.account_no,
                one.holder_name,
                one.amount_fen,
            )
            for one in orders
        ]
        return hashlib.sha256(payment_file_text(totals, lines).encode()).hexdigest()
    except (TypeError, ValueError):  # what can't be written was never handed out
        return None


def _changed_cases(reader: Reader) -> Iterator[Problem]:
    """Completed cases that differ from the plan that was approved, recorded and posted."""
    for row in stored_rows(reader.connection, _COMPLETED):
        what = _difference(row)
        if what is not None:
            yield Problem("case_not_as_planned", "case", str(row.case_no), {"what": what})


def _difference(row: Any) -> str | None:
    """What differs first: the plan, its record, or the table or column that does not fit it."""
    text = row.plan_json or ""
    if hashlib.sha256(text.encode()).hexdigest() != row.plan_sha256:
        return "plan"
    if not row.recorded:
        return "audit_event"
    plan = json.loads(text)
    effects = {one["effect"]: one for one in plan["effects"]}
    if plan["approvals"] and row.checker is None:
        return "checker"
    if (plan["amount_fen"], plan["business_date"]) != (row.amount_fen, row.business_date):
        return "amount_fen"
    claimed = set(row.claimed.split(",")) if row.claimed else set()
    if claimed != set(effects.get("ClaimMonths", {}).get("months", ())):
        return "claimed_month"
    order = effects.get("PayOut", {})
    # A case that waited over night pays from the day of its posting on.
    not_before = order.get("not_before") and max(order["not_before"], row.posted_on or "")
    wanted = (order.get("card_id"), order.get("amount_fen"), not_before)
    if (row.card_id, row.ordered_fen, row.not_before) != wanted:
        return "payment_order"
    return loan_difference(row, effects)


def _changed_receipts(reader: Reader, keys: Keys) -> Iterator[Problem]:
    """Receipts that are not what was handed out, by their verification code."""
    for row in stored_rows(reader.connection, f"{_RECEIPTS} ORDER BY receipt_no"):
        if not _as_issued(row, keys):
            yield Problem("receipt_changed", "receipt", str(row.receipt_no))


def receipt_as_issued(reader: Reader, keys: Keys, receipt_no: str) -> bool:
    """Whether a receipt on file is what was handed out. False for a number that isn't there."""
    query = f"{_RECEIPTS} WHERE receipt_no = :receipt_no"
    row = next(iter(stored_rows(reader.connection, query, receipt_no=receipt_no)), None)
    return row is not None and _as_issued(row, keys)


def _as_issued(row: Any, keys: Keys) -> bool:
    try:
        content = json.loads(row.data_json)
        anchor = content["anchor"]
        told = [content[name] for name in ("receipt_no", "case_no", "kind", "verification_code")]
        told += [anchor[name] for name in ("chain", "sequence", "hash")]
    except (ValueError, KeyError, TypeError):
        return False
    return told == list(row)[:-1] and row.verification_code == verification_code(keys.audit, content)
