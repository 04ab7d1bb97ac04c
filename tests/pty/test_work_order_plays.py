"""Work orders at a real terminal: one to its end, and a form that a kill falls into."""

from __future__ import annotations

import json

import pytest

from hfund_tui.domain.vocabulary import OrderTopic
from hfund_tui.domain.work_orders import OFFERED
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.plays import SUPERVISOR, Desk, Look, played_apart, sitting
from tests.support.teller import AGENT

pytestmark = pytest.mark.pty

COMPLAINT = str(OFFERED.index(OrderTopic.COMPLAINT) + 1)
ASKED, QUESTION, ANSWER, SAID = "等候太久无人理会", "请核实窗口情况", "已增开窗口并致歉", "来电人表示理解"


@played_apart
@one_look(1)
def test_an_order_to_its_end(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "order", look, AGENT) as desk:
        opened_in_a_call(desk)
        t = desk.t
        desk.press("<f8>")
        desk.sees(t("work_order.list.title"), t("vocabulary.order_topic.complaint"))
        desk.press("<enter>")
        desk.sees(ASKED, t("key.order_refer"))
        desk.press("a")
        desk.sees(t("error.order_refer_first.what"))
        desk.press("f", "<enter>", QUESTION)
        desk.sees(t("work_order.field.to_branch"), QUESTION)
        desk.press("<f9>")
        desk.sees(t("work_order.done.referred"))
    with sitting(demo_settings, "order-above", look, SUPERVISOR) as desk:
        desk.press("<f8>")
        desk.sees(desk.t("work_order.waiting", n=1))
        desk.press("o", "<enter>")
        desk.sees(QUESTION)
        desk.press("a", ANSWER)
        desk.sees(ANSWER)
        desk.press("<f9>")
        desk.sees(t("work_order.done.replied"))
    with sitting(demo_settings, "order-back", look, AGENT) as desk:
        desk.press("<f8>", "<enter>")
        desk.sees(ANSWER)
        desk.press("x")
        desk.sees(t("error.order_not_told.what"))
        desk.press("b", "1", SAID)
        desk.sees(t("work_order.field.reached"), SAID)
        desk.press("<f9>")
        desk.sees(t("work_order.done.call_back"))
        desk.press("x", "2", "2")
        desk.sees(t("work_order.satisfaction.4"))
        desk.press("<f9>")
        desk.sees(t("work_order.done.closed"))
    (order,) = demo.rows(demo_settings, "SELECT state, result, satisfaction, member_id FROM work_order")
    assert order == ("closed", "explained", 4, None)
    acts = demo.column(demo_settings, "SELECT act FROM work_order_step ORDER BY number")
    assert acts == ["opened", "referred", "replied", "call_back", "closed"]


def opened_in_a_call(desk: Desk) -> None:
    """A caller who gives no name complains; the notes become the words of the order."""
    t = desk.t
    desk.press("<enter>")
    desk.sees(t("call.ask.id_no"))
    desk.press("<f7>", ASKED, "<ctrl+n>")
    desk.sees(t("work_order.nobody"), ASKED)
    desk.press(COMPLAINT, "13712345678", "<enter>")
    desk.sees("13712345678")
    desk.press("<f9>")
    desk.sees(t("call.ask.id_no"))
    desk.press("<f9>")
    desk.sees(t("call.wrap_up.title"))
    desk.press("<enter>")
    desk.sees(t("call.wants.call"), t("work_order.waiting", n=1))


def test_a_kill_in_the_middle_loses_nothing(demo_settings: Settings) -> None:
    look: Look = ("zh", (80, 24))
    with sitting(demo_settings, "killed", look, AGENT) as desk:
        t = desk.t
        desk.press("<enter>")
        desk.sees(t("call.ask.id_no"))
        desk.press("<f7>", "退休后怎么提取")
        desk.press("<ctrl+n>")
        desk.sees("退休后怎么提取")
        desk.press("2", "075588886666", "<enter>", "，另问利息")
        desk.sees("另问利息")
        wait_until_kept(demo_settings, desk)
        desk.terminal.kill()
    with sitting(demo_settings, "found", look, AGENT) as desk:
        desk.sees(t("call.ask.id_no"), "退休后怎么提取")
        desk.press("<ctrl+n>")
        desk.sees("另问利息", "075588886666", t("work_order.found_again"))
        desk.press("<f9>")
        desk.sees(t("call.ask.id_no"))
    (order,) = demo.rows(demo_settings, "SELECT topic, words, call_back_no FROM work_order")
    assert order == ("withdrawal", "退休后怎么提取，另问利息", "075588886666")
    assert demo.rows(demo_settings, "SELECT * FROM draft") == []


def wait_until_kept(settings: Settings, desk: Desk) -> None:
    """Until what was typed last is in a draft."""
    for _ in range(100):
        payloads = demo.column(settings, "SELECT payload_json FROM draft")
        if any(json.loads(one)["words"].endswith("另问利息") for one in payloads):
            return
        desk.terminal.pump(0.1)
    raise AssertionError(f"never kept\n{desk.terminal.text}")
