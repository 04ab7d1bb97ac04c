"""How a form is walked through: Enter, or a complete answer, goes on to the next field that still needs one.

Fields with a good default are passed over; Tab and the arrow keys visit every one.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.message import Message
from textual.widget import Widget


@runtime_checkable
class Answerable(Protocol):
    """A control that knows whether it still needs an answer."""

    @property
    def is_answered(self) -> bool:
        """Whether nothing more has to be done here: filled in well, or fine as it is."""
        ...


class GoOn(Message):
    """What stands in this control is complete; the form may go on from here."""

    def __init__(self, source: Widget) -> None:
        super().__init__()
        self.source = source

    @property
    def control(self) -> Widget:
        return self.source


def next_unanswered(form: Widget, after: Widget | None = None) -> Widget | None:
    """The next control that needs an answer: below `after`, else from the top; None when all is done."""
    controls = list(form.query(Widget))
    start = controls.index(after) + 1 if after in controls else 0
    return next((one for one in (*controls[start:], *controls[:start]) if _is_open(one)), None)


def _is_open(control: Widget) -> bool:
    if not isinstance(control, Answerable) or control.is_answered or not control.focusable:
        return False
    return all(node.display for node in control.ancestors_with_self if isinstance(node, Widget))
