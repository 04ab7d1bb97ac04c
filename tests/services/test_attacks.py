"""Attempts to get money, rights or knowledge out of the services that they must not give."""

from __future__ import annotations

import base64
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, func, select

from hfund_tui.db.tables import (
    Account,
    AuditEvent,
    Branch,
    BusinessDay,
    Case,
    PaymentOrder,
    ProxyDocument,
    Staff,
)
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import ExceptionGround, HomeDeclaration, ProxyOnFile
from hfund_tui.domain.vocabulary import (
    AccountState,
    Freeze,
    ProxyDocumentKind,
    ProxyRelation,
    Role,
    Verification,
)
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import BadInput, HfundError, Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused, Stale
from hfund_tui.services.staff import NewStaff
from tests.services.test_cases import approve, by_proxy, clean, one, perform, posted, rent, signing
from tests.support import branch
from tests.support.branch import NOW, PROXY_ID, SUPERVISOR, SUPERVISOR_2, TELLER_2, TODAY, raw, sign_in

OTHER = OperationCode.OTHER_HOUSING_WITHDRAWAL
KEY = "a-key-that-was-made-before"
HALF = "\ud800"
"""Half of a character: Python holds it, no encoding does."""


def account(uow, number: int = 1) -> Account:
    return uow.session.get_one(Account, branch.account_no(number))


def failed(outcome) -> set[str]:
    assert isinstance(outcome, Refused), outcome
    return {finding.code for finding in outcome.plan.decision.failed}


def refusal_of(call) -> str:
    with pytest.raises(HfundError) as caught:
        call()
    return caught.value.code


def paid_fen(station) -> int:
    return one(station, select(func.coalesce(func.sum(PaymentOrder.amount_fen), 0)))


def married(**changes) -> dict:
    certificate = {
        "relation": ProxyRelation.SPOUSE,
        "document_kind": ProxyDocumentKind.MARRIAGE_CERTIFICATE,
        "notary": "",
        "certificate_no": "J440304-2015-000123",
    }
    return by_proxy(**certificate | changes)


def close_day(station) -> None:
    with raw(station) as uow:
        day = uow.session.get_one(BusinessDay, ("0003", TODAY))
        day.closed_at, day.closed_by = NOW, SUPERVISOR


def on(station, clock, day: date):
    """A teller's session on another business date."""
    close_day(station)
    clock.advance(timedelta(days=(day - TODAY).days))
    station.day.open("0003", day, opened_by=SUPERVISOR)
    return sign_in(station)


class TestPayingTwice:
    def test_the_same_form_from_two_terminals_at_once(self, branch_settings, clock):
        stations = [branch.open_branch(branch_settings, clock) for _ in range(2)]
        sessions = [sign_in(station) for station in stations]
        seen = stations[0].cases.preview(sessions[0], rent()).sha256
        start, outcomes = threading.Barrier(2), []

        def submit(station, session) -> None:
            start.wait()
            outcomes.append(station.cases.perform(session, rent(), key=KEY, seen_sha256=seen))

        threads = [
            threading.Thread(target=submit, args=pair) for pair in zip(stations, sessions, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcome.replayed for outcome in outcomes) == [False, True]
        assert outcomes[0].receipt == outcomes[1].receipt
        assert paid_fen(stations[0]) == 7_800_00
        clean(stations[0])
        for station in stations:
            station.close()

    def test_approved_and_taken_back_at_once(self, station, teller):
        for number in (1, 2, 3):
            pending = perform(station, teller, rent(number, **by_proxy(certificate_no=f"{number}")))
            if number == 3:  # The proxy has acted for two by then; the third is refused, not raced.
                assert failed(pending) == {"proxy_principals"}
                break
            start, ends = threading.Barrier(2), []

            def end(act, start=start, ends=ends) -> None:
                start.wait()
                try:
                    ends.append(type(act()).__name__)
                except Refusal as refusal:
                    ends.append(refusal.code)

            acts = (
                lambda pending=pending: approve(station, teller, pending),
                lambda pending=pending: station.cases.cancel(teller, pending.case_no),
            )
            threads = [threading.Thread(target=end, args=(act,)) for act in acts]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(ends) in (["Posted", "case_not_pending"], ["NoneType", "case_not_pending"])
            if "NoneType" in ends:
                break
        clean(station)

    def test_the_key_of_a_case_taken_back(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()), KEY)
        station.cases.cancel(teller, pending.case_no)
        assert refusal_of(lambda: perform(station, teller, rent(**by_proxy()), KEY)) == "case_ended"
        assert paid_fen(station) == 0

    def test_the_key_of_a_refusal_whose_reasons_are_gone(self, station, teller):
        with raw(station) as uow:
            account(uow).password_is_initial = True
        assert failed(perform(station, teller, rent(), KEY)) == {"password_changed"}
        assert failed(perform(station, teller, rent(), KEY)) == {"password_changed"}
        with raw(station) as uow:
            account(uow).password_is_initial = False
        assert refusal_of(lambda: perform(station, teller, rent(), KEY)) == "case_ended"
        assert paid_fen(station) == 0

    @pytest.mark.parametrize(
        "change",
        [
            {"member_id": 2},
            {"amount_fen": 1_00},
            {"kind": OTHER},
            {"home": HomeDeclaration(owns_home=True)},
            {"ticked": frozenset()},
        ],
    )
    def test_a_key_is_bound_to_everything_that_was_asked(self, station, teller, change):
        posted(station, teller, rent(), KEY)
        other = replace(rent(), **change)
        assert (
            refusal_of(lambda: station.cases.perform(teller, other, key=KEY, seen_sha256="")) == "key_reused"
        )

    def test_one_open_withdrawal_whatever_its_kind(self, station, teller):
        assert isinstance(perform(station, teller, rent(**by_proxy())), Pending)
        assert "no_open_withdrawal" in failed(perform(station, teller, rent(kind=OTHER)))

    @pytest.mark.parametrize(
        "change",
        [
            {"frozen_fen": 45_000_00, "freeze": Freeze.PARTIAL},
            {"freeze": Freeze.FULL},
            {"last_withdrawal_month": Month(2020, 1)},
            {"personal_due_fen": 0},
            {"state": AccountState.SEALED, "sealed_on": date(2019, 12, 31)},
        ],
    )
    def test_what_changed_between_preview_and_commit_pays_nothing(self, station, teller, change):
        seen = station.cases.preview(teller, rent()).sha256
        pending = perform(station, teller, rent(2, **by_proxy()))
        with raw(station) as uow:
            for number in (1, 2):
                for name, value in change.items():
                    setattr(account(uow, number), name, value)
        outcome = station.cases.perform(teller, rent(), key=KEY, seen_sha256=seen)
        assert isinstance(outcome, Stale)
        assert approve(station, teller, pending).code == "facts_changed"
        assert paid_fen(station) == 0


class TestMonths:
    @pytest.mark.parametrize("first", [OperationCode.RENT_WITHDRAWAL, OTHER])
    @pytest.mark.parametrize("second", [OperationCode.RENT_WITHDRAWAL, OTHER])
    def test_no_month_twice_even_if_the_last_withdrawal_is_forgotten(self, station, teller, first, second):
        posted(station, teller, rent(kind=first))
        with raw(station) as uow:
            account(uow).last_withdrawal_month = None
        preview = station.cases.preview(teller, rent(kind=second))
        claimed = preview.plan.quota.months
        assert Month(2019, 8) in claimed and Month(2019, 9) not in claimed and Month(2020, 2) not in claimed

    @pytest.mark.parametrize(
        ("day", "months"),
        [
            (date(2020, 2, 28), 0),
            (date(2020, 2, 29), 0),
            (date(2020, 3, 1), 1),
            (date(2020, 3, 31), 1),
            (date(2020, 12, 31), 10),
            (date(2021, 1, 1), 11),
            (date(2024, 2, 29), 48),
        ],
    )
    def test_after_a_withdrawal_in_february(self, station, teller, clock, day, months):
        posted(station, teller, rent())
        later = on(station, clock, day)
        assert len(station.cases.preview(later, rent()).plan.quota.months) == months

    def test_months_after_sealing_never_count(self, station, teller):
        with raw(station) as uow:
            account(uow).state, account(uow).sealed_on = AccountState.SEALED, date(2019, 10, 1)
        plan = station.cases.preview(teller, rent()).plan
        assert [str(month) for month in plan.quota.months] == ["2019-09", "2019-10"]
        ground = ExceptionGround("hardship", "单位无法启封", ("A-1",))
        assert isinstance(perform(station, teller, rent(ground=ground)), Pending)


class TestAmounts:
    @pytest.mark.parametrize("amount_fen", [-1, -(10**13), 10**13 + 1, 10**19, 10**40])
    def test_no_amount_at_all(self, station, teller, amount_fen):
        code = refusal_of(lambda: perform(station, teller, rent(amount_fen=amount_fen)))
        assert code == "amount_impossible"
        clean(station)

    @pytest.mark.parametrize("amount_fen", [0, 7_800_01, 10**13])
    def test_an_amount_that_may_not_be(self, station, teller, amount_fen):
        assert failed(perform(station, teller, rent(amount_fen=amount_fen))) <= {
            "amount_positive",
            "amount_within_quota",
            "amount_within_available",
        }
        assert paid_fen(station) == 0
        clean(station)

    def test_all_of_nothing(self, station, teller):
        with raw(station) as uow:
            account(uow).freeze, account(uow).frozen_fen = Freeze.PARTIAL, 60_000_00
        assert "amount_positive" in failed(perform(station, teller, rent()))


class TestOneDocumentForOneMember:
    @pytest.mark.parametrize(
        "typed",
        [
            "（2020）深证字第1号",
            "(2020)深证字第 1 号",
            "〔2020〕深证字第1号",
            "[２０２０]深证字第１号",
            "2020深证字第1号",
            " (2020) 深证字第1号\u200b",
        ],
    )
    def test_however_its_number_is_typed(self, station, teller, typed):
        first = by_proxy(certificate_no="(2020)深证字第1号", notary="深圳公证处")
        approve(station, teller, perform(station, teller, signing(**first)))
        second = by_proxy(certificate_no=typed, notary="深圳 公证处")
        assert "proxy_certificate_unused" in failed(perform(station, teller, signing(2, **second)))

    def test_two_notaries_number_alike(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        other = perform(station, teller, signing(2, **by_proxy(notary="广州公证处")))
        assert isinstance(approve(station, teller, other), Posted)

    def test_waiting_twice_is_approved_once(self, station, teller):
        both = [perform(station, teller, signing(number, **by_proxy())) for number in (1, 2)]
        assert isinstance(approve(station, teller, both[0]), Posted)
        assert approve(station, teller, both[1]).code == "facts_changed"
        assert one(station, select(func.count()).select_from(ProxyDocument)) == 1

    def test_a_marriage_certificate_names_no_notary(self, station, teller):
        assert isinstance(approve(station, teller, perform(station, teller, rent(**married()))), Posted)
        assert one(station, select(ProxyDocument.notary)) == ""
        clean(station)

    @pytest.mark.parametrize("notary", ["", "福田民政局"])
    def test_a_marriage_certificate_is_numbered_in_the_whole_country(self, station, teller, notary):
        approve(station, teller, perform(station, teller, rent(**married())))
        outcome = perform(station, teller, rent(2, **married(notary=notary)))
        assert "proxy_certificate_unused" in failed(outcome)

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "\u200b\u202e \u3164"},
            {"certificate_no": "—"},
            {"certificate_no": "\u200b()"},
            {"notary": "。"},
            {"matters": frozenset()},
        ],
    )
    def test_nothing_is_not_an_entry(self, station, teller, change):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(**change)))
        assert (caught.value.field, caught.value.code) == ("proxy_complete", "form_unfinished")


class TestWhoActs:
    def shapes(self, id_no: str) -> tuple[str, ...]:
        return (
            id_no,
            id_no.lower(),
            f" {id_no[:6]} {id_no[6:14]}-{id_no[14:]} ",
            "".join(chr(ord(c) + 0xFEE0) for c in id_no),
            f"\u200b{id_no.lower()}\ufeff",
        )

    @pytest.fixture
    def ending_in_x(self) -> str:
        numbers = (branch.id_number(date(1980, 1, 1), n) for n in range(500, 600))
        return next(number for number in numbers if number.endswith("X"))

    @pytest.mark.parametrize("shape", range(5))
    def test_staff_however_the_number_is_typed(self, station, teller, ending_in_x, shape):
        station.staff.add(
            NewStaff(
                "5001",
                "新人",
                "",
                Role.TELLER,
                "0003",
                self.shapes(ending_in_x)[-1 - shape],
                "a-long-password",
            )
        )
        outcome = perform(station, teller, signing(**by_proxy(id_no=self.shapes(ending_in_x)[shape])))
        assert "proxy_not_staff" in failed(outcome)

    @pytest.mark.parametrize("shape", range(5))
    def test_the_member_is_not_the_own_proxy(self, station, teller, shape):
        id_no = self.shapes(branch.MEMBER_IDS[1])[shape]
        outcome = perform(station, teller, rent(**by_proxy(id_no=id_no)))
        assert {"proxy_not_member"} <= failed(outcome)
        clean(station)

    @pytest.mark.parametrize("shape", range(5))
    def test_the_maker_is_not_the_proxy(self, station, teller, shape):
        id_no = self.shapes(branch.STAFF_IDS[teller.staff_code])[shape]
        outcome = perform(station, teller, rent(**by_proxy(id_no=id_no)))
        assert {"people_differ", "proxy_not_staff"} <= failed(outcome)
        assert outcome.case_no is None
        clean(station)

    @pytest.mark.parametrize("kind", [IdKind.PASSPORT, IdKind.RESIDENT, IdKind.RESIDENT_15])
    def test_the_old_number_is_nobody(self, station, teller, kind):
        old = branch.STAFF_IDS[SUPERVISOR]
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(id_kind=kind, id_no=old[:6] + old[8:17])))
        assert caught.value.field == "proxy_id_valid"

    @pytest.mark.parametrize("shape", range(5))
    def test_principals_are_counted_by_the_person(self, station, teller, shape):
        for number in (1, 2):
            change = by_proxy(certificate_no=f"{number}")
            approve(station, teller, perform(station, teller, signing(number, **change)))
        change = by_proxy(certificate_no="3", id_no=self.shapes(PROXY_ID)[shape])
        assert failed(perform(station, teller, signing(3, **change))) == {"proxy_principals"}

    def test_a_document_of_somebody_else_does_nothing(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        document = one(station, select(ProxyDocument.id))
        request = rent(2, presence=Presence.PROXY, proxy=ProxyOnFile(document))
        assert refusal_of(lambda: perform(station, teller, request)) == "form_unfinished"

    @pytest.mark.parametrize(
        "change",
        [
            {"verification": Verification.NONE},
            {"verification": Verification.PROXY_ID_ORIGINAL},
            {"verification": Verification.HOTLINE_FULL},
            {"proxy": by_proxy()["proxy"]},
        ],
    )
    def test_a_member_who_was_not_identified(self, station, teller, change):
        assert refusal_of(lambda: perform(station, teller, rent(**change))) == "not_verified"


class TestSecondPerson:
    def test_a_first_password_proves_nobody(self, station, teller):
        with raw(station) as uow:
            uow.session.get_one(Staff, SUPERVISOR).must_change = True
        pending = perform(station, teller, rent(**by_proxy()))
        assert refusal_of(lambda: approve(station, teller, pending)) == "checker_must_change"
        assert paid_fen(station) == 0

    def test_a_supervisor_of_another_branch(self, station, teller):
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.get_one(Staff, SUPERVISOR_2).branch_code = "0004"
        pending = perform(station, teller, rent(**by_proxy()))
        assert refusal_of(lambda: approve(station, teller, pending, SUPERVISOR_2)) == "checker_branch"
        assert paid_fen(station) == 0

    def test_guesses_lock_the_supervisor_and_name_the_terminal(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        codes = [refusal_of(lambda: approve(station, teller, pending, password="guess")) for _ in range(6)]
        assert codes == ["sign_in_failed_left"] * 4 + ["staff_locked"] * 2
        assert refusal_of(lambda: approve(station, teller, pending)) == "staff_locked"
        guesses = select(func.count()).where(
            AuditEvent.actor == teller.staff_code, AuditEvent.operation == "0006:prove_identity"
        )
        assert one(station, guesses) == 5
        assert isinstance(approve(station, teller, pending, SUPERVISOR_2), Posted)

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_at_a_terminal_that_may_not_post(self, station, teller, code):
        pending = perform(station, teller, rent(**by_proxy()))
        other = sign_in(station, code)
        assert refusal_of(lambda: approve(station, other, pending)) == "not_permitted"

    def test_a_colleague_does_not_take_it_back(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        other = sign_in(station, TELLER_2)
        assert refusal_of(lambda: station.cases.cancel(other, pending.case_no)) == "not_the_maker"


class TestSessions:
    @pytest.mark.parametrize(
        ("forged", "code"),
        [
            ({"role": Role.SUPERVISOR}, "session_ended"),
            ({"staff_code": "nobody"}, "session_ended"),
            ({"staff_code": SUPERVISOR}, "session_ended"),
            ({"branch_code": "0004"}, "session_ended"),
            ({"business_date": date(2020, 2, 26)}, "day_closed"),
            ({"business_date": date(2030, 2, 27)}, "day_closed"),
        ],
    )
    def test_forged(self, station, teller, forged, code):
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.add(
                BusinessDay(branch_code="0004", business_date=TODAY, opened_by=SUPERVISOR, opened_at=NOW)
            )
        session = replace(teller, **forged)
        assert refusal_of(lambda: perform(station, session, rent())) == code

    def test_another_branch_neither_sees_nor_ends_a_case(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.get_one(Staff, TELLER_2).branch_code = "0004"
            uow.session.add(
                BusinessDay(branch_code="0004", business_date=TODAY, opened_by=SUPERVISOR, opened_at=NOW)
            )
        other = sign_in(station, TELLER_2)
        for call in (station.cases.pending, station.cases.cancel):
            assert refusal_of(lambda call=call: call(other, pending.case_no)) == "case_unknown"
        assert refusal_of(lambda: approve(station, other, pending)) == "case_unknown"

    def test_of_a_closed_day(self, station, teller, clock):
        pending = perform(station, teller, rent(**by_proxy()))
        today = on(station, clock, date(2020, 2, 28))
        assert refusal_of(lambda: perform(station, teller, rent(2))) == "day_closed"
        assert refusal_of(lambda: approve(station, teller, pending)) == "day_closed"
        assert paid_fen(station) == 0
        # What was handed in yesterday is still the same today, and is paid on today's books.
        assert approve(station, today, pending).receipt.amount_fen == pending.plan.amount_fen
        assert one(station, select(Case.posted_on)) == date(2020, 2, 28)
        clean(station)

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_no_look_at_amounts_by_asking_what_would_be(self, station, code):
        session = sign_in(station, code)
        assert refusal_of(lambda: station.cases.preview(session, rent())) == "not_permitted"

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_a_refused_reprint_leaves_a_trace(self, station, teller, code):
        receipt = posted(station, teller, signing()).receipt
        session = sign_in(station, code)
        assert refusal_of(lambda: station.receipts.reprint(session, receipt.receipt_no)) == "not_permitted"
        assert one(station, select(ReceiptRow.printed_copies)) == 0
        refused = select(func.count()).where(
            AuditEvent.actor == code, AuditEvent.operation == "9103:reprint_receipt"
        )
        assert one(station, refused) == 1

    def test_a_reprint_stands_among_what_was_done_about_the_member(self, station, teller):
        receipt = posted(station, teller, signing(5)).receipt
        station.receipts.reprint(teller, receipt.receipt_no)
        last = select(AuditEvent.operation).where(AuditEvent.member_id == 5)
        assert one(station, last.order_by(col(AuditEvent.sequence).desc()).limit(1)) == "9103:reprint_receipt"

    def test_drafts_are_their_operators_own(self, station, teller):
        station.drafts.save(teller, Draft(KEY, OperationCode.RENT_WITHDRAWAL, 1, {"amount": "1"}, "form"))
        other = sign_in(station, TELLER_2)
        station.drafts.save(other, Draft(KEY, OperationCode.RENT_WITHDRAWAL, 2, {"amount": "2"}, "form"))
        station.drafts.discard(other, KEY)
        assert station.drafts.load(other, KEY) is None and station.drafts.open(other) == ()
        assert station.drafts.load(teller, KEY).payload == {"amount": "1"}


class TestHostileTexts:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": "张" * 101}, "proxy_name"),
            ({"name": "\u0958" * 60}, "proxy_name"),
            ({"name": "x" * 1_000_000}, "proxy_name"),
            ({"notary": "公" * 201}, "notary"),
            ({"certificate_no": "1" * 101}, "certificate_no"),
        ],
    )
    def test_too_long_is_told_before_anybody_is_called(self, station, teller, change, field):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(**change)))
        assert (caught.value.field, caught.value.code) == (field, "text_too_long")
        assert one(station, select(func.count()).select_from(Case)) == 0

    @pytest.mark.parametrize("field", ["name", "notary", "certificate_no", "id_no"])
    def test_half_of_a_character(self, station, teller, field):
        request = signing(**by_proxy(**{field: PROXY_ID + HALF}))
        assert refusal_of(lambda: perform(station, teller, request)) == "unstorable"
        assert one(station, select(func.count()).select_from(Case)) == 0

    @pytest.mark.parametrize("version", [HALF, "\x00", "x" * 1_000_001, ""])
    def test_version_of_a_text(self, station, teller, version):
        try:
            outcome = perform(station, teller, signing(version=version))
        except BadInput as refused:
            assert refused.code in {"unstorable", "text_too_long"}
        else:
            assert "current_version" in failed(outcome)
        clean(station)

    def test_control_characters_do_not_reach_the_file(self, station, teller):
        change = by_proxy(name="李\x1b[31m\x00四\u202e", certificate_no="2020\t-\r\n1", notary="公\u200b证处")
        approve(station, teller, perform(station, teller, signing(**change)))
        document = one(station, select(ProxyDocument))
        assert (document.proxy_name, document.certificate_no, document.notary) == (
            "李[31m四",
            "2020 - 1",
            "公证处",
        )

    @pytest.mark.parametrize("text", [HALF, "\x00", "x" * 100_000])
    def test_as_a_number_that_is_looked_for(self, station, teller, text):
        calls = (
            lambda: station.cases.pending(teller, text),
            lambda: station.cases.cancel(teller, text),
            lambda: station.receipts.get(teller, text),
            lambda: station.receipts.reprint(teller, text),
        )
        for call in calls:
            assert refusal_of(call) in {"unstorable", "case_unknown", "receipt_unknown"}
        clean(station)

    def test_in_a_draft(self, station, teller):
        draft = Draft(KEY, OperationCode.RENT_WITHDRAWAL, 1, {"amount": HALF}, "form")
        assert refusal_of(lambda: station.drafts.save(teller, draft)) == "unstorable"

    def test_as_a_password(self, station, teller):
        assert refusal_of(lambda: station.staff.sign_in("1001", HALF)) == "sign_in_failed_left"
        assert refusal_of(lambda: station.staff.sign_in("nobody", HALF)) == "sign_in_failed"
        with pytest.raises(BadInput) as caught:
            station.staff.change_password(teller, branch.PASSWORD, HALF * 12)
        assert (caught.value.field, caught.value.code) == ("new_password", "unstorable")

    @pytest.mark.parametrize("cursor", ["x", "é", b"5", b"[]", b'[0,"a",null]', b'{"a":1}'])
    def test_as_a_cursor(self, station, teller, cursor):
        if isinstance(cursor, bytes):
            cursor = base64.urlsafe_b64encode(cursor).decode()
        assert station.lookup.search(teller, "张", cursor=cursor).rows


class TestDays:
    @pytest.mark.parametrize(
        ("day", "code"),
        [
            (date(1, 1, 1), "day_was_closed"),
            (date(2020, 2, 26), "day_was_closed"),
            (TODAY, "day_was_closed"),
            (date(2020, 3, 8), "opened"),
            (date(2020, 3, 9), "day_too_far"),
            (date(2029, 2, 27), "day_too_far"),
            (date.max, "day_too_far"),
        ],
    )
    def test_a_day_that_may_be_opened(self, station, day, code):
        close_day(station)
        try:
            station.day.open("0003", day, opened_by=SUPERVISOR)
        except HfundError as refused:
            assert refused.code == code
        else:
            assert code == "opened"

    def test_a_day_without_rules(self, station):
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.get_one(Staff, SUPERVISOR_2).branch_code = "0004"
        day = date(2014, 12, 31)
        assert refusal_of(lambda: station.day.open("0004", day, opened_by=SUPERVISOR_2)) == (
            "day_without_policy"
        )

    def test_an_open_day_whose_rules_are_gone(self, station, teller):
        session = replace(teller, business_date=date(2014, 12, 31))
        close_day(station)
        with raw(station) as uow:
            uow.session.add(
                BusinessDay(
                    branch_code="0003",
                    business_date=session.business_date,
                    opened_by=SUPERVISOR,
                    opened_at=NOW,
                )
            )
        for call in (
            lambda: station.cases.preview(session, rent()),
            lambda: station.members.overview(session, 1),
        ):
            assert refusal_of(call) == "day_without_policy"


class TestWhatShows:
    def test_a_password_is_in_no_repr(self):
        new = NewStaff("5001", "新人", "", Role.TELLER, "0003", PROXY_ID, "a-long-password")
        assert not any(secret in repr(new) for secret in (PROXY_ID, "a-long-password"))

    def test_an_error_carries_no_value(self, station, teller):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(name="王二" + HALF)))
        chain, error = [], caught.value
        while error is not None:
            chain.append(repr(error))
            error = error.__cause__
        assert PROXY_ID not in chain[0] and "王二" not in chain[0]

    def test_staff_is_not_named_too_long(self, station):
        new = NewStaff("5001", "长" * 101, "", Role.TELLER, "0003", PROXY_ID, "a-long-password")
        assert refusal_of(lambda: station.staff.add(new)) == "name_too_long"
        assert refusal_of(lambda: station.staff.add(replace(new, name="短", name_en="x" * 101))) == (
            "name_too_long"
        )
