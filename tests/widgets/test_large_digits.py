"""Large figures are made of characters that every terminal has."""

from __future__ import annotations

import pytest

from hfund_tui.widgets.large_digits import large


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (0, (" _ ", "| |", "|_|")),
        (17, ("     _ ", "  |   |", "  |   |")),
        (2_309, (" _     _   _   _ ", " _|    _| | | |_|", "|_  ,  _| |_|  _|")),
    ],
)
def test_a_number(number: int, lines: tuple[str, str, str]) -> None:
    assert large(number, 40) == lines


def test_all_digits_differ_and_are_ascii() -> None:
    shapes = [large(digit, 3) for digit in range(10)]
    assert len(set(shapes)) == 10
    assert all(line.isascii() and len(line) == 3 for shape in shapes if shape for line in shape)


@pytest.mark.parametrize(("number", "width", "fits"), [(6_600_000, 31, True), (6_600_000, 30, False)])
def test_what_does_not_fit_is_not_drawn(number: int, width: int, fits: bool) -> None:
    assert (large(number, width) is not None) is fits
