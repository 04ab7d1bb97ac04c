"""A guide as it is read out: which channel, then one step at a time, large and alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Digits, OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.screens.guides.signing import signing_line
from hfund_tui.widgets.columns import padded
from hfund_tui.widgets.hanging import Hung, hanging
from hfund_tui.widgets.lines import Lines
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.screens.guides.signing import Known
    from hfund_tui.services.guides import Guide

Place = tuple[str, int]
"""Code of a guide, and the place in it."""

_WIDEST = 66
"""Cells of a line that is read out."""
_MOST = 9


class GuidePane(Vertical):
    """`choose` shows the guides there are, `read` one step of one of them."""

    BINDINGS = [Binding(str(number), f"pick({number})", show=False) for number in range(1, _MOST + 1)]
    DEFAULT_CSS = """
    GuidePane { height: 1fr; padding: 1 1 0 1; }
    GuidePane > #guide-head { height: auto; margin-bottom: 1; }
    GuidePane > #about { height: auto; margin-top: 1; }
    GuidePane > #step { display: none; height: 1fr; scrollbar-size-vertical: 1; }
    GuidePane #large { height: auto; margin-bottom: 1; }
    GuidePane Digits { width: auto; min-width: 5; color: $text-primary; }
    GuidePane #say { width: 1fr; padding: 1 0 0 0; }
    GuidePane > #way-back { height: 1; dock: bottom; }
    GuidePane.-reading > #step { display: block; }
    GuidePane.-reading > Picker, GuidePane.-reading > #about { display: none; }
    """

    class Picked(Message):
        """Which of the guides, counted from 0."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._guides: Sequence[Guide] = ()
        self._known: Known | None = None
        self._picker = Picker()
        self._step = VerticalScroll(id="step")

    def compose(self) -> ComposeResult:
        yield Static(id="guide-head")
        yield self._picker
        yield Lines(id="about")
        with self._step:
            with Horizontal(id="large"):
                yield Digits()
                yield Lines(id="say")
            yield Lines(id="otherwise")
        yield Static(id="way-back")

    @property
    def highlighted(self) -> int:
        return self._picker.highlighted or 0

    def choose(
        self, guides: Sequence[Guide], place: Place | None, known: Known | None, way_back: str
    ) -> None:
        """All there are; the one with a place in it says so and is highlighted."""
        t = translator_of(self)
        before, self._guides, self._known = len(self._guides), guides, known
        self.remove_class("-reading")
        self._say("#guide-head", ui_text(t("guide.choose"), "bold $accent"))
        self._say("#way-back", ui_text(t(way_back), "$text-muted"))
        kept = self._picker.highlighted if before else None
        width = max((cells(one.title) for one in guides), default=0)
        self._picker.set_options(
            [Option(_choice(number, one, place, width, t)) for number, one in enumerate(guides, 1)]
        )
        placed = next((n for n, one in enumerate(guides) if place and one.code == place[0]), None)
        self._picker.highlighted = next((one for one in (placed, kept) if one is not None), 0)
        self._picker.focus()
        self._tell_about()

    def read(self, guide: Guide, place: int, way_back: str) -> None:
        """One step, and what to do if it goes otherwise."""
        t = translator_of(self)
        step = guide.steps[place - 1]
        head = joined(
            ui_text(guide.title, "bold $accent"),
            ui_text(t("guide.step", step=place, of=len(guide.steps)), "bold"),
            ui_text(t("guide.last") if place == len(guide.steps) else "", "$text-success"),
        )
        self.add_class("-reading")
        self._say("#guide-head", head)
        self._say("#way-back", ui_text(t(way_back), "$text-muted"))
        self.query_one(Digits).update(str(place))
        self.query_one("#say", Lines).show(
            lambda width: hanging([Hung("", step.say, style="bold")], min(width, _WIDEST))
        )
        ways = [t("guide.otherwise", meets=one.meets, do=one.do) for one in step.otherwise]
        self.query_one("#otherwise", Lines).show(
            lambda width: hanging([Hung("-", one, head_style="$text-muted") for one in ways], width)
        )
        self._step.scroll_home(animate=False)
        self._step.focus()

    def action_pick(self, number: int) -> None:
        if not self.has_class("-reading") and number <= len(self._guides):
            self.post_message(self.Picked(number - 1))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Picked(event.option_index))

    @on(OptionList.OptionHighlighted)
    def _tell_about(self) -> None:
        if not self._guides:
            return
        guide, known, t = self._guides[self.highlighted], self._known, translator_of(self)
        self.query_one("#about", Lines).show(lambda width: about_lines(guide, known, t, width))

    def _say(self, where: str, words: Content) -> None:
        self.query_one(where, Static).update(words)


def _choice(number: int, guide: Guide, place: Place | None, width: int, t: Translator) -> Content:
    at = ""
    if place is not None and place[0] == guide.code:
        through = place[1] == guide.finished
        at = t("guide.through") if through else t("guide.continue", step=place[1])
    return joined(
        ui_text(str(number), "bold $accent"),
        padded(ui_text(guide.title), width),
        ui_text(t("unit.guide_steps", n=len(guide.steps)), "$text-muted"),
        ui_text(at, "$text-success"),
    )


def about_lines(guide: Guide, known: Known | None, t: Translator, width: int) -> list[Content]:
    """The shortest way, what is known of the member, and who says so."""
    narrow = min(width, _WIDEST)
    sources = t("format.list_separator").join(t.citation(one) for one in guide.citations)
    said = t("guide.sources", sources=sources)
    lines = hanging([Hung("", guide.shortest)], narrow)
    lines += [Content(""), *signing_line(known, t).wrap(width)]
    lines += [
        *hanging(
            [
                Hung(
                    "",
                    joined(said, t("guide.assumed") if guide.assumption else "").plain,
                    style="$text-muted",
                )
            ],
            width,
        )
    ]
    return lines
