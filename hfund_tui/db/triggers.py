"""What CHECK constraints cannot say: rows that only ever get added, batches that sum to zero, what is counted.

Declared once, written for each kind of database; a migration carries its own copy of the statements it created.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hfund_tui.db import counters
from hfund_tui.db.dialects import POSTGRESQL, SQLITE

APPEND_ONLY = (
    "audit_event",
    "call_back",
    "caller_check",
    "caller_lock",
    "contribution_line",
    "day_difference",
    "exception_record",
    "journal_batch",
    "ledger_entry",
    "payment_file",
    "work_order_step",
)
"""Tables whose rows are neither changed nor deleted."""

KEPT = (
    "account_password",
    "call",
    "case",
    "chain_head",
    "contribution_file",
    "debit_order",
    "issued_document",
    "loan",
    "loan_instalment",
    "loan_offset",
    "loan_party",
    "loan_terms",
    "notice",
    "one_time_code",
    "payment_order",
    "receipt",
    "repayment_account",
    "work_order",
)
"""Tables whose rows may change, but stay."""

TERMS_STAY = (
    "id",
    "contract_no",
    "change",
    "case_no",
    "since",
    "principal_fen",
    "rate_text",
    "months",
    "method",
    "first_due",
    "due_day",
    "regular_fen",
    "odd_interest_fen",
)
"""What a version of a loan's terms says; it can only end."""

ORDER_STAYS = (
    "id",
    "order_no",
    "call_id",
    "member_id",
    "call_back_no",
    "topic",
    "priority",
    "words",
    "opened_by",
    "opened_at",
    "branch_code",
    "business_date",
    "due_on",
)
"""What a work order asks, and by when; it is answered, never rewritten."""

DOCUMENT_STAYS = (
    "number",
    "kind",
    "member_id",
    "code",
    "content_sha256",
    "data_json",
    "issued_by",
    "issued_at",
    "business_date",
    "branch_code",
)
"""What an issued paper says; only its reprints are counted."""

INSTALMENT_STAYS = ("id", "contract_no", "terms_id", "period", "due_on", "principal_fen", "interest_fen")
"""What was owed since an instalment fell due; it can only be paid."""

LIST_STAYS = (
    "file_no",
    "employer_id",
    "month",
    "branch_code",
    "business_date",
    "lines",
    "total_fen",
    "content_sha256",
    "begun_by",
    "begun_at",
)
"""What a contribution list is; only what was taken in of it moves on."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands before a change of rows and refuses it, with its own name: always, or where `condition` holds.

    SQL of both kinds of database, with OLD and NEW; of an update only of some `columns`, where any are named.
    """

    name: str
    table: str
    event: str
    columns: tuple[str, ...] = ()
    condition: str = ""

    @property
    def trigger(self) -> str:
        return f"tr_{self.name}"

    @property
    def before(self) -> str:
        names = ", ".join(f'"{name}"' for name in self.columns)
        of = f" OF {names}" if names else ""
        return f'BEFORE {self.event}{of} ON "{self.table}"'


GUARDS = (
    *(Guard(f"{table}_no_update", table, "UPDATE") for table in APPEND_ONLY),
    *(Guard(f"{table}_no_delete", table, "DELETE") for table in (*APPEND_ONLY, *KEPT)),
    # Lines come first, then the batch that closes over them.
    Guard(
        "journal_batch_sums_to_zero",
        "journal_batch",
        "INSERT",
        condition="(SELECT count(*) <> NEW.entry_count OR sum(amount_fen) <> 0 "
        "FROM ledger_entry WHERE batch_id = NEW.id)",
    ),
    Guard(
        "ledger_entry_batch_is_open",
        "ledger_entry",
        "INSERT",
        condition="EXISTS (SELECT 1 FROM journal_batch WHERE id = NEW.batch_id)",
    ),
    Guard("work_order_stays_asked", "work_order", "UPDATE", ORDER_STAYS),
    Guard("work_order_stays_closed", "work_order", "UPDATE", condition="OLD.closed_at IS NOT NULL"),
    Guard("loan_terms_are_versions", "loan_terms", "UPDATE", TERMS_STAY),
    Guard("issued_document_stays", "issued_document", "UPDATE", DOCUMENT_STAYS),
    Guard("loan_instalment_is_owed", "loan_instalment", "UPDATE", INSTALMENT_STAYS),
    Guard("contribution_file_is_known", "contribution_file", "UPDATE", LIST_STAYS),
    Guard("loan_instalment_stays_paid", "loan_instalment", "UPDATE", condition="OLD.paid_on IS NOT NULL"),
)


def sqlite() -> tuple[str, ...]:
    """CREATE TRIGGER statements for SQLite. A trigger that refuses aborts with its own name as the message."""
    return (*map(_sqlite_guard, GUARDS), *sqlite_counting().values())


def sqlite_counting() -> dict[str, str]:
    """Those of them that count, by name."""
    return {one.name: _sqlite_count(one) for one in counters.triggers(SQLITE, KEPT)}


def postgresql() -> tuple[str, ...]:
    """CREATE FUNCTION and CREATE TRIGGER statements for PostgreSQL.

    A trigger that refuses raises an error with its own name as that of the constraint. What counts does so by the
    rights of whoever made the schema: nobody else has to be able to write the counters.
    """
    return (
        # What follows finds the tables of this schema, and none that are temporary: nobody can put one in front.
        "SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)",
        _function("tr_refuse", _REFUSES),
        *(statement for guard in GUARDS for statement in _postgresql_guard(guard)),
        *(
            f'CREATE TRIGGER tr_{table}_no_truncate BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION tr_refuse()"
            for table in (*APPEND_ONLY, *KEPT)
        ),
        *(statement for one in counters.triggers(POSTGRESQL, KEPT) for statement in _postgresql_count(one)),
    )


_REFUSES = "BEGIN RAISE EXCEPTION USING MESSAGE = TG_NAME, ERRCODE = '23000', CONSTRAINT = TG_NAME; END"


def _sqlite_guard(guard: Guard) -> str:
    when = f" WHEN {guard.condition}" if guard.condition else ""
    refusal = f"BEGIN SELECT RAISE(ABORT, '{guard.trigger}'); END"
    return f"CREATE TRIGGER {guard.trigger} {guard.before}{when} {refusal}"


def _sqlite_count(one: counters.CountTrigger) -> str:
    return (
        f'CREATE TRIGGER {one.name} AFTER {one.event}{one.of} ON "{one.table}" '
        f"BEGIN {' '.join(one.statements)} END"
    )


def _postgresql_guard(guard: Guard) -> Iterator[str]:
    function = "tr_refuse"
    if guard.condition:
        function = guard.trigger
        row = "OLD" if guard.event == "DELETE" else "NEW"
        refusal = _REFUSES.removeprefix("BEGIN ").removesuffix(" END")
        yield _function(function, f"BEGIN IF {guard.condition} THEN {refusal} END IF; RETURN {row}; END")
    yield f"CREATE TRIGGER {guard.trigger} {guard.before} FOR EACH ROW EXECUTE FUNCTION {function}()"


def _postgresql_count(one: counters.CountTrigger) -> Iterator[str]:
    yield _function(
        one.name, f"BEGIN {' '.join(one.statements)} RETURN NULL; END", rights="SECURITY DEFINER "
    )
    yield (
        f'CREATE TRIGGER {one.name} AFTER {one.event}{one.of} ON "{one.table}" '
        f"FOR EACH ROW EXECUTE FUNCTION {one.name}()"
    )


def _function(name: str, body: str, rights: str = "") -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {rights}SET search_path FROM CURRENT "
        f"AS $${body}$$"
    )
