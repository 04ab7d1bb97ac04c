"""A form beside the text of the agreement that it is about."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hfund_tui.domain.vocabulary import AgreementKind
from hfund_tui.i18n import Language
from hfund_tui.screens.agreement.reading import ReadingPane, version_line
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.screen import OperationScreen
from hfund_tui.services.agreement_texts import AgreementText, agreement_text
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.text import joined, ui_text


class ReadingForm(OperationScreen):
    """The text in the language of the screen, who and what under it or right of it."""

    CSS_PATH = ["../operation/operation.tcss", "../agreement/agreement.tcss"]
    KEYS = (Command("page_down", "pagedown"), Command("page_up", "pageup"))
    KIND: ClassVar[AgreementKind] = AgreementKind.SELF_SERVICE

    _text: AgreementText | None = None

    # ---- what a subclass brings ------------------------------------------------------------------------

    def version(self, overview: MemberOverview) -> str:
        """The version that is read."""
        raise NotImplementedError

    def compose_above(self) -> ComposeResult:
        """What stands between the text and the form."""
        yield from ()

    def standing(self, overview: MemberOverview) -> Content:
        """What stands behind the version: how the member stands to it."""
        return ui_text("")

    # ---- the text --------------------------------------------------------------------------------------

    def compose_main(self) -> ComposeResult:
        yield Static(id="state")
        with Vertical(id="reading"):
            yield ReadingPane(id="pane")
        with Vertical(id="side"):
            yield from self.compose_above()
            yield from super().compose_main()

    def retranslate(self) -> None:
        super().retranslate()
        if self.overview is None:
            return
        self._show_state()
        if self._text is None or self._text.language is not self.t.language:
            self._load_text(self.version(self.overview), self.t.language)
        else:
            self._show_text(self._text)

    def _load_text(self, version: str, language: Language) -> None:
        self.run_call(agreement_text, version, language, kind=self.KIND, then=self._show_text)

    def _show_text(self, text: AgreementText) -> None:
        self._text = text
        self.query_one(ReadingPane).show(text)
        self._show_state()

    def _show_state(self) -> None:
        """Which text this is, and how the member stands to it."""
        if self.overview is not None:
            version = version_line(self._text, self.t) if self._text else ui_text("")
            self.query_one("#state", Static).update(joined(version, self.standing(self.overview)))

    def do_page_down(self) -> None:
        self.query_one(ReadingPane).page(1)

    def do_page_up(self) -> None:
        self.query_one(ReadingPane).page(-1)
