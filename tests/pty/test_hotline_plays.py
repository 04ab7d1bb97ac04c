"""The hotline, played in a real terminal from the ringing of the telephone to the wrap-up: keys counted."""

from __future__ import annotations

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.plays import SUPERVISOR, Desk, Look, last_case, newest_code, played_apart, sitting
from tests.support.teller import AGENT

pytestmark = pytest.mark.pty

MOST_KEYS = 40
NAME = "唐振宇"


def answers(settings: Settings) -> dict[str, str]:
    """What the member would say to each question."""
    name, mobile, account, card = demo.row(
        settings,
        "SELECT m.name, m.mobile, a.account_no, c.card_no FROM member m JOIN account a ON a.member_id = m.id"
        " JOIN card c ON c.member_id = m.id AND c.state = 'linked' WHERE m.id_no = ?",
        demo.HAS_LOAN,
    )
    return {"name": name, "mobile": mobile[-4:], "account_no": account[-4:], "card": card[-4:]}


def question_now(desk: Desk) -> str:
    """Which of the questions that are chosen at random is being asked."""
    asked = {desk.t(f"call.ask.{one}"): one for one in ("account_no", "mobile", "card")}
    return asked[desk.terminal.wait_for_any(*asked)]


@one_look(0)
def test_a_call_is_verified_answered_and_wrapped_up(demo_settings: Settings, look: Look) -> None:
    known = answers(demo_settings)
    with sitting(demo_settings, "call", look, AGENT) as desk:
        t = desk.t
        desk.sees(t("call.wants.call"))
        desk.press("<enter>")
        desk.sees(t("call.ask.id_no"))
        desk.press(demo.HAS_LOAN, "<enter>")
        desk.sees(t("call.ask.name"))
        assert "463,306.48" not in desk.terminal.text and NAME not in desk.terminal.text
        desk.press(known["name"], "<enter>")
        asked = question_now(desk)
        assert known[asked] not in desk.terminal.text, "the answer is not shown before it is given"
        desk.press(known[asked], "<enter>")
        desk.sees("****")
        assert "463,306.48" not in desk.terminal.text, "no amounts at the basic level"
        desk.press("<enter>")
        desk.sees(t("call.ask.one_time_code"))
        desk.press(newest_code(demo_settings), "<enter>")
        desk.sees("463,306.48")
        desk.press("<f6>")
        desk.sees("463,599.26")
        desk.press("<f9>", "<enter>")
        desk.sees(t("call.wants.call"))
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    (call,) = demo.rows(demo_settings, "SELECT level, wrap_up, ended_at FROM call")
    assert call[:2] == ("hotline_full", "answered") and call[2]


@played_apart
@one_look(1)
def test_a_withdrawal_by_telephone_is_rung_back_and_approved(demo_settings: Settings, look: Look) -> None:
    """Three people: the agent takes it, a supervisor rings the member, another one approves."""
    known = answers(demo_settings)
    with sitting(demo_settings, "phone-agent", look, AGENT) as desk:
        t = desk.t
        desk.press("<enter>")
        desk.sees(t("call.ask.id_no"))
        desk.press(demo.HAS_LOAN, "<enter>")
        desk.sees(t("call.ask.name"))
        desk.press(known["name"], "<enter>")
        asked = question_now(desk)
        desk.press(known[asked], "<enter>")
        desk.sees("****")
        desk.press("<enter>")
        desk.sees(t("call.ask.one_time_code"))
        desk.press(newest_code(demo_settings), "<enter>")
        desk.sees("463,306.48")
        desk.press("<ctrl+p>", "2101", "<enter>")
        desk.sees(t("call_back.caller"))
        desk.press("1")
        desk.sees(t("operation.ready"))
        desk.press("<f9>")
        desk.sees(t("call.wants.done"))
        assert last_case(demo_settings, demo.HAS_LOAN) == ("rent_withdrawal", "pending")
        desk.press("<f9>", "<enter>")
        desk.sees(t("call.wants.call"))
    with sitting(demo_settings, "phone-back", look, "2002") as desk:
        desk.run("4104")
        desk.press("<enter>")
        mobile = demo.row(demo_settings, "SELECT mobile FROM member WHERE id_no = ?", demo.HAS_LOAN)[0]
        desk.sees(mobile)
        desk.press("c")
        desk.sees(desk.t("call_back.said.confirmed"))
    with sitting(demo_settings, "phone-approve", look, SUPERVISOR) as desk:
        desk.press("<f8>")
        desk.sees(desk.t("queue.title"))
        desk.press("<end>", "<enter>")
        desk.sees("4,992.00", "Ctrl+N")
        desk.press(demo.password(SUPERVISOR), "<f9>")
        desk.sees(desk.t("queue.title"))
    assert last_case(demo_settings, demo.HAS_LOAN) == ("rent_withdrawal", "completed")
