"""hfund debits: loan debits to the bank and back, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hfund_tui.domain.money import parse_yuan
from hfund_tui.services.bank_files import ExportedFile
from tests.cli.conftest import Caller, Outcome
from tests.support import branch, house
from tests.support.branch import PASSWORD, SUPERVISOR, TELLER
from tests.support.lending import CONTRACT, lend

Call = Callable[..., Outcome]


@pytest.fixture
def call(hfund: Caller, branch_settings) -> Call:
    """A command by the supervisor, who types the password, on a day on which two instalments fall due."""
    station = branch.open_branch(branch_settings)
    with branch.raw(station) as uow:
        lend(uow)
        lend(uow, 2, "D2018030002")
    house.next_day(station, to=date(2020, 3, 20))
    station.close()

    def called(*arguments: str, by: str = SUPERVISOR, stdin: str = f"{PASSWORD}\n", lang: str = "en"):
        return hfund(
            *arguments,
            "--by",
            by,
            stdin=stdin,
            environment={
                "HFUND_HOME": str(branch_settings.home),
                "HFUND_KEY_FILE": str(branch_settings.home / "hfund.key"),
                "HFUND_LANG": lang,
            },
        )

    return called


def exported(call: Call) -> ExportedFile:
    found = call("debits", "export", "--json").json
    fen = parse_yuan(found["total"])
    return ExportedFile(found["file_no"], Path(found["path"]), found["lines"], fen, found["sha256"])


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "2 笔，合计 5,671.96 元"), ("en", "2 debits, 5,671.96 yuan in all")]
)
def test_what_is_due_goes_into_a_file_once(call: Call, lang: str, words: str) -> None:
    sent = call("debits", "export", lang=lang)
    assert (sent.code, sent.err) == (0, "")
    assert "D202003200003001.csv" in sent.out and words in sent.out
    nothing = call("debits", "export", lang=lang)
    assert (nothing.code, nothing.out) == (1, "")
    assert {"zh": "没有到期的扣款", "en": "No debit is due"}[lang] in nothing.err


def test_answers_are_looked_through_then_taken(call: Call, tmp_path) -> None:
    sent = exported(call)
    file = tmp_path / "returns.csv"
    file.write_text(house.answer(sent, {f"{CONTRACT}-20200320": "余额不足"}), encoding="utf-8")
    looked = call("debits", "import", str(file), "--dry-run", "--json")
    assert (looked.code, looked.json["taken"], looked.json["failed"]) == (0, False, 1)
    taken = call("debits", "import", str(file), "--json")
    assert (taken.json["taken"], taken.json["paid_amount"], taken.json["failed_amount"]) == (
        True,
        "2835.98",
        "2835.98",
    )
    again = call("debits", "import", str(file))
    assert again.code == 0 and "debited" in again.out and "known before" in again.out
    other = call("payments", "returns", str(file))
    assert (other.code, "a file of debits" in other.err, "9305" in other.err) == (1, True, True)


def test_a_bad_line_is_named_and_nothing_is_taken(call: Call, tmp_path) -> None:
    file = tmp_path / "returns.csv"
    file.write_text(house.answer(exported(call)).replace("2835.98,paid", "2835.99,paid", 1), encoding="utf-8")
    refused = call("debits", "import", str(file), "--json")
    assert refused.code == 1
    assert [one["code"] for one in refused.json["bad"]] == ["return_other_amount", "return_totals"]


def test_the_list_says_what_is_due_and_what_became_of_the_files(call: Call, tmp_path) -> None:
    assert call("debits", "list", "--json").json == {"due": 2, "due_amount": "5671.96", "files": []}
    sent = exported(call)
    file = tmp_path / "returns.csv"
    file.write_text(house.answer(sent, {f"{CONTRACT}-20200320": "余额不足"}), encoding="utf-8")
    assert call("debits", "import", str(file)).code == 0
    listed = call("debits", "list", by=TELLER)
    assert listed.code == 0
    assert "1 debit due" in listed.out  # the failed one, again
    assert sent.file_no in listed.out and "debited 1" in listed.out and "failed 1" in listed.out


def test_a_file_is_written_again(call: Call) -> None:
    sent = exported(call)
    before = sent.path.read_bytes()
    sent.path.unlink()
    assert call("debits", "again", sent.file_no).code == 0
    assert sent.path.read_bytes() == before
    unknown = call("debits", "again", "D1")
    assert (unknown.code, "no debit file D1" in unknown.err) == (1, True)


def test_it_is_the_supervisors_work(call: Call) -> None:
    assert call("debits", "export", by=TELLER).code == 1
    assert call("debits", "export", stdin="wrong-password\n").code == 1
    assert call("debits", "export").code == 0
