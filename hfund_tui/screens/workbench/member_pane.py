"""The member at a glance and what can be done for him or her now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static

from hfund_tui.widgets.finding_lines import FindingLines, reading_order
from hfund_tui.widgets.member_panel import MemberPanel
from hfund_tui.widgets.service_list import ServiceList, self_service
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.decision import Finding
    from hfund_tui.domain.operation import OperationCode
    from hfund_tui.services.overview import MemberOverview, ServiceLine


class MemberPane(Vertical):
    """Facts and services: one above the other, side by side from 120 columns."""

    class Chosen(Message):
        """A service is to be begun."""

        def __init__(self, operation: OperationCode) -> None:
            super().__init__()
            self.operation = operation

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = MemberPanel(id="facts")
        self._title = Static(id="services-title")
        self._services = ServiceList()
        self._alone = Static(id="alone")
        self._why = FindingLines(id="why")

    def compose(self) -> ComposeResult:
        yield self._facts
        with Vertical(id="services"):
            yield self._title
            yield self._services
            with Vertical(id="below"):
                yield self._alone
                yield self._why

    def show(self, overview: MemberOverview | None) -> None:
        """Show a member; the highlight stays on its service where it can."""
        t = translator_of(self)
        self._facts.show(overview)
        self._title.update(ui_text(t("workbench.services")))
        self._services.show(overview.services if overview else ())
        self._explain()

    def focus_services(self) -> None:
        self._services.focus()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._explain()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._services.lines[event.option_index].operation))

    def _explain(self) -> None:
        """Under the list: where the member could do it alone, and every reason against it or advice about it."""
        line = self._services.chosen
        self._alone.update(self_service(line.alone, translator_of(self)) if line else "")
        self._why.show(_reasons(line) if line else ())


def _reasons(line: ServiceLine) -> tuple[Finding, ...]:
    """What stands against the service apart from what a form will ask; where nothing does, the advice."""
    against = tuple(one for one in reading_order(line.decision) if not one.passed and not one.form)
    return against or ((line.advice,) if line.advice else ())
