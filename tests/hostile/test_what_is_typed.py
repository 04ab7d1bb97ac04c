"""Hostile texts typed and pasted into every field: told at the field or kept harmless, never a crash."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.text import clean
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.command_line.screen import CommandLineModal
from hfund_tui.screens.lock.screen import LockModal
from hfund_tui.screens.proxy.screen import ProxyScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.reveal.screen import RevealModal
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import HfundError
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from tests.hostile.looking import look
from tests.hostile.payloads import PAYLOADS
from tests.hostile.typist import Typist, assert_stored_clean, typing
from tests.support import branch
from tests.support.builders import by_proxy, new_proxy, rent

pytestmark = pytest.mark.hostile

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
SIZES = [(80, 24), (120, 40)]
# A walk fills in about twenty fields, each with the next text.
STARTS = range(0, len(PAYLOADS), 1 if CAMPAIGN else len(PAYLOADS) // 2)


@pytest.mark.parametrize("start", STARTS)
async def test_every_field_takes_hostile_texts(station: Workstation, start: int) -> None:
    station.staff._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    turn = list(STARTS).index(start)
    language, size = ("en", "zh")[turn % 2], SIZES[turn % 2 if CAMPAIGN else 0]
    async with typing(station, start, size=size, language=language, staff=None) as at:
        await signing_in(at, station)
        for _ in range(2):
            await at.fill("#query", "enter")
            await at.press("f2")
        await over_the_workbench(at)
        await withdrawing(at)
        await through_a_new_proxy(at)
    assert_stored_clean(station)


def test_every_text_is_taken_or_refused_below_the_screens(station: Workstation) -> None:
    """What the walks can't type into every field for lack of time."""
    session = branch.sign_in(station)
    for text in (one.text for one in PAYLOADS):
        station.lookup.search(session, text)
        proxy = new_proxy(name=text, notary=text, certificate_no=text, id_no=text)
        with suppress(HfundError):
            station.cases.preview(session, by_proxy(rent(member_id=2), proxy))
        draft = Draft(
            "typed-by-hand", OperationCode.RENT_WITHDRAWAL, 2, {text: text}, "amount", text, parked=True
        )
        station.drafts.save(session, draft)
        (kept,) = station.drafts.open(session)
        assert kept.cue == clean(text)[:200]
        assert station.drafts.load(session, draft.key) == replace(draft, cue=kept.cue)
    assert_stored_clean(station)


async def signing_in(at: Typist, station: Workstation) -> None:
    await at.fill("#staff", "enter")
    await at.fill("#password", "enter")
    assert not at.app.is_signed_in and any(field.is_wrong for field in at.app.screen.query(Field))
    at.app.sign_in(branch.sign_in(station))
    await at.until(lambda: at.app.home is not None and at.app.home.is_mounted)
    await at.rest()


async def over_the_workbench(at: Typist) -> None:
    """Reveal, command line, lock."""
    await at.serve(1)
    await at.press("r", "enter", "end", "enter")
    assert isinstance(at.app.screen, RevealModal)
    await at.fill("#reason", "enter")
    await at.serve(1)
    await at.press("ctrl+p")
    assert isinstance(at.app.screen, CommandLineModal)
    await at.fill("#typed", "enter")
    await at.home()
    await at.press("f12")
    await at.fill("#password", "enter")
    assert isinstance(at.app.screen, LockModal)
    await at.fill("#password", "enter", text=branch.PASSWORD)
    assert isinstance(at.app.screen, WorkbenchScreen)


async def withdrawing(at: Typist) -> None:
    """An amount, then the cue it is parked with; what is taken back is what was typed."""
    await at.serve(1)
    await at.press("f5", "2")
    await at.fill("#amount", "enter", "f9")
    await at.press("f7")
    if at.app.screen.query("#cue"):
        await at.fill("#cue", "enter")
    await at.home()
    await at.to("f7", "enter")
    await at.to("f7")
    await at.home()


async def through_a_new_proxy(at: Typist) -> None:
    """A new proxy whose name, notary and certificate are hostile, as far as approval and receipt."""
    await at.serve(2)
    await at.press("f5", "1", "p")
    assert isinstance(at.app.screen, ProxyScreen)
    for field in ("#id-no", "#issued-on", "#valid-from", "#valid-to"):
        await at.fill(field, "enter")
    await at.press("f9")
    assert isinstance(at.app.screen, ProxyScreen), "nothing of that was an answer"
    for field in ("#valid-from", "#valid-to"):
        await at.fill(field, text="")
    await at.fill("#id-no", text=branch.PROXY_ID)
    for field in ("#proxy-name", "#notary", "#certificate-no"):
        await at.answer(field)
    at.app.screen.query_one("#relation").focus()
    await at.press("5")
    await at.fill("#issued-on", text="20200106")
    at.app.screen.query_one("#matters").focus()
    await at.to("space", "f9")  # it stands on the matter at hand
    await at.to(*["space"] * 4, "f9")
    assert isinstance(at.app.screen, ApprovalScreen), type(at.app.screen)
    await at.fill("#checker")
    await at.fill("#password", "f9")
    assert isinstance(at.app.screen, ApprovalScreen)
    await at.fill("#checker", text=branch.SUPERVISOR)
    await at.fill("#password", "f9", text=branch.PASSWORD)
    assert isinstance(at.app.screen, ReceiptScreen), type(at.app.screen)
    look(at, "receipt")
