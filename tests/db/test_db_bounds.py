"""No statement, however it is written, stores what a column must not hold."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import StatementError

from hfund_tui.db.engine import Database
from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.keys import Keys
from hfund_tui.db.tables import Branch, Member, metadata
from hfund_tui.db.tables.types import (
    Bounded,
    Characters,
    Day,
    Digest,
    Digits,
    Flag,
    Instant,
    MonthType,
    Name,
    Text,
    Unstorable,
    Whole,
    Word,
)
from tests.support.stored_rows import PROXY_ID, ROWS, SUPERVISOR_ID, TELLER_ID, insert, insert_all


class Undo(Exception):
    """Leaves a unit of work without keeping anything."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, empty_file: Path, keys: Keys) -> Iterator[Database]:
    """One database for the whole table: every attempt is rolled back."""
    path = tmp_path_factory.mktemp("bounds") / "hfund.db"
    shutil.copy(empty_file, path)
    with Database.open(path, keys) as database:
        yield database


def bad_values(kind: Bounded[object]) -> list[object]:
    match kind:
        case Whole():
            return [kind.low - 1, kind.high + 1]
        case Digest():
            return ["a" * 63, "a" * 65, "A" * 64, "g" * 64]
        case Digits():
            return ["1" * (kind.low - 1), "1" * (kind.high + 1), "1" * (kind.low - 1) + "x", "１" * kind.low]
        case Characters():
            return ["", "3,25", "x"]
        case Text():
            return ["x" * (kind.high + 1), *(["x" * (kind.low - 1)] if kind.low else [])]
        case Word():
            return ["nonsense", "", next(iter(kind.words)).value.upper()]
        case Name():
            return ["", "x" * 61]
        case MonthType():
            return ["2020-13", "2020-00", "2020-1", "202001", "2020-1x", "2020/01", "1899-12", "2020-01-01"]
        case Day():
            return ["2020-02-30", "2020-2-3", "27/02/2020", "", "2020-02-27T00:00:00"]
        case Instant():
            return [
                "2020-02-27",
                "2020-02-30T00:00:00.000000Z",
                "2020-02-27T25:00:00.000000Z",
                "2020-02-27T01:41:00.00000xZ",
                "2020-02-27T01:41:00.000000+",
                "2020-02-27 01:41:00.000000Z",
            ]
        case Flag():
            return [2, -1]
    raise AssertionError(kind)


BAD = [
    (table.name, column.name, value)
    for table in metadata.sorted_tables
    for column in table.columns
    if not column.foreign_keys
    for value in bad_values(column.type)
]


def test_every_table_is_tried() -> None:
    assert ROWS.keys() == metadata.tables.keys()
    for table in metadata.sorted_tables:
        assert ROWS[table.name].keys() == set(table.columns.keys()), table.name


@pytest.mark.parametrize(
    ("table", "column", "value"), BAD, ids=lambda value: repr(value)[:30] if value else "empty"
)
def test_a_column_refuses_what_is_out_of_bounds(
    shared: Database, table: str, column: str, value: object
) -> None:
    with pytest.raises(ConstraintBroken) as broken, shared.writing() as uow:
        insert(uow.connection, table, ROWS[table] | {column: value})
    assert broken.value.name.startswith((f"ck_{table}_", "tr_journal_batch_sums_to_zero"))


@pytest.mark.parametrize("column", ["balance_fen", "held_fen", "contribution_base_fen"])
@pytest.mark.parametrize("value", [0.5, "12.345", "1e", b"1"])
def test_money_is_a_whole_number_of_fen(shared: Database, column: str, value: object) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^ty_account_{column}$"), shared.writing() as uow:
        insert(uow.connection, "account", ROWS["account"] | {column: value})


RULES = [
    # constraint, table, change to a valid row
    ("ck_account_available", "account", {"balance_fen": 9_999}),
    ("ck_account_available", "account", {"held_fen": 100_001}),
    ("ck_account_frozen", "account", {"frozen_fen": 1}),
    ("ck_account_frozen", "account", {"freeze": "partial"}),
    ("ck_ledger_entry_amount_not_zero", "ledger_entry", {"amount_fen": 0}),
    ("ck_ledger_entry_member_line", "ledger_entry", {"account_no": None}),
    ("ck_ledger_entry_member_line", "ledger_entry", {"balance_after_fen": None}),
    ("ck_ledger_entry_member_line", "ledger_entry", {"ledger": "payout_clearing"}),
    ("ck_ledger_entry_loan_line", "ledger_entry", {"contract_no": "L0001"}),
    (
        "ck_ledger_entry_loan_line",
        "ledger_entry",
        {"ledger": "loan_principal", "account_no": None, "balance_after_fen": None},
    ),
    ("ck_account_password_own_has_hash", "account_password", {"password_hash": None}),
    ("ck_account_password_own_has_hash", "account_password", {"state": "reset"}),
    ("ck_account_password_set_or_reset", "account_password", {"state": "initial", "password_hash": None}),
    ("ck_account_password_wrong_on_a_day", "account_password", {"wrong_on": None}),
    ("ck_hold_ended", "hold", {"state": "posted"}),
    ("ck_hold_ended", "hold", {"ended_at": "2020-02-27T01:41:00.000000Z"}),
    ("ck_agreement_terminated", "agreement", {"state": "terminated"}),
    ("ck_proxy_document_valid", "proxy_document", {"valid_to": "2020-01-01"}),
    ("ck_proxy_document_notarised", "proxy_document", {"notary": ""}),
    ("ck_proxy_document_proxy_id_today", "proxy_document", {"proxy_id_kind": "resident_15"}),
    ("ck_member_id_today", "member", {"id_kind": "resident_15"}),
    ("ck_loan_settled", "loan", {"settled_on": "2020-02-27"}),
    ("ck_loan_settled", "loan", {"state": "settled", "balance_fen": 0}),
    ("ck_loan_settled_is_repaid", "loan", {"state": "settled", "settled_on": "2020-02-27"}),
    ("ck_loan_settled_is_repaid", "loan", {"balance_fen": 0}),
    ("ck_loan_not_more_than_lent", "loan", {"balance_fen": 1_200_001}),
    ("ck_loan_party_not_the_borrower", "loan_party", {"role": "borrower"}),
    ("ck_loan_party_co_repayer_has_account", "loan_party", {"role": "co_repayer", "relation": "parent"}),
    ("ck_loan_party_co_repayer_is_related", "loan_party", {"role": "co_repayer", "member_id": 1}),
    ("ck_loan_party_co_repayer_is_related", "loan_party", {"relation": "parent"}),
    ("ck_loan_terms_changed_by", "loan_terms", {"change": "shortening"}),
    ("ck_loan_instalment_penalty_when_paid", "loan_instalment", {"penalty_fen": 1}),
    ("ck_debit_order_of_one_thing", "debit_order", {"instalment_id": None}),
    ("ck_debit_order_of_one_thing", "debit_order", {"case_no": "B00000001"}),
    ("ck_debit_order_goes_at_once", "debit_order", {"state": "held"}),
    ("ck_debit_order_goes_at_once", "debit_order", {"state": "redirected"}),
    ("ck_debit_order_amount_is_the_sum", "debit_order", {"penalty_fen": 1}),
    ("ck_contribution_file_not_more_lines_than_stated", "contribution_file", {"taken": 3}),
    ("ck_contribution_file_not_more_money_than_stated", "contribution_file", {"taken_fen": 400_001}),
    ("ck_contribution_line_something", "contribution_line", {"personal_fen": 0, "employer_fen": 0}),
    ("ck_account_sealed", "account", {"state": "sealed", "sealed_on": None}),
    ("ck_payment_order_not_before_business_date", "payment_order", {"not_before": "2020-02-26"}),
    ("ck_business_day_closed", "business_day", {"closed_by": "2001"}),
    ("ck_case_maker_is_not_checker", "case", {"checker": "1001"}),
    ("ck_case_maker_is_not_checker", "case", {"checker_id_no": TELLER_ID}),
    ("ck_case_maker_is_not_member", "case", {"member_id_no": TELLER_ID}),
    ("ck_case_maker_is_not_proxy", "case", {"proxy_id_no": TELLER_ID}),
    ("ck_case_checker_is_not_member", "case", {"member_id_no": SUPERVISOR_ID}),
    ("ck_case_checker_is_not_proxy", "case", {"proxy_id_no": SUPERVISOR_ID}),
    ("ck_case_proxy_is_not_member", "case", {"member_id_no": PROXY_ID}),
    ("ck_case_checker_identified", "case", {"checker_id_no": None}),
    ("ck_case_checker_identified", "case", {"checker": None}),
    ("ck_case_proxy_identified", "case", {"proxy_id_no": None}),
    ("ck_case_completed_has_plan", "case", {"status": "completed", "plan_sha256": None}),
    ("ck_case_open_has_inbox", "case", {"status": "pending"}),
    ("ck_case_open_has_inbox", "case", {"inbox": "supervisor"}),
    ("nn_case_maker_id_no", "case", {"maker_id_no": None}),
]


@pytest.mark.parametrize(("constraint", "table", "change"), RULES)
def test_a_rule_over_several_columns(
    shared: Database, constraint: str, table: str, change: dict[str, object]
) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^{constraint}$"), shared.writing() as uow:
        insert(uow.connection, table, ROWS[table] | change)


UNIQUE = [
    # constraint, table, change to the second row that should have been enough
    ("uq_employer_account_no", "employer", {"id": 2}),
    ("uq_member_id_no", "member", {"id": 2}),
    ("uq_account_member_id", "account", {"account_no": "20000000002"}),
    ("uq_card_linked_member", "card", {"id": 2, "card_no": "6217000000000008839"}),
    ("uq_card_linked_no", "card", {"id": 2, "member_id": 2}),
    ("pk_claimed_month", "claimed_month", {"case_no": "B00000002", "operation": "other_housing_withdrawal"}),
    ("uq_agreement_in_force", "agreement", {"id": 2}),
    ("uq_proxy_document_certificate_sha256", "proxy_document", {"id": 2, "member_id": 2}),
    ("uq_case_idempotency_key", "case", {"case_no": "B00000009"}),
    ("uq_payment_order_case_no", "payment_order", {"id": 2}),
    ("uq_receipt_case_no", "receipt", {"receipt_no": "R00000002"}),
    ("uq_hold_active_case", "hold", {"id": 2}),
    ("uq_loan_party_active", "loan_party", {"id": 2, "position": 2}),
    ("uq_loan_party_position", "loan_party", {"id": 2, "id_no": "440301199404040040"}),
    ("uq_loan_terms_in_force", "loan_terms", {"id": 2}),
    ("uq_repayment_account_in_use", "repayment_account", {"id": 2}),
    ("uq_loan_instalment_terms_id_period", "loan_instalment", {"id": 2}),
    ("uq_loan_offset_case_no_account_no", "loan_offset", {"id": 2}),
    ("pk_contribution_line", "contribution_line", {"line_no": 4}),
    ("uq_contribution_line_file_no_line_no", "contribution_line", {"month": "2020-03"}),
    ("uq_contribution_file_content_sha256", "contribution_file", {"file_no": "C202002270301002"}),
    ("uq_staff_id_no", "staff", {"code": "1002"}),
    ("uq_business_day_open", "business_day", {"business_date": "2020-02-28"}),
    ("pk_audit_event", "audit_event", {}),
]


@pytest.mark.parametrize(("constraint", "table", "change"), UNIQUE)
def test_only_one_of_a_kind(shared: Database, constraint: str, table: str, change: dict[str, object]) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^{constraint}$"), shared.writing() as uow:
        insert_all(uow.connection)
        insert(uow.connection, table, ROWS[table] | change)


ORDERS = [
    # constraint, change to two orders
    ("uq_debit_order_case", {"instalment_id": None, "case_no": "B00000001"}),
    ("uq_debit_order_instalment", {"state": "queued"}),
    ("uq_debit_order_instalment", {"state": "sent"}),
    ("uq_debit_order_instalment", {"state": "paid"}),
]


@pytest.mark.parametrize(("constraint", "change"), ORDERS)
def test_nothing_is_debited_twice(shared: Database, constraint: str, change: dict[str, object]) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^{constraint}$"), shared.writing() as uow:
        insert_all(uow.connection, but=("debit_order",))
        for number in (1, 2):
            insert(uow.connection, "debit_order", ROWS["debit_order"] | change | {"id": number})


ENDED = [
    ("card", {"id": 2, "state": "unlinked", "unlinked_on": "2020-02-01"}),
    ("agreement", {"id": 2, "state": "terminated", "terminated_on": "2020-02-01"}),
    ("hold", {"id": 2, "state": "voided", "ended_at": "2020-02-27T01:41:00.000000Z"}),
    ("hold", {"id": 2, "account_no": "20000000009"}),
    ("loan_party", {"id": 2, "ended_on": "2020-02-27"}),
    ("loan_terms", {"id": 2, "ended_on": "2020-02-27"}),
    ("loan_terms", {"id": 2, "change": "rate_change", "ended_on": "2020-02-27"}),
    ("repayment_account", {"id": 2, "ended_on": "2020-02-27"}),
    ("debit_order", {"id": 2, "state": "queued"}),
    ("debit_order", {"id": 2, "state": "voided"}),
    (
        "business_day",
        {"business_date": "2020-02-26", "closed_by": "2001", "closed_at": "2020-02-27T01:41:00.000000Z"},
    ),
]


@pytest.mark.parametrize(("table", "change"), ENDED)
def test_what_has_ended_does_not_count(shared: Database, table: str, change: dict[str, object]) -> None:
    with pytest.raises(Undo), shared.writing() as uow:
        insert_all(uow.connection)
        insert(uow.connection, table, ROWS[table] | change)
        raise Undo


def test_rows_may_be_added_in_any_order_but_not_point_nowhere(shared: Database) -> None:
    with pytest.raises(ConstraintBroken, match=r"^foreign_key$"), shared.writing() as uow:
        insert_all(uow.connection, but=("branch",))
    with pytest.raises(Undo), shared.writing() as uow:
        insert_all(uow.connection)
        raise Undo


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "1990-01-01"),
        ("birth_date", 19900101),
        ("id_no", 440301199001010015),
        ("deceased", 0),
        ("sex", "unknown"),
    ],
)
def test_a_wrong_python_type_does_not_reach_the_database(shared: Database, field: str, value: object) -> None:
    with pytest.raises(StatementError) as refused, shared.writing() as uow:
        uow.connection.execute(metadata.tables["member"].insert(), {field: value})
    assert "19900101" not in str(refused.value)


@pytest.mark.parametrize(
    ("field", "value"), [("name", "张\x00三"), ("name", "张\ud800"), ("id", 2**63), ("id", -(2**70))]
)
def test_what_no_database_holds_has_an_error_of_its_own(shared: Database, field: str, value: object) -> None:
    with pytest.raises(Unstorable), shared.writing() as uow:
        uow.connection.execute(metadata.tables["member"].insert(), {field: value})


def test_personal_data_does_not_show_in_repr() -> None:
    member = Member(**{**ROWS["member"], "id": 7})
    shown = repr(member)
    assert "id=7" in shown
    assert not any(str(ROWS["member"][name]) in shown for name in ("id_no", "name", "mobile", "birth_date"))


def test_bounds_hold_through_the_orm(shared: Database) -> None:
    with pytest.raises(ConstraintBroken, match=r"^ck_branch_code$"), shared.writing() as uow:
        uow.session.add(Branch(code="12", name="x", name_en="x"))
