"""Charts of months, drawn by plotext. Layers differ by their characters, which are ASCII; colour only helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, cast

from rich.style import Style
from rich.text import Span, Text
from textual.color import Color
from textual_plotext import Plot, PlotextPlot

from hfund_tui.domain.money import round_half_up
from hfund_tui.screens.adoption.bars import Bars

Rgb = tuple[int, int, int]

_YEAR_FITS = 9
"""So many cells for a month let its year stand there too."""
_BESIDE = 2
"""Cells between the bars."""
_CAPTION, _LABELS = 1, 1
_PAPER, _INK, _QUIET = "background", "text", "text-muted"
_QUIETLY = 0.4


class Chart(PlotextPlot):
    """Draws the bars it was shown for the room there is."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._bars: Bars | None = None

    def show(self, bars: Bars | None) -> None:
        self._bars = bars
        self.refresh()

    def render(self) -> Text:
        bars, (width, height) = self._bars, self.size
        if bars is None or width <= 0 or height <= 0:
            return Text()
        palette = {name: self._rgb(name) for name in (_PAPER, _INK, _QUIET)}
        palette |= {one.colour: self._rgb(one.colour) for one in bars.layers}
        chart = Text.from_ansi(drawn(self.plt, bars, palette, width, height))
        return _solid(chart, {palette[one.colour] for one in bars.layers}, palette[_PAPER])

    def _rgb(self, name: str) -> Rgb:
        return Color.parse(self.app.theme_variables[name]).rgb


def _solid(chart: Text, colours: set[Rgb], paper: Rgb) -> Text:
    """The bars' characters stand quietly on their colours."""
    on = {rgb: _on(Color(*rgb), Color(*paper)) for rgb in colours}
    for span in tuple(chart.spans):
        colour = span.style.color if isinstance(span.style, Style) else None
        if colour is not None and colour.triplet in on:
            chart.spans.append(Span(span.start, span.end, on[colour.triplet]))
    return chart


def _on(colour: Color, paper: Color) -> Style:
    return Style(color=colour.blend(paper, _QUIETLY).rich_color, bgcolor=colour.rich_color)


def drawn(plot: Plot, bars: Bars, palette: Mapping[str, Rgb], width: int, height: int) -> str:
    """The chart with its colours as ANSI sequences; at most `width` cells by `height` lines. All bars are of one
    width, and whatever is above zero shows."""
    beside = max(len(label) for _, label in bars.ticks)
    slot = max(1, (width - beside) // len(bars.months))
    rows = max(1, height - _CAPTION - _LABELS)
    plot.clear_figure()
    _take(plot, beside + slot * len(bars.months), height)
    plot.frame(False)
    plot.canvas_color(palette[_PAPER])
    plot.axes_color(palette[_PAPER])
    plot.ticks_color(palette[_QUIET])
    # One unit is one cell, so that nothing is left to rounding; the months stand in the lowest line.
    plot.xlim(0, slot * len(bars.months) - 1)
    plot.ylim(0, height - 1)
    plot.xticks([], [])
    top = bars.ticks[-1][0]
    plot.yticks(
        [max(1, _scaled(value, top, rows)) for value, _ in bars.ticks], [label for _, label in bars.ticks]
    )
    for number, month in enumerate(bars.months):
        middle = slot * number + slot // 2
        reached = _reached([one.values[number] for one in bars.layers], top, rows)
        left = middle - max(0, slot - _BESIDE) // 2
        ends = [left, left + max(0, slot - _BESIDE - 1)]
        # The highest layer first: each lower one covers what is below its own height.
        for layer, row in reversed(list(zip(bars.layers, reached, strict=True))):
            if row:
                # The stub of `rectangle` has one number where it takes both ends.
                cast("Any", plot).rectangle(
                    ends, [1, row], marker=layer.mark, color=palette[layer.colour], fill=True
                )
        caption = bars.captions[number]
        plot.text(caption, middle, max(reached) + 1, color=palette[_INK], alignment="center")
        label = str(month) if slot >= _YEAR_FITS else f"{month.month:02}"
        plot.text(label, middle, 0, color=palette[_QUIET], alignment="center")
    return str(plot.build())


def _take(plot: Plot, width: int, height: int) -> None:
    plot.plotsize(width, height)
    # `plotsize` alone leaves it at the size it had first.
    plot._set_size(width, height)


def _reached(values: Sequence[int], top: int, rows: int) -> list[int]:
    """Up to which row each layer of one bar reaches. The whole is in proportion; a thin layer may not show."""
    return [max(1, _scaled(total, top, rows)) if total > 0 else 0 for total in accumulate(values)]


def _scaled(value: int, top: int, rows: int) -> int:
    return round_half_up(Fraction(value * rows, top))
