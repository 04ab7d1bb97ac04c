"""Everything that must be true of the stored data, and the first rows of which it is not."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from hfund_tui.db import audit, schema
from hfund_tui.db.keys import Keys
from hfund_tui.db.progress import Progress, silent
from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import Name
from hfund_tui.db.unit_of_work import Reader
from hfund_tui.domain.payment_file import SentLine, SentTotals, payment_file_text
from hfund_tui.domain.receipt import verification_code

PROBLEMS_PER_RULE = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the rule's code, the table, the row's key as text, and what was found."""

    code: str
    table: str
    row: str
    params: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A query for the rows that break a rule: first their key, then whatever tells about them."""

    code: str
    table: str
    query: str


_WITHDRAWALS = "('rent_withdrawal', 'other_housing_withdrawal', 'retirement_closure', 'leaving_closure')"

_RULES = (
    _Rule(
        "batch_not_zero",
        "journal_batch",
        """SELECT b.id, coalesce(sum(e.amount_fen), 0) AS sum_fen, count(e.id) AS entries
           FROM journal_batch b LEFT JOIN ledger_entry e ON e.batch_id = b.id
           GROUP BY b.id HAVING sum_fen <> 0 OR entries <> b.entry_count""",
    ),
    _Rule(
        "balance_not_entries",
        "account",
        """SELECT a.account_no, a.balance_fen, coalesce(sum(e.amount_fen), 0) AS entries_fen
           FROM account a LEFT JOIN ledger_entry e ON e.account_no = a.account_no
           GROUP BY a.account_no HAVING a.balance_fen <> entries_fen""",
    ),
    _Rule(
        "running_balance",
        "ledger_entry",
        """SELECT id, balance_after_fen, running_fen FROM (
             SELECT id, balance_after_fen,
                    sum(amount_fen) OVER (PARTITION BY account_no ORDER BY id) AS running_fen
             FROM ledger_entry WHERE account_no IS NOT NULL)
           WHERE balance_after_fen <> running_fen""",
    ),
    _Rule(
        "held_not_holds",
        "account",
        """SELECT a.account_no, a.held_fen, coalesce(sum(h.amount_fen), 0) AS holds_fen
           FROM account a LEFT JOIN hold h ON h.account_no = a.account_no AND h.state = 'active'
           GROUP BY a.account_no HAVING a.held_fen <> holds_fen""",
    ),
    _Rule(
        "hold_without_case",
        "hold",
        # The interest of a closing is part of its amount, but is not there to be held yet.
        """SELECT h.id, h.case_no, c.status FROM hold h LEFT JOIN "case" c ON c.case_no = h.case_no
           WHERE h.state = 'active' AND (c.status IS NOT 'pending' OR c.account_no IS NOT h.account_no
             OR CASE WHEN c.operation IN ('retirement_closure', 'leaving_closure', 'settle_closure')
                THEN coalesce(c.amount_fen, 0) < h.amount_fen ELSE c.amount_fen IS NOT h.amount_fen END)""",
    ),
    _Rule(
        "claim_without_case",
        "claimed_month",
        """SELECT m.account_no || ' ' || m.month, m.case_no, c.status
           FROM claimed_month m LEFT JOIN "case" c ON c.case_no = m.case_no
           WHERE c.status IS NOT 'completed' OR c.account_no IS NOT m.account_no""",
    ),
    _Rule(
        "withdrawal_without_receipt",
        "case",
        f"""SELECT c.case_no FROM "case" c JOIN journal_batch b ON b.case_no = c.case_no
            WHERE b.summary_code IN {_WITHDRAWALS} AND c.status = 'completed'
              AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.case_no = c.case_no)""",
    ),
    _Rule(
        "withdrawal_without_payment",
        "case",
        f"""SELECT c.case_no, sum(e.amount_fen) AS posted_fen, p.amount_fen AS ordered_fen
            FROM "case" c JOIN journal_batch b ON b.case_no = c.case_no
            JOIN ledger_entry e ON e.batch_id = b.id AND e.ledger = 'member'
            LEFT JOIN payment_order p ON p.case_no = c.case_no
            WHERE b.summary_code IN {_WITHDRAWALS} AND c.status = 'completed'
            GROUP BY c.case_no HAVING posted_fen + coalesce(ordered_fen, 0) <> 0""",
    ),
    _Rule(
        "payment_without_posting",
        "payment_order",
        # What is paid to another card was posted by the case whose payout failed.
        f"""SELECT p.id, p.case_no FROM payment_order p LEFT JOIN "case" c ON c.case_no = p.case_no
            WHERE p.state <> 'voided' AND c.operation IS NOT 'redirect_payout' AND NOT EXISTS (
              SELECT 1 FROM journal_batch b
              WHERE b.case_no = p.case_no AND b.summary_code IN {_WITHDRAWALS})""",
    ),
    _Rule(
        "clearing_not_orders",
        "ledger_entry",
        """SELECT 'payout_clearing', clearing_fen, orders_fen FROM (
             SELECT (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry
                     WHERE ledger = 'payout_clearing') AS clearing_fen,
                    (SELECT coalesce(sum(amount_fen), 0) FROM payment_order
                     WHERE state IN ('queued', 'held', 'sent', 'failed')) AS orders_fen)
           WHERE clearing_fen <> orders_fen""",
    ),
    _Rule(
        "payment_file_orders",
        "payment_file",
        """SELECT f.file_no, f.lines, count(p.id) AS orders, f.total_fen,
                  coalesce(sum(p.amount_fen), 0) AS orders_fen
           FROM payment_file f LEFT JOIN payment_order p ON p.file_no = f.file_no
           WHERE f.kind = 'payout'
           GROUP BY f.file_no HAVING f.lines <> orders OR f.total_fen <> orders_fen
             OR count(DISTINCT p.line_no) <> orders OR max(p.line_no) <> orders""",
    ),
    _Rule(
        "payment_order_file",
        "payment_order",
        # What is void may have failed at the bank before.
        """SELECT id, state, file_no, result_on FROM payment_order
           WHERE (file_no IS NULL) <> (line_no IS NULL)
             OR state IN ('queued', 'held') AND file_no IS NOT NULL
             OR state IN ('sent', 'paid', 'failed', 'redirected') AND file_no IS NULL
             OR state IN ('paid', 'failed', 'redirected') AND result_on IS NULL""",
    ),
    _Rule(
        "reversed_without_reversal",
        "case",
        """SELECT c.case_no, count(r.case_no) AS reversals
           FROM "case" c LEFT JOIN "case" r ON r.refers_to = c.case_no
             AND r.operation = 'reverse_case' AND r.status = 'completed' AND r.member_id = c.member_id
           GROUP BY c.case_no HAVING reversals <> (c.status = 'reversed')""",
    ),
    _Rule(
        "reversal_of_nothing",
        "case",
        """SELECT r.case_no, r.refers_to FROM "case" r LEFT JOIN "case" c ON c.case_no = r.refers_to
           WHERE r.operation = 'reverse_case' AND r.status = 'completed' AND c.status IS NOT 'reversed'""",
    ),
    _Rule(
        "exception_not_two",
        "exception_record",
        """SELECT x.id, x.case_no, x.maker, x.checker FROM exception_record x
           LEFT JOIN "case" c ON c.case_no = x.case_no
           LEFT JOIN staff m ON m.code = x.maker LEFT JOIN staff k ON k.code = x.checker
           WHERE x.maker = x.checker OR m.id_no IS k.id_no
             OR c.maker IS NOT x.maker OR c.checker IS NOT x.checker""",
    ),
    _Rule(
        "unsettled_without_closure",
        "account",
        """SELECT a.account_no, a.state, count(c.case_no) AS closures
           FROM account a LEFT JOIN "case" c ON c.account_no = a.account_no AND c.status = 'closed_unsettled'
           GROUP BY a.account_no HAVING closures <> (a.state = 'closed_unsettled')""",
    ),
    _Rule(
        "payment_to_other_card",
        "payment_order",
        """SELECT p.id, p.case_no FROM payment_order p LEFT JOIN "case" c ON c.case_no = p.case_no
           LEFT JOIN card k ON k.id = p.card_id
           WHERE k.card_no IS NOT p.card_no OR k.bank_code IS NOT p.bank_code
             OR k.member_id IS NOT c.member_id OR c.account_no IS NOT p.account_no""",
    ),
    _Rule(
        "case_without_audit",
        "case",
        """SELECT c.case_no FROM "case" c WHERE c.status IN ('completed', 'closed_unsettled') AND NOT EXISTS (
             SELECT 1 FROM audit_event e WHERE e.case_no = c.case_no AND e.outcome = 'done')""",
    ),
    _Rule(
        "receipt_anchor",
        "receipt",
        """SELECT r.receipt_no, r.audit_chain, r.audit_sequence FROM receipt r
           LEFT JOIN audit_event e ON e.chain = r.audit_chain AND e.sequence = r.audit_sequence
           WHERE e.hash IS NOT r.audit_hash OR e.case_no IS NOT r.case_no""",
    ),
    _Rule(
        "same_person",
        "case",
        """SELECT case_no FROM "case" WHERE maker = checker OR maker_id_no = checker_id_no
             OR member_id_no IN (maker_id_no, checker_id_no, proxy_id_no)
             OR proxy_id_no IN (maker_id_no, checker_id_no)""",
    ),
    _Rule(
        "proxy_is_staff",
        "case",
        # Whoever joins the staff may have been somebody's proxy before.
        """SELECT c.case_no FROM "case" c JOIN staff s ON s.id_no = c.proxy_id_no
           WHERE c.status = 'pending' OR c.status = 'completed' AND NOT EXISTS (
             SELECT 1 FROM audit_event e WHERE e.operation LIKE '%:add_staff' AND e.at > c.decided_at
               AND CASE WHEN json_valid(e.detail_json)
                 THEN json_extract(e.detail_json, '$.staff') = s.code END)""",
    ),
)


def _known_words() -> Iterator[_Rule]:
    """One rule for each column that holds words of a list which the schema does not bound."""
    for table in metadata.sorted_tables:
        key = " || ' ' || ".join(column.name for column in table.primary_key)
        for column in table.columns:
            if isinstance(column.type, Name):
                words = ", ".join(f"'{word.value}'" for word in column.type.words)
                unknown = f"{column.name} NOT IN ({words})"
                query = f'SELECT {key}, {column.name} AS word FROM "{table.name}" WHERE {unknown}'
                yield _Rule("unknown_word", table.name, query)


def verify_database(reader: Reader, keys: Keys, progress: Progress = silent) -> list[Problem]:
    """Check file, schema, every rule over the data and the audit chains; at most 100 problems per rule."""
    problems = verify_storage(reader, progress)
    rules = (*_RULES, *_known_words())
    for number, rule in enumerate(rules):
        progress("rules", number, len(rules))
        problems += _broken(reader, rule)
    progress("rules", len(rules), len(rules))
    problems += islice(_changed_files(reader), PROBLEMS_PER_RULE)
    problems += islice(_changed_cases(reader), PROBLEMS_PER_RULE)
    problems += islice(_changed_receipts(reader, keys), PROBLEMS_PER_RULE)
    problems += [
        Problem(f"audit_{problem.code}", "audit_event", f"{problem.chain} {problem.sequence}".strip())
        for problem in audit.verify_chains(reader, keys.audit, progress)
    ]
    return problems


def verify_storage(reader: Reader, progress: Progress = silent) -> list[Problem]:
    """Check what needs no knowledge of the field: page seals, structure, constraints, references, schema."""
    execute = reader.connection.exec_driver_sql
    steps = 4
    progress("storage", 0, steps)
    problems = [
        Problem("cipher", "", "", {"message": str(message)})
        for (message,) in execute("PRAGMA cipher_integrity_check")
    ]
    progress("storage", 1, steps)
    problems += [
        Problem("integrity", "", "", {"message": str(message)})
        for (message,) in execute(f"PRAGMA integrity_check({PROBLEMS_PER_RULE})")
        if message != "ok"
    ]
    progress("storage", 2, steps)
    broken = execute("PRAGMA foreign_key_check").fetchmany(PROBLEMS_PER_RULE)
    problems += [
        Problem("foreign_key", str(table), str(row), {"parent": str(parent)})
        for table, row, parent, _ in broken
    ]
    progress("storage", 3, steps)
    problems += [Problem("schema", "", name) for name in schema.differences(reader.connection)]
    progress("storage", steps, steps)
    return problems


def _broken(reader: Reader, rule: _Rule) -> list[Problem]:
    result = reader.connection.exec_driver_sql(f"{rule.query} LIMIT {PROBLEMS_PER_RULE}")
    names = list(result.keys())[1:]
    return [
        Problem(rule.code, rule.table, str(row[0]), dict(zip(names, map(str, row[1:]), strict=True)))
        for row in result
    ]


# What a completed case did, to be held against its plan. The audit row seals the plan's digest and the checker.
_COMPLETED = """
    SELECT c.case_no, c.amount_fen, c.checker, c.plan_json, c.plan_sha256, c.business_date, c.posted_on,
      EXISTS (SELECT 1 FROM audit_event e WHERE e.case_no = c.case_no AND e.outcome = 'done'
        AND CASE WHEN json_valid(e.detail_json) THEN json_extract(e.detail_json, '$.plan') IS c.plan_sha256
          AND json_extract(e.detail_json, '$.checker') IS c.checker END) AS recorded,
      (SELECT group_concat(m.month) FROM claimed_month m WHERE m.case_no = c.case_no) AS months,
      p.card_id, p.amount_fen AS ordered_fen, p.not_before
    FROM "case" c LEFT JOIN payment_order p ON p.case_no = c.case_no
    WHERE c.status = 'completed' ORDER BY c.case_no"""

_RECEIPTS = """
    SELECT receipt_no, case_no, kind, verification_code, audit_chain, audit_sequence, audit_hash, data_json
    FROM receipt"""


_FILES = """
    SELECT f.file_no, f.branch_code, f.business_date, f.content_sha256, f.lines AS stated_lines,
      f.total_fen, p.line_no, p.case_no, p.bank_code, p.card_no, p.payee_name, p.amount_fen
    FROM payment_file f JOIN payment_order p ON p.file_no = f.file_no ORDER BY f.file_no, p.line_no"""


def _changed_files(reader: Reader) -> Iterator[Problem]:
    """Payment files that could not be written again as they were handed to the bank."""
    rows = reader.connection.exec_driver_sql(_FILES)
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
            SentLine(one.line_no, one.case_no, one.bank_code, one.card_no, one.payee_name, one.amount_fen)
            for one in orders
        ]
        return hashlib.sha256(payment_file_text(totals, lines).encode()).hexdigest()
    except (TypeError, ValueError):  # what can't be written was never handed out
        return None


def _changed_cases(reader: Reader) -> Iterator[Problem]:
    """Completed cases that differ from the plan that was approved, recorded and posted."""
    for row in reader.connection.exec_driver_sql(_COMPLETED):
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
    claimed = set(row.months.split(",")) if row.months else set()
    if claimed != set(effects.get("ClaimMonths", {}).get("months", ())):
        return "claimed_month"
    order = effects.get("PayOut", {})
    # A case that waited over night pays from the day of its posting on.
    not_before = order.get("not_before") and max(order["not_before"], row.posted_on or "")
    wanted = (order.get("card_id"), order.get("amount_fen"), not_before)
    return None if (row.card_id, row.ordered_fen, row.not_before) == wanted else "payment_order"


def _changed_receipts(reader: Reader, keys: Keys) -> Iterator[Problem]:
    """Receipts that are not what was handed out, by their verification code."""
    for row in reader.connection.exec_driver_sql(f"{_RECEIPTS} ORDER BY receipt_no"):
        if not _as_issued(row, keys):
            yield Problem("receipt_changed", "receipt", str(row.receipt_no))


def receipt_as_issued(reader: Reader, keys: Keys, receipt_no: str) -> bool:
    """Whether a receipt on file is what was handed out. False for a number that isn't there."""
    rows = reader.connection.exec_driver_sql(f"{_RECEIPTS} WHERE receipt_no = ?", (receipt_no,))
    row = rows.one_or_none()
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
