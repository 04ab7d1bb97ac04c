"""What is true after every step, whatever the step was."""

from __future__ import annotations

from hfund_tui.db import audit, counters
from hfund_tui.db.integrity_loans import LOAN_RULES
from hfund_tui.db.integrity_rules import RULES, Rule
from hfund_tui.services.workstation import Workstation
from tests.stateful import invariants
from tests.support import house

_NOTHING = {
    "two receipts, orders or records of one case": """
        SELECT case_no FROM receipt GROUP BY case_no HAVING count(*) > 1
        UNION ALL SELECT case_no FROM payment_order GROUP BY case_no HAVING count(*) > 1
        UNION ALL SELECT case_no FROM loan_offset GROUP BY case_no HAVING count(DISTINCT contract_no) > 1""",
    "a case that was posted twice": """
        SELECT case_no FROM audit_event WHERE outcome = 'done' AND operation LIKE '%_withdrawal'
        GROUP BY case_no HAVING count(*) > 1""",
    "a month of one account claimed twice": """
        SELECT account_no, month FROM claimed_month GROUP BY account_no, month HAVING count(*) > 1""",
    "more paid than ever came in": """
        SELECT account_no FROM ledger_entry WHERE account_no IS NOT NULL
        GROUP BY account_no HAVING sum(amount_fen) < 0""",
    "something dated on a day that was never opened": """
        SELECT c.case_no FROM "case" c WHERE c.posted_on IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM business_day d WHERE d.branch_code = c.branch_code AND d.business_date = c.posted_on)""",
    "something posted on a day after it was closed": """
        SELECT c.case_no, c.decided_at, d.closed_at FROM "case" c
        JOIN business_day d ON d.branch_code = c.branch_code AND d.business_date = c.posted_on
        WHERE d.closed_at IS NOT NULL AND c.decided_at > d.closed_at AND c.status <> 'reversed'""",
    "a file whose orders were sent by nobody": """
        SELECT file_no FROM payment_file WHERE exported_by NOT IN (SELECT code FROM staff)""",
    "a caller who asked, was rung by the maker, or was paid without having been rung": """
        SELECT case_no FROM "case" WHERE channel = 'hotline' AND posted_on IS NOT NULL
          AND (call_back_by IS NULL OR call_back_by IN (maker, checker) OR checker IS NULL)""",
}

_RULES: tuple[Rule, ...] = (
    *RULES,
    *LOAN_RULES,
    *(Rule("counter_differs", one.table, counters.recount(one)) for one in counters.COUNTERS),
)
"""What `hfund verify` asks by SQL alone."""

_QUERIES = {
    **invariants.NOTHING,
    **_NOTHING,
    **{f"{one.code} {number}": one.query for number, one in enumerate(_RULES)},
}


_ADDED = f"{audit._ALL} WHERE chain = ? AND sequence > ? ORDER BY sequence"


class Always:
    """Asks after every step; of the audit chains only what was added since."""

    def __init__(self, station: Workstation) -> None:
        self._station = station
        self._chains: dict[str, audit._Walk] = {}

    def check(self, *, thorough: bool = False) -> None:
        """Raises AssertionError with the name of what is not as it must be. `thorough`: everything there is."""
        invariants.check(self._station, _QUERIES)
        self._audit()
        if thorough:
            house.clean(self._station)

    def _audit(self) -> None:
        """The new rows follow from those before, and are sealed; the heads say where the chains end."""
        key = self._station._database.keys.audit
        with self._station._database.reading() as reader:
            for head in audit.anchor(reader):
                walk = self._chains.setdefault(head.chain, audit._Walk(head.chain))
                if head.sequence != walk.last:
                    fresh = reader.connection.exec_driver_sql(_ADDED, (head.chain, walk.last))
                    for row in fresh:
                        walk.take(row, audit._fits(row, key))
                problem = walk.finish(head)
                assert problem is None, problem
