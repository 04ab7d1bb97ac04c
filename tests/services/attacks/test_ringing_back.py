"""Nobody who is the member, or a relative, rings the member about money asked for by telephone."""

import pytest

from hfund_tui.db.tables import Member, StaffRelative
from hfund_tui.domain.vocabulary import CallBackOutcome
from hfund_tui.services.errors import Refusal
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in
from tests.support.by_hand import by_hand
from tests.support.telephone import lodge, sign, verify


@pytest.fixture
def pending(station):
    sign(station)
    agent = sign_in(station, branch.AGENT)
    verify(station, agent)
    return lodge(station, agent).case_no


def make_staff_the(station, who):
    with raw(station) as uow:
        if who == "member":
            by_hand(
                uow.connection,
                "UPDATE staff SET id_no = (SELECT id_no FROM member WHERE id = 1) WHERE code = ?",
                (branch.SUPERVISOR,),
            )
        else:
            uow.session.add(
                StaffRelative(staff_code=branch.SUPERVISOR, id_no=MEMBER_IDS[1], declared_on=branch.TODAY)
            )


@pytest.mark.parametrize("who", ["member", "relative"])
@pytest.mark.parametrize("what", ["settle", "number"])
def test_does_not_ring(station, pending, who, what):
    make_staff_the(station, who)
    session = sign_in(station, branch.SUPERVISOR)
    with pytest.raises(Refusal):
        if what == "settle":
            station.call_backs.settle(session, pending, CallBackOutcome.CONFIRMED)
        else:
            station.call_backs.number(session, pending)


def test_a_number_that_was_changed_since_is_not_rung(station, pending):
    with raw(station) as uow:
        member = uow.session.get_one(Member, 1)
        member.mobile, member.mobile_changed_on = "13999999999", branch.TODAY
        uow.session.add(member)
    with pytest.raises(Refusal, match="call_back_number_changed"):
        station.call_backs.number(sign_in(station, branch.SUPERVISOR), pending)
