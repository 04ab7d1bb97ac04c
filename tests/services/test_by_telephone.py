"""Withdrawals asked for by telephone: three people, an agreement, card and number unchanged for a while."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.tables import Card, Case, Member, Staff
from hfund_tui.domain.operation import ApprovalReason, OperationCode
from hfund_tui.domain.vocabulary import (
    CallBackOutcome,
    CaseStatus,
    Role,
    WrapUp,
)
from hfund_tui.services.errors import Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused, Rejected
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import PASSWORD, raw, sign_in
from tests.support.by_hand import by_hand
from tests.support.telephone import RENT, lodge, rent, sign, verify

CONFIRMED, DENIED, NOT_REACHED = (
    CallBackOutcome.CONFIRMED,
    CallBackOutcome.DENIED,
    CallBackOutcome.NOT_REACHED,
)


@pytest.fixture
def signed(station: Workstation) -> Workstation:
    sign(station)
    return station


@pytest.fixture
def agent(signed: Workstation) -> Session:
    """On the line with member 1, fully verified."""
    session = sign_in(signed, branch.AGENT)
    verify(signed, session)
    return session


def approve(station: Workstation, session: Session, case_no: str):  # type: ignore[no-untyped-def]
    seen = station.approvals.view(session, case_no)
    return station.approvals.approve(session, case_no, seen_sha256=seen.sha256, step_up_password=PASSWORD)


def refusal(call: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(Refusal) as raised:
        call(*arguments)
    return raised.value.code


def test_three_people_and_the_money_goes_to_the_own_card(signed, agent) -> None:
    pending = lodge(signed, agent)
    assert isinstance(pending, Pending)
    assert [one.reason for one in pending.plan.approvals] == [ApprovalReason.BY_TELEPHONE]
    ringing, deciding = sign_in(signed, branch.SUPERVISOR), sign_in(signed, branch.SUPERVISOR_2)
    (line,) = signed.call_backs.waiting(ringing)
    assert (line.case_no, line.own, line.last) == (pending.case_no, False, None)
    assert refusal(approve, signed, deciding, pending.case_no) == "call_back_first"
    assert signed.call_backs.number(ringing, pending.case_no) == "13800000001"
    signed.call_backs.settle(ringing, pending.case_no, NOT_REACHED)
    assert signed.call_backs.waiting(ringing)[0].last is NOT_REACHED
    assert refusal(approve, signed, deciding, pending.case_no) == "call_back_first"
    signed.call_backs.settle(ringing, pending.case_no, CONFIRMED, "本人确认 1000 元")
    assert signed.call_backs.waiting(ringing) == ()
    assert refusal(approve, signed, ringing, pending.case_no) == "call_back_by_checker"
    posted = approve(signed, deciding, pending.case_no)
    assert isinstance(posted, Posted)
    with raw(signed) as uow:
        case = uow.session.get_one(Case, pending.case_no)
        people = {case.maker, case.call_back_by, case.checker}
        assert (case.status, len(people)) == (CaseStatus.COMPLETED, 3)


def test_a_denied_request_is_never_paid(signed, agent) -> None:
    pending = lodge(signed, agent)
    ringing, deciding = sign_in(signed, branch.SUPERVISOR), sign_in(signed, branch.SUPERVISOR_2)
    signed.call_backs.settle(ringing, pending.case_no, DENIED)
    assert refusal(approve, signed, deciding, pending.case_no) == "call_back_denied"
    assert refusal(signed.call_backs.settle, ringing, pending.case_no, CONFIRMED) == "call_back_done"
    signed.approvals.reject(deciding, pending.case_no, code="other", words="本人否认")
    with raw(signed) as uow:
        assert uow.session.get_one(Case, pending.case_no).status is CaseStatus.REJECTED


def test_whoever_rang_decides_nothing_about_it(signed, agent) -> None:
    """Not even no: another supervisor says that."""
    pending = lodge(signed, agent)
    ringing, deciding = sign_in(signed, branch.SUPERVISOR), sign_in(signed, branch.SUPERVISOR_2)
    signed.call_backs.settle(ringing, pending.case_no, CONFIRMED)
    for how in (
        signed.approvals.take,
        lambda *who: signed.approvals.reject(*who, code="other", words="存疑"),
    ):
        assert refusal(how, ringing, pending.case_no) == "call_back_by_checker"
    signed.approvals.reject(deciding, pending.case_no, code="other", words="存疑")
    with raw(signed) as uow:
        assert uow.session.get_one(Case, pending.case_no).status is CaseStatus.REJECTED


def test_whoever_took_the_call_does_not_ring(signed, agent) -> None:
    pending = lodge(signed, agent)
    assert signed.call_backs.waiting(agent)[0].own
    assert refusal(signed.call_backs.number, agent, pending.case_no) == "call_back_by_maker"
    assert refusal(signed.call_backs.settle, agent, pending.case_no, CONFIRMED) == "call_back_by_maker"


def test_the_same_person_under_another_code_does_not_ring(signed, agent) -> None:
    pending = lodge(signed, agent)
    with raw(signed) as uow:
        twin = uow.session.get_one(Case, pending.case_no)
        other = uow.session.get_one(Staff, branch.SUPERVISOR)
        twin_id, other.id_no = twin.maker_id_no, "440305198001019999"
        uow.session.add(other)
        uow.session.flush()
        maker = uow.session.get_one(Staff, branch.AGENT)
        maker.id_no = "440305198001018888"
        uow.session.add(maker)
        uow.session.flush()
        other.id_no = twin_id
        uow.session.add(other)
    ringing = sign_in(signed, branch.SUPERVISOR)
    assert refusal(signed.call_backs.settle, ringing, pending.case_no, CONFIRMED) == "call_back_by_maker"


@pytest.mark.parametrize("who", [branch.TELLER, branch.AUDITOR, branch.ADMINISTRATOR])
def test_who_never_rings(signed, agent, who) -> None:
    pending = lodge(signed, agent)
    assert (
        refusal(signed.call_backs.settle, sign_in(signed, who), pending.case_no, CONFIRMED) == "not_permitted"
    )


class TestWhatIsWanted:
    def test_an_agreement(self, station) -> None:
        session = sign_in(station, branch.AGENT)
        verify(station, session)
        refused = lodge(station, session)
        assert isinstance(refused, Refused)
        assert [one.code for one in refused.plan.decision.failed] == ["agreement_in_force"]

    @pytest.mark.parametrize(("days_ago", "failed"), [(29, ["card_unchanged"]), (30, [])])
    def test_a_card_that_has_stood(self, signed, agent, days_ago, failed) -> None:
        with raw(signed) as uow:
            card = uow.session.get_one(Card, 1)
            card.linked_on = branch.TODAY - timedelta(days=days_ago)
            uow.session.add(card)
        plan = signed.cases.preview(agent, rent()).plan
        assert [one.code for one in plan.decision.failed] == failed

    @pytest.mark.parametrize(("days_ago", "failed"), [(29, ["mobile_unchanged"]), (30, [])])
    def test_a_number_that_has_stood(self, signed, agent, days_ago, failed) -> None:
        with raw(signed) as uow:
            member = uow.session.get_one(Member, 1)
            member.mobile_changed_on = branch.TODAY - timedelta(days=days_ago)
            uow.session.add(member)
        plan = signed.cases.preview(agent, rent()).plan
        assert [one.code for one in plan.decision.failed] == failed

    def test_the_call_itself(self, signed, agent) -> None:
        seen = signed.cases.preview(agent, rent())
        signed.calls.end(agent, WrapUp.ANSWERED)
        perform = signed.cases.perform
        with pytest.raises(Refusal, match="caller_not_verified"):
            perform(agent, rent(), key=signed.cases.new_key(), seen_sha256=seen.sha256)

    def test_the_member_on_the_line(self, signed, agent) -> None:
        assert refusal(signed.cases.preview, agent, replace(rent(), member_id=2)) == "caller_not_verified"

    def test_no_rule_is_passed_over(self, signed, agent) -> None:
        plan = signed.cases.preview(agent, rent(10**9)).plan
        assert plan.refused and not any(one.overridable for one in plan.decision.failed)


@pytest.mark.parametrize(
    "code", [one for one in OperationCode if one not in (RENT, OperationCode.OTHER_HOUSING_WITHDRAWAL)]
)
def test_nothing_else_moves_money_by_telephone(code) -> None:
    from hfund_tui.domain.catalogue import OPERATIONS
    from hfund_tui.domain.operation import OperationNature

    declared = OPERATIONS[code]
    if declared.nature is OperationNature.TRANSACTION:
        assert Role.AGENT not in declared.roles


def test_when_the_facts_changed_it_ends_and_is_asked_for_again(signed, agent) -> None:
    pending = lodge(signed, agent, rent(None))
    ringing, deciding = sign_in(signed, branch.SUPERVISOR), sign_in(signed, branch.SUPERVISOR_2)
    signed.call_backs.settle(ringing, pending.case_no, CONFIRMED)
    with raw(signed) as uow:
        member = uow.session.get_one(Member, 1)
        member.mobile_changed_on = branch.TODAY
        uow.session.add(member)
    assert isinstance(approve(signed, deciding, pending.case_no), Rejected)


def test_it_is_not_sent_back(signed, agent) -> None:
    pending = lodge(signed, agent)
    deciding = sign_in(signed, branch.SUPERVISOR)
    with pytest.raises(Refusal, match="call_back_not_sent_back"):
        signed.approvals.send_back(deciding, pending.case_no, code="other", words="x")


def test_the_database_knows_it_too(signed, agent) -> None:
    """No code of ours in between: completed without a call back, or by the one who rang."""
    pending = lodge(signed, agent)
    for change in (
        "status = 'completed', checker = '2001', checker_id_no = '44030519800101000X', inbox = NULL",
        f"call_back_by = '{branch.AGENT}'",
    ):
        with pytest.raises(ConstraintBroken), raw(signed) as uow:
            by_hand(uow.connection, f"UPDATE \"case\" SET {change} WHERE case_no = '{pending.case_no}'")
