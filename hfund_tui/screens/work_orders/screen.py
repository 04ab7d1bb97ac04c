"""The list of work orders: Enter opens one, or goes on with one that was begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.vocabulary import OrderAct
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.work_orders.detail import WorkOrderScreen
from hfund_tui.screens.work_orders.form import OrderFormScreen
from hfund_tui.screens.work_orders.lines import about_line, draft_row, order_rows
from hfund_tui.widgets.picker import WaitingList
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.session import Session
    from hfund_tui.services.work_orders import OrderDraft, OrderLine, OrderList


class WorkOrdersScreen(HouseScreen[None]):
    """What was begun on top, then one's own orders, then the colleagues'; the overdue first."""

    CSS_PATH = "work_orders.tcss"
    AUTO_FOCUS = "WaitingList"
    KEYS = (Command("new_order", "ctrl+n,n"), Command("discard", "delete"), Command("refresh", "r"))
    BAR = ("back", "new_order", "discard", "refresh", "member", "command_line", "lock", "help")
    HELP_RULE = "work_order.list.help.rule"
    HELP_NEXT = "work_order.list.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.orders: OrderList | None = None
        self.begun: tuple[OrderDraft, ...] = ()
        self._at: str | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="nothing")
        yield WaitingList(id="orders")
        with Vertical(id="about"):
            yield Static(id="about-lines")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    def _load(self) -> None:
        self.run_call(self._read, self.session, then=self._arrived, topic="orders")

    def _read(self, session: Session) -> tuple[OrderList, tuple[OrderDraft, ...]]:
        begun = self.workstation.order_drafts.all(session)
        return self.workstation.orders.orders(session), tuple(
            one for one in begun if one.act is OrderAct.OPENED
        )

    def _arrived(self, read: tuple[OrderList, tuple[OrderDraft, ...]]) -> None:
        self.orders, self.begun = read
        self.retranslate()
        self.query_one(WaitingList).focus()

    # ---- words -----------------------------------------------------------------------------------------

    @property
    def _lines(self) -> tuple[OrderLine, ...]:
        return self.orders.lines if self.orders is not None else ()

    def retranslate(self) -> None:
        self.set_class(bool(self._lines or self.begun), "-some")
        self.query_one("#title", Static).update(self._title())
        nothing = "work_order.list.loading" if self.orders is None else "work_order.list.none"
        self.query_one("#nothing", Static).update(self.text(nothing, "$text-muted"))
        self._draw()

    def _title(self) -> Content:
        orders = self.orders
        title = self.text("work_order.list.title", "bold")
        if orders is None or not (orders.lines or self.begun):
            return title
        late = sum(one.age.overdue for one in orders.lines)
        left_out = orders.total - len(orders.lines)
        return joined(
            title,
            self.t("work_order.list.count", n=orders.total),
            self.text("work_order.list.late", "bold $text-error", n=late) if late else "",
            self.text("work_order.list.begun", "bold $text-warning", n=len(self.begun)) if self.begun else "",
            self.text("work_order.list.left_out", "$text-warning", n=left_out) if left_out else "",
        )

    def _draw(self) -> None:
        picker, width = self.query_one(WaitingList), self.size.width - WaitingList.BESIDE_A_ROW
        rows = [draft_row(one, self.t, width) for one in self.begun]
        rows += order_rows(self._lines, self.t, width) if self._lines else []
        if rows:
            names = [one.key for one in self.begun] + [one.order_no for one in self._lines]
            kept = names.index(self._at) if self._at in names else picker.highlighted or 0
            picker.set_options([Option(row) for row in rows])
            picker.highlighted = min(kept, len(rows) - 1)
        else:
            picker.clear_options()
        self._show_about()
        self.refresh_frame()

    def on_resize(self, _: Resize) -> None:
        if self.orders is not None:
            self.call_after_refresh(self._draw)

    @property
    def draft(self) -> OrderDraft | None:
        """The order under the cursor that was begun and not opened."""
        number = self.query_one(WaitingList).highlighted
        return self.begun[number] if number is not None and number < len(self.begun) else None

    @property
    def line(self) -> OrderLine | None:
        """The order under the cursor."""
        number = (self.query_one(WaitingList).highlighted or 0) - len(self.begun)
        return self._lines[number] if 0 <= number < len(self._lines) else None

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        draft, line = self.draft, self.line
        self._at = draft.key if draft else line.order_no if line else None
        self._show_about()
        self.refresh_frame()

    def _show_about(self) -> None:
        draft, line = self.draft, self.line
        lines: list[Content] = []
        if draft is not None:
            lines = [
                self.text("work_order.list.hint.draft", "$text-muted"),
                ui_text(draft.payload.get("words", "")),
            ]
        elif line is not None:
            lines = about_line(line, self.t, self.session.branch_code)
        self.query_one("#about-lines", Static).update(Content("\n").join(lines))

    # ---- keys ------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        draft, line = self.draft, self.line
        if draft is not None:
            self._form(draft.number)
        elif line is not None:
            self.house.push_screen(WorkOrderScreen(line.order_no))

    def unavailable(self, name: str) -> Reason | None:
        match name:
            case "queue" if self.house.is_agent:
                return "queue.here_already"
            case "new_order" if not self.house.is_agent:
                return "workbench.not_permitted"
            case "discard" if not self.is_mounted or self.draft is None:
                return "work_order.list.hint.no_draft"
        return super().unavailable(name)

    def do_new_order(self) -> None:
        """An order that comes from no call."""
        self._form(None)

    def _form(self, call_no: str | None) -> None:
        def opened(order_no: str | None) -> None:
            if order_no is not None:
                self._at = order_no
                self.call_after_refresh(self.say, "work_order.done.opened", order_no=order_no)

        self.house.push_screen(OrderFormScreen(OrderAct.OPENED, call_no), opened)

    def do_discard(self) -> None:
        draft = self.draft
        if draft is None:
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.run_call(
                    self.workstation.order_drafts.discard,
                    self.session,
                    draft.key,
                    then=self._discarded,
                    mode=Mode.COMMIT,
                )

        self.house.push_screen(
            ConfirmModal("work_order.discard.title", "work_order.discard.question"), confirmed
        )

    def _discarded(self, _: None) -> None:
        if self.is_here:
            self.say("work_order.discarded")
            self._load()

    def do_refresh(self) -> None:
        self.clear_status()
        self._load()
