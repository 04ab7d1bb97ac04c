"""The business day: its sheet against an independent count, closing, and who opens it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from hfund_tui.db.audit import AuditStamp, verify_against
from hfund_tui.db.tables import AuditEvent, BusinessDay, DayDifference, Staff
from hfund_tui.documents.day_sheet import render_sheet_pdf, render_sheet_text
from hfund_tui.documents.wrapping import cells
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.day_sheet import DaySheet, DifferenceCode
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import Ledger, Role
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.errors import BadInput, Conflict, Refusal, Trouble
from hfund_tui.services.outcomes import Refused
from hfund_tui.services.workstation import Workstation
from tests.services.test_reversals import by_new_proxy, signing
from tests.support import branch
from tests.support.branch import (
    SUPERVISOR,
    SUPERVISOR_2,
    TELLER,
    TELLER_2,
    TODAY,
    account_no,
    raw,
    sign_in,
)
from tests.support.by_hand import by_hand
from tests.support.house import (
    answer,
    approve,
    behind,
    clean,
    done,
    export,
    link,
    next_day,
    other,
    perform,
    proven,
    redirect,
    rent,
    reverse,
    rows,
    supervisor,
    tomorrow,
)

D = DifferenceCode


def sheet_of(station: Workstation) -> DaySheet:
    return station.day.sheet(supervisor(station))


def differences(station: Workstation) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.subject, one.count, one.amount_fen) for one in sheet_of(station).differences]


def close(station: Workstation, **explanations: str) -> DaySheet:
    return station.day.close(supervisor(station), explanations=explanations)


def code_of(attempt: Callable[[], Any]) -> str:
    with pytest.raises((Refusal, Conflict, BadInput)) as refused:
        attempt()
    return refused.value.code


@pytest.fixture
def busy(station) -> dict[str, Any]:
    """A day with everything in it: what was done by hand, to be counted by hand."""
    one, two = sign_in(station, TELLER), sign_in(station, TELLER_2)
    rent_1 = done(station, one, rent(1)).receipt
    rent_2 = done(station, two, rent(2, amount_fen=500_00)).receipt
    other_3 = done(station, two, other(3, amount_fen=100_00)).receipt
    done(station, one, signing(4))
    by_proxy = done(station, one, rent(5, **by_new_proxy())).receipt
    pending = perform(station, one, reverse(rent_1.case_no))
    approve(station, one, pending)
    refused = perform(station, two, rent(2))
    assert isinstance(refused, Refused)
    waits = perform(station, two, signing(6, **by_new_proxy_of("2020-0099")))
    exported = export(station)
    return {
        "rent_1": rent_1,
        "rent_2": rent_2,
        "other_3": other_3,
        "by_proxy": by_proxy,
        "waits": waits,
        "exported": exported,
    }


def by_new_proxy_of(number: str) -> dict[str, Any]:
    changes = by_new_proxy()
    return {**changes, "proxy": replace(changes["proxy"], certificate_no=number)}


class TestSheet:
    def test_an_idle_day(self, station):
        sheet = sheet_of(station)
        assert (sheet.totals, sheet.tellers, sheet.differences) == ((), (), ())
        assert sheet.balances and sheet.trial_balance_fen == 0
        assert {one.ledger: one.balance_fen for one in sheet.ledgers}[Ledger.MEMBER] == 8 * 50_000_00

    def test_what_was_done_and_by_whom(self, station, busy):
        sheet = sheet_of(station)
        proxy_fen = busy["by_proxy"].amount_fen
        assert {(one.operation, one.count, one.amount_fen) for one in sheet.totals} == {
            ("rent_withdrawal", 3, 7_800_00 + 500_00 + proxy_fen),
            ("other_housing_withdrawal", 1, 100_00),
            ("sign_agreement", 1, 0),
            ("reverse_case", 1, 7_800_00),
        }
        by_code = {one.staff.code: one for one in sheet.tellers}
        assert {(one.operation, one.count) for one in by_code[TELLER].posted} == {
            ("rent_withdrawal", 2),
            ("sign_agreement", 1),
            ("reverse_case", 1),
        }
        assert {(one.operation, one.amount_fen) for one in by_code[TELLER_2].posted} == {
            ("rent_withdrawal", 500_00),
            ("other_housing_withdrawal", 100_00),
        }
        assert (by_code[TELLER].refused, by_code[TELLER_2].refused) == (0, 1)
        assert (sheet.approvals, sheet.reversals, sheet.reversed_fen) == (2, 1, 7_800_00)

    def test_what_is_left_over(self, station, busy):
        sheet = sheet_of(station)
        assert (sheet.pending, sheet.returned, sheet.holds, sheet.held_fen) == (1, 0, 0, 0)
        assert (sheet.files, sheet.sent, sheet.sent_fen) == (1, 2, 600_00)
        assert (sheet.unsent, sheet.unsent_fen) == (0, 0)
        perform(station, sign_in(station), rent(7, **by_new_proxy_of("2020-0077")))
        sheet = sheet_of(station)
        assert (sheet.pending, sheet.holds, sheet.held_fen) == (2, 1, 7_800_00)

    def test_the_books(self, station, busy):
        ledgers = {one.ledger: (one.moved_fen, one.balance_fen) for one in sheet_of(station).ledgers}
        out = 600_00 + busy["by_proxy"].amount_fen
        assert ledgers[Ledger.MEMBER] == (8 * 50_000_00 - out, 8 * 50_000_00 - out)
        assert ledgers[Ledger.PAYOUT_CLEARING] == (out, out)
        assert sum(balance for _, balance in ledgers.values()) == 0

    def test_a_day_counts_its_own_work_only(self, station, busy):
        next_day(station)
        sheet = sheet_of(station)
        assert (sheet.totals, sheet.tellers, sheet.approvals, sheet.files) == ((), (), 0, 0)
        assert {one.moved_fen for one in sheet.ledgers} == {0}
        assert (sheet.pending, sheet.trial_balance_fen) == (1, 0)

    def test_a_branch_counts_its_own_work_only(self, station, busy):
        behind(
            station,
            "UPDATE \"case\" SET branch_code = '0004'",
            "UPDATE payment_file SET branch_code = '0004'",
        )
        sheet = sheet_of(station)
        assert (sheet.totals, sheet.tellers, sheet.pending, sheet.files, sheet.unsent) == ((), (), 0, 0, 0)

    def test_who_may_look(self, station):
        for code in (TELLER, SUPERVISOR, branch.AUDITOR):
            station.day.sheet(sign_in(station, code))
        for code in (branch.AGENT, branch.ADMINISTRATOR):
            assert code_of(lambda code=code: station.day.sheet(sign_in(station, code))) == "not_permitted"

    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("width", [76, 110])
    def test_on_paper(self, station, busy, language, width, tmp_path):
        t = Translator(language)
        sheet = close(station)
        lines = render_sheet_text(sheet, t, width=width)
        assert max(cells(line) for line in lines) <= width
        text = "\n".join(lines)
        for words in (
            "7,800.00",
            OPERATIONS[OperationCode.OTHER_HOUSING_WITHDRAWAL].transaction_code,
            t("vocabulary.ledger.payout_clearing"),
            sheet.anchor.hash[:16],
        ):
            assert words in text
        assert render_sheet_pdf(sheet, t, tmp_path / "sheet.pdf") == ()
        first = (tmp_path / "sheet.pdf").read_bytes()
        render_sheet_pdf(sheet, t, tmp_path / "sheet.pdf")
        assert (tmp_path / "sheet.pdf").read_bytes() == first


class TestDifferences:
    def posted(self, station: Workstation) -> str:
        return done(station, sign_in(station), rent(1)).receipt.case_no

    @pytest.mark.parametrize(
        ("statement", "code", "amount"),
        [
            (
                "UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE ledger = 'opening'",
                D.TRIAL_BALANCE,
                1,
            ),
            ("UPDATE payment_order SET amount_fen = amount_fen + 7", D.CLEARING, -7),
            ("UPDATE payment_order SET state = 'voided'", D.CLEARING, 7_800_00),
            ("UPDATE account SET held_fen = 5 WHERE member_id = 3", D.HOLDS, 5),
            ("UPDATE account SET balance_fen = balance_fen + 9 WHERE member_id = 1", D.ACCOUNT_BALANCE, 9),
        ],
    )
    def test_books_that_do_not_agree_are_mended_not_explained(self, station, statement, code, amount):
        self.posted(station)
        export(station)
        behind(station, statement)
        found = [one for one in sheet_of(station).differences if one.code is code]
        assert [one.amount_fen for one in found] == [amount]
        assert not sheet_of(station).balances
        words = {one.value: "已核实" for one in D}
        with pytest.raises(Refusal) as refused:
            station.day.close(supervisor(station), explanations=words)
        assert refused.value.code == "day_unbalanced"
        assert refused.value.params["difference"].value == f"vocabulary.difference_code.{code}"
        assert station.day.current("0003") == TODAY

    def test_a_hold_of_a_case_nobody_can_decide_any_more(self, station):
        pending = perform(station, sign_in(station), rent(1, **by_new_proxy()))
        behind(station, "UPDATE \"case\" SET status = 'cancelled', inbox = NULL")
        assert (D.HOLDS, pending.case_no, 1, 7_800_00) in differences(station)

    def test_an_account_is_named(self, station):
        self.posted(station)
        behind(station, "UPDATE account SET balance_fen = balance_fen - 1 WHERE member_id = 1")
        assert (D.ACCOUNT_BALANCE, account_no(1), 1, -1) in differences(station)

    def test_orders_that_were_not_sent(self, station):
        self.posted(station)
        assert differences(station) == [(D.ORDERS_NOT_SENT, "", 1, 7_800_00)]
        assert code_of(lambda: close(station)) == "day_unexplained"
        assert code_of(lambda: close(station, orders_not_sent=" \u200b ")) == "day_unexplained"
        assert code_of(lambda: close(station, returns_missing="别的")) == "day_unexplained"
        sheet = close(station, orders_not_sent="银行系统停机")
        assert sheet.explanations == (("orders_not_sent", "银行系统停机"),)

    def test_held_orders_are_no_difference(self, station):
        done(station, sign_in(station), rent(1, **by_new_proxy()))
        assert differences(station) == []

    def test_answers_of_the_bank_that_are_overdue(self, station):
        """Three working days after 27 February are over with 3 March."""
        self.posted(station)
        exported = export(station)
        for day in (date(2020, 2, 28), date(2020, 3, 2), date(2020, 3, 3)):
            next_day(station, to=day)
            assert differences(station) == []
        next_day(station, to=date(2020, 3, 4))
        assert differences(station) == [(D.RETURNS_MISSING, exported.file_no, 1, 7_800_00)]
        station.payments.import_returns(supervisor(station), answer(exported))
        assert differences(station) == []

    def test_payouts_that_failed_want_words_until_they_are_paid_again(self, station):
        self.posted(station)
        exported = export(station)
        (case_no,) = [one for (one,) in rows(station, "SELECT case_no FROM payment_order")]
        station.payments.import_returns(supervisor(station), answer(exported, {case_no: "账户已销户"}))
        failed = [(D.PAYOUTS_FAILED, "", 1, 7_800_00)]
        assert differences(station) == failed
        assert code_of(lambda: close(station)) == "day_unexplained"
        next_day(station)
        assert differences(station) == failed
        done(station, sign_in(station), link(1))
        done(station, sign_in(station), redirect(case_no))
        assert D.PAYOUTS_FAILED not in {one[0] for one in differences(station)}

    def test_cases_that_were_sent_back_are_counted_and_overdue_in_time(self, station):
        pending = perform(station, sign_in(station), rent(1, **by_new_proxy()))
        station.approvals.send_back(supervisor(station), pending.case_no, code="wrong_entry", words="写错")
        sheet = sheet_of(station)
        assert (sheet.returned, sheet.differences) == (1, ())
        next_day(station, to=date(2020, 3, 4))
        assert differences(station) == [(D.PENDING_OVERDUE, pending.case_no, 1, 7_800_00)]

    def test_cases_that_wait_too_long(self, station):
        pending = perform(station, sign_in(station), rent(1, **by_new_proxy()))
        next_day(station, to=date(2020, 3, 3))
        assert differences(station) == []
        next_day(station, to=date(2020, 3, 4))
        assert differences(station) == [(D.PENDING_OVERDUE, pending.case_no, 1, 7_800_00)]
        assert code_of(lambda: close(station)) == "day_unexplained"
        close(station, pending_overdue="等待公证处复函")
        with station._database.reading() as reader:
            kept = reader.session.exec(select(DayDifference)).all()
            assert [(one.code, one.subject, one.words, one.explained_by) for one in kept] == [
                ("pending_overdue", pending.case_no, "等待公证处复函", SUPERVISOR)
            ]

    def test_every_difference_is_one_that_words_explain_or_one_to_mend(self):
        assert {one for one in D if one.explainable} == {
            D.ORDERS_NOT_SENT,
            D.DEBITS_NOT_SENT,
            D.RETURNS_MISSING,
            D.PAYOUTS_FAILED,
            D.PENDING_OVERDUE,
            D.CONTRIBUTIONS_UNFINISHED,
        }

    def test_long_words_are_cut_and_kept(self, station):
        self.posted(station)
        assert close(station, orders_not_sent="长" * 1000).explanations == (("orders_not_sent", "长" * 500),)


class TestClosed:
    def test_the_sheet_is_kept_as_it_was_shown(self, station, busy):
        shown = sheet_of(station)
        closed = close(station)
        assert closed.closed_by.code == SUPERVISOR
        same = replace(
            closed, closed_by=None, anchor=None, made_at=shown.made_at, explanations=shown.explanations
        )
        assert same == shown
        station.clock.advance(timedelta(days=1))
        station.day.open_at_door(date(2020, 2, 28), by=proven(station))
        assert station.day.stored_sheet(supervisor(station), TODAY) == closed
        done(station, sign_in(station), rent(8))
        assert station.day.stored_sheet(supervisor(station), TODAY) == closed
        clean(station)

    @pytest.mark.parametrize("day", [TODAY, date(2019, 1, 1), date(2020, 2, 28)])
    def test_a_day_that_was_not_closed_has_none(self, station, day):
        assert code_of(lambda: station.day.stored_sheet(supervisor(station), day)) == "day_not_closed"

    def test_the_record_ties_the_ends_of_all_chains(self, station, busy):
        elsewhere = replace(sign_in(station), terminal="07")
        done(station, elsewhere, rent(8))
        export(station)
        before = rows(station, "SELECT chain, sequence, hash FROM chain_head ORDER BY chain")
        assert len(before) > 1
        anchor = close(station).anchor
        with station._database.reading() as reader:
            event = reader.session.get_one(AuditEvent, (anchor.chain, anchor.sequence))
            assert (event.operation, event.hash) == ("9203:close_day", anchor.hash)
            heads = json.loads(event.detail_json)["heads"]
        assert heads.keys() == {chain for chain, _, _ in before}
        for chain, sequence, sealed in before:
            if chain != anchor.chain:
                assert heads[chain] == [sequence, sealed]

    def test_the_ends_are_written_outside_and_find_what_was_written_anew(self, station, busy):
        anchor = close(station).anchor
        (file,) = (station.settings.outbox / "anchors").iterdir()
        assert file.stat().st_mode & 0o777 == 0o600
        lines = [line.split() for line in file.read_text().splitlines()]
        assert [anchor.chain, str(anchor.sequence), anchor.hash] == lines[-1]
        stamps = [AuditStamp(chain, int(number), sealed) for chain, number, sealed in lines]
        with station._database.reading() as reader:
            assert verify_against(reader, stamps) == []
        behind(
            station,
            f"UPDATE audit_event SET hash = '{'f' * 64}' WHERE chain = '{anchor.chain}'"
            f" AND sequence = {anchor.sequence}",
        )
        with station._database.reading() as reader:
            assert [one.code for one in verify_against(reader, stamps)] == ["anchor"]

    def test_where_the_anchors_can_not_be_written_the_day_is_closed_all_the_same(self, station):
        folder = station.settings.outbox
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "anchors").write_text("in the way")
        with pytest.raises(Trouble) as trouble:
            close(station)
        assert trouble.value.code == "file_not_written"
        assert station.day.current("0003") is None

    def test_nobody_works_any_more(self, station, busy):
        sessions = {code: sign_in(station, code) for code in (TELLER, SUPERVISOR, branch.AUDITOR)}
        seen = station.cases.preview(sessions[TELLER], rent(8)).sha256
        close(station)
        teller, boss = sessions[TELLER], sessions[SUPERVISOR]
        for attempt in (
            lambda: station.cases.preview(teller, rent(8)),
            lambda: station.cases.perform(teller, rent(8), key="k" * 20, seen_sha256=seen),
            lambda: station.cases.cancel(teller, busy["waits"].case_no),
            lambda: approve(station, teller, busy["waits"]),
            lambda: station.members.overview(teller, 1),
            lambda: station.receipts.reprint(teller, busy["rent_2"].receipt_no),
            lambda: station.day.sheet(sessions[branch.AUDITOR]),
            lambda: station.day.close(boss),
            lambda: station.payments.export(boss),
            lambda: station.payments.write_again(boss, busy["exported"].file_no),
            lambda: station.payments.import_returns(boss, answer(busy["exported"])),
        ):
            assert code_of(attempt) == "day_closed"
        assert code_of(lambda: sign_in(station)) == "no_open_day"
        clean(station)

    def test_who_may_close(self, station):
        for code in (TELLER, branch.AUDITOR, branch.AGENT, branch.ADMINISTRATOR):
            assert code_of(lambda code=code: station.day.close(sign_in(station, code))) == "not_permitted"
        with station._database.reading() as reader:
            refused = reader.session.exec(
                select(AuditEvent.actor).where(
                    AuditEvent.operation == "9203:close_day", AuditEvent.outcome == "refused"
                )
            ).all()
        assert len(refused) == 4

    def test_the_same_day_twice_at_once(self, station):
        first, second = supervisor(station), supervisor(station, SUPERVISOR_2)
        station.day.close(first)
        assert code_of(lambda: station.day.close(second)) == "day_closed"


class TestOverNight:
    def test_a_case_of_yesterday_keeps_its_plan_and_is_posted_today(self, station, teller):
        pending = perform(station, teller, rent(1, **by_new_proxy()))
        session = tomorrow(station)
        assert station.cases.pending(session, pending.case_no).sha256 == pending.sha256
        receipt = approve(station, session, pending).receipt
        assert receipt.business_date == TODAY
        posted = rows(
            station,
            'SELECT c.business_date, c.posted_on, b.business_date, b.value_date, p.business_date FROM "case" c'
            " JOIN journal_batch b ON b.case_no = c.case_no JOIN payment_order p ON p.case_no = c.case_no",
        )
        assert posted == [("2020-02-27", "2020-02-28", "2020-02-28", "2020-02-28", "2020-02-28")]
        sheet = sheet_of(station)
        assert [(one.operation, one.count) for one in sheet.totals] == [("rent_withdrawal", 1)]
        assert sheet.approvals == 1
        clean(station)

    def test_its_money_stays_on_hold_over_night(self, station, teller):
        perform(station, teller, rent(1, **by_new_proxy()))
        session = tomorrow(station)
        assert station.members.overview(session, 1).account.held_fen == 7_800_00

    def test_a_session_of_yesterday_is_over(self, station, teller):
        next_day(station)
        assert code_of(lambda: station.cases.preview(teller, rent(1))) == "day_closed"


class TestOpening:
    @pytest.fixture
    def closed(self, station) -> Workstation:
        close(station)
        return station

    def test_the_next_working_day_is_proposed(self, closed):
        assert closed.day.last_day("0003") == TODAY
        assert closed.day.next_day("0003") == date(2020, 2, 28)

    @pytest.mark.parametrize(
        ("now", "proposed"),
        [
            (datetime(2020, 2, 28, 0, 30, tzinfo=UTC), date(2020, 2, 28)),
            (datetime(2020, 2, 28, 16, 30, tzinfo=UTC), date(2020, 3, 2)),  # Saturday by the fund's clock
            (datetime(2020, 4, 3, 23, 30, tzinfo=UTC), date(2020, 4, 7)),  # Qingming, then a Sunday made up
            (datetime(2020, 4, 25, 1, 0, tzinfo=UTC), date(2020, 4, 26)),  # a Sunday that is worked
            (datetime(2020, 5, 1, 1, 0, tzinfo=UTC), date(2020, 5, 6)),
        ],
    )
    def test_never_a_day_off_nor_one_that_is_over(self, closed, now, proposed):
        closed.clock.advance(now - closed.clock.now())
        assert closed.day.next_day("0003") == proposed
        closed.day.open_at_door(proposed, by=proven(closed))
        assert sign_in(closed).business_date == proposed

    def test_while_a_day_is_open_the_one_after_it_is_proposed(self, station):
        assert station.day.next_day("0003") == date(2020, 2, 28)
        assert (
            code_of(lambda: station.day.open_at_door(date(2020, 2, 28), by=proven(station)))
            == "day_already_open"
        )

    def test_a_branch_that_never_was_open(self, station):
        assert station.day.last_day("0009") is None
        assert station.day.next_day("0009") == TODAY

    @pytest.mark.parametrize("who", [TELLER, branch.AUDITOR, branch.AGENT, branch.ADMINISTRATOR])
    def test_only_a_supervisor_opens(self, closed, who):
        opened = code_of(lambda: closed.day.open_at_door(date(2020, 2, 28), by=proven(closed, who)))
        assert opened == "day_opener"

    def test_a_first_password_will_do_for_opening(self, closed):
        with raw(closed) as uow:
            uow.session.get_one(Staff, SUPERVISOR).must_change = True
        closed.day.open_at_door(date(2020, 2, 28), by=proven(closed))
        assert sign_in(closed, SUPERVISOR).must_change_password

    @pytest.mark.parametrize(
        ("day", "code"),
        [(TODAY, "day_was_closed"), (date(2020, 2, 26), "day_was_closed"), (date(2020, 3, 9), "day_too_far")],
    )
    def test_only_a_later_day_and_not_too_late(self, closed, day, code):
        assert code_of(lambda: closed.day.open_at_door(day, by=proven(closed))) == code

    def test_a_wrong_password_opens_nothing(self, closed):
        with pytest.raises(Refusal) as refused:
            closed.staff.prove_at_door(SUPERVISOR, "guess-guess-1")
        assert refused.value.code == "sign_in_failed_left"


class TestReopening:
    @pytest.fixture
    def closed(self, station, busy) -> Workstation:
        close(station)
        return station

    def reopen(self, station: Workstation, one: str = SUPERVISOR, two: str = SUPERVISOR_2) -> date:
        return station.day.reopen("0003", by=proven(station, one), second=proven(station, two))

    def test_two_supervisors_reopen_the_last_day(self, closed):
        assert self.reopen(closed) == TODAY
        session = sign_in(closed)
        done(closed, session, rent(8))
        with closed._database.reading() as reader:
            day = reader.session.get_one(BusinessDay, ("0003", TODAY))
            assert (day.reopened_by, day.reopened_with, day.closed_by) == (SUPERVISOR, SUPERVISOR_2, None)
        assert code_of(lambda: closed.day.stored_sheet(session, TODAY)) == "day_not_closed"
        clean(closed)

    def test_and_it_closes_again_with_another_sheet_and_another_anchor(self, closed):
        folder = closed.settings.outbox / "anchors"
        first = {file.name: file.read_text() for file in folder.iterdir()}
        self.reopen(closed)
        done(closed, sign_in(closed), rent(8))
        export(closed)
        second = close(closed)
        assert second.files == 2
        kept = {file.name: file.read_text() for file in folder.iterdir()}
        assert len(kept) == 2 and first.items() <= kept.items()

    def test_it_is_on_record_with_what_was_shown_before(self, closed):
        self.reopen(closed)
        with closed._database.reading() as reader:
            event = reader.session.exec(
                select(AuditEvent).where(AuditEvent.operation == "9204:reopen_day")
            ).one()
        detail = json.loads(event.detail_json)
        assert (event.actor, detail["second"]) == (SUPERVISOR, SUPERVISOR_2)
        assert len(detail["sheet_sha256"]) == 64

    @pytest.mark.parametrize(
        ("one", "two", "code"),
        [
            (SUPERVISOR, SUPERVISOR, "day_needs_two"),
            (SUPERVISOR, TELLER, "day_opener"),
            (TELLER, SUPERVISOR, "day_opener"),
            (branch.ADMINISTRATOR, SUPERVISOR, "day_opener"),
        ],
    )
    def test_not_by_one_alone(self, closed, one, two, code):
        assert code_of(lambda: self.reopen(closed, one, two)) == code
        assert closed.day.current("0003") is None

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"must_change": True}, "must_change_password"),
            ({"role": Role.TELLER}, "day_opener"),
            ({"active": False}, "day_opener"),
        ],
    )
    def test_not_with_somebody_who_changed_meanwhile(self, closed, changes, code):
        one, two = proven(closed), proven(closed, SUPERVISOR_2)
        with raw(closed) as uow:
            for name, value in changes.items():
                setattr(uow.session.get_one(Staff, SUPERVISOR_2), name, value)
        assert code_of(lambda: closed.day.reopen("0003", by=one, second=two)) == code

    def test_not_the_same_person_under_two_codes(self, closed):
        one = proven(closed)
        twin = replace(proven(closed, SUPERVISOR_2), id_no=one.id_no)
        assert code_of(lambda: closed.day.reopen("0003", by=one, second=twin)) == "day_needs_two"

    def test_not_while_a_day_is_open(self, station):
        assert code_of(lambda: self.reopen(station)) == "day_already_open"

    def test_not_an_older_day(self, closed):
        closed.day.open_at_door(date(2020, 2, 28), by=proven(closed))
        station = closed
        station.day.close(supervisor(station))
        assert self.reopen(station) == date(2020, 2, 28)

    def test_not_where_none_was_closed(self, closed):
        with raw(closed) as uow:
            by_hand(uow.connection, "INSERT INTO branch VALUES ('0004', '南山', 'Nanshan', '', NULL)")
            for code in (SUPERVISOR, SUPERVISOR_2):
                uow.session.get_one(Staff, code).branch_code = "0004"
        one, two = proven(closed), proven(closed, SUPERVISOR_2)
        assert code_of(lambda: closed.day.reopen("0004", by=one, second=two)) == "no_day_to_reopen"
        assert code_of(lambda: closed.day.reopen("0003", by=one, second=two)) == "day_opener"
        assert code_of(lambda: closed.day.reopen("0007", by=one, second=two)) == "branch_unknown"


def test_whoever_proves_is_of_a_branch(station) -> None:
    assert proven(station).branch_code == "0003"
    assert (proven(station).role, proven(station, TELLER).role) == (Role.SUPERVISOR, Role.TELLER)


class TestBeside:
    def test_closed_days_beside_a_day(self, station):
        session = supervisor(station)
        assert station.day.beside(session, TODAY) is None
        next_day(station, to=date(2020, 2, 28))
        next_day(station, to=date(2020, 3, 2))
        session = supervisor(station)
        beside = station.day.beside
        assert beside(session, date(2020, 3, 2)) == date(2020, 2, 28)
        assert beside(session, date(2020, 2, 28)) == TODAY
        assert beside(session, TODAY) is None
        assert beside(session, TODAY, later=True) == date(2020, 2, 28)
        assert beside(session, date(2020, 2, 28), later=True) is None, "the open day has no sheet yet"
