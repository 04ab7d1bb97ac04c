"""A curious agent without any caller types a number, answers wrongly until the member is locked, and reads the
order that follows: it gives no answer away that the next call would ask for."""

from __future__ import annotations

import pytest

from hfund_tui.db.tables import Member
from hfund_tui.domain.vocabulary import OrderTopic
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.services.attacks.test_hotline_secrets import told
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in

NAME, MOBILE = "欧阳钰莹", "13876540931"
ANSWERS = ("欧", "莹", "0931", MOBILE)


@pytest.fixture
def agent(station: Workstation) -> Session:
    with raw(station) as uow:
        member = uow.session.get_one(Member, 1)
        member.name, member.mobile = NAME, MOBILE
    return sign_in(station, branch.AGENT)


def lock(station: Workstation, session: Session) -> None:
    station.calls.begin(session)
    station.calls.identify(session, MEMBER_IDS[1])
    while station.calls.answer(session, "不对").locked_until is None:
        pass


def test_the_order_of_a_lock_gives_an_agent_no_answer(station: Workstation, agent: Session) -> None:
    lock(station, agent)
    (line,) = station.orders.orders(agent).lines
    assert line.topic is OrderTopic.LOCKED_VERIFICATION
    order = station.orders.order(agent, line.order_no)
    assert not [one for one in ANSWERS if one in repr((line, order))]
    assert order.mobile is not None, "that there is a number on file is no secret"


def test_no_service_gives_an_agent_an_answer_before_it_was_given(
    station: Workstation, agent: Session
) -> None:
    """Before the first answer, and after the lock."""
    station.calls.begin(agent)
    station.calls.identify(agent, MEMBER_IDS[1])
    for _ in range(2):
        heard = told(station, agent)
        assert {"calls.current", "members.overview", "orders.orders", "orders.order", "orders.caller"} <= set(
            heard
        )
        assert not [(name, one) for name, text in heard.items() for one in ANSWERS if one in text]
        while station.calls.current(agent).locked_until is None:
            station.calls.answer(agent, "不对")
