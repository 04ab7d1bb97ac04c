"""A crash leaves a number and a private file, and no value of anybody."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hfund_tui import incident
from tests.support.pty import Terminal

AT = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)
SECRETS = ("440303199001010014", "张三", "demo-1001")

CRASHING = """
import sys
from pathlib import Path
import hfund_tui
from tests.support.fake_workstation import FakeWorkstation, opener, settings
from tests.support.face import FaceApp, ProbeHome

class Crashing(ProbeHome):
    def do_agreement(self):
        id_no, name, password = "440303199001010014", "张三", "demo-1001"
        raise ValueError(f"{id_no} {name} {password}")

class App(FaceApp):
    def open(self, route, **kwargs):
        self.push_screen(Crashing())

made = settings(Path(sys.argv[1]), language="zh")
app = App(made, opener=opener(FakeWorkstation(made)))
app.run()
sys.exit(app.return_code)
"""


def failed() -> ValueError:
    name = "张三"
    try:
        try:
            int(name)
        except ValueError as error:
            raise ValueError(f"440303199001010014 of {name}") from error
    except ValueError as error:
        return error


def test_the_file_names_places_and_no_values(tmp_path: Path) -> None:
    number, path = incident.record(failed(), tmp_path / "incidents", AT)
    assert path is not None
    assert number.startswith("20200227-")
    text = path.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "test_incident.py" in text
    assert text.count("failed") == 2
    assert not any(secret in text for secret in SECRETS)


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    _, path = incident.record(failed(), tmp_path / "incidents", AT)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_folder_that_is_made_for_it_is_private(tmp_path: Path) -> None:
    _, path = incident.record(failed(), tmp_path / "home" / "demo" / "incidents", AT)
    assert path is not None
    for made in (path.parent, path.parent.parent, path.parent.parent.parent):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700, made


def test_a_folder_that_can_not_be_written_still_gives_a_number(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("")
    number, path = incident.record(failed(), tmp_path / "incidents", AT)
    assert number
    assert path is None


@pytest.mark.pty
def test_a_crash_shows_a_number_and_nothing_of_a_member(tmp_path: Path) -> None:
    with Terminal.python(CRASHING, str(tmp_path / "home"), columns=100) as terminal:
        terminal.wait_for("demo-1001")
        terminal.type("1001\r")
        terminal.type("demo-1001\r")
        terminal.wait_for("F4")
        terminal.received.clear()
        terminal.press("f4")
        assert terminal.wait_for_exit() == 1
        output = terminal.received.decode(errors="replace")
    (log,) = (tmp_path / "home" / "incidents").iterdir()
    assert log.stem in output
    for text in (output, log.read_text(encoding="utf-8")):
        assert not any(secret in text for secret in SECRETS)
    assert "do_agreement" in log.read_text(encoding="utf-8")
