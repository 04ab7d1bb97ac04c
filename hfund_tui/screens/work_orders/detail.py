"""One work order: what was asked, its steps, and what may be done with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from hfund_tui.domain.vocabulary import OrderAct
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.work_orders.form import OrderFormScreen
from hfund_tui.screens.work_orders.lines import order_lines
from hfund_tui.services.work_orders import NextStep
from hfund_tui.widgets.lines import Lines
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.work_orders import OrderView

_ACTS = {
    "order_answer": OrderAct.REPLIED,
    "order_refer": OrderAct.REFERRED,
    "order_call": OrderAct.CALL_BACK,
    "order_close": OrderAct.CLOSED,
    "take_over": OrderAct.TAKEN_OVER,
}


class WorkOrderScreen(HouseScreen[None]):
    """To be read; each step that is possible now has a key."""

    CSS_PATH = "work_orders.tcss"
    AUTO_FOCUS = "#scroll"
    KEYS = (
        Command("order_answer", "a"),
        Command("order_refer", "f"),
        Command("order_call", "b"),
        Command("order_close", "x"),
        Command("take_over", "t"),
    )
    BAR = ("back", "order_answer", "order_refer", "order_call", "order_close", "take_over", "member", "help")
    HELP_RULE = "work_order.detail.help.rule"
    HELP_NEXT = "work_order.detail.help.next"

    def __init__(self, order_no: str) -> None:
        super().__init__()
        self._order_no = order_no
        self.order: OrderView | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="scroll"):
            yield Lines(id="lines")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    def _load(self) -> None:
        self.run_call(
            self.workstation.orders.order, self.session, self._order_no, then=self._show, topic="order"
        )

    def _show(self, order: OrderView) -> None:
        self.order = order
        self.retranslate()
        self.refresh_frame()

    def retranslate(self) -> None:
        order, t = self.order, self.t
        self.query_one("#title", Static).update(
            joined(self.text("work_order.label.order", "bold"), ui_text(self._order_no, "bold"))
        )
        self.query_one("#lines", Lines).show(lambda width: order_lines(order, t, width) if order else ())

    # ---- keys ------------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if name in _ACTS:
            if self.order is None:
                return "work_order.list.loading"
            code = self.order.reason(_ACTS[name])
            if code is not None:
                return joined(self.t(f"error.{code}.what"), self.t(f"error.{code}.do"))
            return None
        return super().unavailable(name)

    def do_order_answer(self) -> None:
        self._form(OrderAct.REPLIED)

    def do_order_refer(self) -> None:
        self._form(OrderAct.REFERRED)

    def do_order_call(self) -> None:
        self._form(OrderAct.CALL_BACK)

    def do_order_close(self) -> None:
        self._form(OrderAct.CLOSED)

    def do_take_over(self) -> None:
        def taken(order: OrderView) -> None:
            self._show(order)
            self.say("work_order.done.taken_over")

        self.run_call(
            self.workstation.orders.take_step,
            self.session,
            self._order_no,
            NextStep(OrderAct.TAKEN_OVER),
            self.workstation.cases.new_key(),
            then=taken,
            mode=Mode.COMMIT,
        )

    def _form(self, act: OrderAct) -> None:
        def done(order_no: str | None) -> None:
            if order_no is not None:
                self.call_after_refresh(self.say, f"work_order.done.{act.value}")

        self.house.push_screen(OrderFormScreen(act, self._order_no), done)
