"""Figures three lines high, of ASCII characters only: no terminal draws them wider than they are."""

from __future__ import annotations

_GLYPHS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    ",": (" ", " ", ","),
    "-": ("   ", " _ ", "   "),
}
ROWS = 3


def large(number: int, width: int) -> tuple[str, str, str] | None:
    """A whole number with its thousands apart, in three lines of at most `width` cells; None where it does not
    fit."""
    glyphs = [_GLYPHS[character] for character in f"{number:,}"]
    top, middle, bottom = (" ".join(glyph[row] for glyph in glyphs) for row in range(ROWS))
    return (top, middle, bottom) if len(bottom) <= width else None
