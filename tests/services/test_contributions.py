"""Contribution lists in the books: good lines once, bad ones named and given back, whatever comes in between."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import AuditEvent, BusinessDay, Member
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services import contribution_lines, contributions
from hfund_tui.services.contributions import ContributionReport
from hfund_tui.services.errors import BadInput, Refusal, Trouble
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.branch import SUPERVISOR, SUPERVISOR_2, account_no, raw
from tests.support.by_hand import by_hand
from tests.support.closing import seal
from tests.support.contributing import EMPLOYER, MONTH, Entry, contribution_list, entry, unpaid
from tests.support.house import clean, rows, supervisor

OPENED_WITH = 50_000_00
DUE = 2_000_00


@pytest.fixture
def station(station: Workstation) -> Workstation:
    """A branch whose employer has not paid for February."""
    unpaid(station)
    return station


def take(station: Workstation, content: bytes, **options: Any) -> ContributionReport:
    return station.contributions.take_in(supervisor(station), content, **options)


def check(station: Workstation, content: bytes) -> ContributionReport:
    return station.contributions.check(supervisor(station), content)


def balances(station: Workstation) -> dict[str, int]:
    return dict(rows(station, "SELECT account_no, balance_fen FROM account"))  # type: ignore[arg-type]


def clearing(station: Workstation) -> int:
    query = "SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE ledger = 'collection_clearing'"
    return int(rows(station, query)[0][0])


def codes(report: ContributionReport) -> list[tuple[int, str, str]]:
    return [(one.number, one.column, one.code.removeprefix("contribution_")) for one in report.faults]


def whole(station: Workstation) -> list[Any]:
    """What a list may have changed, in the words of the database."""
    return [
        rows(station, query)
        for query in (
            "SELECT account_no, balance_fen, paid_through, first_contribution_month FROM account ORDER BY 1",
            "SELECT account_no, month, line_no, personal_fen, employer_fen, batch_id FROM contribution_line"
            " ORDER BY 1",
            "SELECT file_no, lines, total_fen, taken, taken_fen, batches, finished_at FROM contribution_file",
            "SELECT batch_id, ledger, account_no, amount_fen FROM ledger_entry ORDER BY id",
        )
    ]


GOOD = contribution_list([entry(n) for n in range(1, 9)])


class TestAGoodList:
    def test_a_look_writes_nothing(self, station):
        before = whole(station)
        report = check(station, GOOD)
        assert (report.employer_no, report.employer, report.month) == (
            EMPLOYER,
            "深圳示例科技有限公司",
            MONTH,
        )
        assert (report.lines, report.total_fen) == (8, 8 * DUE)
        assert (report.good, report.good_fen, report.known, report.bad) == (8, 8 * DUE, 0, 0)
        assert (report.file_no, report.returned, report.faults) == (None, None, ())
        assert whole(station) == before
        assert not (station.settings.outbox / "contributions").exists()

    @pytest.mark.both
    def test_every_line_is_credited_and_the_clearing_debited(self, station):
        report = take(station, GOOD)
        assert (report.file_no, report.good, report.good_fen) == ("C202002270003001", 8, 8 * DUE)
        assert set(balances(station).values()) == {OPENED_WITH + DUE}
        assert clearing(station) == -8 * DUE
        assert rows(station, "SELECT DISTINCT paid_through FROM account") == [("2020-02",)]
        batch = rows(
            station, "SELECT summary_code, business_date, value_date, entry_count FROM journal_batch"
        )[-1]
        assert batch == ("contribution", "2020-02-27", "2020-02-27", 9)
        clean(station)

    def test_the_same_list_again_changes_nothing(self, station):
        first = take(station, GOOD)
        before = whole(station)
        for report in (check(station, GOOD), take(station, GOOD)):
            assert (report.good, report.known, report.known_fen, report.bad) == (0, 8, 8 * DUE, 0)
            assert report.file_no == first.file_no
        assert whole(station) == before

    def test_the_same_people_in_another_file_are_paid_already(self, station):
        take(station, GOOD)
        before = whole(station)
        report = check(station, GOOD + b"\n")
        assert codes(report) == [(n, "", "month_paid") for n in range(3, 11)]
        take(station, GOOD + b"\n")
        assert whole(station)[:2] == before[:2]
        clean(station)

    def test_the_next_month_comes_after_and_no_month_twice(self, station):
        march = contribution_list([entry(n) for n in range(1, 9)], month="202003")
        assert {one.code for one in check(station, march).faults} == {"contribution_month_gap"}
        take(station, GOOD)
        assert take(station, march).good == 8
        assert clearing(station) == -16 * DUE
        assert rows(station, "SELECT DISTINCT paid_through FROM account") == [("2020-03",)]
        clean(station)

    def test_a_new_account_has_its_first_contribution(self, station):
        with raw(station) as uow:
            by_hand(
                uow.connection,
                "UPDATE account SET paid_through = NULL, first_contribution_month = NULL,"
                f" opened_on = '2020-02-10' WHERE account_no = '{account_no(1)}'",
            )
        assert take(station, contribution_list([entry(1)])).good == 1
        query = "SELECT first_contribution_month, paid_through FROM account WHERE account_no = :no"
        assert rows(station, query, no=account_no(1)) == [("2020-02", "2020-02")]
        clean(station)

    def test_a_frozen_account_is_credited_all_the_same(self, station):
        house.behind(
            station,
            f"UPDATE account SET freeze = 'full', freeze_cause = 'court' WHERE account_no = '{account_no(1)}'",
        )
        assert take(station, contribution_list([entry(1)])).good == 1
        clean(station)

    def test_progress_is_told_to_the_end(self, station, monkeypatch):
        monkeypatch.setattr(contribution_lines, "AT_ONCE", 3)
        told: list[tuple[int, int]] = []
        take(station, GOOD, on_progress=lambda done, of: told.append((done, of)))
        assert told == [(3, 8), (6, 8), (8, 8)]

    def test_what_was_done_is_on_record(self, station, monkeypatch):
        monkeypatch.setattr(contribution_lines, "AT_ONCE", 4)
        bad = contribution_list([*(entry(n) for n in range(1, 8)), entry(8, personal="1.00")])
        take(station, bad)
        with raw(station) as uow:
            events = uow.session.exec(
                select(AuditEvent).where(AuditEvent.operation == "9306:import_contributions")
            ).all()
        details = [json.loads(one.detail_json) for one in events]
        assert [one.outcome for one in events] == [AuditOutcome.PENDING, *[AuditOutcome.DONE] * 3]
        assert details[0]["file_no"] == "C202002270003001" and details[0]["lines"] == 8
        assert [(one["first"], one["last"], one["lines"], one["total_fen"]) for one in details[1:3]] == [
            (3, 6, 4, 4 * DUE),
            (7, 9, 3, 3 * DUE),
        ]
        assert (details[3]["taken"], details[3]["bad"]) == (7, 1)
        assert details[0]["content"] == details[3]["content"]


class TestBadLines:
    def spoilt(self, station: Workstation) -> list[Entry | str]:
        """Of eight people five are wrong in some way."""
        seal(station, 4)
        return [
            entry(1),
            entry(2, employer="1000.01"),
            entry(3, name="张五"),
            entry(4),
            entry(5, id_no=branch.MEMBER_IDS[6]),
            entry(6),
            entry(7, base="x"),
            entry(8),
            entry(6),
            entry(1, account_no="20999999999"),
        ]

    def test_all_are_named_and_the_good_ones_credited_once(self, station):
        content = contribution_list(self.spoilt(station), total="20000.01")
        wanted = [
            (4, "DWYJCE", "amount"),
            (5, "XINGMING", "name"),
            (6, "GRZH", "sealed"),
            (7, "ZJHM", "id"),
            (9, "GRJCJS", "amount_unreadable"),
            (11, "GRZH", "twice"),
            (12, "GRZH", "account_unknown"),
        ]
        looked = check(station, content)
        assert codes(looked) == wanted and (looked.good, looked.bad) == (3, 7)
        report = take(station, content)
        assert codes(report) == wanted and (report.good, report.bad) == (3, 7)
        assert {no for no, fen in balances(station).items() if fen != OPENED_WITH} == {
            account_no(n) for n in (1, 6, 8)
        }
        assert clearing(station) == -3 * DUE
        again = take(station, content)
        assert codes(again) == wanted and (again.good, again.known) == (0, 3)
        clean(station)

    def test_a_good_line_counts_although_a_bad_one_for_the_account_came_first(self, station):
        for lines, twice in (
            ([entry(1, name="张二"), entry(1)], []),
            ([entry(2), entry(2, name="张一"), entry(2)], [(5, "GRZH", "twice")]),
        ):
            content = contribution_list(lines)
            for report in (check(station, content), take(station, content), take(station, content)):
                assert [one for one in codes(report) if one[2] != "name"] == twice
                assert report.good + report.known == 1
        clean(station)

    def test_the_employer_gets_them_back_as_a_list(self, station):
        content = contribution_list(self.spoilt(station), total="20000.01")
        report = take(station, content)
        assert report.returned == station.settings.outbox / "contributions" / "C202002270003001-return.csv"
        assert report.returned.stat().st_mode & 0o777 == 0o600
        text = report.returned.read_text(encoding="utf-8-sig")
        table = list(csv.reader(io.StringIO(text)))
        assert dict(table[:4]) == {  # type: ignore[arg-type]
            "单位账号": EMPLOYER,
            "汇补缴年月": "202002",
            "发生人数": "7",
            "发生额": "14000.01",
        }
        assert table[4][-2:] == ["原行号", "原因"]
        assert [row[6] for row in table[5:]] == [str(one) for one in (4, 5, 6, 7, 9, 11, 12)]
        reasons = [row[7] for row in table[5:]]
        assert reasons[0] == "单位月缴存额 1,000.01 不是基数乘比例，应为 1,000.00，按应缴额更正"
        assert "张三" not in reasons[1] and "张*" in reasons[1] and "应为" not in reasons[1]
        assert reasons[5] == "个人账号 第 8 行已有，删去多余的一行"
        assert check(station, text.encode()).bad == 7

    def test_corrected_it_is_taken_in_as_the_next_list(self, station):
        content = contribution_list([entry(1), entry(2, employer="1000.01")])
        returned = take(station, content).returned
        assert returned is not None
        corrected = (
            returned.read_text(encoding="utf-8").replace("1000.01", "1000.00").replace("2000.01", "2000.00")
        )
        report = take(station, corrected.encode())
        assert (report.file_no, report.good, report.bad) == ("C202002270003002", 1, 0)
        assert clearing(station) == -2 * DUE
        clean(station)

    def test_what_was_mended_meanwhile_is_taken_from_the_same_list(self, station):
        content = contribution_list([entry(1), entry(2, name="张丙")])
        assert take(station, content).good == 1
        with raw(station) as uow:
            uow.session.get_one(Member, 2).name = "张丙"
        report = take(station, content)
        assert (report.file_no, report.good, report.known, report.bad) == ("C202002270003001", 1, 1, 0)
        clean(station)

    def test_nothing_good_leaves_a_list_with_nothing_taken(self, station):
        report = take(station, contribution_list([entry(1, personal="1.00")]))
        assert (report.good, report.bad, report.file_no) == (0, 1, "C202002270003001")
        assert clearing(station) == 0
        clean(station)

    def test_all_or_nothing_where_the_policy_wants_it(self, station):
        parameters = station.policies.parameters
        key = "contribution.without_bad_lines"
        values = tuple(replace(one, value=False) for one in parameters[key].values)
        parameters[key] = replace(parameters[key], values=values)
        content = contribution_list([entry(1), entry(2, personal="1.00")])
        before = whole(station)
        report = take(station, content)
        assert report.refused and (report.good, report.bad) == (1, 1)
        assert whole(station) == before
        assert not take(station, GOOD).refused
        clean(station)

    def test_a_file_that_cannot_be_written_is_written_the_next_time(self, station, monkeypatch):
        content = contribution_list([entry(1), entry(2, personal="1.00")])

        def full(path: Path, text: str) -> None:
            raise Trouble("file_not_written", path=str(path))

        with monkeypatch.context() as patch:
            patch.setattr(contributions, "write_private", full)
            with pytest.raises(Trouble):
                take(station, content)
        assert clearing(station) == -DUE
        report = take(station, content)
        assert report.known == 1 and report.returned is not None and report.returned.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"nothing", "contribution_no_heads"),
        (contribution_list([entry(1)], employer_no="100009"), "contribution_employer"),
        (contribution_list([entry(1)], month="202004"), "contribution_month_late"),
        (contribution_list([entry(1)], count=2), "contribution_count"),
        (contribution_list([entry(1)], total="2000.01"), "contribution_total"),
        (b"PK\x03\x04", "table_workbook"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(station, content: bytes, code: str) -> None:
    before = whole(station)
    for attempt in (check, take):
        with pytest.raises(BadInput) as refused:
            attempt(station, content)
        assert (refused.value.code, refused.value.field) == (code, "file")
    assert whole(station) == before


def test_a_month_without_a_policy_is_refused(station) -> None:
    with pytest.raises(Refusal) as refused:
        check(station, contribution_list([entry(1)], month="201806"))
    assert refused.value.code == "day_without_policy"


@pytest.mark.parametrize("staff", sorted(branch.ROLES.keys() - {SUPERVISOR, SUPERVISOR_2}))
def test_it_is_the_supervisors_work_and_on_record(station, staff: str) -> None:
    session = branch.sign_in(station, staff)
    for attempt in (station.contributions.check, station.contributions.take_in):
        with pytest.raises(Refusal) as refused:
            attempt(session, GOOD)
        assert refused.value.code == "not_permitted"
    with raw(station) as uow:
        events = uow.session.exec(
            select(AuditEvent).where(AuditEvent.operation == "9306:import_contributions")
        ).all()
    assert [one.outcome for one in events] == [AuditOutcome.REFUSED] * 2


class TestCutShort:
    @pytest.fixture(autouse=True)
    def small_portions(self, monkeypatch):
        monkeypatch.setattr(contribution_lines, "AT_ONCE", 3)

    def stop_after(self, portions: int) -> Any:
        told = 0

        def progress(done: int, of: int) -> None:
            nonlocal told
            told += 1
            if told == portions:
                raise KeyboardInterrupt

        return progress

    @pytest.mark.parametrize("portions", [1, 2, 3])
    def test_it_goes_on_where_it_stopped(self, station, portions):
        content = contribution_list([*(entry(n) for n in range(1, 8)), entry(8, personal="1.00")])
        with pytest.raises(KeyboardInterrupt):
            take(station, content, on_progress=self.stop_after(portions))
        credited = min(3 * portions, 7)
        assert clearing(station) == -credited * DUE
        (listed,) = station.contributions.files(supervisor(station))
        assert (listed.taken, listed.taken_fen, listed.finished) == (credited, credited * DUE, False)
        clean(station)
        report = take(station, content)
        assert (report.known, report.good, report.bad) == (credited, 7 - credited, 1)
        assert clearing(station) == -7 * DUE
        (listed,) = station.contributions.files(supervisor(station))
        assert (listed.taken, listed.finished) == (7, True)
        clean(station)

    def test_the_day_wants_words_for_a_list_that_was_cut_short(self, station):
        with pytest.raises(KeyboardInterrupt):
            take(station, GOOD, on_progress=self.stop_after(1))
        (difference,) = station.day.sheet(supervisor(station)).differences
        assert (difference.code.value, difference.subject) == ("contributions_unfinished", "C202002270003001")
        assert (difference.count, difference.amount_fen) == (5, 5 * DUE)
        house.next_day(station)
        assert take(station, GOOD).good == 5
        assert station.day.sheet(supervisor(station)).differences == ()
        days = (
            "SELECT DISTINCT business_date FROM journal_batch WHERE summary_code = 'contribution' ORDER BY 1"
        )
        assert rows(station, days) == [("2020-02-27",), ("2020-02-28",)]
        clean(station)

    def test_a_day_that_closes_meanwhile_stops_it_between_two_portions(self, station):
        def close(done: int, of: int) -> None:
            if done == 3:
                with raw(station) as uow:
                    day = uow.session.exec(select(BusinessDay)).one()
                    day.closed_by, day.closed_at = SUPERVISOR_2, branch.NOW

        with pytest.raises(Refusal) as refused:
            take(station, GOOD, on_progress=close)
        assert refused.value.code == "day_closed"
        assert clearing(station) == -3 * DUE

    def test_two_terminals_with_the_same_list_credit_it_once(self, station):
        """The second one begins, and ends, between two portions of the first."""
        others: list[ContributionReport] = []

        def meanwhile(done: int, of: int) -> None:
            if done == 3:
                others.append(take(station, GOOD))

        report = take(station, GOOD, on_progress=meanwhile)
        assert (others[0].good, others[0].known) == (5, 3)
        assert (report.good, report.known) == (3, 5)
        assert clearing(station) == -8 * DUE
        clean(station)


# ---- whatever the order, the copies, the place where it is cut ---------------------------------------------

SPOILT = (
    {"personal": "999.99"},
    {"name": "别人"},
    {"id_no": "1"},
    {"base": "9000.00"},
    {"account_no": "20000009999"},
)


@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sum_of_good_lines_is_what_the_ledger_moves(
    data: st.DataObject, branch_template, tmp_path_factory
) -> None:
    numbers = data.draw(
        st.lists(st.integers(1, 8), min_size=1, max_size=14), label="people, some of them twice"
    )
    spoilt = data.draw(
        st.lists(st.sampled_from([None, *SPOILT]), min_size=len(numbers), max_size=len(numbers))
    )
    lines = [entry(n, **(change or {})) for n, change in zip(numbers, spoilt, strict=True)]
    cut = data.draw(st.integers(1, len(lines)), label="cut after so many portions")
    good = {n for n, change in zip(numbers, spoilt, strict=True) if change is None}
    content = contribution_list(lines)
    station = branch.open_branch(branch.copy_of(branch_template, tmp_path_factory.mktemp("sum") / "branch"))
    try:
        unpaid(station)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(contribution_lines, "AT_ONCE", data.draw(st.integers(1, 5), label="portion"))
            portions = 0

            def stop(done: int, of: int) -> None:
                nonlocal portions
                portions += 1
                if portions == cut:
                    raise KeyboardInterrupt

            with contextlib.suppress(KeyboardInterrupt):
                take(station, content, on_progress=stop)
            looked, report = check(station, content), take(station, content)
        assert looked.faults == report.faults
        assert len({one.number for one in report.faults}) == report.bad == len(lines) - len(good)
        assert clearing(station) == -DUE * len(good)
        moved = {no for no, fen in balances(station).items() if fen == OPENED_WITH + DUE}
        assert moved == {account_no(n) for n in good}
        clean(station)
    finally:
        station.close()


# ---- verify ------------------------------------------------------------------------------------------------

FIRST = "SELECT batch_id FROM contribution_line LIMIT 1"

DAMAGE = [
    (
        "a line names more than was credited",
        "UPDATE contribution_line SET personal_fen = personal_fen + 1 WHERE line_no = 3",
        {"contribution_not_posted", "contribution_file_lines"},
    ),
    (
        "a line is lost",
        "DELETE FROM contribution_line WHERE line_no = 3",
        {"contribution_without_line", "contribution_file_lines"},
    ),
    (
        "a line of somebody else",
        f"UPDATE contribution_line SET account_no = '{account_no(8)}' WHERE line_no = 3",
        {"contribution_not_posted", "contribution_without_line", "contribution_not_paid_through"},
    ),
    (
        "an entry is lost",
        f"DELETE FROM ledger_entry WHERE batch_id = ({FIRST}) AND account_no = '{account_no(1)}'",
        {"contribution_not_posted", "batch_not_zero", "balance_not_entries"},
    ),
    (
        "an account is paid through an earlier month",
        f"UPDATE account SET paid_through = '2020-01' WHERE account_no = '{account_no(1)}'",
        {"contribution_not_paid_through", "counter_differs"},
    ),
    (
        "a list says it took more",
        "UPDATE contribution_file SET taken_fen = taken_fen - 1",
        {"contribution_file_lines"},
    ),
    (
        "a line of another month",
        "UPDATE contribution_line SET month = '2019-12' WHERE line_no = 3",
        {"contribution_file_lines"},
    ),
]


@pytest.mark.parametrize(("statement", "wanted"), [one[1:] for one in DAMAGE], ids=[one[0] for one in DAMAGE])
def test_verify_names_what_does_not_agree(station, statement: str, wanted: set[str]) -> None:
    take(station, contribution_list([entry(n) for n in range(1, 8)]))
    clean(station)
    house.behind(station, statement)
    with station._database.reading() as reader:
        found = {one.code for one in verify_database(reader, station._database.keys)}
    assert found == wanted


def test_the_books_keep_a_line_from_being_paid_twice(station) -> None:
    """Past the services, the database itself refuses the second one."""
    take(station, GOOD)
    again = "INSERT INTO contribution_line SELECT employer_id, month, account_no, file_no, line_no + 100,"
    with pytest.raises(ConstraintBroken, match="pk_contribution_line"), raw(station) as uow:
        by_hand(uow.connection, f"{again} batch_id, base_fen, 1, 1 FROM contribution_line LIMIT 1")


def test_lists_are_listed_by_branch_those_cut_short_first(station, monkeypatch) -> None:
    monkeypatch.setattr(contribution_lines, "AT_ONCE", 2)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(station, contribution_list([entry(n) for n in (1, 2, 3)]), on_progress=stop)
    take(station, contribution_list([entry(n) for n in (5, 6)]))
    listed = station.contributions.files(branch.sign_in(station))
    assert [(one.file_no, one.finished) for one in listed] == [
        ("C202002270003001", False),
        ("C202002270003002", True),
    ]
    assert (listed[0].business_date, listed[0].month) == (date(2020, 2, 27), Month(2020, 2))
    with raw(station) as uow:
        by_hand(uow.connection, "INSERT INTO branch VALUES ('0004', '南山', 'Nanshan', '', NULL)")
        by_hand(
            uow.connection,
            "INSERT INTO business_day (branch_code, business_date, opened_by, opened_at)"
            " SELECT '0004', business_date, opened_by, opened_at FROM business_day",
        )
        by_hand(uow.connection, f"UPDATE staff SET branch_code = '0004' WHERE code = '{SUPERVISOR_2}'")
    assert station.contributions.files(supervisor(station, SUPERVISOR_2)) == ()
