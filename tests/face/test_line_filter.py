"""Nothing a widget shows can control the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from hfund_tui.widgets.line_filter import ControlFilter
from tests.support.pty import Terminal

BLACK = Color(0, 0, 0)
PAYLOADS = [
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b[2J",
    "\x1b[31m",
    "\x9b31m",
    "\x90q\x9c",
    "\x00\x07\x08\x7f",
    "a\rb",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "\u200f",
]

SHOWING = """
import sys
import hfund_tui
from textual.app import App
from textual.content import Content
from textual.widgets import DataTable, Input, Static
from rich.text import Text
from hfund_tui.widgets.line_filter import ControlFilter

payload = sys.argv[1].encode("latin-1").decode("unicode_escape")

class Showing(App):
    def get_line_filters(self):
        return [*super().get_line_filters(), ControlFilter()]

    def compose(self):
        yield Static(Content("before" + payload + "after"))
        yield Input(value="field" + payload)
        table = DataTable()
        table.add_column(Text("column" + payload))
        table.add_row(Text("cell" + payload))
        yield table

    def on_ready(self):
        self.query_one(Static).update(Content("SHOWN" + payload))

Showing().run()
"""


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_segments_come_out_harmless_and_as_wide_as_before(payload: str) -> None:
    before = [Segment("张三" + payload, Style(bold=True)), Segment("ok")]
    after = ControlFilter().apply(before, BLACK)
    text = "".join(segment.text for segment in after)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u2069\u200f" for c in text)
    assert text.startswith("张三")
    assert cell_len(text) == cell_len("张三" + payload + "ok")


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("👨\u200d👩\u200d👧", "👨"),
        ("❤\ufe0f", "❤ "),
        ("👍🏽", "👍"),
        ("葛\U000e0100", "葛"),
        ("a" + "\u0301" * 20, "a" + "\u0301" * 4),
        ("张\u200b", "张"),
    ],
    ids=ascii,
)
def test_signs_of_doubtful_width_keep_their_place(sign: str, shown: str) -> None:
    (after,) = ControlFilter().apply([Segment(f"王{sign}芳")], BLACK)
    assert after.text == f"王{shown}芳"
    assert cell_len(after.text) == cell_len(f"王{sign}芳")


def test_plain_text_is_left_alone() -> None:
    segments = [Segment("王芳 7,800.00 👨 é 각 น้ำ")]
    assert ControlFilter().apply(segments, BLACK) is segments


@pytest.mark.pty
@pytest.mark.parametrize(
    "payload", [r"\x1b]0;owned\x07", r"\x1b]52;c;b3duZWQ=\x07", r"\x9b31mred", r"\x1b[5mblink"]
)
def test_no_raw_escape_reaches_the_terminal(tmp_path: Path, payload: str) -> None:
    with Terminal.python(SHOWING, payload) as terminal:
        terminal.wait_for("SHOWN")
        terminal.idle()
        received = bytes(terminal.received)
    raw = payload.encode("latin-1").decode("unicode_escape")
    assert raw.encode() not in received
    assert raw.encode("latin-1") not in received
