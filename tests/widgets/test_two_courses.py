"""The chart of two courses."""

from __future__ import annotations

import unicodedata

import pytest

from hfund_tui.widgets.two_courses import BOTH, ONLY_AFTER, ONLY_BEFORE, courses

TABLE = [
    # before, after, width, height, lines
    ([4, 3, 2, 1], [4, 3, 2, 1], 4, 4, ["B   ", "BB  ", "BBB ", "BBBB"]),
    ([4, 3, 2, 1], [2, 1], 4, 4, ["-   ", "--  ", "B-- ", "BB--"]),
    ([2, 1], [4, 3, 2, 1], 4, 4, ["+   ", "++  ", "B++ ", "BB++"]),
    ([4, 3, 2, 1], [], 4, 2, ["--  ", "----"]),
    ([100, 1], [100, 1], 2, 2, ["B ", "BB"]),
    ([8, 8, 4, 4], [8, 8, 4, 4], 2, 2, ["B ", "BB"]),
    ([4, 2], [4, 2], 4, 2, ["BB  ", "BBBB"]),
    ([], [], 3, 2, ["   ", "   "]),
    ([0, 0], [0], 2, 1, ["  "]),
    ([1], [1], 0, 1, [""]),
]


@pytest.mark.parametrize(("before", "after", "width", "height", "lines"), TABLE)
def test_courses(before: list[int], after: list[int], width: int, height: int, lines: list[str]) -> None:
    marks = str.maketrans({BOTH: "B", ONLY_BEFORE: "-", ONLY_AFTER: "+"})
    assert [line.translate(marks) for line in courses(before, after, width, height)] == lines


def test_marks_are_told_apart_without_colour_and_are_one_cell_everywhere() -> None:
    marks = {BOTH, ONLY_BEFORE, ONLY_AFTER}
    assert len(marks) == 3
    assert not {one for one in marks if unicodedata.east_asian_width(one) in "AWF"}
