"""`verify` names what is wrong with a loan, and is silent about what is right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from hfund_tui.db.integrity import verify_database
from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support.branch import raw
from tests.support.house import answer, behind, done, rows, supervisor, tomorrow
from tests.support.lending import lend
from tests.support.loans import loan_request

SHORTENED, TAKEN, MOVED, QUEUED, OWED = "D1", "D2", "D3", "D4", "D5"
ASKED = {
    SHORTENED: OperationCode.SHORTEN_TERM,
    TAKEN: OperationCode.EARLY_REPAYMENT,
    MOVED: OperationCode.CHANGE_REPAYMENT_ACCOUNT,
    QUEUED: OperationCode.EARLY_REPAYMENT,
}
PAID = 24
"""Instalments of each loan that fell due: the first loan's are numbers 1 to 24."""

Found = set[tuple[str, str, str]]


@dataclass(frozen=True)
class House:
    """Five loans, with the numbers of the cases that changed four of them."""

    station: Workstation
    cases: dict[str, str]

    def problems(self) -> Found:
        database = self.station._database
        with database.reading() as reader:
            return {(one.code, one.table, one.row) for one in verify_database(reader, database.keys)}

    def number(self, query: str) -> str:
        ((number,),) = rows(self.station, query)
        return str(number)


@pytest.fixture
def house(station: Workstation, teller: Session) -> House:
    with raw(station) as uow:
        for number, contract_no in enumerate((SHORTENED, TAKEN, MOVED, QUEUED, OWED), 1):
            lend(uow, number, contract_no, unpaid=int(contract_no == OWED))
    cases = {}
    for number, (contract_no, operation) in enumerate(ASKED.items(), 1):
        request: Any = replace(loan_request(operation), member_id=number, contract_no=contract_no)
        cases[contract_no] = done(station, teller, request).receipt.case_no
        if contract_no == TAKEN:
            exported = station.debits.export(supervisor(station))
            answered = answer(exported, {f"{OWED}-20200220": "余额不足"})
            station.debits.import_returns(supervisor(station), answered)
    return House(station, cases)


# what was done; the code, the table and the row that verify must name. {D1} is the case of that loan, {d1} its
# order, {owed} the instalment that is owed and {failed} its order, {version} what the first case made, {file} the
# file that went to the bank.
EVERY_INSTALMENT = {
    ("instalment_not_as_scheduled", "loan_instalment", str(number)) for number in range(1, PAID + 1)
}
OTHER_FILE = {
    ("payment_file_orders", "payment_file", "{file}"),
    ("payment_file_content", "payment_file", "{file}"),
}
DAMAGE: dict[str, tuple[list[str], Found]] = {
    "a balance was lowered": (
        ["UPDATE loan SET balance_fen = balance_fen - 1 WHERE contract_no = 'D1'"],
        {("loan_balance_not_entries", "loan", "D1"), ("loan_balance_not_terms", "loan", "D1")},
    ),
    "principal came from nowhere": (
        [
            "UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE id IN "
            "(SELECT min(id) FROM ledger_entry WHERE contract_no = 'D2')",
            "UPDATE ledger_entry SET amount_fen = amount_fen - 1 WHERE id IN "
            "(SELECT min(id) + 1 FROM ledger_entry WHERE contract_no = 'D2')",
        ],
        {("loan_balance_not_entries", "loan", "D2")},
    ),
    "no terms are in force": (
        ["UPDATE loan_terms SET ended_on = '2020-02-27' WHERE id = {version}"],
        {("loan_terms_in_force", "loan", "D1"), ("loan_balance_not_terms", "loan", "D1")},
    ),
    "two terms are in force": (
        ["DROP INDEX uq_loan_terms_in_force", "UPDATE loan_terms SET ended_on = NULL WHERE id = 1"],
        {("loan_terms_in_force", "loan", "D1"), ("schema", "", "uq_loan_terms_in_force")},
    ),
    "called settled": (
        ["UPDATE loan SET state = 'settled' WHERE contract_no = 'D1'"],
        {("loan_terms_in_force", "loan", "D1")},
    ),
    "settled with something owed": (
        [
            "UPDATE loan_terms SET ended_on = '2020-02-27' WHERE contract_no = 'D5'",
            "UPDATE loan SET state = 'settled', settled_on = '2020-02-27', balance_fen = 0 "
            "WHERE contract_no = 'D5'",
        ],
        {
            ("loan_balance_not_entries", "loan", "D5"),
            ("loan_balance_not_terms", "loan", "D5"),
            ("loan_overdue_not_owed", "loan", "D5"),
        },
    ),
    "called overdue": (
        ["UPDATE loan SET state = 'overdue' WHERE contract_no = 'D1'"],
        {("loan_overdue_not_owed", "loan", "D1")},
    ),
    "called normal": (
        ["UPDATE loan SET state = 'normal' WHERE contract_no = 'D5'"],
        {("loan_overdue_not_owed", "loan", "D5")},
    ),
    "less principal was owed": (
        ["UPDATE loan_instalment SET principal_fen = principal_fen - 1 WHERE id = 3"],
        {("instalment_not_as_scheduled", "loan_instalment", "3")},
    ),
    "less interest was owed": (
        ["UPDATE loan_instalment SET interest_fen = interest_fen - 1 WHERE id = 3"],
        {("instalment_not_as_scheduled", "loan_instalment", "3")},
    ),
    "it fell due another day": (
        ["UPDATE loan_instalment SET due_on = '2018-05-21' WHERE id = 3"],
        {("instalment_not_as_scheduled", "loan_instalment", "3")},
    ),
    "an instalment of another loan": (
        ["UPDATE loan_instalment SET contract_no = 'D3' WHERE id = 3"],
        {("instalment_not_as_scheduled", "loan_instalment", "3")},
    ),
    "an instalment was left out": (
        [f"DELETE FROM loan_instalment WHERE id = {PAID - 1}"],
        {("instalment_not_as_scheduled", "loan_instalment", str(PAID))},
    ),
    "an instalment after the last": (
        [f"UPDATE loan_instalment SET period = 241 WHERE id = {PAID}"],
        {("instalment_not_as_scheduled", "loan_instalment", str(PAID))},
    ),
    "a lower rate": (["UPDATE loan_terms SET rate_text = '3.20' WHERE id = 1"], EVERY_INSTALMENT),
    "terms of no loan": (["UPDATE loan_terms SET rate_text = 'x' WHERE id = 1"], EVERY_INSTALMENT),
    "terms that end after the last year": (
        ["UPDATE loan_terms SET first_due = '9999-12-20' WHERE id = 1"],
        EVERY_INSTALMENT,
    ),
    "an instalment was not paid after all": (
        [f"UPDATE loan_instalment SET paid_on = NULL WHERE id = {PAID}"],
        {("loan_balance_not_terms", "loan", "D1"), ("loan_overdue_not_owed", "loan", "D1")},
    ),
    "what is owed was paid": (
        ["UPDATE loan_instalment SET paid_on = '2020-02-20' WHERE id = {owed}"],
        {("loan_balance_not_terms", "loan", "D5"), ("loan_overdue_not_owed", "loan", "D5")},
    ),
    "other terms than planned": (
        ["UPDATE loan_terms SET months = 119 WHERE id = {version}"],
        {("case_not_as_planned", "case", "{D1}")},
    ),
    "terms without their case": (
        ["UPDATE loan_terms SET case_no = NULL, change = 'rate_change' WHERE id = {version}"],
        {("case_not_as_planned", "case", "{D1}")},
    ),
    "terms before the bank answered": (
        ["UPDATE loan_terms SET case_no = '{D4}', change = 'partial_prepayment' WHERE id = {version}"],
        {("case_not_as_planned", "case", "{D1}"), ("case_not_as_planned", "case", "{D4}")},
    ),
    "another account than planned": (
        ["UPDATE repayment_account SET account_no = '6214830000000099' WHERE case_no = '{D3}'"],
        {("case_not_as_planned", "case", "{D3}")},
    ),
    "a larger order": (
        [
            "UPDATE debit_order SET interest_fen = interest_fen + 1, amount_fen = amount_fen + 1 WHERE id = {d4}"
        ],
        {("case_not_as_planned", "case", "{D4}")},
    ),
    "no order": (
        ["DELETE FROM debit_order WHERE id = {d4}"],
        {("case_not_as_planned", "case", "{D4}")},
    ),
    "an order to somebody else's account": (
        ["UPDATE debit_order SET account_id = 1 WHERE id = {d4}"],
        {("case_not_as_planned", "case", "{D4}"), ("debit_from_other_account", "debit_order", "{d4}")},
    ),
    "an order to another number": (
        ["UPDATE debit_order SET account_no = '6217000000000099' WHERE id = {d4}"],
        {("debit_from_other_account", "debit_order", "{d4}")},
    ),
    "an order to another bank": (
        ["UPDATE debit_order SET bank_code = 'ICBC' WHERE id = {d4}"],
        {("debit_from_other_account", "debit_order", "{d4}")},
    ),
    "said to be taken": (
        ["UPDATE debit_order SET state = 'paid', result_on = '2020-02-27' WHERE id = {d4}"],
        {
            ("debit_without_posting", "debit_order", "{d4}"),
            ("debit_order_file", "debit_order", "{d4}"),
            ("case_not_as_planned", "case", "{D4}"),
        },
    ),
    "taken, but for another case": (
        ["UPDATE journal_batch SET case_no = '{D4}' WHERE case_no = '{D2}'"],
        {("debit_without_posting", "debit_order", "{d2}")},
    ),
    "said to have failed": (
        ["UPDATE debit_order SET state = 'failed' WHERE id = {d2}"],
        {("case_not_as_planned", "case", "{D2}")},
    ),
    "a line that was not sent": (
        ["UPDATE debit_order SET file_no = '{file}', line_no = 3, state = 'sent' WHERE id = {d4}"],
        set(OTHER_FILE),
    ),
    "another holder than was sent": (
        ["UPDATE debit_order SET holder_name = '李四' WHERE id = {failed}"],
        {("payment_file_content", "payment_file", "{file}")},
    ),
    "a file of the other kind": (
        ["UPDATE payment_file SET kind = 'payout'"],
        {("payment_file_orders", "payment_file", "{file}")},
    ),
    "sent without a file": (
        ["UPDATE debit_order SET state = 'sent' WHERE id = {d4}"],
        {("debit_order_file", "debit_order", "{d4}")},
    ),
    "failed on no day": (
        ["UPDATE debit_order SET state = 'failed' WHERE id = {d4}"],
        {("debit_order_file", "debit_order", "{d4}")},
    ),
    "an order for less than the instalment": (
        [
            "UPDATE debit_order SET principal_fen = principal_fen - 1, amount_fen = amount_fen - 1 "
            "WHERE id = {failed}"
        ],
        {("debit_not_instalment", "debit_order", "{failed}"), *OTHER_FILE},
    ),
    "an order for another instalment": (
        ["UPDATE debit_order SET instalment_id = 1 WHERE id = {failed}"],
        {
            ("debit_not_instalment", "debit_order", "{failed}"),
            ("payment_file_content", "payment_file", "{file}"),
        },
    ),
    "an instalment that was taken and is owed": (
        ["UPDATE debit_order SET state = 'paid' WHERE id = {failed}"],
        {
            ("debit_not_instalment", "debit_order", "{failed}"),
            ("debit_without_posting", "debit_order", "{failed}"),
        },
    ),
}


def test_nothing_is_wrong(house: House) -> None:
    assert house.problems() == set()


def test_what_is_on_its_first_way_to_the_bank_is_not_overdue(house: House) -> None:
    """What could not be debited on its day stays overdue until it was."""
    station = house.station
    behind(
        station,
        "UPDATE repayment_account SET ended_on = '2020-02-27' WHERE contract_no = 'D1' AND ended_on IS NULL",
    )
    tomorrow(station, to=date(2020, 3, 20))
    exported = station.debits.export(supervisor(station))
    assert states(station) == {SHORTENED: "overdue", OWED: "overdue", TAKEN: "normal", MOVED: "normal"}
    assert house.problems() == set()
    behind(station, "UPDATE repayment_account SET ended_on = NULL WHERE contract_no = 'D1'")
    tomorrow(station, to=date(2020, 3, 23))
    station.debits.import_returns(supervisor(station), answer(exported, {f"{TAKEN}-20200320": "余额不足"}))
    station.debits.export(supervisor(station))
    assert states(station) == {SHORTENED: "overdue", OWED: "normal", TAKEN: "overdue", MOVED: "normal"}
    assert house.problems() == set()


def states(station: Workstation) -> dict[str, str]:
    """Of the loans that fall due in March."""
    return dict(
        rows(station, "SELECT contract_no, state FROM loan WHERE contract_no <> :other", other=QUEUED)
    )


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named(house: House, name: str) -> None:
    statements, expected = DAMAGE[name]
    names = dict(house.cases)
    for contract_no in (TAKEN, QUEUED):
        query = f"SELECT id FROM debit_order WHERE contract_no = '{contract_no}'"
        names[contract_no.lower()] = house.number(query)
    names["version"] = house.number("SELECT id FROM loan_terms WHERE change = 'shortening'")
    names["owed"] = house.number("SELECT id FROM loan_instalment WHERE paid_on IS NULL")
    names["failed"] = house.number("SELECT id FROM debit_order WHERE state = 'failed'")
    names["file"] = house.number("SELECT file_no FROM payment_file")
    behind(house.station, *(statement.format(**names) for statement in statements))
    after = {problem for problem in house.problems() if problem[0] != "integrity"}
    assert after == {(code, table, row.format(**names)) for code, table, row in expected}
