"""The proxies' documents on file, to take one back."""

from __future__ import annotations

from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hfund_tui.i18n import Translator
from hfund_tui.services.overview import ProxyView
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.text import joined, ui_text


class DocumentList(OptionList):
    """Documents that are still in force; a digit or Enter chooses one, marked with a star."""

    DEFAULT_CSS = """
    DocumentList { height: auto; max-height: 100%; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, markup=False)
        self.proxies: tuple[ProxyView, ...] = ()
        self.document_id: int | None = None

    @property
    def is_answered(self) -> bool:
        return self.document_id is not None

    def show(self, proxies: tuple[ProxyView, ...], t: Translator) -> None:
        kept = self.highlighted or 0
        self.proxies = tuple(one for one in proxies if one.revoked_on is None)
        self.set_options([Option(self._line(number, one, t)) for number, one in enumerate(self.proxies, 1)])
        self.highlighted = min(kept, len(self.proxies) - 1) if self.proxies else None

    def _line(self, number: int, one: ProxyView, t: Translator) -> Content:
        mark = "*" if one.document_id == self.document_id else " "
        head = joined(
            ui_text(f"{mark}{number}", "bold $text-accent"),
            ui_text(one.proxy_name, "bold"),
            one.proxy_id_no,
            t.term(one.relation),
            t("proxy.until", day=one.valid_to),
        )
        matters = t("format.list_separator").join(t.term(matter) for matter in sorted(one.matters))
        below = [ui_text(f"    {words}", "$text-muted") for words in (t.term(one.kind), matters)]
        return Content("\n").join([head, *below])

    def choose(self, number: int) -> None:
        """Choose a document, counted from 1."""
        self.document_id = self.proxies[number - 1].document_id
        self.highlighted = number - 1
        self.post_message(GoOn(self))

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        if character.isdecimal() and 1 <= int(character) <= len(self.proxies):
            event.stop()
            event.prevent_default()
            self.choose(int(character))

    def action_select(self) -> None:
        if self.highlighted is not None:
            self.choose(self.highlighted + 1)
