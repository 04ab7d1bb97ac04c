"""`verify` names what is wrong, and is silent about what is right."""

import hashlib
import json
from datetime import date

import pytest
from sqlalchemy import Connection

from hfund_tui.db import integrity
from hfund_tui.db.engine import Database
from hfund_tui.db.integrity import Problem
from hfund_tui.domain.payment_file import SentLine, SentTotals, payment_file_text
from hfund_tui.domain.receipt import verification_code
from tests.support.by_hand import by_hand
from tests.support.stored_rows import DIGEST, MEMBER_ID, ROWS, TELLER_ID, insert

# The sample rows are made for constraints, not for the record: nothing in them was ever sealed or completed.
SAMPLE = {
    "claim_without_case",
    "receipt_anchor",
    "receipt_changed",
    "document_changed",
    "day_not_of_case",
    "void_not_reversed",
    "payment_without_posting",
    "contribution_not_posted",
    "audit_wrong_key",
}
PLAN = json.dumps(
    {
        "amount_fen": 5_000,
        "approvals": [["proxy_acts"]],
        "business_date": ROWS["case"]["business_date"],
        "effects": [
            {"effect": "ClaimMonths", "months": ["2020-01"]},
            {"effect": "PayOut", "card_id": 1, "amount_fen": 5_000, "not_before": "2020-02-27"},
        ],
    }
)
PLAN_SHA256 = hashlib.sha256(PLAN.encode()).hexdigest()
RECEIPT = {
    "receipt_no": "R00000003",
    "case_no": "B00000003",
    "kind": "rent_withdrawal",
    "amount_fen": 5_000,
    "copy": 0,
    "anchor": {"chain": "0301/03", "sequence": 2, "hash": DIGEST},
}
FILE = "P202002270301001"
FILE_TEXT = payment_file_text(
    SentTotals(FILE, "0301", date(2020, 2, 27), 1, 10_000),
    [SentLine(1, "B00000001", "CCB", "6217000000000008821", "张三", 10_000)],
)
FILE_SHA256 = hashlib.sha256(FILE_TEXT.encode()).hexdigest()


def verified(database: Database) -> list[Problem]:
    with database.reading() as reader:
        return integrity.verify_database(reader, database.keys)


def unprotected(database: Database, *statements: str) -> None:
    """Change the file as somebody does who knows its key: without triggers, CHECKs and foreign keys."""
    connection = database.raw_connection()
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
    finally:
        connection.close()


def completed_withdrawal(connection: Connection, key: bytes) -> None:
    """Case B00000003 took 50.00 by the book, but for the seal on its audit row."""
    lines = "(id, batch_id, ledger, account_no, amount_fen, balance_after_fen, memo)"
    case = {"case_no": "B00000003", "idempotency_key": "key-00000033", "status": "completed"}
    case |= {"amount_fen": 5_000, "plan_json": PLAN, "plan_sha256": PLAN_SHA256}
    insert(connection, "case", ROWS["case"] | case)
    by_hand(connection, "UPDATE account SET balance_fen = 95000")
    by_hand(
        connection,
        f"INSERT INTO ledger_entry {lines} VALUES (3, 2, 'member', '20000000001', -5000, 95000, ''), "
        "(4, 2, 'payout_clearing', NULL, 5000, NULL, '')",
    )
    batch = {"id": 2, "case_no": "B00000003", "summary_code": "rent_withdrawal", "entry_count": 2}
    insert(connection, "journal_batch", ROWS["journal_batch"] | batch)
    order = {"id": 2, "case_no": "B00000003", "amount_fen": 5_000, "state": "queued"}
    order |= {"file_no": None, "line_no": None}
    insert(connection, "payment_order", ROWS["payment_order"] | order)
    event = {"sequence": 2, "case_no": "B00000003", "outcome": "done"}
    event["detail_json"] = json.dumps({"plan": PLAN_SHA256, "checker": "2001"})
    insert(connection, "audit_event", ROWS["audit_event"] | event)
    code = verification_code(key, RECEIPT)
    receipt = {"receipt_no": "R00000003", "case_no": "B00000003", "audit_sequence": 2}
    receipt |= {"verification_code": code, "data_json": json.dumps({**RECEIPT, "verification_code": code})}
    insert(connection, "receipt", ROWS["receipt"] | receipt)
    insert(connection, "claimed_month", ROWS["claimed_month"] | {"case_no": "B00000003", "month": "2020-01"})


@pytest.fixture
def sample(filled: Database) -> Database:
    with filled.writing() as uow:
        completed_withdrawal(uow.connection, filled.keys.audit)
    unprotected(
        filled,
        "UPDATE receipt SET audit_hash = '" + DIGEST + "'",
        f"UPDATE payment_file SET content_sha256 = '{FILE_SHA256}'",
    )
    return filled


def test_an_empty_database_is_in_order(database: Database) -> None:
    assert verified(database) == []


def test_a_completed_withdrawal_is_in_order(sample: Database) -> None:
    assert {problem.code for problem in verified(sample)} <= SAMPLE
    assert not [problem for problem in verified(sample) if problem.row[1:] == "00000003"]


# what was done; the code, the table and the row that verify must name
DAMAGE = {
    "a line was changed": (
        ["UPDATE ledger_entry SET amount_fen = -4999 WHERE id = 3"],
        {
            ("batch_not_zero", "journal_batch", "2"),
            ("balance_not_entries", "account", "20000000001"),
            ("running_balance", "ledger_entry", "3"),
            ("withdrawal_without_payment", "case", "B00000003"),
        },
    ),
    "a line was removed": (
        ["DELETE FROM ledger_entry WHERE id = 4"],
        {
            ("batch_not_zero", "journal_batch", "2"),
            ("clearing_not_orders", "ledger_entry", "payout_clearing"),
        },
    ),
    "a balance was raised": (
        ["UPDATE account SET balance_fen = balance_fen + 1"],
        {("balance_not_entries", "account", "20000000001")},
    ),
    "a hold was lost": (
        ["UPDATE account SET held_fen = 0"],
        {("held_not_holds", "account", "20000000001")},
    ),
    "a claim without a case": (
        ["UPDATE claimed_month SET case_no = 'B00000009' WHERE month = '2020-01'"],
        {
            ("claim_without_case", "claimed_month", "20000000001 2020-01"),
            ("case_not_as_planned", "case", "B00000003"),
            ("foreign_key", "claimed_month", "20000000001 2020-01"),
        },
    ),
    "no receipt": (
        ["DELETE FROM receipt WHERE receipt_no = 'R00000003'"],
        {("withdrawal_without_receipt", "case", "B00000003")},
    ),
    "no payment order": (
        ["DELETE FROM payment_order WHERE id = 2"],
        {
            ("withdrawal_without_payment", "case", "B00000003"),
            ("case_not_as_planned", "case", "B00000003"),
            ("clearing_not_orders", "ledger_entry", "payout_clearing"),
        },
    ),
    "a larger payment order": (
        ["UPDATE payment_order SET amount_fen = 5001 WHERE id = 2"],
        {
            ("withdrawal_without_payment", "case", "B00000003"),
            ("case_not_as_planned", "case", "B00000003"),
            ("clearing_not_orders", "ledger_entry", "payout_clearing"),
        },
    ),
    "a void password on an account that opens": (
        ["UPDATE account_password SET state = 'reset', password_hash = NULL"],
        {("password_not_as_set", "account_password", "20000000001")},
    ),
    "a payment order to another card": (
        ["UPDATE payment_order SET card_no = '6222000000000000001' WHERE id = 2"],
        {("payment_to_other_card", "payment_order", "2")},
    ),
    "a payment order of another bank": (
        ["UPDATE payment_order SET bank_code = 'ICBC' WHERE id = 2"],
        {("payment_to_other_card", "payment_order", "2")},
    ),
    "a payment order brought forward": (
        ["UPDATE payment_order SET not_before = '2020-02-26', business_date = '2020-02-26' WHERE id = 2"],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "a draft of an operation nobody knows": (
        ["UPDATE draft SET operation = 'hfund_of_tomorrow'"],
        {("unknown_word", "draft", ROWS["draft"]["key"])},
    ),
    "a matter nobody knows": (
        ["UPDATE proxy_matter SET matter = 'all'"],
        {("unknown_word", "proxy_matter", f"{ROWS['proxy_matter']['document_id']} all")},
    ),
    "a claim forgotten": (
        ["DELETE FROM claimed_month WHERE month = '2020-01'"],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "another plan": (
        ["UPDATE \"case\" SET plan_json = replace(plan_json, '5000', '9000') WHERE case_no = 'B00000003'"],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "another plan with its digest": (
        [
            "UPDATE \"case\" SET plan_json = '{}', plan_sha256 = "
            f"'{hashlib.sha256(b'{}').hexdigest()}' WHERE case_no = 'B00000003'"
        ],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "no plan": (
        ["UPDATE \"case\" SET plan_json = NULL WHERE case_no = 'B00000003'"],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "another amount": (
        ["UPDATE \"case\" SET amount_fen = 5001 WHERE case_no = 'B00000003'"],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "no second person": (
        ["UPDATE \"case\" SET checker = NULL, checker_id_no = NULL WHERE case_no = 'B00000003'"],
        {("case_not_as_planned", "case", "B00000003")},
    ),
    "another second person": (
        ["UPDATE \"case\" SET checker = '2009' WHERE case_no = 'B00000003'"],
        {("case_not_as_planned", "case", "B00000003"), ("foreign_key", "case", "B00000003")},
    ),
    "a hold whose case has ended": (
        ["UPDATE \"case\" SET status = 'cancelled', inbox = NULL WHERE case_no = 'B00000002'"],
        {
            ("hold_without_case", "hold", "1"),
            ("counter_differs", "open_case_count", "0301 pending 2020-02-27"),
        },
    ),
    "a receipt over more": (
        ["UPDATE receipt SET data_json = replace(data_json, '5000', '9000') WHERE receipt_no = 'R00000003'"],
        {("receipt_changed", "receipt", "R00000003")},
    ),
    "a receipt that is none": (
        ["UPDATE receipt SET data_json = 'x' WHERE receipt_no = 'R00000003'"],
        {("receipt_changed", "receipt", "R00000003")},
    ),
    "another verification code": (
        ["UPDATE receipt SET verification_code = 'AAAA-BBBB-CCCC' WHERE receipt_no = 'R00000003'"],
        {("receipt_changed", "receipt", "R00000003")},
    ),
    "a payment order out of nowhere": (
        ["UPDATE payment_order SET state = 'queued' WHERE id = 1"],
        {
            ("payment_without_posting", "payment_order", "1"),
            ("payment_order_file", "payment_order", "1"),
            ("clearing_not_orders", "ledger_entry", "payout_clearing"),
        },
    ),
    "a payment order sent without a file": (
        ["UPDATE payment_order SET state = 'sent' WHERE id = 2"],
        {("payment_order_file", "payment_order", "2")},
    ),
    "a payment order paid on no day": (
        ["UPDATE payment_order SET state = 'failed' WHERE id = 2"],
        {("payment_order_file", "payment_order", "2")},
    ),
    "a payment file over more": (
        ["UPDATE payment_file SET total_fen = 10001"],
        {("payment_file_orders", "payment_file", FILE), ("payment_file_content", "payment_file", FILE)},
    ),
    "a payment file with another line": (
        [f"UPDATE payment_order SET file_no = '{FILE}', line_no = 2 WHERE id = 2"],
        {
            ("payment_file_orders", "payment_file", FILE),
            ("payment_file_content", "payment_file", FILE),
            ("payment_order_file", "payment_order", "2"),
        },
    ),
    "a payment file to somebody else": (
        ["UPDATE payment_order SET payee_name = '李四' WHERE id = 1"],
        {("payment_file_content", "payment_file", FILE)},
    ),
    "a payment file of another day": (
        ["UPDATE payment_file SET business_date = 'x'"],
        {("payment_file_content", "payment_file", FILE)},
    ),
    "a case reversed by nothing": (
        ["UPDATE \"case\" SET status = 'reversed' WHERE case_no = 'B00000003'"],
        {
            ("reversed_without_reversal", "case", "B00000003"),
            ("claim_without_case", "claimed_month", "20000000001 2020-01"),
        },
    ),
    "a reversal of nothing": (
        [
            "UPDATE \"case\" SET operation = 'reverse_case', refers_to = 'B00000001' "
            "WHERE case_no = 'B00000003'"
        ],
        {
            ("reversal_of_nothing", "case", "B00000003"),
            ("reversed_without_reversal", "case", "B00000001"),
        },
    ),
    "an exception by one person": (
        ["UPDATE exception_record SET checker = maker"],
        {("exception_not_two", "exception_record", "1")},
    ),
    "an exception by somebody else": (
        ["UPDATE exception_record SET checker = '2009'"],
        {("exception_not_two", "exception_record", "1"), ("foreign_key", "exception_record", "1")},
    ),
    "an account that waits for nothing": (
        ["UPDATE account SET state = 'closed_unsettled'"],
        {
            ("unsettled_without_closure", "account", "20000000001"),
            ("counter_differs", "member_count", "2020-02 proxy"),
        },
    ),
    "members who were never counted": (
        ["UPDATE member_count SET number = 2"],
        {("counter_differs", "member_count", "2020-02 proxy")},
    ),
    "a signing that was not counted": (
        ["DELETE FROM signing_count"],
        {("counter_differs", "signing_count", "2020-02 signed proxy")},
    ),
    "business on line that nobody did": (
        ["INSERT INTO business_count VALUES ('2020-02', 'rent_withdrawal', 'app', 9)"],
        {("counter_differs", "business_count", "2020-02 rent_withdrawal app")},
    ),
    "an exception that was not counted": (
        ["UPDATE rule_count SET rule = 'quota'"],
        {
            ("counter_differs", "rule_count", "2020-02 0301 overridden account_state"),
            ("counter_differs", "rule_count", "2020-02 0301 overridden quota"),
        },
    ),
    "a case that waits uncounted": (
        ["DELETE FROM open_case_count"],
        {("counter_differs", "open_case_count", "0301 pending 2020-02-27")},
    ),
    "no audit row": (
        ["DELETE FROM audit_event WHERE sequence = 2"],
        {
            ("case_without_audit", "case", "B00000003"),
            ("case_not_as_planned", "case", "B00000003"),
            ("receipt_anchor", "receipt", "R00000003"),
            ("foreign_key", "receipt", "R00000003"),
        },
    ),
    "an audit row sealed anew": (
        ["UPDATE audit_event SET hash = '" + "e" * 64 + "' WHERE sequence = 2"],
        {("receipt_anchor", "receipt", "R00000003")},
    ),
    "the maker became the checker": (
        [f"UPDATE \"case\" SET checker = '1001', checker_id_no = '{TELLER_ID}' WHERE case_no = 'B00000003'"],
        {("same_person", "case", "B00000003"), ("case_not_as_planned", "case", "B00000003")},
    ),
    "the member became the proxy": (
        [f"UPDATE \"case\" SET proxy_id_no = '{MEMBER_ID}' WHERE case_no = 'B00000003'"],
        {("same_person", "case", "B00000003")},
    ),
    "staff became a proxy": (
        [
            "INSERT INTO staff SELECT '1009', name, name_en, role, branch_code, '440301199202020027', "
            "password_hash, must_change, active, failed_count, NULL, NULL, language, theme FROM staff LIMIT 1"
        ],
        {("proxy_is_staff", "case", "B00000003"), ("proxy_is_staff", "case", "B00000002")},
    ),
    "an index was dropped and a table added": (
        ["CREATE TABLE extra (a)", "DROP INDEX uq_card_linked_member"],
        {("schema", "", "extra"), ("schema", "", "uq_card_linked_member")},
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named(sample: Database, name: str) -> None:
    statements, expected = DAMAGE[name]
    before = {(problem.code, problem.table, problem.row) for problem in verified(sample)}
    unprotected(sample, *statements)
    after = {(problem.code, problem.table, problem.row) for problem in verified(sample)}
    assert expected <= after
    assert after - before <= expected | {item for item in after if item[0] == "integrity"}


def test_a_broken_bound_is_named(sample: Database) -> None:
    unprotected(sample, "UPDATE account SET held_fen = -1")
    named = [problem for problem in verified(sample) if problem.code == "integrity"]
    assert named == [Problem("integrity", "account", "20000000001", {"message": "ck_account_held_fen"})]


def test_what_was_found_is_told(sample: Database) -> None:
    unprotected(sample, "UPDATE account SET balance_fen = 95001")
    found = next(problem for problem in verified(sample) if problem.code == "balance_not_entries")
    assert found.params == {"balance_fen": "95001", "entries_fen": "95000"}


def test_a_flood_of_problems_is_cut(database: Database) -> None:
    with database.writing() as uow:
        for number in range(150):
            batch = {"id": number + 1, "summary_code": "opening", "entry_count": 2}
            entry = {"batch_id": number + 1, "amount_fen": 1, "account_no": None, "balance_after_fen": None}
            for sign in (1, -1):
                values = {**ROWS["ledger_entry"], **entry, "ledger": "opening", "amount_fen": sign}
                insert(uow.connection, "ledger_entry", values | {"id": None})
            insert(uow.connection, "journal_batch", ROWS["journal_batch"] | batch)
    unprotected(database, "UPDATE ledger_entry SET amount_fen = 2 WHERE amount_fen = 1")
    codes = [problem.code for problem in verified(database)]
    assert codes.count("batch_not_zero") == integrity.PROBLEMS_PER_RULE


def test_progress_is_told(database: Database) -> None:
    told: list[tuple[str, int, int]] = []
    with database.reading() as reader:
        integrity.verify_database(
            reader, database.keys, lambda step, done, total: told.append((step, done, total))
        )
    assert [step for step, done, total in told if done == total] == ["storage", "rules", "audit_chains"]
