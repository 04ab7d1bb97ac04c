"""hfund verify-receipt: a paper is held against what was issued."""

from __future__ import annotations

import json

import pytest

from hfund_tui.cli.receipt import _SAID
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.receipt_check import ReceiptVerdict
from tests.support.branch import raw
from tests.support.case_work import approve, perform, posted, rent
from tests.support.house import reverse


@pytest.fixture
def receipt(station, teller):
    return posted(station, teller, rent()).receipt


@pytest.fixture
def ask(hfund, station, branch_settings, receipt):
    """The command line of that branch, asked about a receipt's number and code."""

    def call(code: str, number: str = receipt.receipt_no, *more: str):
        return hfund("verify-receipt", number, code, "--home", str(branch_settings.home), *more)

    return call


def test_a_genuine_one_is_shown_as_it_was_issued(ask, receipt):
    outcome = ask(receipt.verification_code)
    assert (outcome.code, outcome.err) == (0, "")
    for words in ("belong together", receipt.receipt_no, receipt.member.id_no, receipt.account_no):
        assert words in outcome.out


def test_for_machines(ask, receipt):
    answer = ask(receipt.verification_code, receipt.receipt_no, "--json").json
    assert (answer["genuine"], answer["operation"]) == (True, OperationCode.RENT_WITHDRAWAL.value)
    assert ask("AAAA-AAAA-AAAA", receipt.receipt_no, "--json").json == {
        "genuine": False,
        "verdict": "other_code",
    }


def test_grouping_and_case_do_not_matter(ask, receipt):
    code = receipt.verification_code.replace("-", " ").lower().replace("o", "0").replace("i", "1")
    assert ask(code, receipt.receipt_no.lower()).code == 0


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "张三", "\ud800", "'", "[/]"])
def test_another_code(ask, code):
    outcome = ask(code)
    assert outcome.code == 1
    assert "isn't that of this number" in outcome.out
    assert "440" not in outcome.out


def test_an_unknown_number(ask, receipt):
    outcome = ask(receipt.verification_code, "R99999999")
    assert outcome.code == 1
    assert "No receipt has this number" in outcome.out


def test_what_was_changed_on_file_proves_nothing(ask, station, receipt):
    with raw(station) as uow:
        row = uow.session.get_one(ReceiptRow, receipt.receipt_no)
        row.data_json = json.dumps(json.loads(row.data_json) | {"amount_fen": 1})
    outcome = ask(receipt.verification_code)
    assert outcome.code == 1
    assert "was changed" in outcome.out


def test_one_that_was_taken_back_says_so(ask, station, teller, receipt):
    reversal = reverse(receipt.case_no)
    undone = approve(station, teller, perform(station, teller, reversal)).receipt
    outcome = ask(receipt.verification_code, receipt.receipt_no, "--json")
    assert (outcome.code, outcome.json["reversed_by"]) == (0, undone.case_no)
    assert undone.case_no in ask(receipt.verification_code).out


def test_every_verdict_has_words():
    assert set(_SAID) == {one.value for one in ReceiptVerdict}
