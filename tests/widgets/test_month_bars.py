"""Bars of months as characters: in proportion, within their room, and readable without any colour."""

from __future__ import annotations

import re

import pytest
from textual_plotext import Plot

from hfund_tui.domain.months import Month
from hfund_tui.screens.adoption.bars import Bars, Layer, short, ticks
from hfund_tui.screens.adoption.chart import drawn

PALETTE = dict.fromkeys(("background", "text", "text-muted", "primary", "warning"), (200, 100, 50))
MONTHS = tuple(Month(2019, 3) + n for n in range(12))


def bars(counter: list[int], proxy: list[int]) -> Bars:
    totals = [one + other for one, other in zip(counter, proxy, strict=True)]
    layers = (Layer("#", "primary", tuple(counter)), Layer("%", "warning", tuple(proxy)))
    return Bars(MONTHS, layers, tuple(map(short, totals)), ticks(max(totals)))


def lines(made: Bars, width: int, height: int) -> list[str]:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn(Plot(), made, PALETTE, width, height))
    return [line.rstrip() for line in plain.splitlines() if line.strip()]


@pytest.mark.parametrize(("width", "height"), [(76, 14), (74, 8), (116, 30), (196, 50)])
def test_fits_its_room_in_ascii(width: int, height: int) -> None:
    found = lines(
        bars([5, 0, 40, 80, 3, 9, 0, 1, 70, 33, 21, 60], [1, 0, 20, 20, 0, 1, 1, 0, 8, 9, 4, 6]),
        width,
        height,
    )
    assert len(found) <= height
    assert all(line.isascii() and len(line) <= width for line in found)


def test_heights_are_in_proportion_and_nothing_above_zero_is_lost() -> None:
    found = lines(bars([100, 50, 25, 1, *[0] * 8], [0, 50, 0, 0, *[0] * 8]), 76, 12)
    first, second, third, fourth, fifth = (
        "".join(line[6 * n + 4] for line in (one.ljust(80) for one in found)) for n in range(5)
    )
    assert first.count("#") == second.count("#") + second.count("%") == 10
    assert (second.count("#"), second.count("%")) == (5, 5)
    assert third.count("#") == 3  # 2.5, half up
    assert fourth.count("#") == 1
    assert fifth.count("#") + fifth.count("%") == 0


def test_months_have_their_year_where_there_is_room() -> None:
    made = bars([1] * 12, [0] * 12)
    assert lines(made, 76, 10)[-1].split() == [f"{one.month:02}" for one in MONTHS]
    assert lines(made, 116, 10)[-1].split() == [str(one) for one in MONTHS]


@pytest.mark.parametrize(
    ("most", "marks"),
    [
        (0, ["0", "1", "2"]),
        (2, ["0", "1", "2"]),
        (3, ["0", "2", "4"]),
        (121, ["0", "80", "160"]),
        (1636, ["0", "1000", "2000"]),
        (2_400_000, ["0", "2000k", "4000k"]),
    ],
)
def test_the_scale_is_round(most: int, marks: list[str]) -> None:
    assert [label for _, label in ticks(most)] == marks
    assert ticks(most)[-1][0] >= most


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (9_999, "9999"),
        (10_000, "10k"),
        (2_400_499, "2400k"),
        (9_999_499, "9999k"),
        (66_000_000, "66M"),
    ],
)
def test_a_caption_stays_short(number: int, text: str) -> None:
    assert short(number) == text
