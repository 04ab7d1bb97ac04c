"""What CHECK constraints cannot say: rows that only ever get added, batches that sum to zero, what is counted.

One function per kind of database; a migration carries its own copy of the statements it created.
"""

from hfund_tui.db import counters

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


def sqlite() -> tuple[str, ...]:
    """CREATE TRIGGER statements for SQLite. A trigger that refuses aborts with its own name as the message."""
    return (
        *(_refusal(table, "update", "BEFORE UPDATE") for table in APPEND_ONLY),
        *(_refusal(table, "delete", "BEFORE DELETE") for table in (*APPEND_ONLY, *KEPT)),
        # Lines come first, then the batch that closes over them.
        _trigger(
            "journal_batch_sums_to_zero",
            'BEFORE INSERT ON "journal_batch" WHEN '
            "(SELECT count(*) <> NEW.entry_count OR sum(amount_fen) <> 0 "
            "FROM ledger_entry WHERE batch_id = NEW.id)",
        ),
        _trigger(
            "ledger_entry_batch_is_open",
            'BEFORE INSERT ON "ledger_entry" WHEN EXISTS '
            "(SELECT 1 FROM journal_batch WHERE id = NEW.batch_id)",
        ),
        _trigger("work_order_stays_asked", f'BEFORE UPDATE OF {_columns(ORDER_STAYS)} ON "work_order"'),
        _trigger("work_order_stays_closed", 'BEFORE UPDATE ON "work_order" WHEN OLD.closed_at IS NOT NULL'),
        _trigger("loan_terms_are_versions", f'BEFORE UPDATE OF {_columns(TERMS_STAY)} ON "loan_terms"'),
        _trigger(
            "issued_document_stays",
            f'BEFORE UPDATE OF {_columns(DOCUMENT_STAYS)} ON "issued_document"',
        ),
        _trigger(
            "loan_instalment_is_owed", f'BEFORE UPDATE OF {_columns(INSTALMENT_STAYS)} ON "loan_instalment"'
        ),
        _trigger(
            "contribution_file_is_known",
            f'BEFORE UPDATE OF {_columns(LIST_STAYS)} ON "contribution_file"',
        ),
        _trigger(
            "loan_instalment_stays_paid",
            'BEFORE UPDATE ON "loan_instalment" WHEN OLD.paid_on IS NOT NULL',
        ),
        *counters.sqlite_triggers(KEPT),
    )


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _refusal(table: str, verb: str, event: str) -> str:
    return _trigger(f"{table}_no_{verb}", f'{event} ON "{table}"')


def _trigger(name: str, when: str) -> str:
    return f"CREATE TRIGGER tr_{name} {when} BEGIN SELECT RAISE(ABORT, 'tr_{name}'); END"
