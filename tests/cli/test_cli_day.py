"""hfund day, payments, notices: the end of the day without a screen, by people who prove who they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.money import parse_yuan
from hfund_tui.services.payments import ExportedFile
from tests.cli.conftest import Caller, Outcome
from tests.support import branch, house
from tests.support.branch import PASSWORD, SUPERVISOR, SUPERVISOR_2, TELLER

Call = Callable[..., Outcome]


@pytest.fixture
def cases(branch_settings) -> list[str]:
    """Two payouts that are due."""
    station = branch.open_branch(branch_settings)
    session = branch.sign_in(station)
    made = [house.done(station, session, house.rent(one)).receipt.case_no for one in (1, 2)]
    station.close()
    return made


@pytest.fixture
def call(hfund: Caller, branch_settings) -> Call:
    """A command by the supervisor, who types the password."""

    def called(*arguments: str, by: str | None = SUPERVISOR, stdin: str = f"{PASSWORD}\n", lang: str = "en"):
        return hfund(
            *arguments,
            *(() if by is None else ("--by", by)),
            stdin=stdin,
            environment={
                "HFUND_HOME": str(branch_settings.home),
                "HFUND_KEY_FILE": str(branch_settings.home / "hfund.key"),
                "HFUND_LANG": lang,
            },
        )

    return called


def exported(call: Call) -> ExportedFile:
    found = call("payments", "export", "--json").json
    fen = parse_yuan(found["total"])
    return ExportedFile(found["file_no"], Path(found["path"]), found["lines"], fen, found["sha256"])


def test_from_the_payouts_to_the_closed_day_and_the_next_one(call: Call, cases, tmp_path) -> None:
    sent = call("payments", "export")
    assert (sent.code, sent.err) == (0, "")
    assert "P202002270003001.csv" in sent.out and "2 payouts, 15,600.00 yuan" in sent.out
    closed = call("day", "close", "--pdf", str(tmp_path / "sheet.pdf"))
    assert closed.code == 0
    assert "15,600.00" in closed.out and "Day sheet" in closed.out
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    over = call("day", "sheet")
    assert (over.code, over.out) == (1, "") and "has no open business day" in over.err
    opened = call("day", "open", "--branch", "0003", "--date", "2020-02-28")
    assert (opened.code, "2020-02-28" in opened.out) == (0, True)
    kept = call("day", "sheet", "--date", "2020-02-27", "--json").json
    assert (kept["business_date"], kept["sent_fen"], kept["balances"]) == ("2020-02-27", 15_600_00, True)
    assert call("verify", by=None).code == 0


def test_a_day_beyond_the_known_holidays_says_so(call: Call, monkeypatch) -> None:
    monkeypatch.setattr(WorkingCalendar, "covers", lambda self, day: day.year != 2020)
    assert call("day", "close").code == 0
    opened = call("day", "open", "--branch", "0003", "--date", "2020-02-28")
    assert opened.code == 0 and "holidays of 2020 are not known" in opened.err


def test_without_a_date_the_next_working_day_is_opened(call: Call) -> None:
    assert call("day", "close").code == 0
    opened = call("day", "open", "--branch", "0003")
    assert opened.code == 0 and "is open" in opened.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_difference_wants_words(call: Call, cases, lang: str) -> None:
    refused = call("day", "close", lang=lang)
    assert (refused.code, refused.out) == (1, "")
    assert {"zh": "到期付款未导出", "en": "due payouts not sent"}[lang] in refused.err
    closed = call("day", "close", "--explain", "orders_not_sent=银行系统停机", lang=lang)
    assert (closed.code, "银行系统停机" in closed.out) == (0, True)


@pytest.mark.parametrize(
    "typed", ["orders_not_sent", "orders_not_sent=", "trial_balance=never mind", "=why", ""]
)
def test_words_for_what_they_can_explain(call: Call, cases, typed: str) -> None:
    refused = call("day", "close", "--explain", typed)
    assert (refused.code, refused.out) == (2, "") and "--explain" in refused.err


def test_a_sheet_of_books_that_do_not_agree(call: Call, cases, branch_settings) -> None:
    station = branch.open_branch(branch_settings)
    house.behind(station, "UPDATE payment_order SET amount_fen = amount_fen + 1")
    station.close()
    found = call("day", "sheet", "--json")
    assert (found.code, found.json["balances"]) == (1, False)
    assert call("day", "close", "--explain", "orders_not_sent=x").code == 1
    assert call("verify", by=None).code == 1


def test_two_supervisors_reopen(call: Call) -> None:
    both = f"{PASSWORD}\n{PASSWORD}\n"
    again = ("day", "reopen", "--branch", "0003", "--second")
    assert call(*again, SUPERVISOR_2, stdin=both).code == 1
    assert call("day", "close").code == 0
    for second, stdin, code in (
        (SUPERVISOR, both, 1),
        (TELLER, both, 1),
        (SUPERVISOR_2, f"{PASSWORD}\n", 2),
        (SUPERVISOR_2, f"{PASSWORD}\nwrong-password\n", 1),
    ):
        assert call(*again, second, stdin=stdin).code == code
    opened = call(*again, SUPERVISOR_2, stdin=both)
    assert (opened.code, "open again" in opened.out) == (0, True)
    assert call("day", "sheet").code == 0


def test_passwords_come_from_files_too(call: Call, tmp_path) -> None:
    assert call("day", "close").code == 0
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text(PASSWORD)
    second.write_text(PASSWORD)
    files = ("--password-file", str(first), "--second-password-file", str(second))
    reopened = call("day", "reopen", "--branch", "0003", "--second", SUPERVISOR_2, *files, stdin="")
    assert reopened.code == 0


def test_answers_are_looked_through_then_taken(call: Call, cases, tmp_path) -> None:
    sent = exported(call)
    file = tmp_path / "returns.csv"
    file.write_text(house.answer(sent, {cases[0]: "账户已销户"}), encoding="utf-8")
    looked = call("payments", "returns", str(file), "--dry-run", "--json")
    assert (looked.code, looked.json["taken"], looked.json["failed"]) == (0, False, 1)
    taken = call("payments", "returns", str(file), "--json")
    assert taken.json == {
        "taken": True,
        "paid": 1,
        "paid_amount": "7800.00",
        "failed": 1,
        "failed_amount": "7800.00",
        "known": 0,
        "bad": [],
    }
    again = call("payments", "returns", str(file))
    assert again.code == 0 and "known before" in again.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_line_is_named_and_nothing_is_taken(call: Call, cases, tmp_path, lang: str) -> None:
    sent = exported(call)
    file = tmp_path / "returns.csv"
    file.write_text(house.answer(sent).replace("7800.00,paid", "7800.01,paid", 1), encoding="utf-8")
    refused = call("payments", "returns", str(file), lang=lang)
    assert refused.code == 1
    assert {"zh": "金额与付款文件不同", "en": "not the one that was sent"}[lang] in refused.out
    assert call("payments", "returns", str(file), "--json").json["bad"] == [
        {"line": 2, "code": "return_other_amount"},
        {"line": 4, "code": "return_totals"},
    ]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"H,1\n", b"R,P1\nT,0,0.00,0,0.00\n"])
def test_what_is_no_return_file(call: Call, tmp_path, content: bytes | None) -> None:
    file = tmp_path / "returns.csv"
    if content is not None:
        file.write_bytes(content)
    refused = call("payments", "returns", str(file))
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("Error: ")


def test_a_file_is_written_again(call: Call, cases) -> None:
    sent = exported(call)
    before = sent.path.read_bytes()
    sent.path.unlink()
    assert call("payments", "again", sent.file_no).code == 0
    assert sent.path.read_bytes() == before
    unknown = call("payments", "again", "P1")
    assert (unknown.code, "P1" in unknown.err) == (1, True)


def test_nothing_to_send_and_nobody_elses_work(call: Call, cases) -> None:
    assert call("payments", "export", by=TELLER).code == 1
    assert call("payments", "export", stdin="wrong-password\n").code == 1
    assert call("payments", "export", stdin="").code == 2
    assert call("payments", "export").code == 0
    nothing = call("payments", "export")
    assert (nothing.code, "No payout is due" in nothing.err) == (1, True)


def test_notices_go_out_once(call: Call, cases, branch_settings) -> None:
    first = call("notices", "deliver", "--json", by=None, stdin="")
    assert first.json == {"delivered": 2, "folder": str(branch_settings.home / "outbox" / "notices")}
    assert len(list(Path(first.json["folder"]).iterdir())) == 2
    second = call("notices", "deliver", by=None, stdin="")
    assert (second.code, "0 notices" in second.out) == (0, True)


def test_the_sheet_for_machines_is_one_object(call: Call, cases) -> None:
    found = json.loads(call("day", "sheet", "--json").out)
    assert found["unsent"] == 2 and found["differences"][0]["code"] == "orders_not_sent"


def test_anchors_kept_elsewhere_vouch_for_the_record(call: Call, cases, branch_settings, tmp_path) -> None:
    assert call("payments", "export").code == 0
    assert call("day", "close").code == 0
    (file,) = (branch_settings.home / "outbox" / "anchors").iterdir()
    assert call("verify", "--anchors", str(file), by=None).code == 0
    lines = file.read_text().splitlines()
    lines[0] = lines[0][:-1] + ("0" if lines[0][-1] != "0" else "1")
    forged = tmp_path / "forged"
    forged.write_text("\n".join(lines))
    found = call("verify", "--anchors", str(forged), "--json", by=None)
    assert (found.code, [one["code"] for one in found.json["problems"]]) == (1, ["audit_anchor"])


@pytest.mark.parametrize("content", [None, b"x", b"a b c", b"0003-03 1", b"\xff\xfe"])
def test_what_are_no_anchors(call: Call, tmp_path, content: bytes | None) -> None:
    file = tmp_path / "anchors.txt"
    if content is not None:
        file.write_bytes(content)
    refused = call("verify", "--anchors", str(file), by=None)
    assert (refused.code, refused.out) == (2, "")
