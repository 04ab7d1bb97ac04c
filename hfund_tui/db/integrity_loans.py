"""What must be true of loans: their balances, terms and instalments, and what was debited for them."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Any

from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.integrity_rules import Problem, Rule
from hfund_tui.db.unit_of_work import Reader
from hfund_tui.domain.loans.schedule import Instalment, Terms, schedule
from hfund_tui.domain.vocabulary import RepaymentMethod

LOAN_RULES = (
    Rule(
        "loan_balance_not_entries",
        "loan",
        """SELECT l.contract_no, l.balance_fen, -coalesce(sum(e.amount_fen), 0) AS entries_fen
           FROM loan l LEFT JOIN ledger_entry e ON e.contract_no = l.contract_no
           GROUP BY l.contract_no HAVING l.balance_fen <> -coalesce(sum(e.amount_fen), 0)""",
    ),
    Rule(
        "loan_terms_in_force",
        "loan",
        """SELECT l.contract_no, l.state, count(t.id) AS in_force
           FROM loan l LEFT JOIN loan_terms t ON t.contract_no = l.contract_no AND t.ended_on IS NULL
           GROUP BY l.contract_no HAVING count(t.id) <> CASE WHEN l.state = 'settled' THEN 0 ELSE 1 END""",
    ),
    Rule(
        "loan_balance_not_terms",
        "loan",
        # Terms begin with what had not fallen due yet; what fell due before and is owed comes on top.
        """SELECT * FROM (
           SELECT l.contract_no, l.balance_fen, coalesce(t.principal_fen, 0) + coalesce(sum(
             CASE WHEN i.terms_id IS NOT DISTINCT FROM t.id
               THEN CASE WHEN i.paid_on IS NULL THEN 0 ELSE -i.principal_fen END
               WHEN i.paid_on IS NULL THEN i.principal_fen END), 0) AS left_fen
           FROM loan l LEFT JOIN loan_terms t ON t.contract_no = l.contract_no AND t.ended_on IS NULL
           LEFT JOIN loan_instalment i ON i.contract_no = l.contract_no
           GROUP BY l.contract_no, t.principal_fen) AS loans WHERE balance_fen <> left_fen""",
    ),
    Rule(
        "loan_overdue_not_owed",
        "loan",
        # Overdue is what the bank could not debit, or was not told to. What it could not be told of at first is
        # overdue although an order of it is on its way now.
        """SELECT * FROM (
           SELECT l.contract_no, l.state, count(i.id) AS owed,
             count(i.id) FILTER (WHERE d.orders IS NULL OR d.on_the_way < d.orders) AS late
           FROM loan l LEFT JOIN loan_instalment i ON i.contract_no = l.contract_no AND i.paid_on IS NULL
           LEFT JOIN (SELECT instalment_id, count(*) AS orders,
             count(*) FILTER (WHERE state IN ('queued', 'sent')) AS on_the_way
             FROM debit_order GROUP BY instalment_id) d ON d.instalment_id = i.id
           GROUP BY l.contract_no) AS loans
           WHERE CASE WHEN state = 'overdue' THEN owed = 0 ELSE late > 0 END""",
    ),
    Rule(
        "debit_from_other_account",
        "debit_order",
        """SELECT d.id, d.contract_no FROM debit_order d LEFT JOIN repayment_account a ON a.id = d.account_id
           WHERE a.contract_no IS DISTINCT FROM d.contract_no OR a.account_no IS DISTINCT FROM d.account_no
             OR a.bank_code IS DISTINCT FROM d.bank_code""",
    ),
    Rule(
        "debit_not_instalment",
        "debit_order",
        """SELECT d.id, d.instalment_id, d.state, i.paid_on
           FROM debit_order d LEFT JOIN loan_instalment i ON i.id = d.instalment_id
           WHERE d.instalment_id IS NOT NULL AND (i.contract_no IS DISTINCT FROM d.contract_no
             OR i.principal_fen IS DISTINCT FROM d.principal_fen OR i.interest_fen IS DISTINCT FROM d.interest_fen
             OR d.state = 'paid' AND (i.paid_on IS NULL OR i.penalty_fen IS DISTINCT FROM d.penalty_fen))""",
    ),
    Rule(
        "debit_order_file",
        "debit_order",
        # What failed before the books began has no file here.
        """SELECT id, state, file_no, result_on FROM debit_order
           WHERE (file_no IS NULL) <> (line_no IS NULL) OR state = 'queued' AND file_no IS NOT NULL
             OR state IN ('sent', 'paid') AND file_no IS NULL
             OR state IN ('paid', 'failed') AND result_on IS NULL""",
    ),
    Rule(
        "debit_without_posting",
        "debit_order",
        # Instalments of one amount have a batch each.
        """SELECT d.id, d.contract_no, d.amount_fen FROM debit_order d
           WHERE d.state = 'paid' AND d.principal_fen > 0 AND (
             SELECT count(*) FROM debit_order o
             WHERE o.contract_no = d.contract_no AND o.state = 'paid' AND o.case_no IS NOT DISTINCT FROM d.case_no
               AND o.principal_fen = d.principal_fen AND o.amount_fen = d.amount_fen) > (
             SELECT count(DISTINCT b.id) FROM ledger_entry e JOIN journal_batch b ON b.id = e.batch_id
             JOIN ledger_entry k ON k.batch_id = b.id AND k.contract_no IS NULL
             WHERE e.contract_no = d.contract_no AND e.amount_fen = d.principal_fen
               AND k.amount_fen = -d.amount_fen AND b.case_no IS NOT DISTINCT FROM d.case_no)""",
    ),
)

_INSTALMENTS = """
    SELECT i.id, i.terms_id, i.period, i.due_on, i.principal_fen, i.interest_fen, i.contract_no,
      t.contract_no AS of_contract, t.principal_fen AS lent_fen, t.rate_text, t.months, t.method, t.first_due,
      t.due_day, t.regular_fen, t.odd_interest_fen
    FROM loan_instalment i LEFT JOIN loan_terms t ON t.id = i.terms_id ORDER BY i.terms_id, i.period"""

_PERCENT = 100


def other_instalments(reader: Reader) -> Iterator[Problem]:
    """Instalments that are not the rows of their schedule, from its first one on and without a gap."""
    for _, version in groupby(stored_rows(reader.connection, _INSTALMENTS), key=attrgetter("terms_id")):
        owed = list(version)
        planned = _rows_of(owed[0])
        for index, one in enumerate(owed):
            if index >= len(planned) or not _as_planned(one, planned[index]):
                yield Problem("instalment_not_as_scheduled", "loan_instalment", str(one.id))


def _rows_of(terms: Any) -> tuple[Instalment, ...]:
    """The rows of stored terms; none of terms that no loan can have."""
    try:
        made_of = Terms(
            terms.lent_fen,
            Fraction(terms.rate_text) / _PERCENT,
            terms.months,
            RepaymentMethod(terms.method),
            date.fromisoformat(terms.first_due),
            terms.due_day,
            terms.regular_fen,
            terms.odd_interest_fen,
        )
    except (TypeError, ValueError):
        return ()
    return schedule(made_of).rows


def _as_planned(one: Any, row: Instalment) -> bool:
    planned = (row.period, row.due.isoformat(), row.principal_fen, row.interest_fen)
    stored = (one.period, one.due_on, one.principal_fen, one.interest_fen)
    return stored == planned and one.contract_no == one.of_contract


# Columns of what a case did to a loan, by the names that the effects of its plan have for them.
_DEBIT = {name: name for name in ("contract_no", "account_id", "principal_fen", "interest_fen")}
_ACCOUNT = {name: name for name in ("contract_no", "bank_code", "account_no")}
_TERMS = {
    "contract_no": "contract_no",
    "change": "change",
    "principal_fen": "principal_fen",
    "rate_percent": "rate_text",
    "months": "months",
    "method": "method",
    "first_due": "first_due",
    "due_day": "due_day",
    "regular_fen": "regular_fen",
    "odd_interest_fen": "odd_interest_fen",
}

DONE_TO_LOANS = ", ".join(
    [
        *(f"d.{column} AS debit_{name}" for name, column in _DEBIT.items()),
        *(f"t.{column} AS terms_{name}" for name, column in _TERMS.items()),
        *(f"r.{column} AS account_{name}" for name, column in _ACCOUNT.items()),
        "d.state AS debit_state",
    ]
)
"""Columns for a query of cases "c" that joins `DONE_TO_LOANS_FROM`, as `loan_difference` wants them."""

DONE_TO_LOANS_FROM = """
    LEFT JOIN debit_order d ON d.case_no = c.case_no
    LEFT JOIN loan_terms t ON t.case_no = c.case_no
    LEFT JOIN repayment_account r ON r.case_no = c.case_no"""


def loan_difference(row: Any, effects: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The table in which a completed case did something else to a loan than its plan says."""
    amended = effects.get("AmendSchedule", {})
    if amended.get("when_debited") and row.debit_state != "paid":
        amended = {}
    for table, prefix, names, wanted in (
        ("debit_order", "debit", _DEBIT, effects.get("OrderDebit", {})),
        ("loan_terms", "terms", _TERMS, amended),
        ("repayment_account", "account", _ACCOUNT, effects.get("ReplaceRepaymentAccount", {})),
    ):
        if any(getattr(row, f"{prefix}_{name}") != wanted.get(name) for name in names):
            return table
    return None
