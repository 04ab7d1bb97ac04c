"""The second person: the queue, taking, deciding, sending back, and who may never be that person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, select

from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import (
    Account,
    AuditEvent,
    Branch,
    BusinessDay,
    Card,
    Case,
    Draft,
    ExceptionRecord,
    Staff,
    StaffRelative,
)
from hfund_tui.domain.approval import FACTS_CHANGED, Retyped, Risk
from hfund_tui.domain.decision import term
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ApprovalReason, OperationCode, Presence
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.domain.vocabulary import AccountState, CaseStatus, PaymentState, Role
from hfund_tui.services.errors import BadInput, Conflict, HfundError, Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused, Rejected, SentBack, Stale
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import (
    PASSWORD,
    SUPERVISOR,
    SUPERVISOR_2,
    TELLER,
    TELLER_2,
    TODAY,
    account_no,
    raw,
    sign_in,
)
from tests.support.builders import by_proxy, new_proxy, rent, sign
from tests.support.by_hand import by_hand

FORM = {"amount": "", "home": "none"}
GROUND = ExceptionGround("hardship", "单位欠缴，职工患病", ("2020-A-017",))
SAID = {"code": "papers_incomplete", "words": "缺委托书第二页"}


@pytest.fixture
def supervisor(station: Workstation) -> Session:
    return sign_in(station, SUPERVISOR)


@pytest.fixture
def other_supervisor(station: Workstation) -> Session:
    return sign_in(station, SUPERVISOR_2)


def proxy_rent(member: int = 1, **changes):
    """A withdrawal by a proxy: of low risk."""
    return by_proxy(rent(member_id=member, **changes), new_proxy(certificate_no=f"C-{member}"))


def sealed(station: Workstation, member: int = 1) -> None:
    with raw(station) as uow:
        account = uow.session.get_one(Account, account_no(member))
        account.state, account.sealed_on = AccountState.SEALED, date(2020, 2, 10)


def rich(station: Workstation, member: int = 1) -> None:
    """The member may withdraw 124,000 for rent."""
    with raw(station) as uow:
        branch.deposit(uow, member, 300_000_00)
        account = uow.session.get_one(Account, account_no(member))
        account.personal_due_fen = account.employer_due_fen = 15_900_00


def new_card(station: Workstation, member: int = 1) -> None:
    with raw(station) as uow:
        uow.session.get_one(Card, member).linked_on = date(2020, 2, 20)


def submit(station: Workstation, session: Session, request, **options):
    corrects = options.get("corrects")
    seen = station.cases.preview(session, request, corrects=corrects).sha256
    return station.cases.perform(
        session, request, key=station.cases.new_key(), seen_sha256=seen, form=FORM, **options
    )


def pending(station: Workstation, session: Session, request=None) -> Pending:
    outcome = submit(station, session, request or proxy_rent())
    assert isinstance(outcome, Pending), outcome
    return outcome


def case(station: Workstation, case_no: str) -> Case:
    with station._database.reading() as reader:
        return reader.session.get_one(Case, case_no)


def held(station: Workstation, member: int = 1) -> int:
    with station._database.reading() as reader:
        return reader.session.get_one(Account, account_no(member)).held_fen


def count_of(station: Workstation, table, *where) -> int:
    with station._database.reading() as reader:
        return reader.session.exec(select(func.count()).select_from(table).where(*where)).one()


def intact(station: Workstation) -> None:
    with station._database.reading() as reader:
        assert verify_database(reader, station._database.keys) == []


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(HfundError) as caught:
        call(*args, **kwargs)
    return caught.value.code


class TestQueue:
    def test_what_a_supervisor_sees(self, station, teller, supervisor):
        first = pending(station, teller)
        second = pending(station, sign_in(station, TELLER_2), proxy_rent(2))
        queue = station.queue.queue(supervisor)
        assert [one.case_no for one in queue.lines] == [first.case_no, second.case_no]
        line = queue.lines[0]
        assert (line.operation, line.amount_fen) == (OperationCode.RENT_WITHDRAWAL, 7_800_00)
        assert (line.member_name, line.maker.code, line.owner) == ("张*", TELLER, None)
        assert (line.reasons, line.risk) == ((ApprovalReason.PROXY_ACTS,), Risk.LOW)
        assert (line.age.working_days, line.age.due_on, line.age.overdue) == (0, date(2020, 3, 3), False)

    def test_is_never_unbounded(self, station, teller, supervisor):
        cases = [pending(station, teller, proxy_rent(member)).case_no for member in (1, 2)]
        queue = station.queue.queue(supervisor, limit=1)
        assert ([one.case_no for one in queue.lines], queue.total) == (cases[:1], 2)

    def test_a_teller_sees_the_own_ones_only(self, station, teller):
        mine = pending(station, teller)
        pending(station, sign_in(station, TELLER_2), proxy_rent(2))
        assert [one.case_no for one in station.queue.queue(teller).lines] == [mine.case_no]

    def test_a_returned_case_is_with_its_maker(self, station, teller, supervisor):
        sent = pending(station, teller)
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        assert station.queue.queue(supervisor).lines == ()
        (line,) = station.queue.queue(teller).lines
        assert (line.status, line.decision_code, line.decision_words) == (
            CaseStatus.RETURNED,
            SAID["code"],
            SAID["words"],
        )

    @pytest.mark.parametrize(
        ("today", "days", "overdue"),
        [(date(2020, 2, 28), 1, False), (date(2020, 3, 3), 3, False), (date(2020, 3, 4), 4, True)],
    )
    def test_age_is_in_working_days(self, station, teller, supervisor, today, days, overdue):
        pending(station, teller)
        _next_day(station, today)
        (line,) = station.queue.queue(replace(supervisor, business_date=today)).lines
        assert (line.age.working_days, line.age.overdue) == (days, overdue)

    def test_what_was_returned_to_somebody_who_left_is_a_supervisors_to_give_up(
        self, station, teller, supervisor
    ):
        sent = pending(station, teller)
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        with raw(station) as uow:
            uow.session.get_one(Staff, TELLER).active = False
        assert [one.case_no for one in station.queue.queue(supervisor).lines] == [sent.case_no]
        station.cases.cancel(supervisor, sent.case_no)
        assert station.queue.queue(supervisor).lines == ()

    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    def test_is_for_the_counter(self, station, code):
        assert refused(station.queue.queue, sign_in(station, code)) == "not_permitted"


def _next_day(station: Workstation, today: date) -> None:
    with raw(station) as uow:
        day = uow.session.exec(select(BusinessDay)).one()
        day.closed_by, day.closed_at = SUPERVISOR, branch.NOW
        uow.session.add(
            BusinessDay(branch_code="0003", business_date=today, opened_by=SUPERVISOR, opened_at=branch.NOW)
        )


class TestTaking:
    def test_never_two_owners(self, station, teller, supervisor, other_supervisor):
        case_no = pending(station, teller).case_no
        station.approvals.take(supervisor, case_no)
        station.approvals.take(supervisor, case_no)
        with pytest.raises(Refusal) as caught:
            station.approvals.take(other_supervisor, case_no)
        assert (caught.value.code, caught.value.params["staff"]) == ("case_taken", SUPERVISOR)
        assert station.queue.queue(other_supervisor).lines[0].owner.code == SUPERVISOR

    def test_what_another_took_is_his_to_decide(self, station, teller, supervisor, other_supervisor):
        sent = pending(station, teller)
        station.approvals.take(supervisor, sent.case_no)
        on_the_spot = {"checker_code": SUPERVISOR_2, "checker_password": PASSWORD}
        for session, who in ((other_supervisor, {}), (teller, on_the_spot)):
            approve = {"seen_sha256": sent.sha256, **who}
            assert refused(station.approvals.approve, session, sent.case_no, **approve) == "case_taken"
            assert refused(station.approvals.reject, session, sent.case_no, **SAID, **who) == "case_taken"
            assert refused(station.approvals.send_back, session, sent.case_no, **SAID, **who) == "case_taken"
        assert case(station, sent.case_no).status is CaseStatus.PENDING

    def test_released_it_is_anybodys_again(self, station, teller, supervisor, other_supervisor):
        case_no = pending(station, teller).case_no
        station.approvals.take(supervisor, case_no)
        station.approvals.release(other_supervisor, case_no)
        assert case(station, case_no).owner == SUPERVISOR
        station.approvals.release(supervisor, case_no)
        station.approvals.take(other_supervisor, case_no)
        assert case(station, case_no).owner == SUPERVISOR_2

    def test_not_by_its_maker(self, station, supervisor):
        case_no = pending(station, supervisor).case_no
        assert refused(station.approvals.take, supervisor, case_no) == "checker_is_maker"

    def test_not_by_a_teller(self, station, teller):
        case_no = pending(station, teller).case_no
        assert refused(station.approvals.take, sign_in(station, TELLER_2), case_no) == "not_permitted"

    def test_the_maker_may_still_give_it_up(self, station, teller, supervisor):
        case_no = pending(station, teller).case_no
        station.approvals.take(supervisor, case_no)
        station.cases.cancel(teller, case_no)
        gone = case(station, case_no)
        assert (gone.status, gone.owner, held(station)) == (CaseStatus.CANCELLED, None, 0)
        assert refused(station.approvals.take, supervisor, case_no) == "case_not_pending"


class TestView:
    def test_everything_there_is_to_know(self, station, teller, supervisor):
        sealed(station)
        sent = pending(station, teller, replace(proxy_rent(), ground=GROUND))
        seen = station.approvals.view(supervisor, sent.case_no)
        assert (seen.sha256, seen.unchanged, bool(seen.difference)) == (sent.sha256, True, False)
        assert (seen.risk, seen.retype.needed) == (Risk.HIGH, False)
        assert seen.ground == GROUND
        assert set(seen.ticked) == proxy_rent().ticked
        assert (seen.member_name, seen.proxy.name, seen.maker.code) == ("张*", "李**", TELLER)
        assert seen.earlier is None
        assert branch.MEMBER_IDS[1] not in repr(seen).replace(repr(seen.plan), "")

    def test_what_changed_since_it_was_submitted(self, station, teller, supervisor):
        sent = pending(station, teller)
        with raw(station) as uow:
            uow.session.get_one(Account, account_no(1)).password_is_initial = True
        seen = station.approvals.view(supervisor, sent.case_no)
        assert not seen.unchanged
        assert [one.code for one in seen.difference.findings] == ["password_changed"]

    def test_a_colleagues_case_is_none_of_a_tellers_business(self, station, teller):
        case_no = pending(station, teller).case_no
        assert station.approvals.view(teller, case_no).case_no == case_no
        assert refused(station.approvals.view, sign_in(station, TELLER_2), case_no) == "case_unknown"


class TestApproving:
    def test_low_risk_at_the_own_terminal(self, station, teller, supervisor):
        sent = pending(station, teller)
        station.approvals.take(supervisor, sent.case_no)
        done = station.approvals.approve(supervisor, sent.case_no, seen_sha256=sent.sha256)
        assert isinstance(done, Posted) and done.receipt.checker.code == SUPERVISOR
        decided = case(station, sent.case_no)
        assert (decided.status, decided.checker, decided.owner) == (CaseStatus.COMPLETED, SUPERVISOR, None)
        assert held(station) == 0
        again = station.approvals.approve(supervisor, sent.case_no, seen_sha256=sent.sha256)
        assert again.replayed and again.receipt == done.receipt
        intact(station)

    def test_high_risk_wants_the_password_again(self, station, teller, supervisor):
        sealed(station)
        sent = pending(station, teller, rent(ground=GROUND))
        approve = station.approvals.approve
        known = {"seen_sha256": sent.sha256}
        assert refused(approve, supervisor, sent.case_no, **known) == "step_up_needed"
        wrong = refused(approve, supervisor, sent.case_no, step_up_password="wrong", **known)
        assert wrong == "sign_in_failed_left"
        assert case(station, sent.case_no).status is CaseStatus.PENDING
        done = approve(supervisor, sent.case_no, step_up_password=PASSWORD, **known)
        assert isinstance(done, Posted)
        with station._database.reading() as reader:
            kept = reader.session.exec(select(ExceptionRecord)).one()
        assert (kept.rule, kept.reason_code, kept.words) == ("account_state", "hardship", GROUND.words)
        assert (kept.maker, kept.checker) == (TELLER, SUPERVISOR)
        intact(station)

    def test_the_amount_and_the_card_are_typed_again(self, station, teller, supervisor):
        rich(station)
        new_card(station)
        sent = pending(station, teller, rent())
        assert sent.plan.amount_fen == 124_020_00
        known = {"seen_sha256": sent.sha256, "step_up_password": PASSWORD}
        for retyped in (
            None,
            Retyped("124,020.01", "0001"),
            Retyped("124020.00", "0002"),
        ):
            wrong = refused(station.approvals.approve, supervisor, sent.case_no, retyped=retyped, **known)
            assert wrong == "retype_differs"
        counted = [AuditEvent.reason == "retype_differs", AuditEvent.case_no == sent.case_no]
        assert count_of(station, AuditEvent, *counted) == 3
        right = Retyped("124020", "0001")
        done = station.approvals.approve(supervisor, sent.case_no, retyped=right, **known)
        assert isinstance(done, Posted)
        intact(station)

    def test_on_the_spot_the_amount_is_typed_again_too(self, station, teller):
        rich(station)
        sent = pending(station, teller, rent())
        known = {
            "seen_sha256": sent.sha256,
            "checker_code": SUPERVISOR,
            "checker_password": PASSWORD,
        }
        assert refused(station.approvals.approve, teller, sent.case_no, **known) == "retype_differs"
        done = station.approvals.approve(teller, sent.case_no, retyped=Retyped("124020.00"), **known)
        assert isinstance(done, Posted)

    def test_a_plan_that_nobody_saw_is_not_posted(self, station, teller, supervisor):
        sent = pending(station, teller)
        outcome = station.approvals.approve(supervisor, sent.case_no, seen_sha256="0" * 64)
        assert isinstance(outcome, Stale) and outcome.sha256 == sent.sha256
        assert case(station, sent.case_no).status is CaseStatus.PENDING

    def test_a_case_that_waited_over_night_is_the_same(self, station, teller, supervisor):
        sent = pending(station, teller)
        tomorrow = date(2020, 2, 28)
        _next_day(station, tomorrow)
        session = replace(supervisor, business_date=tomorrow)
        done = station.approvals.approve(session, sent.case_no, seen_sha256=sent.sha256)
        assert isinstance(done, Posted)
        assert (case(station, sent.case_no).business_date, case(station, sent.case_no).posted_on) == (
            TODAY,
            tomorrow,
        )
        intact(station)

    @pytest.mark.parametrize("on_the_spot", [False, True])
    def test_changed_facts_go_back_to_the_maker(self, station, teller, supervisor, on_the_spot):
        sent = pending(station, teller)
        with raw(station) as uow:
            uow.session.get_one(Account, account_no(1)).last_withdrawal_month = Month(2019, 10)
        who = {"checker_code": SUPERVISOR, "checker_password": PASSWORD} if on_the_spot else {}
        session = teller if on_the_spot else supervisor
        back = station.approvals.approve(session, sent.case_no, seen_sha256=sent.sha256, **who)
        assert isinstance(back, SentBack)
        assert (back.code, back.difference.amount_fen) == (FACTS_CHANGED, (7_800_00, 5_200_00))
        returned = case(station, sent.case_no)
        assert (returned.status, returned.inbox, held(station)) == (CaseStatus.RETURNED, Role.TELLER, 0)
        draft = station.drafts.load(teller, back.draft_key)
        assert (draft.corrects, draft.decision_code, dict(draft.payload)) == (
            sent.case_no,
            FACTS_CHANGED,
            FORM,
        )
        corrected = submit(station, teller, proxy_rent(), corrects=sent.case_no)
        assert isinstance(corrected, Pending) and corrected.plan.amount_fen == 5_200_00
        intact(station)


class TestSayingNo:
    def test_rejected_with_reason_and_words(self, station, teller, supervisor):
        case_no = pending(station, teller).case_no
        station.approvals.take(supervisor, case_no)
        said = station.approvals.reject(supervisor, case_no, code="papers_doubtful", words="  印章不符 ")
        assert said == Rejected(case_no, "papers_doubtful", "印章不符")
        ended = case(station, case_no)
        assert (ended.status, ended.decision_code, ended.decision_words, ended.checker) == (
            CaseStatus.REJECTED,
            "papers_doubtful",
            "印章不符",
            SUPERVISOR,
        )
        assert held(station) == 0
        assert station.drafts.open(teller) == ()
        (told,) = station.queue.queue(teller).lines
        assert (told.case_no, told.status, told.decision_words) == (case_no, CaseStatus.REJECTED, "印章不符")
        assert isinstance(submit(station, teller, rent()), Posted)
        intact(station)

    @pytest.mark.parametrize(
        ("code", "words", "field", "error"),
        [
            ("because", "不行", "decision_code", "decision_code_unknown"),
            ("facts_changed", "不行", "decision_code", "decision_code_unknown"),
            ("other", " \u200b", "decision_words", "decision_words_needed"),
            ("other", "长" * 501, "decision_words", "text_too_long"),
        ],
    )
    @pytest.mark.parametrize("how", ["reject", "send_back"])
    def test_wants_a_reason_of_the_policy_and_words(
        self, station, teller, supervisor, how, code, words, field, error
    ):
        case_no = pending(station, teller).case_no
        with pytest.raises(BadInput) as caught:
            getattr(station.approvals, how)(supervisor, case_no, code=code, words=words)
        assert (caught.value.field, caught.value.code) == (field, error)
        assert case(station, case_no).status is CaseStatus.PENDING

    def test_on_the_spot(self, station, teller):
        case_no = pending(station, teller).case_no
        who = {"checker_code": SUPERVISOR, "checker_password": PASSWORD}
        assert isinstance(station.approvals.reject(teller, case_no, **SAID, **who), Rejected)
        assert case(station, case_no).checker == SUPERVISOR

    def test_sent_back_and_corrected(self, station, teller, supervisor):
        sent = pending(station, teller)
        back = station.approvals.send_back(supervisor, sent.case_no, **SAID)
        assert held(station) == 0
        (line,) = station.drafts.open(teller)
        assert (line.key, line.corrects, line.decision_code, line.decision_words) == (
            back.draft_key,
            sent.case_no,
            SAID["code"],
            SAID["words"],
        )
        corrected = submit(station, teller, proxy_rent(amount_fen=1_000_00), corrects=sent.case_no)
        assert isinstance(corrected, Pending)
        old, new = case(station, sent.case_no), case(station, corrected.case_no)
        assert (old.status, old.inbox, new.corrects) == (CaseStatus.SUPERSEDED, None, sent.case_no)
        assert station.drafts.open(teller) == ()
        earlier = station.approvals.view(supervisor, corrected.case_no).earlier
        assert (earlier.case_no, earlier.decision_words) == (sent.case_no, SAID["words"])
        assert earlier.difference.amount_fen == (7_800_00, 1_000_00)
        done = station.approvals.approve(supervisor, corrected.case_no, seen_sha256=corrected.sha256)
        assert isinstance(done, Posted)
        intact(station)

    def test_until_then_the_returned_case_stands_in_the_way_of_others(self, station, teller, supervisor):
        sent = pending(station, teller)
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        outcome = submit(station, teller, rent())
        assert isinstance(outcome, Refused)
        assert "no_open_withdrawal" in {one.code for one in outcome.plan.decision.failed}
        assert [one.status for one in station.members.overview(teller, 1).open_cases] == [CaseStatus.RETURNED]

    def test_a_corrected_form_that_is_refused_leaves_the_returned_case_open(
        self, station, teller, supervisor
    ):
        sent = pending(station, teller)
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        with raw(station) as uow:
            uow.session.get_one(Account, account_no(1)).password_is_initial = True
        assert isinstance(submit(station, teller, proxy_rent(), corrects=sent.case_no), Refused)
        assert case(station, sent.case_no).status is CaseStatus.RETURNED
        intact(station)

    def test_a_returned_case_can_be_given_up(self, station, teller, supervisor):
        sent = pending(station, teller)
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        station.cases.cancel(teller, sent.case_no)
        assert case(station, sent.case_no).status is CaseStatus.CANCELLED
        assert station.drafts.open(teller) == ()
        assert isinstance(submit(station, teller, rent()), Posted)
        intact(station)

    def test_a_discarded_draft_is_made_again(self, station, teller, supervisor):
        sent = pending(station, teller)
        key = station.approvals.send_back(supervisor, sent.case_no, **SAID).draft_key
        assert station.approvals.reopen(teller, sent.case_no) == key
        station.drafts.discard(teller, key)
        again = station.approvals.reopen(teller, sent.case_no)
        draft = station.drafts.load(teller, again)
        assert again != key
        assert (dict(draft.payload), draft.corrects) == (FORM, sent.case_no)

    def test_the_draft_of_a_returned_case_comes_first(self, station, teller, supervisor):
        sent = pending(station, teller)
        key = station.approvals.send_back(supervisor, sent.case_no, **SAID).draft_key
        draft = station.drafts.load(teller, key)
        station.drafts.save(teller, replace(draft, key="k" * 20, corrects=None))
        assert station.drafts.find(teller, OperationCode.RENT_WITHDRAWAL, 1).key == key

    def test_nobody_else_corrects_it(self, station, teller, supervisor):
        sent = pending(station, teller)
        other = sign_in(station, TELLER_2)
        assert refused(submit, station, teller, proxy_rent(), corrects=sent.case_no) == "case_not_returned"
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        assert refused(submit, station, other, proxy_rent(), corrects=sent.case_no) == "not_the_maker"
        assert refused(submit, station, teller, proxy_rent(2), corrects=sent.case_no) == "not_the_maker"
        assert refused(station.approvals.reopen, other, sent.case_no) == "not_the_maker"
        assert refused(station.cases.cancel, other, sent.case_no) == "not_the_maker"

    def test_its_own_key_is_used_up(self, station, teller, supervisor):
        key, request = station.cases.new_key(), proxy_rent()
        seen = station.cases.preview(teller, request).sha256
        sent = station.cases.perform(teller, request, key=key, seen_sha256=seen)
        station.approvals.send_back(supervisor, sent.case_no, **SAID)
        with pytest.raises(Conflict) as caught:
            station.cases.perform(teller, request, key=key, seen_sha256=seen)
        assert caught.value.code == "case_returned"

    def test_only_once(self, station, teller, supervisor):
        case_no = pending(station, teller).case_no
        station.approvals.send_back(supervisor, case_no, **SAID)
        for how in (station.approvals.send_back, station.approvals.reject):
            with pytest.raises(Refusal) as told:
                how(supervisor, case_no, **SAID)
            assert told.value.code == "case_decided"
            assert (told.value.params["staff"], told.value.params["status"]) == (
                SUPERVISOR,
                term(CaseStatus.RETURNED),
            )


class TestWhoIsNeverTheSecondPerson:
    @pytest.mark.parametrize("related", [branch.MEMBER_IDS[1], branch.PROXY_ID])
    def test_a_relative_of_member_or_proxy(self, station, teller, supervisor, related):
        sent = pending(station, teller, by_proxy(rent(), new_proxy(id_no=branch.PROXY_ID)))
        with raw(station) as uow:
            uow.session.add(StaffRelative(staff_code=SUPERVISOR, id_no=related, declared_on=TODAY))
        known = {"seen_sha256": sent.sha256}
        approvals = station.approvals
        assert refused(approvals.approve, supervisor, sent.case_no, **known) == "checker_is_relative"
        assert refused(approvals.take, supervisor, sent.case_no) == "checker_is_relative"
        assert refused(approvals.reject, supervisor, sent.case_no, **SAID) == "checker_is_relative"
        done = approvals.approve(sign_in(station, SUPERVISOR_2), sent.case_no, **known)
        assert isinstance(done, Posted)

    @pytest.mark.parametrize(
        ("column", "code"),
        [("member_id_no", "checker_is_member"), ("proxy_id_no", "checker_is_proxy")],
    )
    def test_a_person_of_the_case(self, station, teller, supervisor, column, code):
        sent = pending(station, teller)
        with raw(station) as uow:
            row = uow.session.get_one(Case, sent.case_no)
            uow.session.get_one(Staff, SUPERVISOR).id_no = getattr(row, column)
        known = {"seen_sha256": sent.sha256}
        assert refused(station.approvals.approve, supervisor, sent.case_no, **known) == code
        assert refused(station.approvals.send_back, supervisor, sent.case_no, **SAID) == code


class TestOtherBranches:
    @pytest.fixture
    def small(self, station: Workstation) -> Session:
        """A branch with one teller, whose cases are decided at branch 0003."""
        with raw(station) as uow:
            sql = uow.session
            sql.add(
                Branch(code="0004", name="前海窗口", name_en="Qianhai counter", approval_branch_code="0003")
            )
            sql.get_one(Staff, TELLER_2).branch_code = "0004"
            sql.add(
                BusinessDay(
                    branch_code="0004", business_date=TODAY, opened_by=SUPERVISOR, opened_at=branch.NOW
                )
            )
        return sign_in(station, TELLER_2)

    def test_a_branch_of_one_uses_the_queue_of_another(self, station, small, supervisor):
        sent = pending(station, small)
        (line,) = station.queue.queue(supervisor).lines
        assert (line.case_no, line.branch_code) == (sent.case_no, "0004")
        station.approvals.take(supervisor, sent.case_no)
        done = station.approvals.approve(supervisor, sent.case_no, seen_sha256=sent.sha256)
        assert isinstance(done, Posted)
        intact(station)

    def test_without_it_nobody_else_decides(self, station, small, supervisor):
        sent = pending(station, small)
        station.branches.approve_at("0004", None)
        assert station.queue.queue(supervisor).lines == ()
        known = {"seen_sha256": sent.sha256}
        assert refused(station.approvals.approve, supervisor, sent.case_no, **known) == "case_unknown"
        who = {"checker_code": SUPERVISOR, "checker_password": PASSWORD}
        assert refused(station.approvals.approve, small, sent.case_no, **known, **who) == "checker_branch"

    def test_on_the_spot(self, station, small):
        sent = pending(station, small)
        who = {"checker_code": SUPERVISOR, "checker_password": PASSWORD}
        done = station.approvals.approve(small, sent.case_no, seen_sha256=sent.sha256, **who)
        assert isinstance(done, Posted)

    def test_it_does_not_work_the_other_way_round(self, station, teller, small):
        with raw(station) as uow:
            uow.session.get_one(Staff, SUPERVISOR_2).branch_code = "0004"
        sent = pending(station, teller)
        session = sign_in(station, SUPERVISOR_2)
        assert station.queue.queue(session).lines == ()
        assert refused(station.approvals.take, session, sent.case_no) == "case_unknown"

    def test_posting_takes_the_day_of_the_cases_branch(self, station, small, supervisor):
        sent = pending(station, small)
        with raw(station) as uow:
            day = uow.session.get_one(BusinessDay, ("0004", TODAY))
            day.closed_by, day.closed_at = SUPERVISOR, branch.NOW
        known = {"seen_sha256": sent.sha256}
        assert refused(station.approvals.approve, supervisor, sent.case_no, **known) == "no_open_day"

    def test_setting_it_is_audited_and_checked(self, station, small):
        station.branches.approve_at("0004", None)
        station.branches.approve_at("0004", "0003")
        assert count_of(station, AuditEvent, col(AuditEvent.operation) == "0010:set_approval_branch") == 2
        for code, other, error in (
            ("0004", "0004", "branch_approves_itself"),
            ("0004", "0009", "branch_unknown"),
            ("0009", "0003", "branch_unknown"),
        ):
            assert refused(station.branches.approve_at, code, other) == error


class TestExceptions:
    def test_are_counted_by_rule_maker_and_checker(self, station, teller, supervisor):
        for member in (1, 2):
            sealed(station, member)
            sent = pending(station, teller, rent(member_id=member, ground=GROUND))
            station.approvals.approve(
                supervisor, sent.case_no, seen_sha256=sent.sha256, step_up_password=PASSWORD
            )
        counts = station.exceptions.counts(supervisor, TODAY, TODAY)
        assert counts.total == 2
        for counted, key in (
            (counts.by_rule, "account_state"),
            (counts.by_reason, "hardship"),
            (counts.by_maker, TELLER),
            (counts.by_checker, SUPERVISOR),
        ):
            assert [(one.key, one.number) for one in counted] == [(key, 2)]
        assert station.exceptions.counts(sign_in(station, branch.AUDITOR), TODAY, TODAY) == counts
        earlier = date(2020, 2, 26)
        assert station.exceptions.counts(supervisor, earlier, earlier).total == 0
        assert refused(station.exceptions.counts, supervisor, TODAY, earlier) == "span_backwards"
        assert refused(station.exceptions.counts, teller, TODAY, TODAY) == "not_permitted"

    def test_a_ground_that_no_column_holds(self, station, teller):
        sealed(station)
        long = replace(GROUND, words="长" * 501)
        with pytest.raises(BadInput) as caught:
            submit(station, teller, rent(ground=long))
        assert (caught.value.field, caught.value.code) == ("ground_words", "text_too_long")


class TestTheDatabaseItself:
    """Rules that hold whatever program writes."""

    @pytest.mark.parametrize(
        "change",
        [
            "owner = maker",
            "checker = maker, checker_id_no = maker_id_no",
            f"checker = '{SUPERVISOR}', checker_id_no = maker_id_no",
            f"checker = '{SUPERVISOR}', checker_id_no = member_id_no",
            f"checker = '{SUPERVISOR}', checker_id_no = proxy_id_no",
            f"checker = '{SUPERVISOR}'",
            "proxy_id_no = member_id_no",
            "proxy_id_no = maker_id_no",
            "maker_id_no = member_id_no",
            "inbox = NULL",
            "status = 'completed'",
            "status = 'rejected', inbox = NULL",
            "status = 'returned', inbox = 'teller'",
            f"status = 'cancelled', inbox = NULL, owner = '{SUPERVISOR}'",
            "status = 'completed', inbox = NULL, plan_sha256 = NULL",
        ],
    )
    def test_refuses(self, station, teller, change):
        case_no = pending(station, teller).case_no
        with pytest.raises((ConstraintBroken, IntegrityError)), raw(station) as uow:
            by_hand(uow.connection, f'UPDATE "case" SET {change} WHERE case_no = ?', (case_no,))
        assert case(station, case_no).status is CaseStatus.PENDING

    def test_a_returned_case_is_corrected_once(self, station, teller, supervisor):
        first = pending(station, teller)
        station.approvals.send_back(supervisor, first.case_no, **SAID)
        second = submit(station, teller, proxy_rent(), corrects=first.case_no)
        other = pending(station, teller, proxy_rent(2))
        with pytest.raises((ConstraintBroken, IntegrityError)), raw(station) as uow:
            uow.session.get_one(Case, other.case_no).corrects = first.case_no
        assert case(station, second.case_no).corrects == first.case_no

    def test_an_exception_has_two_people_and_stays(self, station, teller, supervisor):
        sealed(station)
        sent = pending(station, teller, rent(ground=GROUND))
        station.approvals.approve(
            supervisor, sent.case_no, seen_sha256=sent.sha256, step_up_password=PASSWORD
        )
        for statement in (
            "UPDATE exception_record SET words = 'x'",
            "DELETE FROM exception_record",
        ):
            with pytest.raises((ConstraintBroken, IntegrityError)), raw(station) as uow:
                by_hand(uow.connection, statement)


def test_nothing_is_paid_by_saying_no(station, teller, supervisor) -> None:
    """Every way of not approving leaves balance, months and orders as they were."""
    from hfund_tui.db.tables import ClaimedMonth, PaymentOrder

    case_no = pending(station, teller).case_no
    station.approvals.send_back(supervisor, case_no, **SAID)
    corrected = submit(station, teller, proxy_rent(amount_fen=5_00), corrects=case_no)
    station.approvals.reject(supervisor, corrected.case_no, **SAID)
    assert count_of(station, PaymentOrder) == count_of(station, ClaimedMonth) == 0
    assert count_of(station, Draft) == 0
    with station._database.reading() as reader:
        assert reader.session.get_one(Account, account_no(1)).balance_fen == 50_000_00


def test_a_proxy_still_waits_after_approval(station, teller, supervisor) -> None:
    from hfund_tui.db.tables import PaymentOrder

    sent = pending(station, teller, by_proxy(sign(), new_proxy()))
    assert station.approvals.view(supervisor, sent.case_no).plan.presence is Presence.PROXY
    station.approvals.approve(supervisor, sent.case_no, seen_sha256=sent.sha256)
    paid = submit(station, teller, rent())
    assert isinstance(paid, Posted)
    with station._database.reading() as reader:
        assert reader.session.exec(select(PaymentOrder.state)).one() is PaymentState.HELD
