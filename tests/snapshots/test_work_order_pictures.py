"""How work orders look: the list, one of them, and the forms of its steps."""

from __future__ import annotations

import secrets

from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderTopic
from hfund_tui.services.session import Session
from hfund_tui.services.work_orders import NewOrder, NextStep, OrderDraft, place_of
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station as demo
from tests.support.looks import every_look
from tests.support.teller import AGENT
from tests.support.walking import walk

COMPLAINT = "在窗口等了两个小时，号过了也没有人叫，要求答复并改进"


def opened(station: Workstation, session: Session, topic: OrderTopic, words: str, urgent: bool) -> str:
    priority = OrderPriority.URGENT if urgent else OrderPriority.NORMAL
    new = NewOrder(topic, priority, words, "13712345678")
    return station.orders.open(session, new, secrets.token_urlsafe(24))


@every_look
async def test_work_orders(demo_workstation: Workstation, picture, language, size) -> None:
    station = demo_workstation
    agent = station.staff.sign_in(AGENT, demo.password(AGENT))
    opened(station, agent, OrderTopic.LOAN, "提前还款后月供怎么变", False)
    complaint = opened(station, agent, OrderTopic.COMPLAINT, COMPLAINT, True)
    refer = NextStep(OrderAct.REFERRED, "请核实当天叫号记录", to_branch="0003")
    station.orders.take_step(agent, complaint, refer, secrets.token_urlsafe(24))
    begun = OrderDraft(secrets.token_urlsafe(24), place_of(OrderAct.OPENED, None), {"words": "退休后多久能"})
    station.order_drafts.save(agent, begun)
    async with walk(station, language=language, size=size, staff=AGENT) as at:
        picture(at, "before-a-call")
        await at.press("f8")
        picture(at, "list")
        await at.press("enter")
        picture(at, "begun")
        await at.press("escape", "j", "enter")
        picture(at, "referred")
    async with walk(station, language=language, size=size, staff=demo.SUPERVISOR) as at:
        await at.press("f8")
        picture(at, "queue")
        await at.press("o", "enter", "a")
        await at.type("已道歉，并增开一个窗口")
        picture(at, "answering")
        await at.press("f9")
    async with walk(station, language=language, size=size, staff=AGENT) as at:
        await at.press("f8", "j", "enter", "b", "1")
        await at.type("来电人表示理解")
        await at.press("f9")
        picture(at, "called-back")
        await at.press("x", "2")
        picture(at, "closing")
