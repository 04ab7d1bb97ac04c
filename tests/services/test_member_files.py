"""Members out to a file and in again: who may, what a file changes, and that it changes it once."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from hfund_tui.db.tables import AuditEvent, Member
from hfund_tui.domain.member_record import COLUMNS
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services import member_lines
from hfund_tui.services.errors import BadInput, Refusal, Trouble
from hfund_tui.services.member_import import MemberReport
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch, demo_station, house
from tests.support.branch import PASSWORD, SUPERVISOR, SUPERVISOR_2, account_no, raw
from tests.support.by_hand import by_hand
from tests.support.contributing import contribution_list, entry, unpaid
from tests.support.house import clean, rows, supervisor

SECOND = (SUPERVISOR_2, PASSWORD)
EMPTY = (
    "DELETE FROM ledger_entry",
    "DELETE FROM journal_batch",
    *(f"DELETE FROM {table}" for table in ("card", "account", "member", "employer", "member_count")),
)


def exported(station: Workstation, name: str = "members.csv", **options: Any) -> Path:
    path = station.settings.home / name
    return station.member_export.export(supervisor(station), path, **options).path


def taken(station: Workstation, content: bytes, **options: Any) -> MemberReport:
    return station.member_import.take_in(supervisor(station), content, **{"second": SECOND, **options})


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def changed(path: Path, **changes: dict[str, str]) -> bytes:
    """The file with other cells, by account number (`a1` for the first)."""
    lines = table(path)
    for line in lines:
        line.update(changes.get(f"a{int(line['GRZH'][-4:])}", {}))
    target = io.StringIO()
    writer = csv.DictWriter(target, list(COLUMNS))
    writer.writeheader()
    writer.writerows(lines)
    return target.getvalue().encode()


def sexes_as_in_the_numbers(station: Workstation) -> None:
    """The small branch gives everybody the same sex, whatever the ID says."""
    with raw(station) as uow:
        for member in uow.session.exec(select(Member)):
            member.sex = "male" if int(member.id_no[16]) % 2 else "female"  # type: ignore[assignment]


@pytest.fixture
def station(station: Workstation) -> Workstation:
    sexes_as_in_the_numbers(station)
    return station


@pytest.fixture
def empty(branch_template: Settings, tmp_path: Path) -> Workstation:
    """A house that has no members yet."""
    station = branch.open_branch(branch.copy_of(branch_template, tmp_path / "empty"))
    house.behind(station, *EMPTY)
    clean(station)
    return station


class TestOut:
    def test_everybody_with_the_fields_of_the_standard(self, station):
        path = exported(station)
        first, *others = table(path)
        assert list(first) == list(COLUMNS) and len(others) == 7
        wanted = {"GRZH": account_no(1), "XINGMING": "张一", "ZJLX": "01", "ZJHM": branch.MEMBER_IDS[1]}
        wanted |= {"GRZHZT": "01", "GRJCJS": "10000.00", "GRYJCE": "1000.00", "DWYJCE": "1000.00"}
        wanted |= {"JZNY": "202002", "GRZHYE": "50000.00", "DWZH": "100001", "SCTQNY": "201908"}
        assert wanted.items() <= first.items()
        assert path.stat().st_mode & 0o777 == 0o600

    def test_one_employers_people(self, station):
        with raw(station) as uow:
            by_hand(uow.connection, "INSERT INTO employer VALUES (2, '100002', '别的公司', NULL)")
            by_hand(
                uow.connection, f"UPDATE account SET employer_id = 2 WHERE account_no = '{account_no(3)}'"
            )
        assert [one["GRZH"] for one in table(exported(station, employer_no="100002"))] == [account_no(3)]
        with pytest.raises(BadInput) as refused:
            exported(station, "none.csv", employer_no="100009")
        assert (refused.value.code, refused.value.field) == ("contribution_employer", "employer")

    def test_names_are_no_formulas(self, station):
        with raw(station) as uow:
            uow.session.get_one(Member, 1).name = '=HYPERLINK("x")\u202e'
        text = exported(station).read_text(encoding="utf-8-sig")
        assert '"\'=HYPERLINK(""x"")"' in text and "\u202e" not in text

    def test_above_the_number_of_the_policy_it_takes_two(self, station):
        key = "approval.members_export_above"
        parameter = station.policies.parameters[key]
        few = tuple(replace(one, value=7) for one in parameter.values)
        station.policies.parameters[key] = replace(parameter, values=few)
        with pytest.raises(Refusal) as refused:
            exported(station)
        assert (refused.value.code, dict(refused.value.params)) == (
            "members_need_second",
            {"n": 8, "most": 7},
        )
        assert not (station.settings.home / "members.csv").exists()
        with pytest.raises(Refusal) as refused:
            exported(station, second=(SUPERVISOR, PASSWORD))
        assert refused.value.code == "second_person"
        assert len(table(exported(station, second=SECOND))) == 8

    def test_a_file_that_is_there_stays(self, station):
        path = station.settings.home / "members.csv"
        path.write_text("mine", encoding="utf-8")
        with pytest.raises(BadInput) as refused:
            exported(station)
        assert refused.value.code == "file_is_there" and path.read_text(encoding="utf-8") == "mine"
        with pytest.raises(Trouble):
            exported(station, "members.csv/below.csv")

    @pytest.mark.parametrize("staff", sorted(branch.ROLES.keys() - {SUPERVISOR, SUPERVISOR_2}))
    def test_nobody_else_may(self, station, staff):
        session = branch.sign_in(station, staff)
        content = exported(station).read_bytes()
        for attempt in (
            lambda: station.member_export.export(session, station.settings.home / "mine.csv"),
            lambda: station.member_import.check(session, content),
            lambda: station.member_import.take_in(session, content, second=SECOND),
        ):
            with pytest.raises(Refusal) as refused:
                attempt()
            assert refused.value.code == "not_permitted"
        assert not (station.settings.home / "mine.csv").exists()

    def test_that_it_was_asked_for_is_on_record_before_it_is_written(self, station, monkeypatch):
        exported(station)
        with raw(station) as uow:
            events = uow.session.exec(
                select(AuditEvent).where(AuditEvent.operation == "9307:export_members")
            ).all()
        assert [one.outcome for one in events] == [AuditOutcome.PENDING, AuditOutcome.READ]
        assert [json.loads(one.detail_json)["lines"] for one in events] == [8, 8]


class TestRoundTrip:
    def test_what_leaves_one_house_fills_another(self, station, empty):
        content = exported(station).read_bytes()
        looked = empty.member_import.check(supervisor(empty), content)
        assert (looked.opened, looked.opened_fen, looked.bad) == (8, 400_000_00, 0)
        assert rows(empty, "SELECT count(*) FROM member") == [(0,)]
        report = taken(empty, content)
        assert (report.opened, report.adjusted, report.known, report.faults) == (8, 0, 0, ())
        clean(empty)
        assert exported(empty).read_bytes() == content
        assert rows(empty, "SELECT name, account_no FROM employer") == [("深圳示例科技有限公司", "100001")]
        again = taken(empty, content)
        assert (again.opened, again.known) == (0, 8)
        empty.close()

    def test_who_was_taken_in_contributes_and_is_found(self, station, empty):
        unpaid(station)
        assert taken(empty, exported(station).read_bytes()).bad == 0
        lines = contribution_list([entry(n) for n in range(1, 9)])
        assert empty.contributions.take_in(supervisor(empty), lines).good == 8
        session = branch.sign_in(empty)
        assert [one.name for one in empty.lookup.search(session, "zhangyi").rows]
        clean(empty)
        empty.close()

    def test_the_demo_branch_goes_out_and_in(self, demo_settings, empty, still_world):
        """What can't come by a file is named: closings that wait, and whoever is neither here nor there."""
        demo = demo_station.open_station(demo_settings)
        path = empty.settings.home / "demo.csv"
        session = demo.staff.sign_in("2001", "demo-2001")
        demo.member_export.export(session, path, second=("2002", "demo-2002"))
        states = dict(rows(demo, "SELECT account_no, state FROM account"))
        money = rows(
            demo, "SELECT sum(balance_fen) FROM account WHERE state NOT IN ('closed_unsettled', 'other')"
        )
        demo.close()
        report = taken(empty, path.read_bytes())
        assert {(one.column, one.code) for one in report.faults} == {("GRZHZT", "member_state")}
        stayed_out = [no for no, state in states.items() if state in ("closed_unsettled", "other")]
        assert (report.bad, report.opened) == (len(stayed_out), len(states) - len(stayed_out))
        assert rows(empty, "SELECT sum(balance_fen) FROM account") == money
        clean(empty)
        empty.close()


class TestIn:
    def test_it_takes_two_supervisors(self, station):
        content = exported(station).read_bytes()
        for second, code in ((None, "members_import_two"), ((SUPERVISOR, PASSWORD), "second_person")):
            with pytest.raises(Refusal) as refused:
                taken(station, content, second=second)
            assert refused.value.code == code

    def test_a_base_is_adjusted_and_nothing_else(self, station):
        path = exported(station)
        content = changed(
            path,
            a1={
                "GRJCJS": "12345.67",
                "GRYJCE": "",
                "DWYJCE": "",
                "GRZHYE": "1.00",
                "JZNY": "202001",
                "SJHM": "",
            },
            a2={"GRJCBL": "5", "GRYJCE": "500.00"},
        )
        before = rows(station, "SELECT balance_fen, paid_through FROM account")
        report = taken(station, content)
        assert (report.adjusted, report.known, report.bad) == (2, 6, 0)
        query = (
            "SELECT contribution_base_fen, personal_rate_bp, personal_due_fen, employer_due_fen FROM account"
            " ORDER BY account_no LIMIT 2"
        )
        assert rows(station, query) == [
            (12_345_67, 1_000, 1_234_57, 1_234_57),
            (10_000_00, 500, 500_00, 1_000_00),
        ]
        assert rows(station, "SELECT balance_fen, paid_through FROM account") == before
        assert rows(station, "SELECT count(*) FROM member WHERE mobile IS NULL") == [(0,)]
        clean(station)

    def test_bad_lines_are_named_and_given_back_and_the_others_taken(self, station):
        path = exported(station)
        content = changed(
            path,
            a1={"GRJCJS": "11000.00", "GRYJCE": "1100.00", "DWYJCE": "1100.00"},
            a2={"XINGMING": "李四"},
            a3={"GRZH": "20000009999"},
            a4={"GRZHZT": "02", "FCRQ": "2020-01-31"},
            a5={"GRJCBL": "4"},
            a6={"DWMC": "别的公司"},
            a7={"CSRQ": "昨天"},
        )
        report = taken(station, content)
        told = [(one.number, one.column, one.code) for one in report.faults]
        assert told == [
            (3, "XINGMING", "member_differs"),
            (4, "ZJHM", "member_id_taken"),
            (5, "GRZHZT", "member_differs"),
            (6, "GRJCBL", "member_rate"),
            (7, "DWMC", "member_differs"),
            (8, "CSRQ", "member_day"),
        ]
        assert (report.adjusted, report.known, report.bad) == (1, 1, 6)
        assert report.returned is not None
        returned = list(csv.reader(io.StringIO(report.returned.read_text(encoding="utf-8-sig"))))
        assert [row[-2] for row in returned] == ["原行号", "3", "4", "5", "6", "7", "8"]
        assert "出生日期 昨天 不是日期" in returned[-1][-1]
        clean(station)

    def test_balances_keep_the_day_up_to_which_they_have_their_interest(self, station, empty):
        with raw(station) as uow:
            by_hand(uow.connection, "UPDATE account SET last_interest_on = '2019-06-30'")
        content = changed(exported(station), a2={"JXRQ": ""}, a3={"GRZHYE": "0"})
        assert taken(empty, content).opened == 8
        days = "SELECT value_date, business_date, entry_count, summary_code FROM journal_batch ORDER BY value_date"
        assert rows(empty, days) == [
            ("2019-06-30", "2020-02-27", 7, "opening"),
            ("2020-02-27", "2020-02-27", 2, "opening"),
        ]
        clean(empty)
        empty.close()

    def test_a_file_cut_short_is_handed_in_again(self, station, empty, monkeypatch):
        monkeypatch.setattr(member_lines, "AT_ONCE", 3)
        content = exported(station).read_bytes()

        def stop(done: int, of: int) -> None:
            if done == 6:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            taken(empty, content, on_progress=stop)
        clean(empty)
        report = taken(empty, content)
        assert (report.known, report.opened) == (6, 2)
        assert exported(empty).read_bytes() == content
        with raw(empty) as uow:
            events = uow.session.exec(
                select(AuditEvent).where(AuditEvent.operation == "9308:import_members")
            ).all()
        assert [json.loads(one.detail_json)["opened"] for one in events] == [3, 3, 2, 2]
        clean(empty)
        empty.close()

    def test_people_twice_in_a_file(self, station, empty):
        lines = exported(station).read_bytes().splitlines(keepends=True)
        report = taken(
            empty, b"".join([*lines, lines[1], lines[2].replace(account_no(2).encode(), b"20000009999")])
        )
        assert [(one.number, one.code, one.found.value) for one in report.faults] == [
            (10, "member_twice", 2),
            (11, "member_twice", 3),
        ]
        empty.close()

    @pytest.mark.parametrize(
        ("content", "code"),
        [(b"", "table_empty"), (b"PK\x03\x04", "table_workbook"), (b"x\n1", "table_unknown_column")],
    )
    def test_what_is_no_member_file(self, station, content, code):
        for attempt in (
            lambda: taken(station, content),
            lambda: station.member_import.check(supervisor(station), content),
        ):
            with pytest.raises(BadInput) as refused:
                attempt()
            assert refused.value.code == code
