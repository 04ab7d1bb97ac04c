"""How a form is walked through: from gap to gap, from step to step, and standing on what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from hfund_tui.screens.base import HouseScreen
from hfund_tui.widgets.answers import GoOn, next_unanswered
from hfund_tui.widgets.field import Field

if TYPE_CHECKING:
    from hfund_tui.domain.decision import Finding


class WalkedForm(HouseScreen[None]):
    """A form in `#form`, made of fields by name."""

    STEPS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Message key of each step and the name of the field it fills in; the last one is the check."""
    LABELS: ClassVar[dict[str, str]] = {}
    """Message keys of the labels, by field."""

    def field(self, name: str) -> Field:
        return next(one for one in self.query(Field) if one.name == name)

    @property
    def form(self) -> Widget:
        return self.query_one("#form")

    @property
    def last_field(self) -> Widget:
        """Where to stand when every field has its answer."""
        raise NotImplementedError

    def problem_of(self, field: Field) -> str:
        """Why what stands in a field can't be read; "" while nothing does."""
        return field.problem

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        following = next_unanswered(self.form, event.source)
        if following is not None:
            following.focus()
        else:
            self.at_the_end()

    def at_the_end(self) -> None:
        """The last field has its answer."""
        raise NotImplementedError

    def focus_first_gap(self) -> None:
        """Stand on the first field that needs an answer; on the last one when none does."""
        (next_unanswered(self.form) or self.last_field).focus()

    @property
    def step(self) -> int:
        """The number of the step whose field has the focus."""
        fields = [node.name for node in self.focused.ancestors] if self.focused is not None else []
        return next((number for number, (_, name) in enumerate(self.STEPS) if name in fields), 0)

    def _is_open(self, field: str) -> bool:
        return next_unanswered(self.field(field)) is not None

    def go_to_gap(self) -> bool:
        """Go to the first field that still needs an answer and say so. False when there is none."""
        gap = next_unanswered(self.form)
        if gap is None:
            return False
        gap.focus()
        field = next(one for one in gap.ancestors if isinstance(one, Field))
        what, why = self.t(self.LABELS[str(field.name)]), self.problem_of(field)
        if why:
            self.complain("operation.unreadable", what=what, why=why)
        else:
            self.complain("operation.unfinished", what=what)
        return True

    def go_to_finding(self, finding: Finding) -> None:
        """Say what a rule still wants filled in, standing on the papers where no field is at fault."""
        self.focus_first_gap()
        self.complain("operation.unfinished", what=self.t(f"finding.{finding.code}.title"))
