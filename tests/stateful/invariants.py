"""What is true of a house after every step, whatever was done: asked of the database by SQL of its own."""

from __future__ import annotations

from collections.abc import Mapping

from hfund_tui.services.workstation import Workstation
from tests.support import house

NOTHING = {
    "a batch that does not sum to zero": """
        SELECT batch_id FROM ledger_entry GROUP BY batch_id HAVING sum(amount_fen) <> 0""",
    "a balance that is not the sum of its entries, or below zero": """
        SELECT a.account_no, a.balance_fen, coalesce(sum(e.amount_fen), 0) AS entries
        FROM account a LEFT JOIN ledger_entry e ON e.account_no = a.account_no
        GROUP BY a.account_no HAVING a.balance_fen <> entries OR a.balance_fen < 0""",
    "more on hold than there is, or other than the holds": """
        SELECT a.account_no, a.held_fen, a.balance_fen, coalesce(sum(h.amount_fen), 0) AS holds
        FROM account a LEFT JOIN hold h ON h.account_no = a.account_no AND h.state = 'active'
        GROUP BY a.account_no HAVING a.held_fen <> holds OR a.balance_fen - a.held_fen < 0""",
    "a hold of a case that does not wait": """
        SELECT h.case_no FROM hold h JOIN "case" c ON c.case_no = h.case_no
        WHERE h.state = 'active' AND c.status <> 'pending'""",
    "a month claimed by a case that does not stand": """
        SELECT m.account_no, m.month FROM claimed_month m JOIN "case" c ON c.case_no = m.case_no
        WHERE c.status <> 'completed'""",
    "two roles of one person": """
        SELECT case_no FROM "case"
        WHERE maker = checker OR maker_id_no = checker_id_no OR maker_id_no IN (member_id_no, proxy_id_no)
           OR checker_id_no IN (member_id_no, proxy_id_no) OR proxy_id_no = member_id_no OR owner = maker""",
    "a payout without plan, receipt or record": """
        SELECT p.case_no FROM payment_order p JOIN "case" c ON c.case_no = p.case_no
        WHERE c.plan_sha256 IS NULL
           OR NOT EXISTS (SELECT 1 FROM receipt r WHERE r.case_no = c.case_no)
           OR NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.case_no = c.case_no AND e.outcome = 'done')""",
    "something posted that wanted a second person and had none": """
        SELECT case_no FROM "case"
        WHERE posted_on IS NOT NULL AND checker IS NULL AND json_array_length(plan_json, '$.approvals') > 0""",
    "an open case in no inbox, or a closed one in some": """
        SELECT case_no, status, inbox FROM "case"
        WHERE (status IN ('pending', 'returned')) <> (inbox IS NOT NULL)""",
    "a returned case whose maker has no draft for it": """
        SELECT c.case_no FROM "case" c WHERE c.status = 'returned'
          AND (SELECT count(*) FROM draft d WHERE d.corrects = c.case_no AND d.operator = c.maker) <> 1""",
    "a closure that waits without its account, or the other way round": """
        SELECT a.account_no FROM account a
        LEFT JOIN "case" c ON c.account_no = a.account_no AND c.status = 'closed_unsettled'
        GROUP BY a.account_no HAVING count(c.case_no) <> (a.state = 'closed_unsettled')""",
    "a closed account with money in it": """
        SELECT account_no FROM account WHERE state = 'closed' AND (balance_fen <> 0 OR held_fen <> 0)""",
    "two agreements of a member in force": """
        SELECT member_id FROM agreement WHERE state = 'in_force' GROUP BY member_id, kind HAVING count(*) > 1""",
    "a reversed case without its reversal, or the other way round": """
        SELECT c.case_no FROM "case" c
        LEFT JOIN "case" r ON r.refers_to = c.case_no AND r.operation = 'reverse_case' AND r.status = 'completed'
        GROUP BY c.case_no HAVING count(r.case_no) <> (c.status = 'reversed')""",
    "an order in no file, or in one that it was never sent in": """
        SELECT id FROM payment_order
        WHERE (file_no IS NULL) <> (line_no IS NULL)
           OR (state IN ('sent', 'paid', 'failed', 'redirected') AND file_no IS NULL)
           OR (state IN ('queued', 'held') AND file_no IS NOT NULL)""",
    "a loan that owes other than its entries say, or less than nothing": """
        SELECT l.contract_no FROM loan l LEFT JOIN ledger_entry e ON e.contract_no = l.contract_no
        GROUP BY l.contract_no HAVING l.balance_fen <> -coalesce(sum(e.amount_fen), 0) OR l.balance_fen < 0""",
    "a running loan without its one version of terms, or a settled one with any": """
        SELECT l.contract_no FROM loan l LEFT JOIN loan_terms t
          ON t.contract_no = l.contract_no AND t.ended_on IS NULL
        GROUP BY l.contract_no HAVING count(t.id) <> (l.state <> 'settled')""",
    "a debit of a case that does not stand": """
        SELECT d.case_no FROM debit_order d JOIN "case" c ON c.case_no = d.case_no
        WHERE d.state IN ('queued', 'sent', 'paid') AND c.status <> 'completed'""",
    "an instalment that was paid twice": """
        SELECT instalment_id FROM debit_order WHERE state = 'paid' AND instalment_id IS NOT NULL
        GROUP BY instalment_id HAVING count(*) > 1""",
    "a file whose totals are not those of its orders": """
        SELECT f.file_no FROM payment_file f JOIN (
          SELECT file_no, amount_fen FROM payment_order UNION ALL SELECT file_no, amount_fen FROM debit_order
        ) p ON p.file_no = f.file_no
        GROUP BY f.file_no HAVING count(*) <> f.lines OR sum(p.amount_fen) <> f.total_fen""",
    "an order paid again more than once": """
        SELECT replaces FROM payment_order WHERE replaces IS NOT NULL GROUP BY replaces HAVING count(*) > 1""",
    "members counted other than they stand": """
        SELECT way, sum(number) FROM (
          SELECT CASE WHEN g.id IS NULL THEN 'unsigned' WHEN g.proxy_document_id IS NULL THEN g.channel
                 ELSE 'proxy' END AS way, 1 AS number
          FROM account a LEFT JOIN agreement g
            ON g.member_id = a.member_id AND g.kind = 'self_service' AND g.state = 'in_force'
          WHERE a.state = 'normal' AND a.paid_through IS NOT NULL
          UNION ALL SELECT way, -number FROM member_count
        ) GROUP BY way HAVING sum(number) <> 0""",
    "business or waiting cases counted other than they are": """
        SELECT kind, sum(number) FROM (
          SELECT operation AS kind, 1 AS number FROM "case" WHERE status IN ('completed', 'closed_unsettled')
          UNION ALL SELECT 'open', 1 FROM "case" WHERE inbox IS NOT NULL
          UNION ALL SELECT kind, -number FROM business_count
          UNION ALL SELECT 'open', -number FROM open_case_count
        ) GROUP BY kind HAVING sum(number) <> 0""",
    "an exception that nobody let pass": """
        SELECT x.case_no FROM exception_record x JOIN "case" c ON c.case_no = x.case_no
        WHERE c.checker IS NOT x.checker OR c.maker IS NOT x.maker""",
    "money on its way to members, other than the orders that are open": """
        SELECT clearing, orders FROM (
          SELECT (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry
                  WHERE ledger = 'payout_clearing') AS clearing,
                 (SELECT coalesce(sum(amount_fen), 0) FROM payment_order
                  WHERE state IN ('queued', 'held', 'sent', 'failed')) AS orders) AS sums
        WHERE clearing <> orders""",
}
"""Queries that find nothing, by what it would be if they did."""


def check(station: Workstation, queries: Mapping[str, str] = NOTHING) -> None:
    """Raises AssertionError with the name of what is not as it must be, and its rows."""
    # One statement: this is asked after every step.
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM ({query}) AS found)" for name, query in queries.items()
    )
    for (name,) in house.rows(station, asked):
        raise AssertionError(f"{name}: {house.rows(station, queries[name])[:5]}")
