"""What a block is made into: rows by table, as tuples in stored form, and the columns they fill."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

COLUMNS: dict[str, tuple[str, ...]] = {
    "employer": ("id", "account_no", "name", "uscc"),
    "member": (
        "id",
        "id_kind",
        "id_no",
        "name",
        "pinyin",
        "pinyin_initials",
        "sex",
        "birth_date",
        "mobile",
        "hukou_shenzhen",
        "deceased",
        "created_on",
    ),
    "family_member": (
        "id",
        "member_id",
        "relation",
        "name",
        "id_no",
        "owns_home",
        "checked_on",
        "checked_by",
    ),
    "proxy_document": (
        "id",
        "member_id",
        "proxy_name",
        "proxy_id_kind",
        "proxy_id_no",
        "proxy_birth_date",
        "relation",
        "document_kind",
        "notary",
        "certificate_no",
        "certificate_sha256",
        "issued_on",
        "valid_from",
        "valid_to",
        "original_seen_by",
        "registered_on",
    ),
    "proxy_matter": ("document_id", "matter"),
    "agreement": (
        "id",
        "member_id",
        "kind",
        "version",
        "text_sha256",
        "state",
        "channel",
        "proxy_document_id",
        "signed_on",
        "terminated_on",
    ),
    "account": (
        "account_no",
        "member_id",
        "employer_id",
        "state",
        "opened_on",
        "first_contribution_month",
        "paid_through",
        "sealed_on",
        "closed_on",
        "contribution_base_fen",
        "personal_rate_bp",
        "employer_rate_bp",
        "personal_due_fen",
        "employer_due_fen",
        "balance_fen",
        "held_fen",
        "frozen_fen",
        "freeze",
        "freeze_cause",
        "freeze_writ",
        "freeze_until",
        "last_interest_on",
        "last_withdrawal_month",
        "password_is_initial",
        "version",
    ),
    "card": (
        "id",
        "member_id",
        "bank_code",
        "card_no",
        "class_one",
        "holder_name",
        "state",
        "linked_on",
    ),
    "loan": (
        "contract_no",
        "member_id",
        "branch_code",
        "bank_code",
        "home",
        "principal_fen",
        "months",
        "disbursed_on",
        "balance_fen",
        "state",
        "settled_on",
    ),
    "loan_terms": (
        "id",
        "contract_no",
        "since",
        "principal_fen",
        "rate_text",
        "months",
        "method",
        "first_due",
        "due_day",
        "regular_fen",
        "odd_interest_fen",
        "ended_on",
    ),
    "repayment_account": (
        "id",
        "contract_no",
        "bank_code",
        "account_no",
        "holder_name",
        "holder_id_no",
        "since",
    ),
    "loan_instalment": (
        "id",
        "contract_no",
        "terms_id",
        "period",
        "due_on",
        "principal_fen",
        "interest_fen",
        "penalty_fen",
        "paid_on",
    ),
    "debit_order": (
        "id",
        "contract_no",
        "instalment_id",
        "branch_code",
        "account_id",
        "bank_code",
        "account_no",
        "holder_name",
        "amount_fen",
        "principal_fen",
        "interest_fen",
        "penalty_fen",
        "business_date",
        "state",
        "created_at",
        "result_on",
        "result_reason",
    ),
    "ledger_entry": (
        "id",
        "batch_id",
        "ledger",
        "account_no",
        "contract_no",
        "amount_fen",
        "balance_after_fen",
        "memo",
    ),
    "journal_batch": (
        "id",
        "summary_code",
        "business_date",
        "value_date",
        "created_at",
        "entry_count",
        "channel",
    ),
}
"""Tables in the order in which their rows go in: whatever is referred to comes first, and the lines of a batch
before the batch that closes over them. What is not named is NULL."""

NUMBERED = tuple(table for table, columns in COLUMNS.items() if columns[0] == "id")
"""Tables whose rows are numbered from 1 on."""

INSERTS = {
    table: f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})'
    for table, columns in COLUMNS.items()
}

Row = tuple[Any, ...]


@dataclass(slots=True)
class Block:
    """The rows of some members, numbered on from what is in the tables: `last` is the last number of each table."""

    last: dict[str, int]
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def next(self, table: str) -> int:
        self.last[table] += 1
        return self.last[table]

    def add(self, table: str, *values: Any) -> int:
        """A row of a numbered table; answers its number."""
        number = self.last[table] = self.last[table] + 1
        self.rows[table].append((number, *values))
        return number
