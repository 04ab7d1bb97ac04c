"""Hostile texts in what the second person, the bank and the day add: words of a decision, of an exception, of a
failed payout, and of a difference, on every screen that shows them."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from sqlalchemy import text

from hfund_tui.domain.day_sheet import DifferenceCode
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.screens.card.redirect import RedirectScreen
from hfund_tui.screens.day.screen import DayScreen
from hfund_tui.screens.queue.screen import QueueScreen
from hfund_tui.screens.reversal.screen import ReversalScreen
from hfund_tui.screens.review.screen import ReviewScreen
from hfund_tui.services.workstation import Workstation
from tests.hostile.looking import look
from tests.hostile.payloads import Kind, of_kind
from tests.hostile.poison import ADDED_LATER, Dealer, storable
from tests.support import branch, house
from tests.support.builders import by_proxy, new_proxy
from tests.support.closing import seal
from tests.support.desk import Desk, desk

pytestmark = pytest.mark.hostile

SIZES = [(80, 24), (120, 40)]
KINDS = list(Kind) if os.environ.get("HFUND_CAMPAIGN") else list(Kind)[::5]
BAD_WORDS = "印章不清"


def dealer(kind: Kind) -> Dealer:
    payloads = of_kind(kind)
    return lambda field: storable(field, payloads[ADDED_LATER.index(field) % len(payloads)].text)


def prepare(station: Workstation, deal: Dealer) -> None:
    """Member 1: a failed payout. Member 2: a returned case, and one that waits with an exception."""
    failed = house.done(station, branch.sign_in(station), house.rent(1)).receipt.case_no
    house.settle_with_bank(station, {failed: "账户已销户"})
    house.done(station, branch.sign_in(station), house.link(1))
    waiting = house.perform(station, branch.sign_in(station), by_proxy(house.rent(2), new_proxy()))
    station.approvals.send_back(
        house.supervisor(station), waiting.case_no, code="wrong_entry", words=BAD_WORDS
    )
    seal(station, 3)
    ground = ExceptionGround("other", deal("exception_record.words"), (deal("exception_record.attachments"),))
    house.perform(station, branch.sign_in(station), replace(house.rent(3), ground=ground))
    with branch.raw(station) as uow:
        for statement, field in (
            ("UPDATE \"case\" SET decision_words = :text WHERE status = 'returned'", "case.decision_words"),
            ("UPDATE draft SET cue = :text WHERE corrects IS NOT NULL", "draft.cue"),
            (
                "UPDATE payment_order SET result_reason = :text WHERE state = 'failed'",
                "payment_order.result_reason",
            ),
            (
                "INSERT INTO day_difference (branch_code, business_date, code, subject, words, explained_by,"
                f" explained_at) VALUES ('0003', '{branch.TODAY}', '{DifferenceCode.ORDERS_NOT_SENT.value}',"
                f" '', :text, '{branch.SUPERVISOR}', '2020-02-27T01:41:00.000000Z')",
                "day_difference.words",
            ),
        ):
            uow.connection.execute(text(statement), {"text": deal(field)})


@pytest.mark.parametrize("kind", KINDS, ids=str)
async def test_what_was_added_by_others_harms_no_screen(station: Workstation, kind: Kind) -> None:
    prepare(station, dealer(kind))
    number = list(Kind).index(kind)
    size, language = SIZES[number % 2], "zh" if number % 3 else "en"
    async with desk(station, size=size, language=language) as at:
        await the_makers_queue(at)
        await a_failed_payout(at)
    async with desk(station, size=size, language=language, staff=branch.SUPERVISOR) as at:
        await the_supervisors_queue(at)
        await at.press("escape", "escape", "ctrl+p", *"9201", "enter")
        assert isinstance(at.app.screen, DayScreen), at.screen_text
        look(at, "day")


async def the_makers_queue(at: Desk) -> None:
    await at.press("f8")
    assert isinstance(at.app.screen, QueueScreen), at.screen_text
    look(at, "own cases")
    await at.press("down")
    look(at, "own cases, the next one")
    await at.press("escape", "f7")
    look(at, "drafts")
    await at.press("enter")
    look(at, "returned form")
    await at.press("escape", "f2")


async def a_failed_payout(at: Desk) -> None:
    await at.type(branch.account_no(1), "enter")
    await at.press("ctrl+p", *"2107", "enter")
    assert isinstance(at.app.screen, RedirectScreen), at.screen_text
    look(at, "failed payout")
    await at.press("escape", "ctrl+p", *"9104", "enter")
    assert isinstance(at.app.screen, ReversalScreen), at.screen_text
    look(at, "history")


async def the_supervisors_queue(at: Desk) -> None:
    await at.press("f8")
    assert isinstance(at.app.screen, QueueScreen), at.screen_text
    look(at, "queue")
    await at.press("enter")
    assert isinstance(at.app.screen, ReviewScreen), at.screen_text
    look(at, "review")
    await at.press("pagedown")
    look(at, "review, lower")
