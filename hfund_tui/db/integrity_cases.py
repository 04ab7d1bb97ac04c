"""What must be true of cases that were carried out: their rows, and the days of what they did, are as sealed."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from hfund_tui.db.audit import sha256_of
from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.history import STILL_MOVES
from hfund_tui.db.integrity_rules import Problem, Rule
from hfund_tui.db.tables import metadata
from hfund_tui.db.unit_of_work import Reader

SEALED = tuple(one.name for one in metadata.tables["case"].columns if one.name not in STILL_MOVES["case"])
"""Columns of a case that stay as they are once it is carried out."""

_RECORDED = f"""
    SELECT e.case_no AS of_case, c.status AS became, @json(e.detail_json, case_sha256) AS sha256,
      {", ".join(f"c.{one}" for one in SEALED)}
    FROM audit_event e LEFT JOIN "case" c ON c.case_no = e.case_no
    WHERE e.outcome = 'done' AND @json(e.detail_json, case_sha256) IS NOT NULL ORDER BY e.case_no"""

_DAYS = (
    ("agreement", "signed_case", "signed_on"),
    ("agreement", "terminated_case", "terminated_on"),
    ("card", "linked_case", "linked_on"),
    ("insurance_record", "case_no", "recorded_on"),
    ("loan_offset", "case_no", "posted_on"),
    ("loan_party", "joined_case", "joined_on"),
    ("loan_party", "ended_case", "ended_on"),
    ("proxy_act", "case_no", "acted_on"),
    ("proxy_document", "registered_case", "registered_on"),
    ("proxy_document", "revoked_case", "revoked_on"),
    ("repayment_account", "case_no", "since"),
    ("repayment_account", "ended_case", "ended_on"),
    ("account_password", "case_no", "changed_on"),
)
"""Tables with a case and the day on which it did that."""

_ONE_OF_A_CASE = (
    ("agreement", "signed_case"),
    ("exception_record", "case_no, t.rule"),
    ("insurance_record", "case_no"),
    ("loan_terms", "case_no"),
    ("proxy_act", "case_no"),
    ("repayment_account", "case_no"),
)
"""What a case does once, in tables whose schema would let it stand twice."""

_TAKEN_BACK = ("insurance_record", "loan_offset")

CASE_RULES = (
    *(
        Rule(
            "day_not_of_case",
            table,
            f"""SELECT t.{metadata.tables[table].primary_key.columns[0].name}, t.{case}, t.{day}, c.posted_on
                FROM {table} t LEFT JOIN "case" c ON c.case_no = t.{case}
                WHERE t.{case} IS NOT NULL AND t.{day} IS DISTINCT FROM c.posted_on""",
        )
        for table, case, day in _DAYS
    ),
    Rule(  # an early repayment takes effect when the bank has answered
        "day_not_of_case",
        "loan_terms",
        """SELECT * FROM (SELECT t.id, t.ended_case, t.ended_on, coalesce((
               SELECT max(d.result_on) FROM debit_order d WHERE d.case_no = t.ended_case AND d.state = 'paid'
             ), c.posted_on) AS wanted
             FROM loan_terms t LEFT JOIN "case" c ON c.case_no = t.ended_case WHERE t.ended_case IS NOT NULL) ended
           WHERE ended_on <> wanted""",
    ),
    *(
        Rule(
            "void_not_reversed",
            table,
            f"""SELECT t.id, t.case_no, c.status FROM {table} t LEFT JOIN "case" c ON c.case_no = t.case_no
                WHERE t.void <> (t.case_no IS NOT NULL AND c.status IS NOT DISTINCT FROM 'reversed')""",
        )
        for table in _TAKEN_BACK
    ),
    *(
        Rule(
            "row_twice",
            table,
            f"""SELECT max(t.id), t.{of_case}, count(*) AS found FROM {table} t
                WHERE t.{of_case.partition(",")[0]} IS NOT NULL GROUP BY t.{of_case} HAVING count(*) > 1""",
        )
        for table, of_case in _ONE_OF_A_CASE
    ),
)

_CARRIED_OUT = ("completed", "reversed", "closed_unsettled", "cancelled")
"""What a case that was carried out may be: itself, taken back, or a closing that waits or was given up."""


def case_sha256(values: Mapping[str, object]) -> str:
    """The digest that the audit row of a case carries."""
    return sha256_of({name: values[name] for name in SEALED})


def changed_rows(reader: Reader) -> Iterator[Problem]:
    """Cases that are gone, or another than when they were carried out."""
    for row in stored_rows(reader.connection, _RECORDED):
        stored = {name: getattr(row, name) for name in SEALED}
        if row.became not in _CARRIED_OUT or case_sha256(stored) != row.sha256:
            yield Problem("case_not_as_recorded", "case", str(row.of_case))


_CLOSINGS = """
    SELECT e.chain, e.sequence, e.branch_code || ' ' || e.business_date AS of_day, e.at, e.actor,
      @json(e.detail_json, sheet_sha256) AS sha256, d.sheet_json, d.closed_at, d.closed_by, d.reopened_at
    FROM audit_event e LEFT JOIN business_day d
      ON d.branch_code = e.branch_code AND d.business_date = e.business_date
    WHERE e.operation LIKE '%\\:close_day' AND e.outcome = 'done'
      AND @json(e.detail_json, sheet_sha256) IS NOT NULL
    ORDER BY e.branch_code, e.business_date, e.at, e.sequence"""


def sheet_sha256(content: Mapping[str, object]) -> str:
    """The digest of a day sheet that its closing seals: of all but the anchor, which is the closing itself."""
    return sha256_of({name: value for name, value in content.items() if name != "anchor"})


def changed_days(reader: Reader) -> Iterator[Problem]:
    """Days whose sheet, or whose closing, is another than at the last time they were closed."""
    for of_day, closings in groupby(stored_rows(reader.connection, _CLOSINGS), key=attrgetter("of_day")):
        *_, last = closings
        if not _as_closed(last):
            yield Problem("sheet_not_as_closed", "business_day", str(of_day))


def _as_closed(closing: Any) -> bool:
    try:
        content = json.loads(closing.sheet_json)
        anchor = content["anchor"]
        sealed_by = (anchor["chain"], anchor["sequence"])
    except (ValueError, KeyError, TypeError):
        return False
    if sealed_by != (closing.chain, closing.sequence) or sheet_sha256(content) != closing.sha256:
        return False
    told = (closing.closed_at, closing.closed_by)
    return told == (closing.at, closing.actor) or (told == (None, None) and closing.reopened_at is not None)


_SHEETS = """
    SELECT d.branch_code || ' ' || d.business_date AS of_day FROM business_day d
    WHERE d.sheet_json IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_event e
      WHERE e.operation LIKE '%\\:close_day' AND e.outcome = 'done' AND e.branch_code = d.branch_code
        AND e.business_date = d.business_date)"""

DAY_RULES = (Rule("sheet_not_as_closed", "business_day", _SHEETS),)
