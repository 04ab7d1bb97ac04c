"""Hostile texts on the screens of the supervisor and the day, and in the fields of what follows from them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from hfund_tui.domain.request import ExceptionGround
from hfund_tui.screens.adoption.screen import AdoptionScreen
from hfund_tui.screens.card.redirect import RedirectScreen
from hfund_tui.screens.card.screen import CardScreen
from hfund_tui.screens.closure.screen import ClosureScreen
from hfund_tui.screens.day.closing import CloseModal
from hfund_tui.screens.day.screen import DayScreen
from hfund_tui.screens.exceptions.screen import ExceptionsScreen
from hfund_tui.screens.payments.debits import DebitReturnsScreen, DebitsScreen
from hfund_tui.screens.payments.returns import ReturnsScreen
from hfund_tui.screens.payments.screen import PaymentsScreen
from hfund_tui.screens.queue.screen import QueueScreen
from hfund_tui.screens.reversal.screen import ReversalScreen
from hfund_tui.screens.review.screen import ReviewScreen
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.workstation import Workstation
from tests.hostile.payloads import PAYLOADS
from tests.hostile.poison import poison_member, poison_office, storable
from tests.hostile.typist import Typist, texts_from, typing
from tests.support import branch, house
from tests.support.builders import by_proxy, new_proxy, rent
from tests.support.closing import seal

pytestmark = pytest.mark.hostile

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
SIZES = [(80, 24), (120, 40)]
STARTS = range(0, len(PAYLOADS), 1 if CAMPAIGN else len(PAYLOADS))
PROXIED, EXCEPTION, PAID, FAILED, IN_HAND, CLOSING = range(1, 7)


def prepare(station: Workstation, start: int) -> Path:
    """Cases that wait and cases that are paid, all of hostile people; the bank's answer to the payments."""
    texts = texts_from(start)

    def words() -> str:
        """What can be stored, as every field makes it; a bank's answer has one line."""
        return " ".join(storable("draft.cue", next(texts)).split())[:90]

    with branch.raw(station) as uow:
        poison_office(uow.session, lambda field: storable(field, next(texts)))
        for number in (PROXIED, EXCEPTION, PAID, FAILED, IN_HAND):
            poison_member(uow, number, lambda field: storable(field, next(texts)), whole=False)
    for number in (EXCEPTION, CLOSING):
        seal(station, number)
    teller = branch.sign_in(station)
    proxy = new_proxy(name="文" + words(), notary="公证" + words())
    through_proxy = house.perform(station, teller, by_proxy(rent(member_id=PROXIED), proxy))
    assert isinstance(through_proxy, Pending)
    ground = ExceptionGround("serious_illness", "文" + words(), (("文" + words())[:20],))
    exception = house.perform(station, teller, replace(house.rent(EXCEPTION), ground=ground))
    assert isinstance(exception, Pending)
    house.done(station, teller, house.rent(PAID))
    failed = house.done(station, teller, house.other(FAILED)).receipt.case_no
    answer = house.answer(house.export(station), {failed: "文" + words()})
    path = station.settings.home / "回盘.csv"
    path.write_text(answer, encoding="utf-8", errors="replace")
    house.done(station, teller, house.rent(IN_HAND))
    return path


@pytest.mark.parametrize("start", STARTS)
async def test_hostile_texts_harm_nobody_in_the_office(station: Workstation, start: int) -> None:
    returned = prepare(station, start)
    turn = list(STARTS).index(start)
    language, size = ("zh", "en")[turn % 2], SIZES[turn % 2]
    async with typing(station, start, size=size, language=language, staff=branch.SUPERVISOR) as at:
        await deciding(at)
        await with_the_bank(at, returned)
        await at.run("9401", ExceptionsScreen)
        await at.home()
        await at.run("9402", AdoptionScreen)
        await at.to("5")
        await at.to("f9")
        await at.home()
    house.done(station, branch.sign_in(station), house.link(FAILED))
    async with typing(station, start + 9, size=size, language=language) as at:
        await what_came_back(at)
        await other_forms(at)
    async with typing(station, start + 18, size=size, language=language, staff=branch.SUPERVISOR) as at:
        await closing_the_day(at)
    assert list(station.settings.receipts.glob("day-*.pdf"))


async def deciding(at: Typist) -> None:
    """Two cases: one sent back with hostile words, one looked at."""
    await at.to("f8")
    assert isinstance(at.app.screen, QueueScreen)
    await at.to("j")
    await at.to("enter")
    assert isinstance(at.app.screen, ReviewScreen)
    await at.press("escape")
    await at.press("k")
    await at.to("enter", "ctrl+g", "1")
    await at.answer("#decision-words")
    await at.to("f9")
    assert isinstance(at.app.screen, QueueScreen)
    await at.home()


async def with_the_bank(at: Typist, returned: Path) -> None:
    await at.run("9301", PaymentsScreen)
    await at.home()
    await at.run("9302", ReturnsScreen)
    for _ in range(3):
        await at.fill("#path", "enter")
    await at.fill("#path", "enter", text=str(returned))
    await at.to("f9")
    assert at.app.screen.taken is not None  # type: ignore[attr-defined]
    await at.home()
    await at.run("9304", DebitsScreen)
    await at.to("f9")
    await at.home()
    await at.run("9305", DebitReturnsScreen)
    await at.fill("#path", "enter")
    await at.home()


async def closing_the_day(at: Typist) -> None:
    """Every difference is explained in hostile words, which stand on the sheet of the day."""
    await at.run("9201", DayScreen)
    await at.to("c")
    assert isinstance(at.app.screen, CloseModal)
    for field in at.app.screen.query("Input"):
        await at.answer(f"#{field.id}")
    await at.to("f9")
    assert isinstance(at.app.screen, SignInScreen)


async def what_came_back(at: Typist) -> None:
    """The case that was sent back in its maker's form, and the payment that failed."""
    await at.to("f8")
    await at.to("enter")
    await at.home()
    await at.serve(FAILED)
    await at.run("2107", RedirectScreen)
    await at.to("1")
    await at.home()


async def other_forms(at: Typist) -> None:
    await at.serve(IN_HAND)
    await at.run("9104", ReversalScreen)
    await at.press("1", "2")
    await at.answer("#words")
    await at.to("f9")
    await at.serve(CLOSING)
    await at.run("1201", CardScreen)
    await at.fill("#card-no", "enter", "f9")
    await at.home()
    await at.serve(CLOSING)
    await at.run("2104", ClosureScreen)
    await at.fill("#certificate-no", "enter")
    await at.fill("#retired-on", "enter", "f9")
    await at.home()
    await at.serve(CLOSING)
    await at.run("2103", ClosureScreen)
    await at.press("1")
    await at.fill("#last-paid", "enter", "f9")
    await at.home()
