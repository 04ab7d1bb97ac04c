"""Text fields of a form: they know whether they still need an answer, and Enter goes on."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from hfund_tui.domain.text import clean
from hfund_tui.widgets.answers import GoOn


class FormInput(Input):
    """One line of text. With `required`, nothing but blanks is no answer."""

    def __init__(self, *, required: bool = True, max_length: int = 60, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, max_length=max_length, select_on_focus=False)
        self.required = required
        self.entered = False
        """Whether Enter was pressed since the last change: it is meant as it stands."""

    @property
    def text(self) -> str:
        """What was typed, without anything invisible."""
        return clean(self.value)

    @property
    def is_answered(self) -> bool:
        return bool(self.text) or not self.required

    @on(Input.Changed)
    def _still_typing(self) -> None:
        self.entered = False

    @on(Input.Submitted)
    def _meant(self) -> None:
        """Go on if the answer is complete; otherwise the cursor stays, and the form says why."""
        self.entered = True
        if self.is_answered:
            self.post_message(GoOn(self))
