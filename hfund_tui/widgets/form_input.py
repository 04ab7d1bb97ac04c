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

    @property
    def text(self) -> str:
        """What was typed, without anything invisible."""
        return clean(self.value)

    @property
    def is_answered(self) -> bool:
        return bool(self.text) or not self.required

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish()

    def finish(self) -> None:
        """Go on if the answer is complete; a required field that is empty keeps the cursor."""
        if self.is_answered:
            self.post_message(GoOn(self))
