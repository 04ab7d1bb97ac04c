"""What the database itself keeps as it is, whoever asks."""

import pytest

from hfund_tui.db.engine import Database
from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.tables import metadata
from hfund_tui.db.triggers import DOCUMENT_STAYS, INSTALMENT_STAYS, KEPT, LIST_STAYS, TERMS_STAY
from tests.support.by_hand import by_hand

MAY_CHANGE = {
    "issued_document": (DOCUMENT_STAYS, {"printed_copies"}),
    "loan_terms": (TERMS_STAY, {"ended_on", "ended_case"}),
    "loan_instalment": (INSTALMENT_STAYS, {"penalty_fen", "paid_on"}),
    "contribution_file": (LIST_STAYS, {"taken", "taken_fen", "batches", "finished_at"}),
}


@pytest.mark.parametrize("table", KEPT)
def test_what_is_kept_is_not_deleted(filled: Database, table: str) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^tr_{table}_no_delete$"), filled.writing() as uow:
        by_hand(uow.connection, f'DELETE FROM "{table}"')


@pytest.mark.parametrize("table", MAY_CHANGE)
def test_every_column_stays_or_may_change(table: str) -> None:
    stays, may_change = MAY_CHANGE[table]
    assert {*stays, *may_change} == set(metadata.tables[table].columns.keys())


@pytest.mark.parametrize(
    ("trigger", "table", "column"),
    [
        *(("tr_loan_terms_are_versions", "loan_terms", column) for column in TERMS_STAY),
        *(("tr_loan_instalment_is_owed", "loan_instalment", column) for column in INSTALMENT_STAYS),
        *(("tr_contribution_file_is_known", "contribution_file", column) for column in LIST_STAYS),
        *(("tr_issued_document_stays", "issued_document", column) for column in DOCUMENT_STAYS),
    ],
)
def test_what_was_agreed_or_owed_is_not_rewritten(
    filled: Database, trigger: str, table: str, column: str
) -> None:
    with pytest.raises(ConstraintBroken, match=rf"^{trigger}$"), filled.writing() as uow:
        by_hand(uow.connection, f'UPDATE {table} SET "{column}" = "{column}"')


def test_terms_end_and_come_back(filled: Database) -> None:
    with filled.writing() as uow:
        by_hand(uow.connection, "UPDATE loan_terms SET ended_on = '2020-02-27'")
        by_hand(uow.connection, "UPDATE loan_terms SET ended_on = NULL")


@pytest.mark.parametrize("change", ["paid_on = NULL", "penalty_fen = 1", "paid_on = '2020-02-28'"])
def test_an_instalment_is_paid_once(filled: Database, change: str) -> None:
    with filled.writing() as uow:
        by_hand(uow.connection, "UPDATE loan_instalment SET paid_on = '2020-02-27', penalty_fen = 5")
    with pytest.raises(ConstraintBroken, match=r"^tr_loan_instalment_stays_paid$"), filled.writing() as uow:
        by_hand(uow.connection, f"UPDATE loan_instalment SET {change}")
