"""Payment files: each order sent once, each answer taken once, and the clearing always what is still open."""

from __future__ import annotations

import csv
import io
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from hfund_tui.db.tables import AuditEvent, Card, PaymentOrder, Staff
from hfund_tui.domain.payment_file import read_returns
from hfund_tui.domain.vocabulary import AuditOutcome, PaymentState
from hfund_tui.services import bank_files
from hfund_tui.services.errors import BadInput, Refusal, Trouble
from hfund_tui.services.outbox import read_foreign
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.payment_returns import BadLine
from hfund_tui.services.payments import ExportedFile
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.services.test_reversals import by_new_proxy
from tests.support import branch, house
from tests.support.branch import MEMBER_IDS, PASSWORD, SUPERVISOR, SUPERVISOR_2, TODAY, raw
from tests.support.by_hand import by_hand
from tests.support.closing import seal
from tests.support.house import (
    answer,
    clean,
    done,
    export,
    order_of,
    perform,
    redirect,
    rent,
    reverse,
    rows,
    state_of,
    supervisor,
    tomorrow,
)


def paid_out(station: Workstation, session: Session, *members: int) -> list[str]:
    """Rent withdrawals of these members; their case numbers."""
    return [done(station, session, rent(one, amount_fen=1_000_00 + one)).receipt.case_no for one in members]


def take(station: Workstation, text: str, **options: Any) -> Any:
    return station.payments.import_returns(supervisor(station), text, **options)


def clearing(station: Workstation) -> int:
    return rows(
        station, "SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE ledger = 'payout_clearing'"
    )[0][0]


def still_open(station: Workstation) -> int:
    """What the clearing has to hold, added up one by one."""
    found = rows(station, "SELECT state, amount_fen FROM payment_order")
    return sum(fen for state, fen in found if state in ("queued", "held", "sent", "failed"))


class TestExport:
    def test_everything_due_in_one_file_with_control_totals(self, station, teller):
        cases = paid_out(station, teller, 1, 2, 3)
        due = station.payments.due(teller)
        assert (due.lines, due.total_fen, due.needs_second) == (3, 3_000_06, False)
        exported = export(station)
        lines = list(csv.reader(io.StringIO(exported.path.read_text(encoding="utf-8"))))
        assert lines[0] == ["H", "P202002270003001", "0003", "2020-02-27", "3", "3000.06"]
        assert [row[2] for row in lines[1:-1]] == cases
        assert lines[1] == ["D", "1", cases[0], "CCB", "6217000000000001", "张一", "1000.01"]
        assert lines[-1][:3] == ["T", "3", "3000.06"] and len(lines[-1][3]) == 64
        assert (exported.lines, exported.total_fen) == (3, 3_000_06)
        assert {state_of(station, one) for one in cases} == {PaymentState.SENT}
        assert exported.path.stat().st_mode & 0o777 == 0o600
        assert station.payments.due(teller).lines == 0
        clean(station)

    def test_nothing_to_send(self, station, teller):
        with pytest.raises(Refusal) as refused:
            export(station)
        assert refused.value.code == "nothing_to_send"
        paid_out(station, teller, 1)
        export(station)
        with pytest.raises(Refusal) as refused:
            export(station)
        assert refused.value.code == "nothing_to_send"

    def test_a_second_file_of_the_day_has_a_number_of_its_own(self, station, teller):
        paid_out(station, teller, 1)
        first = export(station)
        paid_out(station, teller, 2)
        second = export(station)
        assert (first.file_no, second.file_no) == ("P202002270003001", "P202002270003002")
        assert [one.file_no for one in station.payments.files(teller)] == [second.file_no, first.file_no]

    def test_what_is_held_goes_on_its_day_and_not_before(self, station, teller):
        held = done(station, teller, rent(**by_new_proxy())).receipt
        ready = paid_out(station, teller, 2)[0]
        assert (held.held_until, held.held_because) == (date(2020, 3, 1), "proxy")
        assert [line[2] for line in _details(export(station))] == [ready]
        session = tomorrow(station)
        assert station.payments.due(session).lines == 0
        session = tomorrow(station, to=date(2020, 3, 2))
        assert [line[2] for line in _details(export(station))] == [held.case_no]
        clean(station)

    def test_a_case_approved_on_a_later_day_pays_from_that_day_on(self, station, teller):
        pending = perform(station, teller, rent(**by_new_proxy()))
        session = tomorrow(station, to=date(2020, 3, 4))
        house.approve(station, session, pending)
        order = order_of(station, pending.case_no)
        assert (order.business_date, order.not_before) == (date(2020, 3, 4), date(2020, 3, 4))
        assert order.state is PaymentState.QUEUED
        export(station)
        clean(station)

    def test_a_payee_whose_name_is_hostile_stays_one_cell(self, station, teller):
        with raw(station) as uow:
            card = uow.session.get_one(Card, 1)
            card.holder_name = '张一",\r\nD,9,"=1+1\u202e'
        case_no = paid_out(station, teller, 2)[0]
        with raw(station) as uow:
            order = uow.session.exec(select(PaymentOrder)).one()
            order.payee_name = '张一",\nD,9,"=1+1\u202e'
        exported = export(station)
        assert [row[2] for row in _details(exported)] == [case_no]
        assert _details(exported)[0][5] == '张一", D,9,"=1+1'
        clean(station)

    def test_only_supervisors_of_the_branch_and_on_record(self, station, teller):
        paid_out(station, teller, 1)
        with pytest.raises(Refusal) as refused:
            station.payments.export(teller)
        assert refused.value.code == "not_permitted"
        exported = export(station)
        with station._database.reading() as reader:
            events = reader.session.exec(
                select(AuditEvent).where(AuditEvent.operation == "9301:export_payments")
            ).all()
        assert [one.outcome for one in events] == [AuditOutcome.REFUSED, AuditOutcome.DONE]
        assert exported.sha256 in events[-1].detail_json

    def test_files_of_another_branch_are_unknown(self, station, teller):
        paid_out(station, teller, 1)
        exported = export(station)
        with raw(station) as uow:
            by_hand(uow.connection, "INSERT INTO branch VALUES ('0004', '南山', 'Nanshan', '', NULL)")
            by_hand(
                uow.connection,
                "INSERT INTO business_day (branch_code, business_date, opened_by, opened_at)"
                " SELECT '0004', business_date, opened_by, opened_at FROM business_day",
            )
            uow.session.get_one(Staff, SUPERVISOR_2).branch_code = "0004"
        elsewhere = supervisor(station, SUPERVISOR_2)
        for attempt in (
            lambda: station.payments.write_again(elsewhere, exported.file_no),
            lambda: station.payments.import_returns(elsewhere, answer(exported)),
        ):
            with pytest.raises(Refusal) as refused:
                attempt()
            assert refused.value.code == "payment_file_unknown"
        assert station.payments.files(elsewhere) == ()
        assert station.payments.due(elsewhere).lines == 0


def _details(exported: ExportedFile) -> list[list[str]]:
    lines = csv.reader(io.StringIO(exported.path.read_text(encoding="utf-8")))
    return [row for row in lines if row[0] == "D"]


class TestSecondSupervisor:
    @pytest.fixture
    def few(self, station):
        """Two orders are too many for one person."""
        parameter = station.policies.parameters["approval.export_above"]
        values = tuple(replace(one, value=1) for one in parameter.values)
        station.policies.parameters["approval.export_above"] = replace(parameter, values=values)

    def test_above_the_number_of_the_policy(self, station, teller, few):
        paid_out(station, teller, 1)
        assert not station.payments.due(teller).needs_second
        paid_out(station, teller, 2)
        assert station.payments.due(teller).needs_second
        with pytest.raises(Refusal) as refused:
            export(station)
        assert refused.value.code == "export_needs_second"
        assert dict(refused.value.params) == {"n": 2, "most": 1}
        exported = station.payments.export(supervisor(station), second=(SUPERVISOR_2, PASSWORD))
        assert exported.lines == 2

    @pytest.mark.parametrize(
        ("second", "changes", "code"),
        [
            (SUPERVISOR, {}, "second_person"),
            (branch.TELLER, {}, "second_role"),
            (SUPERVISOR_2, {"must_change": True}, "checker_must_change"),
            (SUPERVISOR_2, {"active": False}, "staff_inactive"),
        ],
    )
    def test_only_another_one(self, station, teller, few, second, changes, code):
        paid_out(station, teller, 1, 2)
        with raw(station) as uow:
            for name, value in changes.items():
                setattr(uow.session.get_one(Staff, second), name, value)
        with pytest.raises(Refusal) as refused:
            station.payments.export(supervisor(station), second=(second, PASSWORD))
        assert refused.value.code == code
        assert station.payments.due(teller).lines == 2

    def test_with_the_right_password(self, station, teller, few):
        paid_out(station, teller, 1, 2)
        with pytest.raises(Refusal) as refused:
            station.payments.export(supervisor(station), second=(SUPERVISOR_2, "guess-guess-1"))
        assert refused.value.code == "sign_in_failed_left"


class TestTheFileIsThereOrCanBeWrittenAgain:
    def test_a_crash_between_commit_and_file(self, station, teller, monkeypatch):
        case_no = paid_out(station, teller, 1)[0]

        def crash(path: Path, text: str) -> None:
            raise Trouble("file_not_written", path=str(path))

        with monkeypatch.context() as patch:
            patch.setattr(bank_files, "write_private", crash)
            with pytest.raises(Trouble):
                export(station)
        assert state_of(station, case_no) is PaymentState.SENT
        file = station.payments.files(teller)[0]
        again = station.payments.write_again(supervisor(station), file.file_no)
        assert [row[2] for row in _details(again)] == [case_no]
        clean(station)

    def test_the_same_bytes_whatever_became_of_the_orders(self, station, teller):
        cases = paid_out(station, teller, 1, 2, 3)
        exported = export(station)
        before = exported.path.read_bytes()
        take(station, answer(exported, {cases[0]: "账户已销户", cases[1]: "户名不符"}))
        done(station, teller, house.link(1))
        done(station, teller, redirect(cases[0]))
        done(station, teller, reverse(cases[1], 2))
        exported.path.unlink()
        again = station.payments.write_again(supervisor(station), exported.file_no)
        assert again == exported
        assert exported.path.read_bytes() == before
        clean(station)

    def test_not_when_the_orders_are_not_what_was_sent(self, station, teller):
        case_no = paid_out(station, teller, 1)[0]
        exported = export(station)
        exported.path.unlink()
        with raw(station) as uow:
            order = uow.session.exec(select(PaymentOrder).where(PaymentOrder.case_no == case_no)).one()
            order.payee_name = "李四"
        with pytest.raises(Refusal) as refused:
            station.payments.write_again(supervisor(station), exported.file_no)
        assert refused.value.code == "payment_file_changed"
        assert not exported.path.exists()

    def test_no_folder_to_write_into(self, station, teller):
        paid_out(station, teller, 1)
        folder = station.settings.outbox / "payments"
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("in the way")
        with pytest.raises(Trouble) as trouble:
            export(station)
        assert trouble.value.code == "file_not_written"

    def test_two_at_once_send_each_order_once(self, station, teller):
        cases = paid_out(station, teller, *range(1, 9))
        sessions = [supervisor(station), supervisor(station, SUPERVISOR_2)]
        start = threading.Barrier(2)
        files: list[ExportedFile] = []

        def run(session: Session) -> None:
            start.wait()
            try:
                files.append(station.payments.export(session))
            except Refusal as refused:
                assert refused.code == "nothing_to_send"

        threads = [threading.Thread(target=run, args=(one,)) for one in sessions]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        sent = [row[2] for file in files for row in _details(file)]
        assert sorted(sent) == sorted(cases)
        clean(station)


class TestReturns:
    def test_paid_money_leaves_the_clearing(self, station, teller):
        cases = paid_out(station, teller, 1, 2)
        report = take(station, answer(export(station)))
        assert (report.paid, report.paid_fen, report.failed, report.known) == (2, 2_000_03, 0, 0)
        assert {state_of(station, one) for one in cases} == {PaymentState.PAID}
        assert clearing(station) == 0
        clean(station)

    def test_failed_money_waits_in_the_clearing(self, station, teller):
        case_no = paid_out(station, teller, 1)[0]
        report = take(station, answer(export(station), {case_no: "账户已销户"}))
        assert (report.paid, report.failed, report.failed_fen) == (0, 1, 1_000_01)
        order = order_of(station, case_no)
        assert (order.state, order.result_reason, order.result_on) == ("failed", "账户已销户", TODAY)
        assert clearing(station) == 1_000_01
        clean(station)

    def test_some_paid_some_failed_some_later(self, station, teller):
        cases = paid_out(station, teller, 1, 2, 3)
        exported = export(station)
        report = take(station, answer(exported, {cases[1]: "户名不符"}, only=frozenset(cases[:2])))
        assert (report.paid, report.failed) == (1, 1)
        file = station.payments.files(teller)[0]
        assert (file.sent, file.paid, file.failed) == (1, 1, 1)
        report = take(station, answer(exported, {cases[1]: "户名不符"}))
        assert (report.paid, report.failed, report.known) == (1, 0, 2)
        clean(station)

    def test_sent_twice_is_known(self, station, teller):
        cases = paid_out(station, teller, 1, 2)
        text = answer(export(station), {cases[0]: "账户已销户"})
        take(station, text)
        before = rows(station, "SELECT count(*) FROM ledger_entry")
        report = take(station, text)
        assert (report.paid, report.failed, report.known, report.bad) == (0, 0, 2, ())
        assert rows(station, "SELECT count(*) FROM ledger_entry") == before
        assert rows(station, "SELECT count(*) FROM notice WHERE kind = 'payout_failed'") == [(1,)]

    def test_known_even_after_it_was_redirected_or_taken_back(self, station, teller):
        cases = paid_out(station, teller, 1, 2)
        text = answer(export(station), dict.fromkeys(cases, "账户已销户"))
        take(station, text)
        done(station, teller, house.link(1))
        done(station, teller, redirect(cases[0]))
        done(station, teller, reverse(cases[1], 2))
        assert take(station, text).known == 2
        clean(station)

    def test_a_dry_run_says_the_same_and_changes_nothing(self, station, teller):
        cases = paid_out(station, teller, 1, 2)
        text = answer(export(station), {cases[0]: "账户已销户"})
        said = take(station, text, dry_run=True)
        assert {state_of(station, one) for one in cases} == {PaymentState.SENT}
        assert take(station, text) == said

    def test_progress_is_told(self, station, teller):
        paid_out(station, teller, 1, 2)
        seen: list[tuple[int, int]] = []
        exported = station.payments.export(supervisor(station), on_progress=lambda *told: seen.append(told))
        take(station, answer(exported), on_progress=lambda *told: seen.append(told))
        assert seen == [(1, 2), (2, 2), (1, 2), (2, 2)]

    def test_tellers_take_in_nothing(self, station, teller):
        paid_out(station, teller, 1)
        text = answer(export(station))
        with pytest.raises(Refusal) as refused:
            station.payments.import_returns(teller, text)
        assert refused.value.code == "not_permitted"


class TestBadReturns:
    """One bad line, and nothing of the file is taken in."""

    @pytest.fixture
    def sent(self, station, teller) -> ExportedFile:
        paid_out(station, teller, 1, 2)
        return export(station)

    def refuse(self, station: Workstation, text: str, *bad: tuple[int, str]) -> None:
        report = take(station, text)
        assert report.bad == tuple(BadLine(*one) for one in bad)
        assert rows(station, "SELECT DISTINCT state FROM payment_order") == [("sent",)]
        assert take(station, text, dry_run=True) == report
        with station._database.reading() as reader:
            last = reader.session.exec(
                select(AuditEvent)
                .where(AuditEvent.operation == "9302:import_returns")
                .order_by(AuditEvent.sequence.desc())
            ).first()
        assert (last.outcome, last.reason) == (AuditOutcome.REFUSED, "return_bad_lines")
        clean(station)

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("D,2,{case},1000.02,paid", "return_not_a_line"),
            ("X,2,{case},1000.02,paid,", "return_not_a_line"),
            ("D,two,{case},1000.02,paid,", "return_line_no"),
            ("D,-2,{case},1000.02,paid,", "return_line_no"),
            ("D,２,{case},1000.02,paid,", "return_line_no"),
            ("D,9999999999,{case},1000.02,paid,", "return_line_no"),
            ("D,2,{case},1000.02,ok,", "return_result"),
            ("D,2,{case},1000.02,failed,", "return_no_reason"),
            ("D,2,{case},1000.02,failed,\u200b", "return_no_reason"),
            ("D,2,{case},1e3,paid,", "return_amount"),
            ("D,2,{case},-1000.02,paid,", "return_amount"),
            ("D,1,{case},1000.02,paid,", "return_twice"),
            ("D,3,{case},1000.02,paid,", "return_unknown_order"),
            ("D,2,202002270003999999,1000.02,paid,", "return_unknown_order"),
            ("D,2,{case},1000.03,paid,", "return_other_amount"),
        ],
    )
    def test_a_line(self, station, sent, line, code):
        lines = answer(sent).splitlines()
        case_no = lines[2].split(",")[2]
        lines[2] = line.format(case=case_no)
        if code == "return_other_amount":
            lines[3] = "T,2,2000.04,0,0.00"
        if code == "return_unknown_order":
            lines[3] = "T,2,2000.03,0,0.00"
        self.refuse(station, "\n".join(lines) + "\n", (3, code))

    @pytest.mark.parametrize(
        "totals",
        ["T,1,1000.01,1,1000.02", "T,2,2000.04,0,0.00", "T,2,2000.03,1,0.00", "T,2,x,0,0.00", "T,,,,"],
    )
    def test_totals_that_do_not_fit(self, station, sent, totals):
        lines = answer(sent).splitlines()
        lines[-1] = totals
        self.refuse(station, "\n".join(lines), (4, "return_totals"))

    def test_an_answer_that_contradicts_an_earlier_one(self, station, sent):
        first = _details(sent)[0][2]
        take(station, answer(sent, only=frozenset({first})))
        report = take(station, answer(sent, {first: "账户已销户"}))
        assert report.bad == (BadLine(2, "return_contradicts"),)
        assert state_of(station, first) is PaymentState.PAID
        second = _details(sent)[1][2]
        assert state_of(station, second) is PaymentState.SENT
        clean(station)

    def test_every_fault_is_told_at_once(self, station, sent):
        lines = answer(sent).splitlines()
        lines[1] = lines[1].replace("paid", "perhaps")
        lines[2] = lines[2].replace("1000.02", "1.00")
        self.refuse(station, "\n".join(lines), (2, "return_result"), (3, "return_other_amount"))

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "return_not_a_file"),
            ("\n\n\n", "return_not_a_file"),
            ("R,P202002270003001\n", "return_not_a_file"),
            ('R,P202002270003001\nD,1,"open', "return_not_a_file"),
            ("H,P202002270003001\nD,1,x,1.00,paid,\nT,1,1.00,0,0.00\n", "return_no_head"),
            ("R,\nT,0,0.00,0,0.00\n", "return_no_head"),
            ("R,P202002270003001\nD,1,x,1.00,paid,\n", "return_no_totals"),
            ("R,P202002270003001\nT,0,0.00,0,0.00\n", "return_empty"),
            ("\x00\x01\x02", "return_not_a_file"),
            ("%PDF-1.7\n1 0 obj\n", "return_no_head"),
        ],
    )
    def test_what_is_no_return_file(self, station, sent, text, code):
        with pytest.raises(BadInput) as refused:
            take(station, text)
        assert (refused.value.field, refused.value.code) == ("file", code)

    def test_an_unknown_file(self, station, sent):
        with pytest.raises(Refusal) as refused:
            take(station, answer(sent).replace(sent.file_no, "P202002270003099"))
        assert refused.value.code == "payment_file_unknown"

    @pytest.mark.parametrize(
        "written",
        [
            lambda text: text.encode(),
            lambda text: text.encode("utf-8-sig"),
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: text.replace("\n", "\r").encode(),
            lambda text: text.encode("gb18030"),
            lambda text: text.replace("\n", "\n\n").encode(),
            lambda text: text.replace(",", " , ").encode(),
            lambda text: text.replace("0,0.00", "0,0").encode(),
        ],
    )
    def test_however_the_bank_writes_it(self, station, sent, tmp_path, written):
        first = _details(sent)[0][2]
        file = tmp_path / "returns.csv"
        file.write_bytes(written(answer(sent, {first: "账户已销户"})))
        report = take(station, read_foreign(file))
        assert (report.paid, report.failed, report.bad) == (1, 1, ())
        assert order_of(station, first).result_reason == "账户已销户"

    def test_a_file_that_can_not_be_read(self, tmp_path):
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(BadInput) as refused:
                read_foreign(path)
            assert refused.value.code == "file_not_read"

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=200))
    def test_any_text_is_read_or_refused(self, text):
        read_returns(text)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.lists(st.sampled_from(["R", "D", "T", "1", "paid", "failed", "1.00", "x", ""]))))
    def test_any_table_is_read_or_refused(self, table):
        read_returns("\n".join(",".join(row) for row in table))


class TestRedirect:
    def failed(self, station: Workstation, session: Session) -> str:
        case_no = paid_out(station, session, 1)[0]
        take(station, answer(export(station), {case_no: "账户已销户"}))
        return case_no

    def test_to_a_newly_linked_card_with_cooling_off_and_a_second_person(self, station, teller):
        case_no = self.failed(station, teller)
        done(station, teller, house.link())
        pending = perform(station, teller, redirect(case_no))
        assert isinstance(pending, Pending)
        assert [one.reason.value for one in pending.plan.approvals] == ["new_card"]
        receipt = house.approve(station, teller, pending).receipt
        assert (receipt.amount_fen, receipt.held_until, receipt.held_because) == (
            1_000_01,
            date(2020, 3, 1),
            "card",
        )
        order = order_of(station, receipt.case_no)
        assert (order.state, order.card_no) == (PaymentState.HELD, house.NEW_CARD)
        assert order.replaces == order_of(station, case_no).id
        assert state_of(station, case_no) is PaymentState.REDIRECTED
        clean(station)
        tomorrow(station, to=date(2020, 3, 2))
        take(station, answer(export(station)))
        assert state_of(station, receipt.case_no) is PaymentState.PAID
        assert clearing(station) == 0
        clean(station)

    def test_also_after_the_account_was_closed(self, station, teller):
        seal(station)
        closure = done(station, teller, house.retire()).receipt
        take(station, answer(export(station), {closure.case_no: "账户已销户"}))
        session = tomorrow(station)
        done(station, session, house.link())
        again = done(station, session, redirect(closure.case_no)).receipt
        assert again.amount_fen == closure.amount_fen
        clean(station)

    def test_not_to_the_same_card_and_not_twice(self, station, teller):
        case_no = self.failed(station, teller)
        plan = station.cases.preview(teller, redirect(case_no)).plan
        assert [one.code for one in plan.decision.failed] == ["card_changed_since"]
        done(station, teller, house.link())
        rivals = [perform(station, teller, redirect(case_no)) for _ in range(2)]
        house.approve(station, teller, rivals[0])
        late = station.approvals.approve(
            teller,
            rivals[1].case_no,
            seen_sha256=rivals[1].sha256,
            checker_code=SUPERVISOR_2,
            checker_password=PASSWORD,
        )
        assert type(late).__name__ == "SentBack"
        plan = station.cases.preview(teller, redirect(case_no)).plan
        assert "payout_failed" in [one.code for one in plan.decision.failed]
        clean(station)

    def test_again_when_the_new_card_fails_too(self, station, teller):
        case_no = self.failed(station, teller)
        done(station, teller, house.link())
        second = done(station, teller, redirect(case_no)).receipt.case_no
        tomorrow(station, to=date(2020, 3, 2))
        take(station, answer(export(station), {second: "户名不符"}))
        session = branch.sign_in(station)
        done(station, session, house.link(card_no="6225880000000001", bank="CMB"))
        third = done(station, session, redirect(second)).receipt.case_no
        assert [state_of(station, one) for one in (case_no, second, third)] == [
            PaymentState.REDIRECTED,
            PaymentState.REDIRECTED,
            PaymentState.HELD,
        ]
        clean(station)

    def test_and_anew_after_the_redirection_was_taken_back(self, station, teller):
        case_no = self.failed(station, teller)
        done(station, teller, house.link())
        second = done(station, teller, redirect(case_no)).receipt.case_no
        done(station, teller, reverse(second))
        assert state_of(station, case_no) is PaymentState.FAILED
        done(station, teller, redirect(case_no))
        clean(station)


# ---- any orders, any answers -------------------------------------------------------------------------------

ANSWERS = st.lists(st.sampled_from(["paid", "failed", "none"]), min_size=8, max_size=8)
ORDERS = st.sets(st.sampled_from(sorted(MEMBER_IDS)), min_size=1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=ORDERS, by_proxy=st.booleans(), first=ANSWERS, second=ANSWERS, undone=st.booleans())
def test_the_clearing_holds_what_is_still_open(
    branch_template, tmp_path_factory, orders, by_proxy, first, second, undone
) -> None:
    """Whatever is ordered, sent and answered, in however many files: the clearing is the sum of what is open."""
    folder = tmp_path_factory.mktemp("bank") / "branch"
    station = branch.open_branch(branch.copy_of(branch_template, folder))
    try:
        session = branch.sign_in(station)
        cases = paid_out(station, session, *sorted(orders))
        if by_proxy and 1 not in orders:
            done(station, session, rent(1, **by_new_proxy()))
        assert clearing(station) == still_open(station) > 0
        exported = export(station)
        for answers in (first, second):
            asked = {
                case_no: said
                for case_no, said in zip(cases, answers, strict=False)
                if said != "none" and state_of(station, case_no) is PaymentState.SENT
            }
            if asked:
                failed = {one: "账户已销户" for one, said in asked.items() if said == "failed"}
                report = take(station, answer(exported, failed, only=frozenset(asked)))
                assert report.paid + report.failed == len(asked)
            assert clearing(station) == still_open(station)
        for number, case_no in zip(sorted(orders), cases, strict=True):
            if undone and state_of(station, case_no) is PaymentState.FAILED:
                done(station, session, reverse(case_no, number))
        assert clearing(station) == still_open(station)
        paid = [one for one in cases if state_of(station, one) is PaymentState.PAID]
        bank = rows(station, "SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE ledger = 'bank'")
        assert bank[0][0] == sum(order_of(station, one).amount_fen for one in paid)
        clean(station)
    finally:
        station.close()
