"""What CHECK constraints cannot say: rows that only ever get added, and batches that sum to zero.

One function per kind of database; a migration carries its own copy of the statements it created.
"""

APPEND_ONLY = (
    "audit_event",
    "day_difference",
    "exception_record",
    "journal_batch",
    "ledger_entry",
    "payment_file",
)
"""Tables whose rows are neither changed nor deleted."""

KEPT = ("case", "chain_head", "notice", "payment_order", "receipt")
"""Tables whose rows may change, but stay."""


def sqlite() -> tuple[str, ...]:
    """CREATE TRIGGER statements for SQLite. Each trigger aborts with its own name as the message."""
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
    )


def _refusal(table: str, verb: str, event: str) -> str:
    return _trigger(f"{table}_no_{verb}", f'{event} ON "{table}"')


def _trigger(name: str, when: str) -> str:
    return f"CREATE TRIGGER tr_{name} {when} BEGIN SELECT RAISE(ABORT, 'tr_{name}'); END"
