"""The queue: Enter goes on with a case. For its maker that is the form it was sent back to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CaseStatus, Role
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.queue.lines import about, rows
from hfund_tui.screens.review.screen import ReviewScreen
from hfund_tui.widgets.picker import WaitingList
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.errors import HfundError
    from hfund_tui.services.queue import Queue, QueueLine
    from hfund_tui.services.work_orders import OrdersWaiting


class QueueScreen(HouseScreen[None]):
    """The waiting cases, the oldest first, and what there is to say of the one under the cursor."""

    CSS_PATH = "queue.tcss"
    AUTO_FOCUS = "WaitingList"
    KEYS = (
        Command("take", "t"),
        Command("give_up", "ctrl+r"),
        Command("orders", "o"),
        Command("refresh", "r"),
    )
    BAR = ("back", "take", "give_up", "refresh", "member", "command_line", "lock", "help")
    HELP_RULE = "queue.help.rule"
    HELP_NEXT = "queue.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.waiting: Queue | None = None
        self.orders: OrdersWaiting | None = None
        self._at: str | None = None

    @property
    def bar(self) -> tuple[str, ...]:
        """With the work orders as long as any wait."""
        waits = self.orders is not None and self.orders.number
        return (*self.BAR[:3], "orders", *self.BAR[3:]) if waits else self.BAR

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="nothing")
        yield WaitingList(id="cases")
        with Vertical(id="about"):
            yield Static(id="about-lines")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    def _load(self) -> None:
        self.run_call(self.workstation.queue.queue, self.session, then=self._arrived, topic="queue")
        if self.session.role is Role.SUPERVISOR:
            self.run_call(
                self.workstation.orders.waiting,
                self.session,
                then=self._counted,
                mode=Mode.BACKGROUND,
                topic="orders",
            )

    def _counted(self, orders: OrdersWaiting) -> None:
        self.orders = orders
        self.query_one("#title", Static).update(self._title())
        self.refresh_frame()

    def _arrived(self, waiting: Queue) -> None:
        self.waiting = waiting
        self.retranslate()
        self.query_one(WaitingList).focus()

    def retranslate(self) -> None:
        waiting = self.waiting
        lines = waiting.lines if waiting is not None else ()
        self.set_class(bool(lines), "-some")
        self.query_one("#title", Static).update(self._title())
        nothing = "queue.loading" if waiting is None else "queue.none"
        self.query_one("#nothing", Static).update(self.text(nothing, "$text-muted"))
        self._draw()

    def _title(self) -> Content:
        waiting = self.waiting
        if waiting is None or not waiting.lines:
            return joined(self.text("queue.title", "bold"), *self._orders())
        late = sum(one.age.overdue for one in waiting.lines)
        left_out = waiting.total - len(waiting.lines)
        return joined(
            self.text("queue.title", "bold"),
            self.t("queue.count", n=waiting.total),
            self.text("queue.late", "bold $text-error", n=late) if late else "",
            self.text("queue.left_out", "$text-warning", n=left_out) if left_out else "",
            *self._orders(),
        )

    def _orders(self) -> list[Content]:
        """How many work orders were referred here."""
        orders = self.orders
        if orders is None or not orders.number:
            return []
        late = (
            [self.text("work_order.list.late", "bold $text-error", n=orders.overdue)]
            if orders.overdue
            else []
        )
        return [self.text("work_order.waiting", "bold $text-accent", n=orders.number), *late]

    def _draw(self) -> None:
        cases = self.query_one(WaitingList)
        lines = self.waiting.lines if self.waiting is not None else ()
        if lines:
            drawn = rows(
                lines, self.t, self.size.width - WaitingList.BESIDE_A_ROW, own=self.session.staff_code
            )
            kept = next((n for n, one in enumerate(lines) if one.case_no == self._at), cases.highlighted or 0)
            cases.set_options([Option(row) for row in drawn])
            cases.highlighted = min(kept, len(lines) - 1)
        else:
            cases.clear_options()
        self._show_about()
        self.refresh_frame()

    def on_resize(self, _: Resize) -> None:
        if self.waiting is not None:
            self.call_after_refresh(self._draw)

    @property
    def highlighted(self) -> QueueLine | None:
        number = self.query_one(WaitingList).highlighted
        if self.waiting is None or number is None or number >= len(self.waiting.lines):
            return None
        return self.waiting.lines[number]

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        one = self.highlighted
        self._at = one.case_no if one is not None else None
        self._show_about()
        self.refresh_frame()

    def _show_about(self) -> None:
        one = self.highlighted
        lines = (
            about(one, self.t, own=self.session.staff_code, own_branch=self.session.branch_code)
            if one is not None
            else []
        )
        self.query_one("#about-lines", Static).update(Content("\n").join(lines))

    # ---- going on with a case --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        one = self.highlighted
        if one is None:
            return
        if one.status is CaseStatus.REJECTED:
            self.hint("queue.hint.rejected")
        elif one.status is CaseStatus.RETURNED:
            self._correct(one)
        elif one.maker.code == self.session.staff_code:
            self._open(one)
        else:
            self.run_call(
                self.workstation.approvals.take,
                self.session,
                one.case_no,
                then=lambda _: self._open(one),
                failed=self._not_taken,
            )

    def _open(self, one: QueueLine) -> None:
        self.house.push_screen(ReviewScreen(one.case_no), self._decided)

    def _decided(self, said: Content | None) -> None:
        if said is not None:
            self._say(said)

    def _say(self, said: Content) -> None:
        self.call_after_refresh(partial(self.hint, said))

    def _not_taken(self, error: HfundError) -> None:
        """Somebody was faster: say so, and show who has it."""
        self.show_error(error)
        self._load()

    def _correct(self, one: QueueLine) -> None:
        """Open the form of a returned case, with the member it is for."""

        def ready(_: str) -> None:
            if self.house.home is not None:
                self.house.home.correct(one.operation, one.member_id)

        self.run_call(self.workstation.approvals.reopen, self.session, one.case_no, then=ready)

    # ---- keys ------------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        one = self.highlighted if name in ("take", "give_up") and self.is_mounted else None
        match name:
            case "queue":
                return "queue.here_already"
            case "orders":
                return self.house.operation_reason(OperationCode.WORK_ORDERS)
            case "take" | "give_up" if one is None:
                return "queue.none"
            case "take" | "give_up" if one is not None and one.status is CaseStatus.REJECTED:
                return "queue.hint.rejected"
            case "take" if self.session.role is not Role.SUPERVISOR:
                return "queue.supervisor_takes"
            case "take" if one is not None and one.maker.code == self.session.staff_code:
                return "queue.hint.own"
            case "give_up" if one is not None and not self._may_give_up(one):
                return "queue.maker_gives_up"
        return super().unavailable(name)

    def _may_give_up(self, one: QueueLine) -> bool:
        """Its maker; for what was returned to somebody who has left, a supervisor."""
        left_behind = one.status is CaseStatus.RETURNED and self.session.role is Role.SUPERVISOR
        return one.maker.code == self.session.staff_code or left_behind

    def do_take(self) -> None:
        """Take the case without opening it, or give it back to the queue."""
        one = self.highlighted
        if one is None:
            return
        mine = one.owner is not None and one.owner.code == self.session.staff_code
        approvals = self.workstation.approvals
        self.run_call(
            approvals.release if mine else approvals.take,
            self.session,
            one.case_no,
            then=lambda _: self._load(),
            failed=self._not_taken,
        )

    def do_give_up(self) -> None:
        """Give a pending or returned case up."""
        one = self.highlighted
        if one is None:
            return

        def given_up(_: None) -> None:
            self._say(ui_text(self.t("queue.given_up", case_no=one.case_no)))
            self._load()

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.run_call(
                    self.workstation.cases.cancel,
                    self.session,
                    one.case_no,
                    then=given_up,
                    mode=Mode.COMMIT,
                )

        self.house.push_screen(ConfirmModal("queue.give_up.title", "queue.give_up.question"), confirmed)

    def do_orders(self) -> None:
        """The work orders that the hotline referred to this branch."""
        self.house.open("work_orders")

    def do_refresh(self) -> None:
        self.clear_status()
        self._load()
