"""Somebody who fills field after field with the next hostile text and looks at every screen on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from itertools import cycle, islice

from textual.screen import Screen
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.db.tables import metadata
from hfund_tui.domain.text import clean, has_letters
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from tests.hostile.looking import look
from tests.hostile.payloads import PAYLOADS
from tests.hostile.poison import text_columns
from tests.support import branch
from tests.support.desk import at_work
from tests.support.walking import Walk

# What an unfinished form keeps is what was typed, so that it can be put back; it is JSON without a raw control.
AS_TYPED = {"draft.payload_json", "case.form_json"}


def texts_from(start: int) -> Iterator[str]:
    """All hostile texts again and again, beginning with one of them."""
    return (one.text for one in islice(cycle(PAYLOADS), start, None))


class Typist(Walk):
    texts: Iterator[str]

    async def to(self, *keys: str) -> None:
        """Press keys and look at what comes."""
        await self.press(*keys)
        look(self, " ".join(keys))

    async def run(self, code: str, screen: type[Screen[None]] | None = None) -> None:
        """Begin an operation by its transaction code."""
        await self.to("ctrl+p", *code)
        assert screen is None or isinstance(self.app.screen, screen), self.screen_text

    async def fill(self, field: str, *keys: str, text: str | None = None) -> str:
        """Paste over what stands in a field, press keys, and look. Returns what was pasted."""
        control = self.app.screen.query_one(field, Input)
        control.focus()
        control.value = ""
        pasted = next(self.texts) if text is None else text
        await self.type(pasted, *keys)
        look(self, f"{field} {keys}")
        return pasted

    async def answer(self, field: str) -> None:
        """Fill a field with a text that is an answer: with at least two letters, not too long."""
        typed = await self.fill(field)
        taken = self.app.screen.query_one(field, Input).value
        assert taken in typed and (taken or len(typed) > 60), "a text that is too long is not cut in silence"
        if not has_letters(taken):
            await self.fill(field, text=f"文字{typed[:50]}")

    async def serve(self, number: int) -> None:
        await self.home()
        await self.fill("#query", "enter", text=branch.account_no(number))
        assert self.app.serving is not None

    async def home(self) -> None:
        await self.press(*["escape"] * 4, "f2")
        assert isinstance(self.app.screen, WorkbenchScreen), type(self.app.screen)


@asynccontextmanager
async def typing(
    station: Workstation,
    start: int,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "zh",
    staff: str | None = branch.TELLER,
) -> AsyncIterator[Typist]:
    """The program with somebody who types the texts from that one on; with no `staff`, at its sign-in screen."""
    app = HfundApp(replace(station.settings, language=language), opener=lambda *_, **__: station)
    sign_in = None if staff is None else partial(branch.sign_in, station, staff)
    async with at_work(app, size, sign_in) as pilot:
        at = Typist(app, pilot)
        at.texts = texts_from(start)
        yield at


def assert_stored_clean(station: Workstation) -> None:
    """Nothing that was typed was kept in another form than `clean` gives it, or longer than it may be."""
    with branch.raw(station) as uow:
        for name in set(text_columns()) - AS_TYPED:
            table, column = name.split(".")
            kind = metadata.tables[table].c[column].type
            for (value,) in uow.connection.exec_driver_sql(f'SELECT "{column}" FROM "{table}"'):
                assert value is None or value == clean(value), name
                assert value is None or len(value) <= kind.high, name  # type: ignore[attr-defined]
