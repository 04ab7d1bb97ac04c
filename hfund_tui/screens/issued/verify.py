"""Checking a paper that somebody brings: its code is typed, and what was issued under it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.documents.issued import render_text
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import HouseScreen
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.paper_view import PaperView
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n.translator import Param
    from hfund_tui.services.issued_documents import DocumentCheck

PAPER_WIDTH = 72
_SAID = {
    "genuine": ("issued.genuine", "bold $text-success"),
    "outdated": ("issued.outdated", "bold $text-warning"),
    "unknown": ("issued.unknown", "bold $text-error"),
    "mistyped": ("issued.mistyped", "bold $text-warning"),
    "changed": ("issued.changed", "bold $text-error"),
}
"""Message and style of each verdict."""


class VerifyScreen(HouseScreen[None]):
    """The name on what is shown is masked: whoever brings the paper has it."""

    DEFAULT_CSS = """
    VerifyScreen #title { height: 1; padding: 0 2; background: $surface; }
    VerifyScreen Field { padding: 0 2; margin-top: 1; }
    VerifyScreen Field Input { width: 26; }
    VerifyScreen #verdict { height: auto; padding: 0 2; display: none; }
    VerifyScreen.-answered #verdict { display: block; }
    VerifyScreen PaperView { display: none; }
    VerifyScreen.-issued PaperView { display: block; border-top: solid $border; }
    VerifyScreen.-high Field, VerifyScreen.-high #verdict { margin: 1 0; }
    """
    AUTO_FOCUS = "#code"
    BAR = ("back", "member", "command_line", "language", "lock", "help")
    HELP_RULE = "issued.verify.help.rule"
    HELP_NEXT = "issued.verify.help.next"

    def __init__(self) -> None:
        super().__init__()
        self.check: DocumentCheck | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Field("code", FormInput(max_length=40, id="code"), label_width=10)
        yield Static(id="verdict")
        yield PaperView()

    def retranslate(self) -> None:
        declared = OPERATIONS[OperationCode.VERIFY_DOCUMENT]
        code = ui_text(declared.transaction_code, "$text-muted")
        put(joined(code, self.text(declared.title_key, "bold")), self.query_one("#title", Static))
        self.query_one(Field).words(self.text("issued.code"), self.text("issued.prompt"))
        self._say()

    @on(Input.Changed)
    def _typed(self) -> None:
        """What was said was of another code."""
        self.check = None
        self._say()

    @on(Input.Submitted)
    def _asked(self) -> None:
        typed = self.query_one(FormInput).text
        if typed:
            self.run_call(
                self.workstation.documents.verify, self.session, typed, then=self._answered, topic="verify"
            )

    def _answered(self, check: DocumentCheck) -> None:
        """The next code takes the place of this one; a mistyped one stays, to be corrected."""
        self.check = check
        self._say()
        if check.verdict.value != "mistyped":
            self.query_one(FormInput).select_all()

    def _say(self) -> None:
        check = self.check
        self.set_class(check is not None, "-answered")
        self.set_class(check is not None and check.shown is not None, "-issued")
        if check is None:
            return
        key, style = _SAID[check.verdict.value]
        params: dict[str, Param] = {}
        if check.summary is not None:
            one = check.summary
            params = {"kind": self.t.term(one.kind), "number": one.number, "day": one.business_date}
        put(self.text(key, style, **params), self.query_one("#verdict", Static))
        if check.shown is not None:
            lines = render_text(check.shown, self.t, width=PAPER_WIDTH, sample=self._sample)
            self.query_one(PaperView).show(lines)

    @property
    def _sample(self) -> bool:
        return self.house.settings.is_sample
