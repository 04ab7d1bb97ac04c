"""What waits for whoever is signed in, counted while the next member is awaited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hfund_tui.domain.vocabulary import Role
from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.workbench.lookup_pane import LookupPane
from hfund_tui.widgets.key_bar import KeyEntry

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from hfund_tui.services.queue import Waiting


class CountsWhatWaits(HouseScreen[None]):
    """The part of the home screen that counts cases, work orders and parked drafts. A count that fails says
    nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = 0
        self._lookup = LookupPane(id="lookup")

    def count_waiting(self) -> None:
        self._count(self.workstation.queue.waiting, self._show_waiting, "waiting")
        if self.session.role is Role.SUPERVISOR:
            orders = self.workstation.orders.waiting
            self._count(orders, lambda orders: self._lookup.show_orders(orders.number), "orders")

    def count_parked(self) -> None:
        self._count(
            self.workstation.drafts.open, lambda drafts: self._lookup.show_parked(len(drafts)), "parked"
        )

    def _count(self, service: Callable[..., Any], then: Callable[[Any], None], topic: str) -> None:
        self.run_call(
            service, self.session, then=then, failed=lambda error: None, mode=Mode.BACKGROUND, topic=topic
        )

    def _show_waiting(self, waiting: Waiting) -> None:
        self._waiting = waiting.number
        self._lookup.show_waiting(waiting)
        self.refresh_frame()

    def key_entries(self) -> list[KeyEntry]:
        """The queue with how many cases wait in it."""
        return [
            replace(one, word=f"{one.word} {self._waiting}")
            if one.command == "queue" and self._waiting
            else one
            for one in super().key_entries()
        ]
