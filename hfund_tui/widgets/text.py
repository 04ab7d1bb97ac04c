"""From values to what a widget may show.

A bare string given to a widget is read as markup: data could then crash the program, lose its brackets or
plant a live link. So every text goes through here, and a test looks for strings that do not.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

from hfund_tui.domain.text import drop_unsafe

if TYPE_CHECKING:
    from textual.widgets import Static

Align = Literal["left", "right"]

_ELLIPSIS = "..."


def safe(value: str) -> str:
    """`value` in NFC without anything that moves the cursor, turns the reading order or can't be seen."""
    return drop_unsafe(unicodedata.normalize("NFC", value)).replace("\t", " ")


def ui_text(value: str, style: str = "") -> Content:
    """The only way from a string to a widget: shown as it is, never read as markup.

    `style` is ours, never data: a style such as "bold $success".
    """
    return Content.styled(safe(value), style) if style else Content(safe(value))


def put(content: Content, widget: Static) -> None:
    """Let `widget` say `content`. What it says already is left alone: each update lays out the whole screen."""
    said = widget.content
    if not (isinstance(said, Content) and said.is_same(content)):
        widget.update(content)


def table_text(value: str, *, justify: Align = "left", style: str = "") -> Text:
    """A cell of a DataTable: cut with an ellipsis where it doesn't fit."""
    return Text(safe(value), style=style, justify=justify, no_wrap=True, overflow="ellipsis")


def joined(*parts: Content | str, sep: str = "  ") -> Content:
    """Parts in one line; empty ones leave no gap."""
    contents = [part if isinstance(part, Content) else ui_text(part) for part in parts]
    return Content(sep).join(content for content in contents if content.plain)


def cells(value: str) -> int:
    """How many terminal cells `value` takes; a Han character takes two."""
    return cell_len(value)


def fit(value: str, width: int, *, align: Align = "left") -> str:
    """`value` in exactly `width` cells: filled with spaces, or cut with "..." at its end."""
    text = safe(value)
    if cell_len(text) > width:
        text = _head(text, max(0, width - len(_ELLIPSIS))) + _ELLIPSIS[:width]
    gap = " " * (width - cell_len(text))
    return gap + text if align == "right" else text + gap


def _head(text: str, room: int) -> str:
    """As much of the beginning of `text` as fits into `room` cells, in whole characters."""
    for end, character in enumerate(text):
        room -= cell_len(character)
        if room < 0:
            return text[:end]
    return text
