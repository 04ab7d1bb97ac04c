"""Receipts and other issued papers, of a member or of today: Enter shows one, to be printed again."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.command import Command
from hfund_tui.services.receipts import ReceiptList, ReceiptSummary
from hfund_tui.widgets.columns import padded
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.issued_documents import IssuedList, IssuedSummary

_MONEY_CELLS = 14
_LISTED = 200


class Scope(StrEnum):
    """Whose are listed. The values are the keys of their words."""

    MEMBER = "receipts.of_member"
    OWN = "receipts.own"
    BRANCH = "receipts.branch"


Listed: TypeAlias = "ReceiptList | IssuedList"


class ReceiptsScreen(HouseScreen[None]):
    """Those of the member who is served, if anybody is; otherwise the operator's own of today."""

    CSS_PATH = "receipts.tcss"
    AUTO_FOCUS = "#receipts"
    KEYS = (Command("change_scope", "m"), Command("change_papers", "d"))
    BAR = ("back", "change_scope", "change_papers", "member", "command_line", "lock", "help")
    HELP_RULE = "receipts.help.rule"
    HELP_NEXT = "receipts.help.next"

    def __init__(self, member_id: int | None = None) -> None:
        super().__init__()
        self.member_id = member_id
        self.listed: Listed | None = None
        self._scopes = [one for one in Scope if one is not Scope.MEMBER or member_id is not None]
        self._scope = 0
        self.papers = False
        """Whether certificates and statements are listed, not receipts."""

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="nothing")
        yield Picker(id="receipts")

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._load()

    @property
    def scope(self) -> Scope:
        return self._scopes[self._scope]

    def do_change_scope(self) -> None:
        """On to the next kind of list."""
        self._scope = (self._scope + 1) % len(self._scopes)
        self._begin()

    def do_change_papers(self) -> None:
        """From receipts to other papers, and back."""
        self.papers = not self.papers
        self._begin()

    def _begin(self) -> None:
        self.listed = None
        self.refresh_words()
        self._load()

    def _load(self) -> None:
        self.run_call(self._fetch(), self.session, limit=_LISTED, then=self._arrived, topic="receipts")

    def _fetch(self) -> Callable[..., Listed]:
        """The call that lists what is asked for."""
        station = self.workstation
        if self.scope is Scope.MEMBER:
            of_member = station.documents.of_member if self.papers else station.receipts.of_member
            return partial(of_member, member_id=self._member)
        of_today = station.documents.of_today if self.papers else station.receipts.of_today
        return partial(of_today, own=self.scope is Scope.OWN)

    @property
    def _member(self) -> int:
        assert self.member_id is not None, "a member's are listed only where there is one"
        return self.member_id

    def _arrived(self, listed: Listed) -> None:
        self.listed = listed
        self.refresh_words()
        self.query_one(Picker).focus()

    def retranslate(self) -> None:
        rows = self.listed.rows if self.listed is not None else ()
        self.set_class(bool(rows), "-some")
        self.query_one("#title", Static).update(self._title())
        none = "receipts.none.papers" if self.papers else "receipts.none"
        nothing = "receipts.loading" if self.listed is None else none
        self.query_one("#nothing", Static).update(self.text(nothing, "$text-muted"))
        picker = self.query_one(Picker)
        kept = picker.highlighted or 0
        titles = max((cells(self._what(one)) for one in rows), default=0)
        names = max((cells(one.member_name) for one in rows), default=0)
        picker.set_options([Option(self._line(one, titles, names)) for one in rows])
        if rows:
            picker.highlighted = min(kept, len(rows) - 1)

    def _title(self) -> Content:
        declared = OPERATIONS[OperationCode.REPRINT_RECEIPT]
        more = self.listed is not None and self.listed.more
        return joined(
            ui_text(declared.transaction_code, "$text-muted"),
            self.text("receipts.title.papers" if self.papers else "receipts.title", "bold"),
            self.text(self.scope.value),
            self.text("receipts.more", "$text-warning", n=_LISTED) if more else "",
        )

    def _what(self, one: ReceiptSummary | IssuedSummary) -> str:
        if isinstance(one, ReceiptSummary):
            return self.t(OPERATIONS[one.operation].title_key)
        return self.t.term(one.kind)

    def _line(self, one: ReceiptSummary | IssuedSummary, titles: int, names: int) -> Content:
        """When, what, for whom, how much or under which number, and how often it was printed again."""
        t = self.t
        head = [ui_text(t.instant(one.issued_at), "$text-muted"), ui_text("  ")]
        if isinstance(one, ReceiptSummary):
            head += [ui_text(OPERATIONS[one.operation].transaction_code, "$text-accent"), ui_text("  ")]
            amount = t.money(one.amount_fen) if one.amount_fen else ""
            told = padded(ui_text(amount, "bold"), _MONEY_CELLS, right=True)
        else:
            told = ui_text(one.number, "bold")
        return Content.assemble(
            *head,
            padded(ui_text(self._what(one)), titles),
            "  ",
            padded(ui_text(one.member_name, "bold"), names),
            "" if isinstance(one, ReceiptSummary) else "  ",
            told,
            "  ",
            ui_text(t("receipts.copies", n=one.copies) if one.copies else "", "$text-muted"),
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self.listed is None or event.option_index >= len(self.listed.rows):
            return
        one = self.listed.rows[event.option_index]
        if isinstance(one, ReceiptSummary):
            self.house.open("receipt", receipt_no=one.receipt_no, member_id=one.member_id)
        else:
            self.house.open("issued", number=one.number)
