"""The ground of an exception: asked only where a rule may be passed over."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from hfund_tui.domain.request import ExceptionGround
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hfund_tui.domain.plan import Plan
    from hfund_tui.i18n import Translator

ASKED = "exception_grounded"
"""The rule that is there when a ground is wanted."""

LABELS = {
    "ground": "operation.ground",
    "ground_words": "operation.ground.words",
    "ground_attachments": "operation.ground.attachments",
}
_SEPARATORS = re.compile(r"[,，、;；]")


class ExceptionFields(Vertical):
    """Reason by its digit, words, and the numbers of the papers that show it."""

    DEFAULT_CSS = """
    ExceptionFields { height: auto; display: none; }
    ExceptionFields.-needed { display: block; }
    ExceptionFields #ground-title { color: $text-warning; height: auto; }
    ExceptionFields .tall > Horizontal { height: auto; }
    ExceptionFields Input { width: 1fr; }
    """

    def __init__(self, codes: Sequence[str], *, label_width: int, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label_width = label_width
        self._codes = StrEnum("_codes", {one: one for one in codes})  # type: ignore[misc]
        self.code: Choice[StrEnum] = Choice(tuple(self._codes), id="ground")
        self.words_input = FormInput(max_length=200, id="ground-words")
        self.attachments = FormInput(required=False, max_length=200, id="ground-attachments")

    def compose(self) -> ComposeResult:
        yield Static(id="ground-title")
        yield Field("ground", self.code, label_width=self._label_width).add_class("tall")
        yield Field("ground_words", self.words_input, label_width=self._label_width)
        yield Field("ground_attachments", self.attachments, label_width=self._label_width)

    @on(GoOn, "#ground-words")
    def _on_to_attachments(self, event: GoOn) -> None:
        """They may be left out, but whoever has them types them next: they must not end up in the words."""
        if not self.attachments.value:
            event.stop()
            self.attachments.focus()

    @property
    def needed(self) -> bool:
        return self.has_class("-needed")

    def show(self, plan: Plan | None) -> None:
        """Ask for a ground if the plan wants one."""
        asked = plan is not None and any(one.code == ASKED for one in plan.decision.findings)
        self.set_class(asked, "-needed")

    def say(self, t: Translator) -> None:
        """Title, options and what is expected in the fields; the form sets the labels."""
        self.query_one("#ground-title", Static).update(ui_text(t("operation.ground.title"), "$text-warning"))
        self.code.words(lambda one: t(f"exception_reason.{one.value}"))
        self.words_input.placeholder = t("operation.ground.words.placeholder")
        self.attachments.placeholder = t("operation.ground.attachments.placeholder")

    @property
    def ground(self) -> ExceptionGround | None:
        """What was stated; None where it is not asked for, or no reason was chosen yet."""
        if not self.needed or self.code.value is None:
            return None
        numbers = tuple(one.strip() for one in _SEPARATORS.split(self.attachments.text) if one.strip())
        return ExceptionGround(self.code.value.value, self.words_input.text, numbers)

    def texts(self) -> dict[str, str]:
        return {
            "ground": self.code.value.value if self.code.value is not None else "",
            "ground_words": self.words_input.value,
            "ground_attachments": self.attachments.value,
        }

    def refill(self, texts: Mapping[str, str]) -> None:
        code = texts.get("ground", "")
        self.code.value = self._codes(code) if code in set(self._codes) else None
        self.words_input.value = texts.get("ground_words", "")
        self.attachments.value = texts.get("ground_attachments", "")
        self.set_class(bool(code), "-needed")
