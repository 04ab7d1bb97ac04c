"""Chinese typed through an input method arrives whole: as a burst of characters, with the kitty protocol off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pty import Terminal

pytestmark = pytest.mark.pty

SHOWING = """
import sys
from pathlib import Path
import hfund_tui
from tests.support.face import FaceApp
from tests.support.fake_workstation import FakeWorkstation, opener, settings

made = settings(Path(sys.argv[1]))
FaceApp(made, opener=opener(FakeWorkstation(made))).run()
"""


@pytest.mark.parametrize("committed", ["王", "王芳", "欧阳娜娜的银行卡", "𠮷野家", "é"])
def test_what_an_input_method_commits_arrives_whole(tmp_path: Path, committed: str) -> None:
    with Terminal.python(SHOWING, str(tmp_path)) as terminal:
        terminal.wait_for("demo-1001")
        terminal.type(committed)
        terminal.wait_for(committed)


def test_a_bracketed_paste_arrives_whole_and_on_one_line(tmp_path: Path) -> None:
    with Terminal.python(SHOWING, str(tmp_path)) as terminal:
        terminal.wait_for("demo-1001")
        terminal.type("\x1b[200~王芳 440303\nsecond line\x1b[201~")
        terminal.wait_for("王芳 440303")
        assert "second line" not in terminal.text


def test_the_kitty_protocol_is_not_asked_for(tmp_path: Path) -> None:
    with Terminal.python(SHOWING, str(tmp_path)) as terminal:
        terminal.wait_for("demo-1001")
        terminal.idle()
        assert b"\x1b[>" not in bytes(terminal.received)
