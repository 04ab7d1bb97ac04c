"""Who is here, and with which papers: the part of a form that every transaction has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypedDict

from textual import on
from textual.widgets import Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import ChecklistItem, OperationCode, Presence
from hfund_tui.domain.request import ExceptionGround, Request
from hfund_tui.domain.vocabulary import Channel, Verification
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.walking import WalkedForm
from hfund_tui.screens.proxy.screen import ProxyAnswer, ProxyScreen
from hfund_tui.screens.proxy.words import proxy_words
from hfund_tui.screens.visit import Proxy, Visit
from hfund_tui.widgets.checklist import Checklist
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.screens.operation.exception import ExceptionFields
    from hfund_tui.services.overview import MemberOverview


class Who(TypedDict):
    """What every request has in common."""

    member_id: int
    presence: Presence
    verification: Verification
    proxy: Proxy | None
    ticked: frozenset[ChecklistItem]
    ground: ExceptionGround | None


class PeopleForm(WalkedForm):
    """A form for one operation of one member, whoever acts for the member. It has the list `#papers`."""

    KEYS: ClassVar[tuple[Command, ...]] = (Command("proxy", "p"),)

    def __init__(self, member_id: int, operation: OperationCode) -> None:
        super().__init__()
        self.member_id = member_id
        self.operation = operation
        self.overview: MemberOverview | None = None
        self.proxy_texts: dict[str, str] = {}

    def request(self) -> Request | None:
        """The request as the form stands; None while something typed in it can't be read."""
        raise NotImplementedError

    @property
    def exception(self) -> ExceptionFields:
        """The fields that say why a rule should not stand in the way."""
        raise NotImplementedError

    def changed(self) -> None:
        """Something was filled in."""
        raise NotImplementedError

    def save_soon(self) -> None:
        """Keep what was typed, in a moment."""
        raise NotImplementedError

    @property
    def papers(self) -> Checklist[ChecklistItem]:
        return self.query_one("#papers", Checklist)

    @property
    def visit(self) -> Visit:
        visit = self.house.visit
        return visit if visit is not None and visit.member_id == self.member_id else Visit(self.member_id)

    @visit.setter
    def visit(self, visit: Visit) -> None:
        self.house.visit = visit
        if self.house.serving is not None:
            self.house.serve(
                replace(self.house.serving, verification=visit.verification, verified_at=visit.verified_at)
            )

    @property
    def by_telephone(self) -> bool:
        """Whether nobody is seen: no papers are looked at, and nobody acts for the member."""
        return self.session.channel is Channel.HOTLINE

    def who(self) -> Who:
        """The part of the request that says who is here and what was seen."""
        visit = self.visit
        verification = Verification.HOTLINE_FULL if self.by_telephone else visit.verification
        return Who(
            member_id=self.member_id,
            presence=visit.presence,
            verification=verification,
            proxy=visit.proxy,
            ticked=self.papers.ticked,
            ground=self.exception.ground,
        )

    def lay_out_papers(self, ticked: Collection[ChecklistItem] = ()) -> None:
        wanted = () if self.by_telephone else OPERATIONS[self.operation].papers(self.visit.presence)
        self.query("Field.papers-only").set(display=not self.by_telephone)
        self.papers.show(wanted, {*self.visit.seen, *ticked})

    def _show_people(self) -> None:
        visit = self.visit
        if self.by_telephone:
            put(self.text("call_back.caller", "bold"), self.query_one("#presence", Static))
            return
        line = self.text(f"vocabulary.presence.{visit.presence.value}", "bold")
        if visit.proxy is not None and self.overview is not None:
            line = joined(line, proxy_words(visit.proxy, self.overview, self.t))
        keys = ""
        if visit.proxy is not None:
            keys = self.t("operation.presence.change")
        elif OPERATIONS[self.operation].takes(Presence.PROXY):
            keys = self.t("operation.presence.keys")
        put(joined(line, ui_text(keys, "$text-muted")), self.query_one("#presence", Static))
        notes = {}
        if visit.verified_at is not None:
            notes = dict.fromkeys(visit.seen, self.t.clock(visit.verified_at))
        self.papers.words(lambda item: self.t(f"checklist.{item.value}"), notes)

    def keep_proxy_texts(self, texts: dict[str, str]) -> None:
        """What is being typed of a new proxy, to be there again."""
        self.proxy_texts = texts
        self.save_soon()

    def do_proxy(self) -> None:
        """Say who acts for the member, or that the member is here after all."""
        if self.overview is not None:
            self.house.push_screen(ProxyScreen(self, self.overview), self._acted_by)

    def _acted_by(self, answer: ProxyAnswer | None) -> None:
        if answer is not None:
            self.visit = self.visit.with_person(answer.proxy)
            self.lay_out_papers(self.papers.ticked)
            self._show_people()
            self.changed()
            self.focus_first_gap()

    @on(Checklist.Changed, "#papers")
    def _ticked(self) -> None:
        papers = self.papers
        self.visit = self.visit.looked_at(papers.items, papers.ticked, self.house.clock.now())
        self._show_people()
        self.changed()

    @on(Checklist.Typed, "#papers")
    def _typed_on_papers(self, event: Checklist.Typed) -> None:
        self.typed_elsewhere(event.text)

    def typed_elsewhere(self, text: str) -> None:
        """Text came while the papers had the focus, where only Space ticks."""
        self.complain("operation.papers.space")

    def unavailable(self, name: str) -> Reason | None:
        takes_proxy = OPERATIONS[self.operation].takes(Presence.PROXY)
        if name == "proxy" and self.by_telephone:
            return "operation.no_proxy"
        if name == "proxy" and self.visit.proxy is None and not takes_proxy:
            return "operation.no_proxy"
        return super().unavailable(name)
