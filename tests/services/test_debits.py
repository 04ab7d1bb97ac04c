"""Debit files: every due instalment billed once and debited until it is paid, early repayments once."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from sqlmodel import select

from hfund_tui.db.tables import Branch, DebitOrder, Loan, RepaymentAccount
from hfund_tui.domain.day_sheet import DebitTally, Sum
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import PaymentState, PrepaymentEffect, RepaymentMethod
from hfund_tui.services import bank_files
from hfund_tui.services.bank_files import ExportedFile
from hfund_tui.services.errors import Refusal, Trouble
from hfund_tui.services.payment_returns import BadLine, ReturnReport
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.branch import PASSWORD, SUPERVISOR_2, raw
from tests.support.house import answer, clean, done, rows, supervisor
from tests.support.lending import CONTRACT, lend
from tests.support.loans import loan_request

EQUAL_PRINCIPAL = RepaymentMethod.EQUAL_PRINCIPAL


def lent(station: Workstation, **how: Any) -> None:
    with raw(station) as uow:
        lend(uow, **how)


def on_day(station: Workstation, year: int, month: int, day: int) -> Session:
    return house.tomorrow(station, to=date(year, month, day))


def send(station: Workstation, **options: Any) -> ExportedFile:
    return station.debits.export(supervisor(station), **options)


def take(station: Workstation, text: str, **options: Any) -> ReturnReport:
    return station.debits.import_returns(supervisor(station), text, **options)


def debited(station: Workstation, failed: Mapping[str, str] = MappingProxyType({})) -> list[list[str]]:
    """Everything due goes to the bank and comes back; the lines that were sent, without their number."""
    exported = send(station)
    take(station, answer(exported, failed))
    return details(exported)


def details(exported: ExportedFile) -> list[list[str]]:
    """Reference and amount of each line."""
    text = exported.path.read_text(encoding="utf-8")
    return [[row[2], row[6]] for row in csv.reader(io.StringIO(text)) if row[0] == "D"]


def instalments(station: Workstation, since: str = "2020-02-28") -> list[tuple[Any, ...]]:
    return rows(
        station,
        "SELECT due_on, principal_fen, interest_fen, penalty_fen, paid_on FROM loan_instalment"
        " WHERE due_on >= :since ORDER BY due_on, id",
        since=since,
    )


def loan_state(station: Workstation, contract_no: str = CONTRACT) -> tuple[Any, ...]:
    return rows(
        station, "SELECT state, balance_fen FROM loan WHERE contract_no = :contract", contract=contract_no
    )[0]


def conserved(station: Workstation) -> None:
    """Every batch sums to zero, what is left of a loan is what its entries say, and the rest fits too."""
    assert (
        rows(station, "SELECT batch_id FROM ledger_entry GROUP BY batch_id HAVING sum(amount_fen) <> 0") == []
    )
    assert (
        rows(
            station,
            "SELECT contract_no FROM loan l WHERE balance_fen <> -(SELECT coalesce(sum(amount_fen), 0)"
            " FROM ledger_entry e WHERE e.contract_no = l.contract_no)",
        )
        == []
    )
    clean(station)


class TestBilling:
    @pytest.mark.parametrize(
        ("due_day", "days", "expected"),
        [
            (20, [(2020, 3, 19)], []),
            (20, [(2020, 3, 20)], ["20200320"]),
            (20, [(2020, 3, 23)], ["20200320"]),
            (20, [(2020, 3, 20), (2020, 4, 20)], ["20200320", "20200420"]),
            (20, [(2020, 5, 20)], ["20200320", "20200420", "20200520"]),
            (29, [(2020, 2, 28)], []),
            (29, [(2020, 3, 2)], ["20200229"]),
            (31, [(2020, 2, 28)], []),
            (31, [(2020, 3, 2)], ["20200229"]),
            (31, [(2020, 3, 31), (2020, 5, 6)], ["20200229", "20200331", "20200430"]),
        ],
    )
    def test_what_falls_due_by_a_day(self, station, due_day, days, expected):
        lent(station, due_day=due_day, disbursed_on=date(2018, 2, 1), principal_fen=120_000_00)
        seen = []
        for day in days:
            session = on_day(station, *day)
            if station.debits.due(session).lines:
                seen += [one[0] for one in debited(station)]
        assert seen == [f"{CONTRACT}-{one}" for one in expected]
        assert loan_state(station)[0] == "normal"
        conserved(station)

    @pytest.mark.both
    def test_the_line_of_an_instalment_and_what_its_payment_posts(self, station):
        lent(station)
        session = on_day(station, 2020, 3, 20)
        before = loan_state(station)[1]
        due = station.debits.due(session)
        assert (due.lines, due.total_fen, due.needs_second) == (1, 2_835_98, False)
        exported = send(station)
        text = exported.path.read_text(encoding="utf-8").splitlines()
        assert text[0] == "H,D202003200003001,0003,2020-03-20,1,2835.98"
        assert text[1] == f"D,1,{CONTRACT}-20200320,CCB,6217000000000001,张一,2835.98"
        assert exported.path.parent.name == "debits"
        assert take(station, answer(exported)).paid_fen == 2_835_98
        ((due_on, principal, interest, penalty, paid_on),) = instalments(station)
        assert (due_on, principal + interest, penalty, paid_on) == ("2020-03-20", 2_835_98, 0, "2020-03-20")
        assert loan_state(station) == ("normal", before - principal)
        assert rows(
            station,
            "SELECT ledger, amount_fen FROM ledger_entry e JOIN journal_batch b ON b.id = e.batch_id"
            " WHERE summary_code = 'loan_instalment' ORDER BY e.id",
        ) == [("bank", -2_835_98), ("loan_principal", principal), ("loan_interest", interest)]
        conserved(station)

    def test_a_contract_and_a_holder_that_are_hostile_stay_one_cell_each(self, station):
        lent(station, contract_no=' =1+1",D,\u202e9\t\u200b')
        with raw(station) as uow:
            uow.session.exec(select(RepaymentAccount)).one().holder_name = '张一",\r\nD,9,"=1+1'
        on_day(station, 2020, 3, 20)
        exported = send(station)
        rows_sent = list(csv.reader(io.StringIO(exported.path.read_text(encoding="utf-8"))))
        assert [len(one) for one in rows_sent] == [6, 7, 4]
        assert rows_sent[1][2].endswith("-20200320")
        assert take(station, answer(exported)).paid == 1
        conserved(station)

    def test_each_once(self, station):
        lent(station)
        lent(station, number=2, contract_no="D2018030002", method=EQUAL_PRINCIPAL)
        on_day(station, 2020, 3, 20)
        first = send(station)
        assert first.lines == 2
        with pytest.raises(Refusal) as refused:
            send(station)
        assert refused.value.code == "no_debits_to_send"
        assert len(instalments(station)) == 2
        take(station, answer(first))
        with pytest.raises(Refusal):
            send(station)
        report = take(station, answer(first))
        assert (report.paid, report.known) == (0, 2)
        conserved(station)

    def test_what_is_shown_as_due_is_what_goes(self, station):
        """Instalments that fell due before and after a change of rate, one that is owed; an early
        repayment was left in the house too long, and its loan is debited like the others."""
        lent(station)
        lent(station, number=2, contract_no="D2018030002", unpaid=1)
        lent(station, number=3, contract_no="D2018030003")
        request = loan_request(OperationCode.EARLY_REPAYMENT)
        done(station, branch.sign_in(station), request)
        session = on_day(station, 2023, 3, 20)
        due = station.debits.due(session)
        exported = send(station, second=(SUPERVISOR_2, PASSWORD))
        assert (due.lines, due.total_fen) == (exported.lines, exported.total_fen)
        assert due.lines == 1 + 3 * 37
        take(station, answer(exported))
        conserved(station)

    def test_a_loan_that_another_branch_repays_early_waits_too(self, station):
        lent(station)
        done(station, branch.sign_in(station), loan_request(OperationCode.EARLY_REPAYMENT))
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan District Office"))
            uow.session.exec(select(DebitOrder)).one().branch_code = "0004"
        session = on_day(station, 2020, 3, 20)
        assert station.debits.due(session).lines == 0

    def test_loans_of_other_branches_are_not_touched(self, station):
        lent(station)
        on_day(station, 2020, 3, 20)
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan District Office"))
            uow.session.get_one(Loan, CONTRACT).branch_code = "0004"
        assert station.debits.due(supervisor(station)).lines == 0
        with pytest.raises(Refusal):
            send(station)
        assert instalments(station) == []

    def test_many_lines_want_a_second_supervisor_and_bill_nothing_without(self, station, monkeypatch):
        lent(station)
        lent(station, number=2, contract_no="D2018030002")
        on_day(station, 2020, 3, 20)
        monkeypatch.setattr(type(station.debits), "_alone", lambda self, session: 1)
        with pytest.raises(Refusal) as refused:
            send(station)
        assert refused.value.code == "debits_need_second"
        assert instalments(station) == []
        assert send(station, second=(SUPERVISOR_2, PASSWORD)).lines == 2
        conserved(station)

    def test_tellers_send_and_take_in_nothing(self, station):
        lent(station)
        teller = on_day(station, 2020, 3, 20)
        for attempt in (
            lambda: station.debits.export(teller),
            lambda: station.debits.import_returns(teller, answer(send(station))),
        ):
            with pytest.raises(Refusal) as refused:
                attempt()
            assert refused.value.code == "not_permitted"


class TestOverdue:
    def test_failed_then_debited_again_with_its_penalty(self, station):
        """2,835.98 at 3.25 % and a half, three days of 360: 1.15."""
        lent(station)
        on_day(station, 2020, 3, 20)
        instalment = f"{CONTRACT}-20200320"
        debited(station, {instalment: "余额不足"})
        assert loan_state(station)[0] == "overdue"
        on_day(station, 2020, 3, 23)
        assert debited(station) == [[instalment, "2837.13"]]
        assert instalments(station)[0][3:] == (1_15, "2020-03-23")
        assert loan_state(station)[0] == "normal"
        assert rows(station, "SELECT state, penalty_fen, result_reason FROM debit_order ORDER BY id") == [
            ("failed", 0, "余额不足"),
            ("paid", 1_15, ""),
        ]
        assert rows(station, "SELECT sum(amount_fen) FROM ledger_entry WHERE ledger = 'loan_penalty'") == [
            (1_15,)
        ]
        conserved(station)

    def test_it_stays_overdue_until_everything_is_paid(self, station):
        lent(station, unpaid=2)
        on_day(station, 2020, 3, 20)
        sent = [f"{CONTRACT}-{day}" for day in ("20200120", "20200220", "20200320")]
        assert [one[0] for one in debited(station, {sent[1]: "余额不足"})] == sent
        assert loan_state(station)[0] == "overdue"
        assert [one[0] for one in debited(station)] == [sent[1]]
        assert loan_state(station)[0] == "normal"
        conserved(station)

    def test_without_an_account_it_is_billed_and_overdue(self, station):
        lent(station)
        with raw(station) as uow:
            uow.session.exec(select(RepaymentAccount)).one().ended_on = branch.TODAY
        on_day(station, 2020, 3, 20)
        with pytest.raises(Refusal) as refused:
            send(station)
        assert refused.value.code == "no_debits_to_send"
        assert len(instalments(station)) == 1 and loan_state(station)[0] == "overdue"
        with raw(station) as uow:
            uow.session.exec(select(RepaymentAccount)).one().ended_on = None
        on_day(station, 2020, 3, 30)
        assert debited(station) == [[f"{CONTRACT}-20200320", "2839.82"]]  # ten days: 3.84
        assert loan_state(station)[0] == "normal"
        conserved(station)

    def test_the_last_instalment_of_all_is_owed_with_its_penalty_too(self, station):
        """21,545.96 at 3.25 % and a half, seven days of 360: 20.42. Another account is the way out."""
        lent(station, months=24, unpaid=1)
        teller = branch.sign_in(station)
        overview = station.members.overview(teller, 1)
        (loan,) = overview.loans
        assert (loan.terms, loan.overdue_fen, loan.account) == (None, 21_545_96 + 20_42, ("CCB", "0001"))
        assert overview.owed_loans == (loan,) and overview.running_loans == ()
        assert overview.service(OperationCode.CHANGE_REPAYMENT_ACCOUNT).possible
        with pytest.raises(KeyError):
            overview.service(OperationCode.EARLY_REPAYMENT)
        done(station, teller, loan_request(OperationCode.CHANGE_REPAYMENT_ACCOUNT))
        assert debited(station) == [[f"{CONTRACT}-20200220", "21566.38"]]
        assert rows(station, "SELECT account_no FROM debit_order") == [("6214830000000006",)]
        assert loan_state(station) == ("settled", 0)
        conserved(station)


class TestEarlyRepayment:
    def ask(self, station: Workstation, **wanted: Any) -> str:
        request = loan_request(OperationCode.EARLY_REPAYMENT, **wanted)
        return done(station, branch.sign_in(station), request).receipt.case_no

    @pytest.mark.parametrize("effect", list(PrepaymentEffect))
    def test_paid_it_changes_the_loan(self, station, effect):
        """100,000 at 3.25 %, seven days of 360: 63.19 of interest."""
        lent(station)
        before = loan_state(station)[1]
        case_no = self.ask(station, effect=effect)
        assert debited(station) == [[case_no, "100063.19"]]
        assert loan_state(station) == ("normal", before - 100_000_00)
        versions = rows(
            station, "SELECT change, case_no, principal_fen, ended_on, ended_case FROM loan_terms ORDER BY id"
        )
        assert versions[0][3:] == ("2020-02-27", case_no)
        assert versions[1] == ("partial_prepayment", case_no, before - 100_000_00, None, None)
        on_day(station, 2020, 3, 20)
        ((instalment, _),) = debited(station)
        assert instalment == f"{CONTRACT}-20200320"
        conserved(station)

    def test_failed_it_changes_nothing_and_the_member_is_told(self, station):
        lent(station)
        before = loan_state(station)
        case_no = self.ask(station)
        debited(station, {case_no: "余额不足"})
        assert loan_state(station) == before
        assert len(rows(station, "SELECT id FROM loan_terms")) == 1
        assert rows(station, "SELECT case_no, member_id FROM notice WHERE kind = 'debit_failed'") == [
            (case_no, 1)
        ]
        with pytest.raises(Refusal):
            send(station)  # it is not tried again
        station.notices.deliver()
        told = "".join(
            one.read_text(encoding="utf-8") for one in (station.settings.outbox / "notices").iterdir()
        )
        assert "100,063.19" in told and "重新申请" in told
        conserved(station)

    def test_the_loan_waits_for_the_answer(self, station):
        lent(station)
        case_no = self.ask(station)
        on_day(station, 2020, 3, 19)
        exported = send(station)
        assert details(exported) == [[case_no, "100063.19"]]
        session = on_day(station, 2020, 3, 23)
        assert station.debits.due(session).lines == 0
        take(station, answer(exported))
        assert [one[0] for one in debited(station)] == [f"{CONTRACT}-20200320"]
        conserved(station)

    def test_all_of_it_settles_the_loan(self, station):
        lent(station)
        case_no = self.ask(station, amount_fen=None)
        debited(station)
        assert loan_state(station) == ("settled", 0)
        assert rows(station, "SELECT ended_on, ended_case FROM loan_terms") == [("2020-02-27", case_no)]
        session = on_day(station, 2020, 3, 20)
        assert station.debits.due(session).lines == 0
        conserved(station)


def test_the_last_instalment_settles_the_loan(station) -> None:
    lent(station, months=61, disbursed_on=date(2015, 2, 20))
    on_day(station, 2020, 3, 20)
    debited(station)
    assert loan_state(station) == ("settled", 0)
    assert rows(station, "SELECT ended_on, ended_case FROM loan_terms") == [("2020-03-20", None)]
    session = on_day(station, 2020, 4, 20)
    assert station.debits.due(session).lines == 0
    conserved(station)


class TestRateChange:
    @pytest.mark.parametrize(
        ("months", "day", "rates"),
        [
            (240, (2022, 12, 20), ["3.25"]),
            (240, (2023, 1, 19), ["3.25"]),
            (240, (2023, 1, 20), ["3.25", "3.10"]),
            (240, (2023, 2, 20), ["3.25", "3.10"]),
            (240, (2025, 1, 20), ["3.25", "3.10", "2.85"]),
        ],
    )
    def test_on_the_first_period_of_a_year(self, station, months, day, rates):
        lent(station, months=months)
        on_day(station, *day)
        debited(station)
        found = rows(station, "SELECT rate_text, change, case_no FROM loan_terms ORDER BY id")
        assert found == [(rates[0], None, None), *((one, "rate_change", None) for one in rates[1:])]
        conserved(station)

    def test_the_instalment_is_worked_out_anew(self, station):
        """The period from 2023-01-20 on bears 3.10 %; what is left is spread over what is left of the term."""
        lent(station)
        on_day(station, 2023, 2, 20)
        debited(station)
        old, new = instalments(station, "2023-01-01")
        left = loan_state(station)[1] + new[1]
        assert old[1] + old[2] == 2_835_98
        assert new[2] == round(left * 310 / 120_000)
        assert rows(
            station,
            "SELECT period, principal_fen + interest_fen FROM loan_instalment WHERE due_on = '2023-02-20'",
        ) == [(1, rows(station, "SELECT regular_fen FROM loan_terms WHERE rate_text = '3.10'")[0][0])]
        conserved(station)


class TestFiles:
    @pytest.fixture
    def sent(self, station) -> ExportedFile:
        lent(station)
        lent(station, number=2, contract_no="D2018030002")
        on_day(station, 2020, 3, 20)
        return send(station)

    def test_one_bad_line_and_nothing_is_taken_in(self, station, sent):
        before = rows(station, "SELECT count(*) FROM ledger_entry")
        lines = answer(sent).splitlines()
        lines[2] = lines[2].replace("20200320", "20200321")
        report = take(station, "\n".join(lines))
        assert report.bad == (BadLine(3, "return_unknown_order"),)
        assert rows(station, "SELECT DISTINCT state FROM debit_order") == [("sent",)]
        assert rows(station, "SELECT count(*) FROM ledger_entry") == before
        assert {one[4] for one in instalments(station)} == {None}
        conserved(station)

    def test_written_again_byte_for_byte(self, station, sent):
        before = sent.path.read_bytes()
        sent.path.unlink()
        assert station.debits.write_again(supervisor(station), sent.file_no) == sent
        assert sent.path.read_bytes() == before

    def test_the_list_says_what_became_of_them(self, station, sent):
        take(station, answer(sent, {f"{CONTRACT}-20200320": "余额不足"}))
        (file,) = station.debits.files(supervisor(station))
        assert (file.file_no, file.lines, file.sent, file.paid, file.failed) == (sent.file_no, 2, 0, 1, 1)

    def test_payouts_and_debits_do_not_mix(self, station, sent):
        done(station, branch.sign_in(station), house.rent(3))
        payouts = house.export(station)
        assert payouts.file_no == "P202003200003001"
        for take_in, exported, code in (
            (station.payments.import_returns, sent, "file_of_debits"),
            (station.debits.import_returns, payouts, "file_of_payouts"),
        ):
            with pytest.raises(Refusal) as refused:
                take_in(supervisor(station), answer(exported))
            assert refused.value.code == code
        for write_again, exported, code in (
            (station.payments.write_again, sent, "file_of_debits"),
            (station.debits.write_again, payouts, "file_of_payouts"),
        ):
            with pytest.raises(Refusal) as refused:
                write_again(supervisor(station), exported.file_no)
            assert refused.value.code == code
        assert [one.file_no for one in station.payments.files(supervisor(station))] == [payouts.file_no]
        conserved(station)


class _Killed(BaseException):
    """The process ends here."""


class TestHalfDone:
    """Whatever breaks off on the way has not happened."""

    def test_an_export_that_breaks_off(self, station):
        lent(station)
        lent(station, number=2, contract_no="D2018030002")
        on_day(station, 2023, 2, 20)

        def stop(done: int, of: int) -> None:
            if done == 2:
                raise _Killed

        with pytest.raises(_Killed):
            send(station, on_progress=stop)
        assert instalments(station) == [] and rows(station, "SELECT id FROM debit_order") == []
        assert len(rows(station, "SELECT id FROM loan_terms")) == 2
        assert station.debits.files(supervisor(station)) == ()
        assert send(station).lines == 72
        conserved(station)

    def test_a_file_that_was_not_written(self, station, monkeypatch):
        lent(station)
        on_day(station, 2020, 3, 20)

        def full(path: Any, text: str) -> None:
            raise Trouble("file_not_written", path=str(path))

        with monkeypatch.context() as patch:
            patch.setattr(bank_files, "write_private", full)
            with pytest.raises(Trouble):
                send(station)
        (file,) = station.debits.files(supervisor(station))
        assert take(station, answer(station.debits.write_again(supervisor(station), file.file_no))).paid == 1
        conserved(station)

    def test_an_import_that_breaks_off(self, station):
        lent(station)
        request = loan_request(OperationCode.EARLY_REPAYMENT)
        done(station, branch.sign_in(station), request)
        lent(station, number=2, contract_no="D2018030002", unpaid=1)
        exported = send(station)
        before = rows(station, "SELECT * FROM loan ORDER BY contract_no")

        def stop(done: int, of: int) -> None:
            if done == 2:
                raise _Killed

        with pytest.raises(_Killed):
            take(station, answer(exported), on_progress=stop)
        assert rows(station, "SELECT DISTINCT state FROM debit_order") == [(PaymentState.SENT.value,)]
        assert rows(station, "SELECT * FROM loan ORDER BY contract_no") == before
        assert len(rows(station, "SELECT id FROM loan_terms")) == 2
        assert take(station, answer(exported)).paid == 2
        conserved(station)


def debits_of_the_day(station: Workstation) -> DebitTally:
    return station.day.sheet(supervisor(station)).debits


class TestTheDay:
    def test_due_debits_are_a_leftover_that_words_explain(self, station):
        lent(station)
        on_day(station, 2020, 3, 20)
        boss = supervisor(station)
        (found,) = station.day.sheet(boss).differences
        assert (found.code.value, found.count, found.amount_fen) == ("debits_not_sent", 1, 2_835_98)
        with pytest.raises(Refusal) as refused:
            station.day.close(boss)
        assert refused.value.code == "day_unexplained"
        send(station)
        assert station.day.sheet(boss).differences == ()

    def test_the_sheet_counts_what_was_sent_debited_failed_and_is_open(self, station):
        contracts = (CONTRACT, "D2018030002", "D2018030003")
        for number, contract_no in enumerate(contracts, 1):
            lent(station, number=number, contract_no=contract_no)
        on_day(station, 2020, 3, 20)
        each, none = 2_835_98, Sum(0, 0)
        three, two, one = (Sum(n, n * each) for n in (3, 2, 1))
        assert debits_of_the_day(station) == DebitTally(0, none, none, none, none, unsent=three)
        exported = send(station)
        assert debits_of_the_day(station) == DebitTally(1, three, none, none, three, none)
        take(station, answer(exported, {f"{CONTRACT}-20200320": "余额不足"}))
        tallied = DebitTally(1, three, debited=two, failed=one, open=none, unsent=none)
        assert debits_of_the_day(station) == tallied
        on_day(station, 2020, 3, 23)
        assert station.day.stored_sheet(supervisor(station), date(2020, 3, 20)).debits == tallied
        assert debits_of_the_day(station) == DebitTally(0, none, none, none, none, none)
        send(station)
        again = Sum(1, each + 1_15)
        assert debits_of_the_day(station) == DebitTally(1, again, none, none, again, none)

    def test_what_failed_is_tried_again_and_no_leftover(self, station):
        lent(station, unpaid=1)
        assert station.day.sheet(supervisor(station)).differences == ()
        assert station.debits.due(supervisor(station)).lines == 1

    def test_answers_that_stay_away(self, station):
        lent(station)
        on_day(station, 2020, 3, 20)
        exported = send(station)
        on_day(station, 2020, 4, 10)
        (found,) = station.day.sheet(supervisor(station)).differences
        assert (found.code.value, found.subject) == ("returns_missing", exported.file_no)
