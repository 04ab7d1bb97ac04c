"""Hostile texts in what agents and supervisors write: notes of a call, work orders and their steps, drafts."""

from __future__ import annotations

import json
import os
import secrets

import pytest
from sqlalchemy import text

from hfund_tui.db.tables import Draft
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CallBackOutcome, OrderAct, OrderPriority, OrderTopic
from hfund_tui.screens.hotline.screen import HotlineScreen
from hfund_tui.screens.work_orders.detail import WorkOrderScreen
from hfund_tui.screens.work_orders.form import OrderFormScreen
from hfund_tui.screens.work_orders.screen import WorkOrdersScreen
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.work_orders import NewOrder, NextStep
from hfund_tui.services.workstation import Workstation
from tests.hostile.looking import look
from tests.hostile.payloads import Kind, of_kind
from tests.hostile.poison import storable
from tests.support import branch
from tests.support.desk import desk
from tests.support.telephone import lodge, sign, verify

pytestmark = pytest.mark.hostile

SIZES = [(80, 24), (120, 40)]
KINDS = list(Kind) if os.environ.get("HFUND_CAMPAIGN") else list(Kind)[1::5]


def key() -> str:
    return secrets.token_urlsafe(24)


def prepare(station: Workstation, kind: Kind) -> None:
    """For each payload an order, referred, both with hostile words; a call with such notes; a begun order."""
    agent = branch.sign_in(station, branch.AGENT)
    payloads = [one.text for one in of_kind(kind)]
    for number, hostile in enumerate(payloads, 1):
        new = NewOrder(OrderTopic.COMPLAINT, OrderPriority.NORMAL, "诉求", "075588886666")
        order_no = station.orders.open(agent, new, key())
        step = NextStep(OrderAct.REFERRED, "转办", to_branch="0003")
        station.orders.take_step(agent, order_no, step, key())
        with branch.raw(station) as uow:
            for table in ("work_order", "work_order_step"):
                uow.connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS tr_{table}_stays_asked")
                uow.connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS tr_{table}_no_update")
                where = "id = :id" if table == "work_order" else "order_id = :id"
                words = storable(f"{table}.words", hostile)
                uow.connection.execute(
                    text(f"UPDATE {table} SET words = :text WHERE {where}"), {"text": words, "id": number}
                )
    station.calls.begin(agent)
    with branch.raw(station) as uow:
        uow.connection.execute(
            text("UPDATE call SET notes = :text"), {"text": storable("call.notes", payloads[0])}
        )
        place = storable("draft.step", payloads[-1])[:40]
        uow.session.add(
            Draft(
                key="hostile-order",
                operator=branch.AGENT,
                operation=OperationCode.ANSWER_WORK_ORDER,
                payload_json=json.dumps({"words": payloads[-1], "topic": payloads[0]}),
                step=f"{OrderAct.OPENED.value}:{place}",
                created_at=branch.NOW,
                updated_at=branch.NOW,
            )
        )


@pytest.mark.parametrize("kind", KINDS, ids=str)
async def test_what_the_hotline_wrote_harms_no_screen(station: Workstation, kind: Kind) -> None:
    prepare(station, kind)
    number = list(Kind).index(kind)
    size, language = SIZES[number % 2], "zh" if number % 3 else "en"
    async with desk(station, size=size, language=language, staff=branch.AGENT) as at:
        assert isinstance(at.app.screen, HotlineScreen), at.screen_text
        look(at, "notes")
        await at.press("ctrl+n")
        assert isinstance(at.app.screen, OrderFormScreen), at.screen_text
        look(at, "notes as words")
        await at.press("escape", "f8")
        assert isinstance(at.app.screen, WorkOrdersScreen), at.screen_text
        look(at, "begun")
        for _ in of_kind(kind):
            await at.press("down")
            look(at, "list")
            await at.press("enter")
            assert isinstance(at.app.screen, WorkOrderScreen), at.screen_text
            look(at, "order")
            await at.press("escape")
    async with desk(station, size=size, language=language, staff=branch.SUPERVISOR) as at:
        await at.press("f8", "o", "enter", "a")
        assert isinstance(at.app.screen, OrderFormScreen), at.screen_text
        look(at, "answering")


@pytest.mark.parametrize("kind", KINDS, ids=str)
async def test_what_was_heard_when_ringing_harms_no_review(station: Workstation, kind: Kind) -> None:
    sign(station)
    agent = branch.sign_in(station, branch.AGENT)
    verify(station, agent)
    pending = lodge(station, agent)
    assert isinstance(pending, Pending)
    ringing = branch.sign_in(station, branch.SUPERVISOR_2)
    station.call_backs.settle(ringing, pending.case_no, CallBackOutcome.CONFIRMED, "本人")
    for number, hostile in enumerate(of_kind(kind)):
        with branch.raw(station) as uow:
            uow.connection.exec_driver_sql("DROP TRIGGER IF EXISTS tr_call_back_no_update")
            words = storable("call_back.words", hostile.text)
            uow.connection.execute(text("UPDATE call_back SET words = :text"), {"text": words})
        language = "zh" if number % 2 else "en"
        async with desk(station, size=SIZES[number % 2], language=language, staff=branch.SUPERVISOR) as at:
            await at.press("f8", "enter")
            look(at, "review")
