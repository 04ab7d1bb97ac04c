"""Who has signed and what came on line: five pages of figures and charts, to be read and taken to a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hfund_tui.documents.adoption import adoption_table
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import Role
from hfund_tui.screens.adoption import pages
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.widgets.lines import Lines
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.adoption import Adoption
    from hfund_tui.screens.adoption.chart import Chart
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

PAGES = {
    "overview": "adoption.page.overview",
    "signings": "adoption.page.signings",
    "remaining": "adoption.page.remaining",
    "business": "adoption.page.business",
    "rules": "adoption.page.rules",
}
_ORDER = tuple(PAGES)


def read(workstation: Workstation, session: Session) -> Adoption:
    """The figures; the library of charts is loaded on the way, for it takes longer than reading."""
    from hfund_tui.screens.adoption import chart  # noqa: F401

    return workstation.adoption.figures(session)


class AdoptionScreen(HouseScreen[None]):
    """Pages are turned by their number, or by Left and Right. F9 exports the figures that are shown."""

    CSS_PATH = "adoption.tcss"
    AUTO_FOCUS = "#scroll"
    KEYS = (
        Command("page_before", "left"),
        Command("page_after", "right"),
        *(Command(name, str(number)) for number, name in enumerate(PAGES, 1)),
    )
    BAR = ("back", "page_before", "page_after", "commit", "language", "lock", "help")
    HELP_RULE = "adoption.help.rule"
    HELP_NEXT = "adoption.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.adoption: Adoption | None = None
        self.page = _ORDER[0]
        self.exported: Path | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="pages")
        with VerticalScroll(id="scroll"):
            yield Lines(id="lines")
        yield Lines(id="table")

    def on_mount(self) -> None:
        super().on_mount()
        self.run_call(read, self.workstation, self.session, then=self._show, topic="adoption")

    async def _show(self, adoption: Adoption) -> None:
        from hfund_tui.screens.adoption.chart import Chart

        self.adoption = adoption
        await self.query_one("#body").mount(Chart(id="chart"), before="#table")
        self.refresh_words()

    # ---- words -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        declared = OPERATIONS[OperationCode.VIEW_ADOPTION]
        title = joined(
            ui_text(declared.transaction_code, "$text-muted"), self.text(declared.title_key, "bold")
        )
        if self.adoption is not None:
            title = joined(title, str(self.adoption.on))
        self.query_one("#title", Static).update(title)
        self.query_one("#pages", Static).update(self._tabs())
        self._draw()

    def _tabs(self) -> Content:
        """The page that is shown stands in brackets, for whoever sees no colours."""
        tabs = []
        for number, (name, key) in enumerate(PAGES.items(), 1):
            here = name == self.page
            word = f"{number} {self.t(key)}"
            tabs.append(ui_text(f"[{word}]", "bold $text-accent") if here else ui_text(f" {word} "))
        return joined(*tabs, sep=" ")

    def _draw(self) -> None:
        lines, adoption = self.query_one("#lines", Lines), self.adoption
        if adoption is None:
            lines.show(lambda width: [self.text("adoption.loading", "$text-muted")])
            return
        t, scope = self.t, self._scope
        draw, bars = {
            "overview": (
                lambda width: pages.overview_lines(adoption, t, width),
                pages.signing_bars(adoption),
            ),
            "signings": (lambda width: pages.signing_lines(adoption, t, width), pages.signing_bars(adoption)),
            "remaining": (
                lambda width: pages.remaining_lines(adoption, t, width),
                pages.remaining_bars(adoption),
            ),
            "business": (
                lambda width: pages.business_lines(adoption, t, width),
                pages.business_bars(adoption),
            ),
            "rules": (lambda width: pages.rule_lines(adoption, t, width, scope), None),
        }[self.page]
        lines.show(draw)
        self.query_one("#table", Lines).show(lambda width: pages.business_table(adoption, t, width))
        for page in PAGES:
            self.set_class(page == self.page, f"-{page}")
        chart: Chart = self.query_one("#chart")  # type: ignore[assignment]
        chart.show(bars)

    @property
    def _branch(self) -> BilingualName | None:
        """Whose rules and waiting cases are shown; None: everybody's."""
        session = self.session
        if session.role is Role.AUDITOR:
            return None
        return BilingualName(session.branch_name, session.branch_name_en)

    @property
    def _scope(self) -> str:
        branch = self._branch
        return self.t("adoption.scope.everywhere") if branch is None else self.t.value(branch)

    # ---- commands --------------------------------------------------------------------------------------

    def unavailable(self, name: str) -> Reason | None:
        if name == "commit" and self.adoption is None:
            return "adoption.loading"
        return super().unavailable(name)

    def word_key(self, command: Command) -> str:
        return "key.export" if command.name == "commit" else super().word_key(command)

    def do_page_after(self) -> None:
        self._turn(_ORDER[(_ORDER.index(self.page) + 1) % len(_ORDER)])

    def do_page_before(self) -> None:
        self._turn(_ORDER[_ORDER.index(self.page) - 1])

    def do_overview(self) -> None:
        self._turn("overview")

    def do_signings(self) -> None:
        self._turn("signings")

    def do_remaining(self) -> None:
        self._turn("remaining")

    def do_business(self) -> None:
        self._turn("business")

    def do_rules(self) -> None:
        self._turn("rules")

    def _turn(self, page: str) -> None:
        self.page = page
        self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)
        self.retranslate()

    def do_commit(self) -> None:
        """Export what is shown, in the language it is shown in."""
        if self.adoption is None:
            return
        table = adoption_table(
            self.adoption,
            self.t,
            branch=self._branch,
            staff_code=self.session.staff_code,
            made_at=self.house.clock.now(),
        )
        self.run_call(
            self.workstation.adoption.export, self.session, table, then=self._exported, mode=Mode.COMMIT
        )

    def _exported(self, path: Path) -> None:
        self.exported = path
        self.say("adoption.exported", path=str(path))
