"""What an agent may see of the member on the line, and what was worked out for him or her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from hfund_tui.screens.hotline.status import status_lines
from hfund_tui.widgets.finding_lines import FindingLines
from hfund_tui.widgets.hanging import Hung, hanging
from hfund_tui.widgets.lines import Lines
from hfund_tui.widgets.member_panel import member_lines
from hfund_tui.widgets.service_list import ServiceList, self_service
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.answers import Answer
    from hfund_tui.domain.operation import OperationCode
    from hfund_tui.i18n import Translator
    from hfund_tui.services.calls import CallerStatus
    from hfund_tui.services.overview import MemberOverview

_WIDEST = 96
"""Cells of a line that is read out: longer ones are lost in the middle."""


class CallerPane(Vertical):
    """Facts and services; an answer takes their place until it is put away."""

    DEFAULT_CSS = """
    CallerPane { height: 1fr; display: none; }
    CallerPane.-known { display: block; }
    CallerPane #caller-facts { height: auto; padding: 0 1; }
    CallerPane ServiceList { height: 1fr; margin-top: 1; }
    CallerPane #caller-alone { height: auto; padding: 0 1; }
    CallerPane #said { display: none; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    CallerPane.-answering #said { display: block; }
    CallerPane.-answering > #caller-facts, CallerPane.-answering > ServiceList { display: none; }
    CallerPane.-answering > #caller-alone { display: none; }
    CallerPane #said FindingLines { margin-top: 1; height: auto; }
    """

    class Chosen(Message):
        """A service is to be begun."""

        def __init__(self, operation: OperationCode) -> None:
            super().__init__()
            self.operation = operation

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = Lines(id="caller-facts")
        self._services = ServiceList()
        self._alone = Static(id="caller-alone")
        self._answer: Answer | None = None
        self._known: CallerStatus | MemberOverview | None = None

    def compose(self) -> ComposeResult:
        yield self._facts
        yield self._services
        yield self._alone
        with VerticalScroll(id="said"):
            yield Lines(id="sentences")
            yield FindingLines(id="against")

    @property
    def is_answering(self) -> bool:
        return self._answer is not None

    def focus_services(self) -> None:
        self._services.focus()

    def show(self, known: CallerStatus | MemberOverview | None) -> None:
        """Somebody at a level that may be told so much, or nobody."""
        from hfund_tui.services.overview import MemberOverview

        t = translator_of(self)
        if known is None or self._known is None or known.member_id != self._known.member_id:
            self.answer(None)
        self._known = known
        self.set_class(known is not None, "-known")
        if known is None:
            self._facts.show(lambda width: ())
            self._services.show(())
        elif isinstance(known, MemberOverview):
            self._facts.show(lambda width: member_lines(known, t, width, roomy=False))
            self._services.show(known.services)
        else:
            self._facts.show(lambda width: status_lines(known, t, width))
            self._services.show(known.services)
        self._say_where()

    def answer(self, answer: Answer | None) -> None:
        """Sentences to be read out, in the place of the facts; None puts them away."""
        self._answer = answer
        self.set_class(answer is not None, "-answering")
        t = translator_of(self)
        self.query_one("#sentences", Lines).show(lambda width: sentence_lines(answer, t, width))
        self.query_one("#against", FindingLines).show(answer.against if answer else ())

    def redraw(self) -> None:
        self.show(self._known)
        self.answer(self._answer)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._services.lines[event.option_index].operation))

    @on(OptionList.OptionHighlighted)
    def _say_where(self) -> None:
        line = self._services.chosen
        self._alone.update(self_service(line.alone, translator_of(self)) if line else "")


def sentence_lines(answer: Answer | None, t: Translator, width: int) -> list[Content]:
    """Each sentence hung behind its number, a line between them."""
    lines: list[Content] = []
    for number, one in enumerate(answer.sentences if answer else (), 1):
        words = t(f"answer.{one.code}", **dict(one.params))
        lines += [Content("")] if lines else []
        lines += hanging([Hung(f"{number}.", words)], min(width, _WIDEST))
    return lines or ([ui_text("")] if answer else [])
