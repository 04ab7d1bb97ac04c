"""Members whose accounts can be closed, closures that wait, and a counter where such work is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from textual.screen import Screen
from textual.widgets import Input

from hfund_tui.app import HfundApp
from hfund_tui.db.tables import Account, Member
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import PayOut
from hfund_tui.domain.request import CloseAccount, InsuranceProof
from hfund_tui.domain.vocabulary import AccountState, InsuranceStatus
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.status_strip import StatusStrip
from tests.support import branch, house
from tests.support.desk import at_work
from tests.support.walking import Walk

S = TypeVar("S", bound=Screen[Any])

STOPPED = InsuranceProof(InsuranceStatus.STOPPED, last_paid=Month(2020, 1))
TRANSFERRED = InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=date(2020, 2, 20))


def seal(station: Workstation, member: int = 1, **changes: Any) -> None:
    """The employer has sealed the account; `changes` go to the member."""
    with branch.raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(member))
        account.state, account.sealed_on = AccountState.SEALED, date(2020, 1, 31)
        row = uow.session.get_one(Member, member)
        for name, value in changes.items():
            setattr(row, name, value)


def accepted(station: Workstation, member: int = 1, proof: InsuranceProof = STOPPED) -> str:
    """A leaving closure that was accepted and waits; its case number."""
    seal(station, member)
    request = CloseAccount(member_id=member, kind=OperationCode.LEAVING_CLOSURE, insurance=proof)
    session = branch.sign_in(station)
    return house.done(station, session, house.complete(request)).receipt.case_no


@dataclass
class Counter(Walk):
    """A walk that counts its keys, and knows where it is."""

    keys: int = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await super().press(*keys)

    def on(self, kind: type[S]) -> S:
        """The screen on top, which is of that kind."""
        screen = self.app.screen
        assert isinstance(screen, kind), f"{type(screen).__name__} says:\n{self.screen_text}"
        return screen

    @property
    def status(self) -> str:
        return self.app.screen.query_one(StatusStrip).message.plain

    async def approve(self, code: str = branch.SUPERVISOR) -> None:
        """A supervisor's keys, which are not the teller's: code, password, and whatever has to be typed again."""
        before, screen = self.keys, self.on(ApprovalScreen)
        payout = next((one for one in screen.pending.plan.effects if isinstance(one, PayOut)), None)
        again = {"amount": plain_yuan(screen.pending.plan.amount_fen), "last_four": ""}
        again["last_four"] = payout.card_last_four if payout else ""
        screen.query_one("#checker", Input).value = code
        screen.query_one("#password", Input).value = branch.PASSWORD
        for field in screen.query(Field):
            name = str(field.name).removeprefix("retyped_")
            if name in again and isinstance(field.control, Input):
                field.control.value = again[name]
        await self.press("f9")
        self.keys = before


@asynccontextmanager
async def at_counter(
    station: Workstation,
    *,
    member: int | None = 1,
    staff: str = branch.TELLER,
    size: tuple[int, int] = (80, 24),
    **preferences: Any,
) -> AsyncIterator[Counter]:
    """Somebody of the small branch has signed in; with `member`, that one is served."""
    settings = replace(station.settings, **preferences)
    app = HfundApp(settings, opener=lambda *_, **__: station)
    async with at_work(app, size, partial(branch.sign_in, station, staff)) as pilot:
        at = Counter(app, pilot)
        if member is not None:
            await at.type(branch.MEMBER_IDS[member], "enter")
        at.keys = 0
        yield at
