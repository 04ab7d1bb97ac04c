"""What a teller does with the forms, as keys; and what their tests look at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Paste

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import SignAgreement
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.operation.screen import OperationScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.status_strip import StatusStrip
from tests.support import branch
from tests.support.builders import by_proxy, new_proxy, sign
from tests.support.desk import Desk, desk

RENT = OperationCode.RENT_WITHDRAWAL
OTHER = OperationCode.OTHER_HOUSING_WITHDRAWAL

PROXY_KEYS = ("5", *"深圳公证处", "enter", *"202000123", "enter", *"20200106")
"""From the name on: a friend, notary, certificate number, day of issue."""


class FormDesk(Desk):
    """Counts keys as it presses them."""

    keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await super().press(*keys)

    @property
    def form(self) -> OperationScreen:
        return self._screen(OperationScreen)

    @property
    def receipt(self) -> ReceiptScreen:
        return self._screen(ReceiptScreen)

    @property
    def approval(self) -> ApprovalScreen:
        return self._screen(ApprovalScreen)

    def _screen(self, kind: type[Any]) -> Any:
        screen = self.app.screen
        assert isinstance(screen, kind), f"{type(screen).__name__} says:\n{self.screen_text}"
        return screen

    @property
    def status(self) -> str:
        return self.app.screen.query_one(StatusStrip).message.plain

    async def planned(self) -> None:
        """Until the plan on the screen is that of the form."""
        form = self.form
        await self.until(
            lambda: (shown := form.submission.shown) is not None and shown.request == form.request()
        )
        await self.rest()

    async def approve(self, code: str = branch.SUPERVISOR, password: str = branch.PASSWORD) -> None:
        """The supervisor's keys, which are not the teller's."""
        before = self.keys
        assert self.approval
        await self.press(*code, "enter", *password, "f9")
        self.keys = before


@asynccontextmanager
async def forms(
    station: Workstation,
    *,
    member: int = 1,
    language: str = "zh",
    size: tuple[int, int] = (80, 24),
    typed: bool = False,
) -> AsyncIterator[FormDesk]:
    """A teller at the workbench, with a member found by ID number, as a card reader gives it; or key by key."""
    id_no = branch.MEMBER_IDS[member]
    async with desk(station, language=language, size=size) as signed_in:
        at = FormDesk(signed_in.app, signed_in.pilot)
        if typed:
            await at.press(*id_no, "enter")
        else:
            at.app.post_message(Paste(id_no))
            await at.press("enter")
            at.keys += len(id_no)
        yield at


def signed(station: Workstation, member: int = 1) -> None:
    """The member has signed already, in person."""
    session = branch.sign_in(station)
    request = sign(member_id=member)
    cases = station.cases
    seen = cases.preview(session, request).sha256
    assert isinstance(cases.perform(session, request, key=cases.new_key(), seen_sha256=seen), Posted)


def signed_by_proxy(station: Workstation, member: int = 1, **changes: Any) -> None:
    """The member's proxy has signed already, so that the proxy's document is on file."""
    session = branch.sign_in(station)
    request: SignAgreement = by_proxy(sign(member_id=member), new_proxy(**changes))
    cases = station.cases
    seen = cases.preview(session, request).sha256
    pending: Any = cases.perform(session, request, key=cases.new_key(), seen_sha256=seen)
    approved = station.approvals.approve(
        session,
        pending.case_no,
        checker_code=branch.SUPERVISOR,
        checker_password=branch.PASSWORD,
        seen_sha256=pending.sha256,
    )
    assert isinstance(approved, Posted)


def movements(station: Workstation, member: int = 1) -> list[int]:
    """What moved on the member's account, in fen, newest first; the opening balance is the last."""
    overview = station.members.overview(branch.sign_in(station), member)
    return [one.amount_fen for one in overview.events]
