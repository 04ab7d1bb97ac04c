"""One valid row per table, as SQLite stores it; all of them fit together in one empty database.

The money of account 20000000001: 1,000.00 opening balance, of which case B00000002 holds 100.00. All people are
invented.
"""

from typing import Any

from sqlalchemy import Connection

DIGEST = "0123456789abcdef" * 4
AT = "2020-02-27T01:41:00.000000Z"
DAY = "2020-02-27"

Row = dict[str, Any]

TELLER_ID, SUPERVISOR_ID = "110101198001010010", "110101198001010029"
MEMBER_ID, PROXY_ID = "440301199001010015", "440301199202020027"

_CASE: Row = {
    "case_no": "B00000001",
    "operation": "rent_withdrawal",
    "channel": "counter",
    "member_id": 1,
    "account_no": "20000000001",
    "branch_code": "0301",
    "terminal": "03",
    "maker": "1001",
    "checker": "2001",
    "proxy_document_id": 1,
    "maker_id_no": TELLER_ID,
    "checker_id_no": SUPERVISOR_ID,
    "proxy_id_no": PROXY_ID,
    "member_id_no": MEMBER_ID,
    "status": "rejected",
    "amount_fen": 10_000,
    "plan_json": "{}",
    "plan_sha256": DIGEST,
    "request_json": "{}",
    "payload_sha256": DIGEST,
    "idempotency_key": "key-00000001",
    "business_date": DAY,
    "created_at": AT,
    "decided_at": AT,
    "inbox": None,
    "refusal_codes": "[]",
    "version": 1,
}

_STAFF: Row = {
    "code": "1001",
    "name": "王芳",
    "name_en": "Wang Fang",
    "role": "teller",
    "branch_code": "0301",
    "id_no": TELLER_ID,
    "password_hash": "x",
    "must_change": 0,
    "active": 1,
    "failed_count": 0,
    "locked_until": AT,
    "last_sign_in_at": AT,
    "language": "zh",
    "theme": "dark",
}

ROWS: dict[str, Row] = {
    "branch": {"code": "0301", "name": "福田管理部", "name_en": "Futian", "address": "福田区"},
    "staff": _STAFF,
    "employer": {"id": 1, "account_no": "100000", "name": "某公司", "uscc": "11440300693981103B"},
    "member": {
        "id": 1,
        "id_kind": "resident",
        "id_no": MEMBER_ID,
        "name": "张三",
        "pinyin": "zhangsan",
        "pinyin_initials": "zs",
        "sex": "male",
        "birth_date": "1990-01-01",
        "mobile": "13800000000",
        "hukou_shenzhen": 0,
        "deceased": 0,
        "created_on": "2015-03-01",
    },
    "family_member": {
        "id": 1,
        "member_id": 1,
        "relation": "spouse",
        "name": "李四",
        "id_no": "440301199103030034",
        "owns_home": 0,
        "checked_on": DAY,
        "checked_by": "1001",
    },
    "card": {
        "id": 1,
        "member_id": 1,
        "bank_code": "CCB",
        "card_no": "6217000000000008821",
        "class_one": 1,
        "holder_name": "张三",
        "state": "linked",
        "linked_on": "2015-03-01",
        "unlinked_on": None,
    },
    "account": {
        "account_no": "20000000001",
        "member_id": 1,
        "employer_id": 1,
        "state": "normal",
        "opened_on": "2015-03-01",
        "first_contribution_month": "2015-03",
        "paid_through": "2020-02",
        "sealed_on": None,
        "closed_on": None,
        "contribution_base_fen": 1_000_000,
        "personal_rate_bp": 1000,
        "employer_rate_bp": 1000,
        "personal_due_fen": 100_000,
        "employer_due_fen": 100_000,
        "balance_fen": 100_000,
        "held_fen": 10_000,
        "frozen_fen": 0,
        "freeze": "none",
        "freeze_cause": None,
        "freeze_writ": None,
        "freeze_until": None,
        "last_interest_on": "2019-06-30",
        "last_withdrawal_month": "2019-08",
        "password_is_initial": 0,
        "version": 1,
    },
    "proxy_document": {
        "id": 1,
        "member_id": 1,
        "proxy_name": "赵六",
        "proxy_id_kind": "resident",
        "proxy_id_no": PROXY_ID,
        "proxy_birth_date": "1992-02-02",
        "relation": "friend",
        "document_kind": "notarised_poa",
        "notary": "深圳公证处",
        "certificate_no": "2020-0001",
        "certificate_sha256": "c" * 64,
        "issued_on": "2020-01-02",
        "valid_from": "2020-01-02",
        "valid_to": "2020-12-31",
        "original_seen_by": "1001",
        "registered_case": "B00000001",
        "registered_on": DAY,
        "revoked_on": None,
        "revoked_case": None,
    },
    "proxy_matter": {"document_id": 1, "matter": "rent_withdrawal"},
    "proxy_act": {
        "id": 1,
        "document_id": 1,
        "member_id": 1,
        "case_no": "B00000001",
        "acted_on": DAY,
        "proxy_id_no": PROXY_ID,
    },
    "case": _CASE,
    "agreement": {
        "id": 1,
        "member_id": 1,
        "kind": "self_service",
        "version": "2020-02",
        "text_sha256": DIGEST,
        "state": "in_force",
        "channel": "counter",
        "proxy_document_id": 1,
        "signed_case": "B00000001",
        "signed_on": DAY,
        "terminated_case": None,
        "terminated_on": None,
    },
    "claimed_month": {
        "account_no": "20000000001",
        "month": "2019-08",
        "operation": "rent_withdrawal",
        "case_no": "B00000001",
        "ratio_text": "0.65",
    },
    "ledger_entry": {
        "id": 1,
        "batch_id": 1,
        "ledger": "member",
        "account_no": "20000000001",
        "amount_fen": 100_000,
        "balance_after_fen": 100_000,
        "memo": "",
    },
    "journal_batch": {
        "id": 1,
        "case_no": None,
        "summary_code": "opening",
        "business_date": DAY,
        "value_date": DAY,
        "created_at": AT,
        "entry_count": 2,
    },
    "hold": {
        "id": 1,
        "account_no": "20000000001",
        "case_no": "B00000002",
        "amount_fen": 10_000,
        "state": "active",
        "placed_at": AT,
        "ended_at": None,
    },
    "draft": {
        "key": "key-00000003",
        "operator": "1001",
        "member_id": 1,
        "operation": "rent_withdrawal",
        "payload_json": "{}",
        "step": "amount",
        "cue": "",
        "created_at": AT,
        "updated_at": AT,
        "parked": 1,
    },
    "payment_order": {
        "id": 1,
        "case_no": "B00000001",
        "account_no": "20000000001",
        "card_id": 1,
        "payee_name": "张三",
        "bank_code": "CCB",
        "card_no": "6217000000000008821",
        "amount_fen": 10_000,
        "business_date": DAY,
        "not_before": DAY,
        "state": "voided",
        "created_at": AT,
    },
    "receipt": {
        "receipt_no": "R00000001",
        "case_no": "B00000001",
        "kind": "rent_withdrawal",
        "verification_code": "ABCD",
        "audit_chain": "0301/03",
        "audit_sequence": 1,
        "audit_hash": DIGEST,
        "data_json": "{}",
        "printed_copies": 1,
        "created_at": AT,
    },
    "business_day": {
        "branch_code": "0301",
        "business_date": DAY,
        "opened_by": "2001",
        "opened_at": AT,
        "closed_by": None,
        "closed_at": None,
    },
    "case_sequence": {"branch_code": "0301", "business_date": DAY, "last": 1},
    "audit_event": {
        "chain": "0301/03",
        "sequence": 1,
        "at": AT,
        "actor": "1001",
        "role": "teller",
        "branch_code": "0301",
        "terminal": "03",
        "channel": "counter",
        "business_date": DAY,
        "operation": "rent_withdrawal",
        "outcome": "refused",
        "reason": "quota",
        "case_no": "B00000001",
        "member_id": 1,
        "before_sha256": DIGEST,
        "after_sha256": DIGEST,
        "detail_json": "{}",
        "previous_hash": "0" * 64,
        "hash": DIGEST,
    },
    "chain_head": {"chain": "0301/03", "sequence": 1, "hash": DIGEST},
    "loan": {
        "contract_no": "L0001",
        "member_id": 1,
        "bank_code": "CCB",
        "principal_fen": 50_000_000,
        "balance_fen": 46_330_648,
        "rate_text": "3.25",
        "months": 240,
        "method": "equal_instalment",
        "disbursed_on": "2017-05-01",
        "due_day": 20,
        "instalment_fen": 283_598,
        "state": "normal",
        "next_due_on": "2020-03-20",
    },
}

_MORE: tuple[tuple[str, Row], ...] = (
    ("staff", {**_STAFF, "code": "2001", "name": "陈刚", "role": "supervisor", "id_no": SUPERVISOR_ID}),
    (
        "case",
        {**_CASE, "case_no": "B00000002", "idempotency_key": "key-00000002", "status": "pending"}
        | {"inbox": "supervisor", "checker": None, "checker_id_no": None},
    ),
    (
        "ledger_entry",
        {"id": 2, "batch_id": 1, "ledger": "opening", "account_no": None, "amount_fen": -100_000}
        | {"balance_after_fen": None, "memo": ""},
    ),
)


def insert(connection: Connection, table: str, row: Row) -> None:
    """Insert *row* past all Python types, as hostile or broken software would."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))


def insert_all(connection: Connection, *, but: tuple[str, ...] = ()) -> None:
    """Insert every row, of each table except those named in *but*."""
    rows = [*ROWS.items(), *_MORE]
    rows.sort(key=lambda item: item[0] == "journal_batch")
    for table, row in rows:
        if table not in but:
            insert(connection, table, row)
