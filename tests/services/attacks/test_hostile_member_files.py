"""A member file that lies about amounts, days and names, that raises somebody's own base, or asks who is where."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfund_tui.db.tables import Staff, StaffRelative
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.services.test_member_files import EMPTY, changed, exported, sexes_as_in_the_numbers, taken
from tests.support import branch, house
from tests.support.branch import MEMBER_IDS, SUPERVISOR, SUPERVISOR_2, TODAY, account_no, raw
from tests.support.house import clean, rows, supervisor

MOST = "100000000000.00"
SEALED = {"GRZHZT": "02", "FCRQ": "2020-01-31", "GRYJCE": "", "DWYJCE": ""}
RAISED = {"GRJCJS": "20000.00", "GRYJCE": "", "DWYJCE": ""}


@pytest.fixture
def content(station: Workstation) -> Path:
    """What eight members are written as."""
    sexes_as_in_the_numbers(station)
    return exported(station)


@pytest.fixture
def empty(branch_template: Settings, tmp_path: Path) -> Iterator[Workstation]:
    station = branch.open_branch(branch.copy_of(branch_template, tmp_path / "empty"))
    house.behind(station, *EMPTY)
    yield station
    clean(station)
    station.close()


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({**SEALED, "GRJCBL": "900"}, "GRJCBL", "member_rate"),
        ({"GRZHZT": "05", "XHRQ": "2020-01-31", "GRZHYE": "0", "DWJCBL": "101"}, "DWJCBL", "member_rate"),
        ({"KHRQ": "2019-01-01", "JXRQ": "1019-06-30"}, "JXRQ", "member_too_early"),
        ({"KHRQ": "0001-01-01"}, "KHRQ", "member_too_early"),
        ({**SEALED, "KHRQ": "2019-01-01", "FCRQ": "2015-01-01"}, "FCRQ", "member_too_early"),
        (
            {"GRZHZT": "05", "KHRQ": "2019-01-01", "XHRQ": "2015-01-01", "GRZHYE": "0"},
            "XHRQ",
            "member_too_early",
        ),
        ({"XINGMING": "——"}, "XINGMING", "member_no_letters"),
        ({"XINGMING": "\U0001f600"}, "XINGMING", "member_no_letters"),
        # The bank's files hold a name as it is; nobody may plant there what a spreadsheet runs.
        ({"XINGMING": '=HYPERLINK("http://x","张一")'}, "XINGMING", "member_formula"),
        ({"DWZH": "200002", "DWMC": "……"}, "DWMC", "member_no_letters"),
    ],
)
def test_a_line_that_can_not_be_true_is_named_and_the_others_come_in(
    content, empty, cells, column, code
) -> None:
    report = taken(empty, changed(content, a1=cells))
    assert (report.opened, report.bad) == (7, 1)
    assert [(one.number, one.column, one.code) for one in report.faults] == [(2, column, code)]


def test_balances_that_no_sum_of_one_entry_holds(content, empty) -> None:
    """Each can be; together they pass what one entry of the ledger may hold."""
    report = taken(empty, changed(content, a1={"GRZHYE": MOST}, a2={"GRZHYE": MOST}))
    assert (report.opened, report.bad) == (8, 0)
    assert rows(empty, "SELECT count(*) FROM journal_batch") == [(3,)]
    assert rows(empty, "SELECT sum(balance_fen) FROM account") == [(2 * 10**13 + 6 * 50_000_00,)]


class TestOwn:
    def adjusted(self, station: Workstation, content: Path, number: int = 1) -> tuple[int, list[str]]:
        report = taken(station, changed(content, **{f"a{number}": RAISED}))
        return report.adjusted, [one.code for one in report.faults]

    @pytest.mark.parametrize("who", [SUPERVISOR, SUPERVISOR_2])
    def test_nobody_raises_a_base_of_their_own(self, station, content, who) -> None:
        with raw(station) as uow:
            uow.session.get_one(Staff, who).id_no = MEMBER_IDS[1]
        assert self.adjusted(station, content) == (0, ["member_own"])
        assert self.adjusted(station, content, 2) == (1, [])

    def test_or_of_a_relative(self, station, content) -> None:
        with raw(station) as uow:
            uow.session.add(StaffRelative(staff_code=SUPERVISOR_2, id_no=MEMBER_IDS[1], declared_on=TODAY))
        assert self.adjusted(station, content) == (0, ["member_own"])

    def test_or_opens_an_account_with_money_in_it(self, content, empty) -> None:
        with raw(empty) as uow:
            uow.session.get_one(Staff, SUPERVISOR).id_no = MEMBER_IDS[1]
        looked = empty.member_import.check(supervisor(empty), content.read_bytes())
        report = taken(empty, content.read_bytes())
        assert [one.code for one in looked.faults] == [one.code for one in report.faults] == ["member_own"]
        assert rows(empty, "SELECT count(*) FROM account WHERE account_no = :no", no=account_no(1)) == [(0,)]

    def test_a_line_that_says_nothing_new_is_let_pass(self, station, content) -> None:
        with raw(station) as uow:
            uow.session.get_one(Staff, SUPERVISOR).id_no = MEMBER_IDS[1]
        report = taken(station, content.read_bytes())
        assert (report.known, report.bad) == (8, 0)


def test_what_is_given_back_says_nothing_of_whoever_is_on_file(station, content) -> None:
    """Whoever made the file may have made it to ask: where somebody works, under which number, on which base."""
    with raw(station) as uow:
        execute = uow.connection.exec_driver_sql
        execute("INSERT INTO employer VALUES (2, '298765', '别的公司', NULL)")
        execute(f"UPDATE account SET employer_id = 2 WHERE account_no = '{account_no(3)}'")
        execute(
            "UPDATE account SET state = 'sealed', sealed_on = '2020-01-31', contribution_base_fen = 1234567 "
            f"WHERE account_no = '{account_no(4)}'"
        )
    lies = changed(
        content,
        a1={"XINGMING": "李四"},
        a2={"GRZH": "20000009999"},
        a3={"GRJCJS": "9999.00", "GRYJCE": "", "DWYJCE": ""},
        a4=SEALED,
        a5={"ZJHM": MEMBER_IDS[6], "XINGBIE": "", "CSRQ": ""},
        a6={"GRZHZT": "02", "FCRQ": "2020-01-31"},
    )
    report = taken(station, lies)
    assert {one.code for one in report.faults} >= {"member_differs", "member_id_taken"}
    assert report.returned is not None
    text = report.returned.read_text(encoding="utf-8-sig")
    told = " ".join(row[-1] for row in csv.reader(io.StringIO(text)))
    assert "298765" not in told and "12345.67" not in told and "12,345.67" not in told
    assert "应为" not in told, told
