"""Finding a member: one field that understands everything, and the list of those who fit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.queue.lines import age_words
from hfund_tui.services.errors import HfundError
from hfund_tui.services.query import Query, QueryKind
from hfund_tui.services.queue import Waiting
from hfund_tui.widgets.columns import labelled
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.lookup_list import LookupList
from hfund_tui.widgets.text import cells, joined, put, ui_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hfund_tui.services.lookup import LookupPage

    Found = Callable[[LookupPage], None]

DEBOUNCE_SECONDS = 0.08
"""How long typing must pause before a search begins."""
_PAGE = 50
_ID_LENGTH = 18

_KINDS = {
    QueryKind.ID: "workbench.kind.id",
    QueryKind.ACCOUNT_OR_MOBILE: "workbench.kind.account_or_mobile",
    QueryKind.NUMBER_PARTIAL: "workbench.kind.number_partial",
    QueryKind.CARD: "workbench.kind.card",
    QueryKind.ID_TAIL_NAME: "workbench.kind.id_tail_name",
    QueryKind.ID_TAIL_PINYIN: "workbench.kind.id_tail_pinyin",
    QueryKind.NAME: "workbench.kind.name",
    QueryKind.PINYIN: "workbench.kind.pinyin",
}
_HINTS = (
    ("workbench.hints.id", "workbench.hints.id.how"),
    ("workbench.hints.account", "workbench.hints.account.how"),
    ("workbench.hints.mobile", "workbench.hints.mobile.how"),
    ("workbench.hints.card", "workbench.hints.card.how"),
    ("workbench.hints.name", "workbench.hints.name.how"),
    ("workbench.hints.tail", "workbench.hints.tail.how"),
    ("workbench.hints.pinyin", "workbench.hints.pinyin.how"),
)


class LookupInput(Input):
    """The field of the look-up. Nobody's number or name begins with `/`: there it opens the command line."""

    async def _on_key(self, event: Key) -> None:
        if event.key == "slash" and not self.value:
            event.prevent_default()  # not typed here; it goes on to the screen


class LookupPane(Vertical):
    """Searches while one types, in the background; Enter waits for the search and opens the only one found."""

    BINDINGS = [Binding("down", "to_rows", show=False), Binding("pagedown", "to_rows", show=False)]

    class Chosen(Message):
        """A member is to be opened."""

        def __init__(self, member_id: int) -> None:
            super().__init__()
            self.member_id = member_id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._input = LookupInput(id="query", max_length=80, compact=True)
        self._field = Field("query", self._input, label_width=8)
        self._understood_as = Static(id="understood")
        self._hints = Static(id="hints")
        self._list = LookupList()
        self._page: LookupPage | None = None
        self._page_text = ""
        self._searching = False
        self._number = 0
        self._more_asked: str | None = None
        self._timer: Timer | None = None
        self._parked = 0
        self._waiting = Waiting(0)
        self._orders = 0

    @property
    def _home(self) -> HouseScreen[Any]:
        return cast("HouseScreen[Any]", self.screen)

    @property
    def text(self) -> str:
        return self._input.value

    def compose(self) -> ComposeResult:
        yield self._field
        yield self._understood_as
        yield self._hints
        yield self._list

    # ---- from outside ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Empty the field and wait for the next member."""
        self._input.value = ""
        self._input.focus()
        self._stop()
        self._forget()
        self._say()

    def resume(self) -> None:
        """Go on with what is typed."""
        self._input.focus()

    def show_parked(self, number: int) -> None:
        """Say how many drafts are parked."""
        self._parked = number
        self._show_hints()

    def show_waiting(self, waiting: Waiting) -> None:
        """Say how many cases wait for whoever is signed in, and for how long."""
        self._waiting = waiting
        self._show_hints()

    def show_orders(self, number: int) -> None:
        """Say how many work orders wait for an answer."""
        self._orders = number
        self._show_hints()

    def words(self) -> None:
        """Say everything again."""
        home = self._home
        self._field.words(home.text("workbench.find"))
        self._input.placeholder = home.t("workbench.find.placeholder")
        self._list.redraw()
        self._show_hints()
        self._say()

    @property
    def has_rows_focused(self) -> bool:
        return self._list.has_rows_focused

    # ---- typing ----------------------------------------------------------------------------------------

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self._stop()
        self._home.clear_status()
        query = self._understood()
        if query.searchable:
            self._timer = self.set_timer(DEBOUNCE_SECONDS, self._paused)
        else:
            self._forget()
        self._say()

    def _understood(self) -> Query:
        return self._home.workstation.lookup.understand(self.text)

    def _stop(self) -> None:
        """Give up the search that waits or runs: a newer text makes it worthless."""
        self._stop_timer()
        self._number += 1
        if self._searching:
            self._searching = False
            self._home.workstation.lookup.interrupt()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _forget(self) -> None:
        """Drop what was found."""
        if self._page is not None:
            self._page, self._page_text = None, ""
            self._list.show(())
            self.remove_class("-rows")

    def _paused(self) -> None:
        """Typing has paused. A stopped timer may still call: its turn was queued already."""
        if self._timer is not None:
            self._timer = None
            self._search()

    def _search(self, then: Found | None = None) -> None:
        """Search for what is typed. With `then`, keys typed from now on wait for what was found."""
        self._stop_timer()
        self._searching = True
        self._number += 1
        home = self._home
        home.run_call(
            home.workstation.lookup.search,
            home.session,
            self.text,
            limit=_PAGE,
            then=partial(self._arrived, self._number, self.text, then),
            failed=partial(self._failed, self._number, then),
            mode=Mode.BACKGROUND if then is None else Mode.LOAD,
        )
        self._say()

    def _arrived(self, number: int, text: str, then: Found | None, page: LookupPage) -> None:
        if number != self._number:
            return
        self._searching = False
        self._page, self._page_text, self._more_asked = page, text, None
        self._list.show(page.rows)
        self.set_class(bool(page.rows), "-rows")
        self._say()
        if then is not None:
            then(page)

    def _failed(self, number: int, then: Found | None, error: HfundError) -> None:
        """Say what is wrong; while one is still typing, without dropping any key."""
        if number != self._number:
            return
        self._searching = False
        self._say()
        if then is None:
            self._home.hint(joined(*self._home.t.error(error)))
        else:
            self._home.show_error(error)

    # ---- opening ---------------------------------------------------------------------------------------

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        query = self._understood()
        if not query.searchable:
            self._say_unsearchable(query)
        else:
            self._with_found(self._open_found)

    def _with_found(self, then: Found) -> None:
        """Go on with those who fit what is typed now; they are searched first if need be."""
        if self._page is not None and self._page_text == self.text:
            then(self._page)
        else:
            self._search(then)

    def _say_unsearchable(self, query: Query) -> None:
        if query.kind is QueryKind.EMPTY:
            self._home.hint("workbench.find.type_first")
        elif query.problem is None:
            self._home.hint(self._advice(query))
        else:
            self.app.bell()
        # The problem of an ID stands under the field already; what was typed ahead was meant for a member.
        self._home.house.gate.drop()

    def _open_found(self, page: LookupPage) -> None:
        if len(page.rows) == 1:
            self.post_message(self.Chosen(page.rows[0].member_id))
        elif page.rows:
            self._list.focus_rows()
        else:
            exact = page.query.kind.is_exact
            do = "workbench.find.unknown.id" if exact else "workbench.find.unknown.other"
            kind = self._home.t(_KINDS[page.query.kind])
            self._home.complain("workbench.find.missing", kind=kind, do=self._home.t(do))

    @on(LookupList.Chosen)
    def _picked(self, event: LookupList.Chosen) -> None:
        event.stop()
        self.post_message(self.Chosen(event.row.member_id))

    def action_to_rows(self) -> None:
        if self._understood().searchable:
            self._with_found(self._go_to_rows)

    def _go_to_rows(self, page: LookupPage) -> None:
        if page.rows:
            self._list.focus_rows()

    @on(LookupList.Left)
    def _back_to_field(self, event: LookupList.Left) -> None:
        event.stop()
        self.resume()

    # ---- more rows -------------------------------------------------------------------------------------

    @on(LookupList.NearEnd)
    def _wants_more(self, event: LookupList.NearEnd) -> None:
        event.stop()
        page = self._page
        if page is None or page.next_cursor is None or page.next_cursor == self._more_asked:
            return
        self._more_asked = page.next_cursor
        home = self._home
        home.run_call(
            home.workstation.lookup.search,
            home.session,
            self._page_text,
            cursor=page.next_cursor,
            limit=_PAGE,
            then=partial(self._more_arrived, page.next_cursor),
            failed=self._more_failed,
            mode=Mode.BACKGROUND,
        )

    def _more_arrived(self, asked: str, page: LookupPage) -> None:
        if self._page is None or self._page.next_cursor != asked:
            return
        self._page = page
        self._list.extend(page.rows)
        self._say()

    def _more_failed(self, error: HfundError) -> None:
        """Moving on in the list asks again."""
        self._more_asked = None
        self._home.hint(joined(*self._home.t.error(error)))

    # ---- saying ----------------------------------------------------------------------------------------

    def _say(self) -> None:
        """Under the field: what is wrong with it, what it is understood as, how many were found."""
        query = self._understood()
        if query.problem is not None and query.problem.reason:
            reason = f"identifier.{query.problem.reason}.detail"
            self._field.mark(ui_text(self._home.t(reason, **query.problem.detail)))
        else:
            self._field.unmark()
        put(self._advice(query), self._understood_as)
        self.set_class(query.kind is QueryKind.EMPTY, "-empty")

    def _advice(self, query: Query) -> Content:
        home = self._home
        if query.kind is QueryKind.EMPTY or query.problem is not None:
            return Content("")
        if query.kind is QueryKind.TOO_SHORT:
            return home.text("workbench.find.too_short")
        if query.kind is QueryKind.ID_PARTIAL:
            return home.text("workbench.find.id_partial", n=_ID_LENGTH - len(query.value))
        if self._page is None or self._page_text != self.text:
            waiting = self._searching or self._timer is not None
            return home.text("workbench.find.searching") if waiting else Content("")
        rows, kind = len(self._list.rows), home.t(_KINDS[query.kind])
        if not rows:
            return home.text("workbench.find.unknown", "$text-warning", kind=kind)
        key = "workbench.find.found" if self._page.next_cursor is None else "workbench.find.first"
        next_step = home.text("workbench.find.open" if rows == 1 else "workbench.find.pick", "$text-accent")
        return joined(home.text(key, kind=kind, n=rows), next_step)

    def _waiting_line(self) -> Content:
        home, oldest = self._home, self._waiting.oldest
        line = home.text("workbench.hints.waiting", "bold $text-accent", n=self._waiting.number)
        if oldest is None:
            return line
        age = age_words(oldest, home.t)
        style = "bold $text-error" if oldest.overdue else "$text-muted"
        return joined(line, home.text("workbench.hints.oldest", style, age=age))

    def _show_hints(self) -> None:
        home = self._home
        rows = [(home.t(what), home.text(how)) for what, how in _HINTS]
        width = max(cells(what) for what, _ in rows)
        lines = [home.text("workbench.hints.title", "bold"), Content("")]
        if self._orders:
            lines[:0] = [
                home.text("workbench.hints.orders", "bold $text-accent", n=self._orders),
                Content(""),
            ]
        if self._waiting.rejected:
            rejected = home.text("workbench.hints.rejected", "bold $text-warning", n=self._waiting.rejected)
            lines[:0] = [rejected, Content("")]
        if self._waiting.number:
            lines[:0] = [self._waiting_line(), Content("")]
        for what, how in rows:
            lines += labelled(what, [how], width, self.size.width or 80)
        if self._parked:
            lines += [Content(""), home.text("workbench.hints.parked", "$text-accent", n=self._parked)]
        self._hints.update(Content("\n").join(lines))
