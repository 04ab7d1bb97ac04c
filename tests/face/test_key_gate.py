"""Keys typed ahead: every one arrives, in order, in the field it was meant for."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.support.looks import ALL
from tests.support.pty import Terminal

pytestmark = pytest.mark.pty

FIELDS = {
    "a1": "440303199001010014",
    "b1": "7800.00",
    "a2": "1234",
    "b2": "deng",
    "a3": "20200227",
    "b3": "98765432109876543210",
}
ROUNDS = 10 if os.environ.get("HFUND_CAMPAIGN") else 1


@pytest.mark.parametrize(
    ("load_ms", "pace_ms"),
    [
        (load, pace)
        for load in (0, 60, 200, 500)
        for pace in ((0, 20, 100) if ALL or load == 200 else (0, 20))
    ],
)
def test_every_key_arrives_where_it_was_meant_to(tmp_path: Path, pace_ms: int, load_ms: int) -> None:
    typed = "".join(value + "\r" for value in FIELDS.values())
    for _ in range(ROUNDS):
        result = tmp_path / "arrived.json"
        with Terminal(
            [sys.executable, "-m", "tests.support.gate_app", str(result), str(load_ms)]
        ) as terminal:
            terminal.idle()
            terminal.type(typed, pace_ms / 1000)
            assert terminal.wait_for_exit() == 0
        assert json.loads(result.read_text()) == FIELDS


SIGNING_IN = """
import sys, time
from pathlib import Path
import hfund_tui
from tests.support.face import FaceApp
from tests.support.fake_workstation import FakeWorkstation, settings

home, slow = Path(sys.argv[1]), float(sys.argv[2])
made = settings(home)
station = FakeWorkstation(made)
station.staff.before_sign_in = lambda: time.sleep(slow)

def open_slowly(*_, **__):
    time.sleep(2 * slow)
    return station

FaceApp(made, opener=open_slowly).run()
"""


@pytest.mark.parametrize("pace_ms", [0, 100])
def test_what_is_typed_while_signing_in_reaches_the_look_up(tmp_path: Path, pace_ms: int) -> None:
    with Terminal.python(SIGNING_IN, str(tmp_path), "0.3") as terminal:
        terminal.wait_for("Ctrl+L")
        terminal.type("1001\rdemo-1001\r440303199001010014", pace_ms / 1000)
        terminal.wait_for("440303199001010014")
        assert "demo-1001" not in terminal.text
