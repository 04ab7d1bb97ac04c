"""Rows changed by somebody who has the file's key: `verify` names them, and no receipt vouches for them."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select

from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import Case, ClaimedMonth, PaymentOrder
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.plain import to_plain
from hfund_tui.domain.receipt import verification_code
from tests.support.branch import STAFF_IDS, SUPERVISOR_2, raw
from tests.support.case_work import approve, by_proxy, clean, perform, posted, rent, signing


def problems(station) -> set[str]:
    with station._database.reading() as reader:
        return {problem.code for problem in verify_database(reader, station._database.keys)}


@pytest.fixture
def receipt(station, teller):
    return approve(station, teller, perform(station, teller, rent(**by_proxy()))).receipt


def test_what_is_posted_is_as_planned(station, teller, receipt):
    posted(station, teller, signing(2))
    station.receipts.reprint(teller, receipt.receipt_no)
    clean(station)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("amount_fen", 9_999_00),
        ("account_no", "2*******002"),
        ("member", {"name": "王*", "id_no": "440***********0018"}),
        ("checker", None),
        ("held_until", "2020-02-28"),
        ("business_date", "2020-02-28"),
        ("proxy", None),
        ("lines", []),
    ],
)
def test_the_code_of_a_receipt_covers_what_it_says(station, receipt, name, value):
    with raw(station) as uow:
        row = uow.session.get_one(ReceiptRow, receipt.receipt_no)
        content = json.loads(row.data_json)
        assert content[name] != value
        row.data_json = json.dumps(content | {name: value})
    assert problems(station) == {"receipt_changed"}


def test_a_reprint_keeps_the_code(station, teller, receipt):
    again = station.receipts.reprint(teller, receipt.receipt_no)
    assert again.verification_code == receipt.verification_code
    key = station._database.keys.audit
    assert verification_code(key, to_plain(again)) == receipt.verification_code


def test_the_code_needs_the_key(receipt):
    assert verification_code(b"guess", to_plain(receipt)) != receipt.verification_code


def test_a_claim_that_was_forgotten(station, receipt):
    with raw(station) as uow:
        uow.session.delete(uow.session.exec(select(ClaimedMonth)).first())
    assert problems(station) == {"case_not_as_planned"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"card_no": "6222020000000000001"}, "payment_to_other_card"),
        ({"bank_code": "ICBC"}, "payment_to_other_card"),
        ({"card_id": 2}, "payment_to_other_card"),
        ({"account_no": "20000000002"}, "payment_to_other_card"),
    ],
)
def test_a_payment_led_elsewhere(station, receipt, change, code):
    with raw(station) as uow:
        order = uow.session.exec(select(PaymentOrder)).one()
        for name, value in change.items():
            setattr(order, name, value)
    assert code in problems(station)


@pytest.mark.parametrize("checker", [None, SUPERVISOR_2])
def test_a_second_person_taken_out_or_exchanged(station, receipt, checker):
    with raw(station) as uow:
        case = uow.session.get_one(Case, receipt.case_no)
        case.checker, case.checker_id_no = checker, checker and STAFF_IDS[checker]
    assert problems(station) == {"case_not_as_planned", "case_not_as_recorded"}
