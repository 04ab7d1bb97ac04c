"""Work orders beside a call: how many are overdue, a new one from the call, and notes that outlive everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from hfund_tui.domain.vocabulary import OrderAct
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.services.calls import CallView
    from hfund_tui.services.work_orders import OrdersWaiting

SAVE_NOTES_AFTER_SECONDS = 0.4


class CallOrders(HouseScreen[None]):
    """The part of the call screen that has to do with work orders. The screen has a field `#notes`."""

    KEYS: ClassVar[tuple[Command, ...]] = (Command("new_order", "ctrl+n"),)

    def __init__(self) -> None:
        super().__init__()
        self.view: CallView | None = None
        self.waiting: OrdersWaiting | None = None
        self._notes_of: str | None = None
        self._notes_timer: Timer | None = None

    def draw_call_line(self) -> None:
        """The line that says how the call stands."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.look_at_orders()

    def look_at_orders(self) -> None:
        """How many wait, and which was opened in this call."""
        self.run_call(
            self.workstation.orders.waiting,
            self.session,
            then=self._show_waiting,
            mode=Mode.BACKGROUND,
            topic="orders",
        )

    def _show_waiting(self, waiting: OrdersWaiting) -> None:
        self.waiting = waiting
        self.draw_call_line()

    def order_parts(self) -> list[Content]:
        """What the call line says of work orders: the one of this call, and those that are late."""
        parts = []
        if self.view is not None and self.view.order_no is not None:
            parts.append(ui_text(self.t("work_order.of_call", order_no=self.view.order_no), "$text-success"))
        if self.waiting is not None and self.waiting.overdue:
            parts.append(self.text("work_order.overdue", "bold $text-error", n=self.waiting.overdue))
        elif self.waiting is not None and self.waiting.number and self.view is None:
            parts.append(self.text("work_order.waiting", "$text-muted", n=self.waiting.number))
        return parts

    # ---- keys ------------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if name == "queue":
            return None
        return super().unavailable(name)

    def do_queue(self) -> None:
        self._leave_to(lambda: self.house.open("work_orders"))

    def do_new_order(self) -> None:
        """An order from this call: its notes are offered as words."""
        from hfund_tui.screens.work_orders.form import OrderFormScreen

        call_no = self.view.call_no if self.view is not None else None
        words = self.query_one("#notes", FormInput).value if call_no is not None else ""
        form = OrderFormScreen(OrderAct.OPENED, call_no, words)
        self._leave_to(lambda: self.house.push_screen(form, self._opened))

    def _leave_to(self, go: Callable[[], object]) -> None:
        """Go somewhere once the notes are kept."""
        self.stop_noting()
        notes = self.query_one("#notes", FormInput).value
        if self.view is None or notes == self.view.notes:
            go()
            return
        self.run_call(self.workstation.calls.note, self.session, notes, then=lambda _: go(), topic="notes")

    def _opened(self, order_no: str | None) -> None:
        """The call goes on; the order shows in its line."""
        if order_no is None:
            return
        self.call_after_refresh(self.say, "work_order.done.opened", order_no=order_no)
        if self.view is not None:
            self.run_call(self.workstation.calls.current, self.session, then=self._seen, topic="order")

    def _seen(self, call: CallView | None) -> None:
        self.view = call
        self.draw_call_line()

    # ---- notes -----------------------------------------------------------------------------------------

    def show_notes(self, call: CallView | None) -> None:
        """Those of another call take the place of what stands there; of the same one, what is typed stays."""
        call_no = call.call_no if call else None
        if call_no != self._notes_of:
            self._notes_of = call_no
            with self.prevent(Input.Changed):
                self.query_one("#notes", FormInput).value = call.notes if call else ""

    @on(Input.Changed, "#notes")
    def _notes_changed(self) -> None:
        self.stop_noting()
        self._notes_timer = self.set_timer(SAVE_NOTES_AFTER_SECONDS, self._save_notes)

    def stop_noting(self) -> None:
        """What is typed in the notes is kept in another way now."""
        if self._notes_timer is not None:
            self._notes_timer.stop()

    def _save_notes(self) -> None:
        if self._notes_of is not None and self.view is not None:
            self.run_call(
                self.workstation.calls.note,
                self.session,
                self.query_one("#notes", FormInput).value,
                failed=lambda _: None,
                mode=Mode.BACKGROUND,
                topic="notes",
            )
