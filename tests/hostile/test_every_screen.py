"""Hostile texts in every field of a member and of the office, on every screen that shows them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import product, zip_longest

import pytest

from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.parked.screen import ParkedModal
from hfund_tui.screens.proxy.screen import ProxyScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.reveal.screen import RevealModal
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from tests.hostile.looking import look
from tests.hostile.payloads import Kind, Payload, of_kind
from tests.hostile.poison import (
    ADDED_LATER,
    NOT_FREE,
    SWEPT,
    Dealer,
    poison_member,
    poison_office,
    storable,
    text_columns,
)
from tests.support import branch
from tests.support.desk import desk
from tests.support.walking import Walk

pytestmark = pytest.mark.hostile

PROXIED_A_DAY = 2
"""How many members one proxy may serve a day; all of them have the same."""
MEMBERS = len(branch.MEMBER_IDS)
SIZES = [(80, 24), (120, 40)]
PAIRS = (
    (Kind.MARKUP, Kind.WORDS),
    (Kind.ESCAPE, Kind.LONG),
    (Kind.CONTROL, Kind.CODE),
    (Kind.DIRECTION, Kind.INVISIBLE),
    (Kind.SHAPE, Kind.WIDE),
)
CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))


def dealer(payloads: list[Payload], turn: int) -> Dealer:
    """Deals the payloads of a kind to the fields in turn, so that neighbours differ."""
    return lambda field: storable(field, payloads[(turn + SWEPT.index(field)) % len(payloads)].text)


def poison(station: Workstation, payloads: list[Payload], turn: int) -> None:
    """Every member gets other payloads; the odd ones keep numbers that let them be served."""
    with branch.raw(station) as uow:
        poison_office(uow.session, dealer(payloads, turn))
        for number in range(1, MEMBERS + 1):
            poison_member(uow, number, dealer(payloads, turn + 3 * number), whole=number % 2 == 0)


def _name(value: int | tuple[Kind, Kind]) -> str:
    return "" if isinstance(value, int) else "-".join(value)


class Sweep(Walk):
    """A walk that looks at every screen it comes to."""

    where = ""

    async def to(self, where: str, *keys: str) -> None:
        await self.press(*keys)
        look(self, f"{self.where}: {where}")

    async def the_list(self) -> None:
        await self.press("f2")
        await self.type("hh")
        await self.rest()
        await self.to("list")
        await self.to("list, chosen", "down", "down")

    async def a_member(self, number: int) -> None:
        self.where = f"member {number}"
        await self.press("f2")
        await self.type(branch.account_no(number))
        await self.to("at a glance", "enter")
        assert self.app.serving is not None

    async def reveals(self, *rows: int) -> None:
        for row in rows:
            await self.to("reveal", "r")
            assert isinstance(self.app.screen, RevealModal)
            await self.to("why", *["down"] * row, "enter")
            await self.to("revealed", "enter")
            await self.press("escape")
            assert isinstance(self.app.screen, WorkbenchScreen)

    async def over_everything(self) -> None:
        """What can lie over any screen."""
        await self.to("help", "f1")
        await self.press("escape")
        await self.to("command line", "ctrl+p")
        await self.to("nothing found", *"zz")
        await self.press("escape")
        await self.to("locked", "f12")
        await self.type(branch.PASSWORD, "enter")

    async def through_the_proxy(self) -> None:
        """A rent withdrawal by the proxy on file: form, approval, receipt."""
        await self.to("withdrawal", "f5")
        await self.to("proxies", "p")
        assert isinstance(self.app.screen, ProxyScreen)
        await self.to("by proxy", "1")
        await self.to("filled in", "1", "space", "space", "space", "space")
        await self.to("shown to the customer", "s")
        await self.press("escape")
        await self.to("approval", "f9")
        assert isinstance(self.app.screen, ApprovalScreen), self.screen_text
        await self.press(*branch.SUPERVISOR, "enter")
        await self.type(branch.PASSWORD)
        await self.to("receipt", "f9")
        assert isinstance(self.app.screen, ReceiptScreen), self.screen_text
        await self.to("receipt, lower", "pagedown")

    async def refused(self) -> None:
        """A withdrawal that the rules refuse, and an agreement read."""
        await self.to("agreement", "f4")
        await self.to("agreement, proxies", "p")
        await self.to("proxy form", "n")
        await self.press("escape", "escape", "escape")
        await self.to("withdrawal", "f5")
        await self.to("filled in", "2", "space", "space")
        await self.to("refused", "f9")

    async def a_draft(self) -> None:
        """The drafts; the newest is taken back into its form and looked at field by field."""
        await self.press("f2")
        await self.to("drafts", "f7")
        assert isinstance(self.app.screen, ParkedModal)
        await self.to("draft taken back", "enter")
        await self.to("papers of the draft", "down", "down")
        await self.to("proxy of the draft", "p")
        assert isinstance(self.app.screen, ProxyScreen), self.screen_text
        await self.to("its last field", "up")
        await self.press("f9")
        await self.to("its other language", "ctrl+l")
        await self.press("ctrl+l")


async def sweep(station: Workstation, size: tuple[int, int], language: str, numbers: Iterable[int]) -> None:
    async with desk(station, size=size, language=language) as signed_in:
        at = Sweep(signed_in.app, signed_in.pilot)
        await at.the_list()
        await at.a_draft()
        by_proxy = [number for number in numbers if number % 2][:PROXIED_A_DAY]
        for number in numbers:
            await at.a_member(number)
            if number in by_proxy:
                await at.through_the_proxy()
            else:
                await at.reveals(1, 2)
                await at.refused()
        await at.press("escape", "f2")
        await at.over_everything()


@pytest.mark.parametrize(("turn", "kinds"), enumerate(PAIRS), ids=_name)
async def test_hostile_texts_harm_no_screen(
    station: Workstation, turn: int, kinds: tuple[Kind, Kind]
) -> None:
    """One member at the counter by proxy, one whose numbers are hostile too; all eight in the list."""
    payloads = [one for several in zip_longest(*map(of_kind, kinds)) for one in several if one]
    poison(station, payloads, turn)
    numbers = (1 + 2 * (turn % 4), 2 + 2 * (turn % 4))
    await sweep(station, SIZES[turn % 2], "zh" if turn % 3 else "en", numbers)


@pytest.mark.skipif(not CAMPAIGN, reason="the long campaign")
@pytest.mark.parametrize(
    ("kind", "turn", "size"),
    [
        pytest.param(kind, turn, size, id=f"{kind}-{turn}-{size[0]}")
        for kind, size in product(Kind, SIZES)
        for turn in range(len(of_kind(kind)))
    ],
)
async def test_every_text_in_every_field(
    station: Workstation, kind: Kind, turn: int, size: tuple[int, int]
) -> None:
    poison(station, of_kind(kind), turn)
    await sweep(station, size, "zh" if turn % 2 else "en", range(1, MEMBERS + 1))


def test_every_column_of_text_is_swept_or_holds_the_programs_own_words() -> None:
    for column in text_columns():
        reasons = [why for why, pattern in NOT_FREE.items() if re.search(pattern, column)]
        assert column in SWEPT or column in ADDED_LATER or reasons, column
    assert {*SWEPT, *ADDED_LATER} <= set(text_columns())
