"""Who acts for the member: one on file, by one key, or a new one with a document never seen before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import Presence
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.screens.base import HouseScreen
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Preview
from hfund_tui.widgets.answers import GoOn, next_unanswered
from hfund_tui.widgets.checklist import Checklist
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.finding_lines import FindingLines
from hfund_tui.widgets.proxy_form import LABELS, ProxyForm
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.screens.operation.people import PeopleForm
    from hfund_tui.screens.visit import Proxy
    from hfund_tui.services.overview import MemberOverview, ProxyView

PREVIEW_AFTER_SECONDS = 0.08
_MOST_BY_DIGIT = 9
_ABOUT_MATTERS = frozenset({"proxy_scope"})
_ABOUT_THE_DOCUMENT = _ABOUT_MATTERS | {
    "proxy_complete",
    "proxy_document_kind",
    "proxy_is_spouse",
    "proxy_document_dates",
    "proxy_document_in_force",
    "proxy_document_not_revoked",
    "proxy_certificate_unused",
}
_IN_PERSON, _NEW = "in_person", "new"


@dataclass(frozen=True, slots=True)
class ProxyAnswer:
    """Who is here: that proxy, or the member when it is None."""

    proxy: Proxy | None


class ProxyScreen(HouseScreen[ProxyAnswer]):
    """Opened over the form of an operation; what is typed is kept there, whatever closes this screen."""

    CSS_PATH = "proxy.tcss"
    AUTO_FOCUS = ""
    KEYS = (Command("new_proxy", "n"), Command("in_person", "b"))
    BINDINGS = [("up", "app.focus_previous", ""), ("down", "app.focus_next", "")]
    BAR = ("back", "new_proxy", "in_person", "commit", "lock", "help")
    HELP_RULE = "proxy.help.rule"
    HELP_NEXT = "proxy.help.next"

    def __init__(self, opener: PeopleForm, overview: MemberOverview) -> None:
        super().__init__()
        self.opener = opener
        self.overview = overview
        self._timer: Timer | None = None
        self._answered = False

    def compose_body(self) -> ComposeResult:
        session = self.session
        policy = self.workstation.policies.on(session.business_date)
        with Horizontal(id="head"):
            yield Static(id="title")
            yield Static(id="principal")
        with VerticalScroll(id="choose", can_focus=False):
            yield Static(id="choose-title")
            yield OptionList(id="on-file", compact=True, markup=False)
        with Horizontal(id="main"):
            with VerticalScroll(id="form", can_focus=False):
                yield ProxyForm(session.business_date, policy.count("proxy.default_validity_days"))
            with VerticalScroll(id="findings", can_focus=False):
                yield FindingLines()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(ProxyForm).refill(self.opener.proxy_texts)
        begun = bool(self.opener.proxy_texts)
        if self.overview.proxies and not begun:
            self.query_one("#on-file").focus()
        else:
            self.do_new_proxy()

    def retranslate(self) -> None:
        declared = OPERATIONS[self.opener.operation]
        self.query_one("#title", Static).update(
            joined(self.text("proxy.title", "bold"), self.text(declared.title_key, "$text-muted"))
        )
        identity = self.overview.identity
        principal = joined(self.t("proxy.principal"), identity.name, identity.id_no)
        self.query_one("#principal", Static).update(principal)
        self.query_one("#choose-title", Static).update(self.text("proxy.choose"))
        self._list_proxies()
        self.query_one(ProxyForm).words(self.t)

    # ---- those on file ---------------------------------------------------------------------------------

    def _list_proxies(self) -> None:
        options = self.query_one("#on-file", OptionList)
        kept = options.highlighted or 0
        rows = [
            Option(
                self._proxy_line(number, one),
                id=str(one.document_id),
                disabled=self._why_not(one) is not None,
            )
            for number, one in enumerate(self.overview.proxies, 1)
        ]
        rows.append(Option(self.text("proxy.new"), id=_NEW))
        if self.opener.visit.proxy is not None:
            rows.append(Option(self.text("proxy.in_person"), id=_IN_PERSON))
        options.set_options(rows)
        options.highlighted = kept

    def _proxy_line(self, number: int, one: ProxyView) -> Content:
        """Number, who, relation, document, until when, for what; below it why not, if so."""
        reason = self._why_not(one)
        head = joined(
            ui_text(f"{number}", "bold $text-accent"),
            ui_text(one.proxy_name, "bold"),
            one.proxy_id_no,
            self.t.term(one.relation),
            self.t("proxy.until", day=one.valid_to),
        )
        matters = self.t("format.list_separator").join(self.t.term(matter) for matter in sorted(one.matters))
        lines = [head, *(ui_text(f"   {one}", "$text-muted") for one in (self.t.term(one.kind), matters))]
        if reason is not None:
            lines.append(ui_text(f"   -> {reason}", "$text-warning"))
        return Content("\n").join(lines)

    def _why_not(self, one: ProxyView) -> str | None:
        """Why a document on file can't be used for this operation; None when it can."""
        matter = OPERATIONS[self.opener.operation].matter
        if one.revoked_on is not None:
            return self.t("proxy.why.revoked", day=one.revoked_on)
        if not one.usable:
            return self.t("proxy.why.out_of_date", first=one.valid_from, last=one.valid_to)
        if matter is not None and matter not in one.matters:
            return self.t("proxy.why.scope", matter=matter)
        return None

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        proxies = self.overview.proxies
        is_digit = character.isdecimal() and 1 <= int(character) <= min(len(proxies), _MOST_BY_DIGIT)
        if is_digit and self.query_one("#on-file").has_focus:
            event.stop()
            self._choose(proxies[int(character) - 1])

    @on(OptionList.OptionSelected)
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == _NEW:
            self.do_new_proxy()
        elif event.option_id == _IN_PERSON:
            self.do_in_person()
        else:
            document_id = int(event.option_id or 0)
            self._choose(next(one for one in self.overview.proxies if one.document_id == document_id))

    def _choose(self, one: ProxyView) -> None:
        reason = self._why_not(one)
        if reason is None:
            self._answer(ProxyOnFile(one.document_id))
        else:
            self.hint(ui_text(reason))

    def do_new_proxy(self) -> None:
        """Fill in a new document."""
        self.add_class("-new")
        form = self.query_one(ProxyForm)
        if not form.matters.ticked:
            form.matters.show(form.matters.items, start=OPERATIONS[self.opener.operation].matter)
        (next_unanswered(form) or form.id_no).focus()
        self._preview()

    def do_in_person(self) -> None:
        """The member is here after all."""
        self._answer(None)

    def do_back(self) -> None:
        """From the form to those on file, from there to the operation; what was typed is kept."""
        if self.has_class("-new") and self.overview.proxies:
            self.remove_class("-new")
            self.query_one("#on-file").focus()
        else:
            super().do_back()

    def _answer(self, proxy: Proxy | None) -> None:
        if not self._answered:
            self._answered = True
            self.dismiss(ProxyAnswer(proxy))

    # ---- a new one -------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Choice.Picked)
    @on(Checklist.Changed)
    def _changed(self) -> None:
        if not self.has_class("-new"):
            return
        self.clear_status()
        self.opener.keep_proxy_texts(self.query_one(ProxyForm).texts())
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PREVIEW_AFTER_SECONDS, self._preview)

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        following = next_unanswered(self.query_one(ProxyForm), event.source)
        if isinstance(event.source, Choice):
            self._tell(event.source)
        if following is not None:
            following.focus()
        else:
            self._finish()

    def _tell(self, choice: Choice[Any]) -> None:
        """Say what was picked by one key: the cursor is on the next field already."""
        field = next(one for one in choice.ancestors if isinstance(one, Field))
        self.hint("proxy.picked", what=self.t(LABELS[str(field.name)]), value=choice.value)

    def _finish(self) -> None:
        proxy = self.query_one(ProxyForm).proxy()
        if proxy is not None:
            self._answer(proxy)

    def do_commit(self) -> None:
        """Take the form over if it is complete, else go to the first gap."""
        if not self.has_class("-new"):
            self.hint("proxy.choose")
            return
        gap = next_unanswered(self.query_one(ProxyForm))
        if gap is None:
            self._finish()
            return
        gap.focus()
        field = next(one for one in gap.ancestors if isinstance(one, Field))
        what = self.t(LABELS[str(field.name)])
        if field.problem:
            self.complain("operation.unreadable", what=what, why=field.problem)
        else:
            self.complain("operation.unfinished", what=what)

    # ---- the rules about it, as one types ----------------------------------------------------------------

    def _preview(self) -> None:
        """Judge the person as soon as the number is known, the document once it is filled in so far."""
        form = self.query_one(ProxyForm)
        document = form.proxy()
        proxy, request = document or form.person(), self.opener.request()
        if proxy is None or request is None:
            self.query_one(FindingLines).show(())
            return
        self.run_call(
            self.workstation.cases.preview,
            self.session,
            replace(request, presence=Presence.PROXY, proxy=proxy),
            then=partial(self._judged, self._not_yet_asked(proxy, document is None)),
            failed=self._not_judged,
            mode=Mode.BACKGROUND,
            topic="plan",
        )

    def _not_yet_asked(self, proxy: NewProxy, only_person: bool) -> frozenset[str]:
        """Rules about what was not filled in so far."""
        return _ABOUT_THE_DOCUMENT if only_person else _ABOUT_MATTERS if not proxy.matters else frozenset()

    def _judged(self, left_out: frozenset[str], preview: Preview) -> None:
        findings = tuple(
            one
            for one in preview.plan.decision.failed_first
            if one.code.startswith("proxy_") and one.code not in left_out
        )
        self.query_one(FindingLines).show(findings)

    def _not_judged(self, error: HfundError) -> None:
        self.hint(self.text("operation.no_preview", what=self.t.error(error)[0]))
