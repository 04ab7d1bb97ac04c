"""What was typed and stored is in no log, crash file, temporary file, title, clipboard, argument or environment."""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from textual.widgets import Input

from hfund_tui import incident
from hfund_tui.db.tables import Member
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import Operation
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.hostile import canaries
from tests.hostile.typist import Typist, typing
from tests.support import branch, passwords, telephone
from tests.support.pty import Terminal

pytestmark = pytest.mark.hostile

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
# The suite opens every thirteenth screen, other ones for each desk.
SHARE = 1 if CAMPAIGN else 13
PEOPLE = (branch.TELLER, branch.SUPERVISOR, branch.AGENT)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program could leave something but for its own folder: home, temporary files, the present folder."""
    folder = tmp_path / "elsewhere"
    for name, variable in (("tmp", "TMPDIR"), ("home", "HOME"), ("cache", "XDG_CACHE_HOME"), ("here", "PWD")):
        (folder / name).mkdir(parents=True)
        monkeypatch.setenv(variable, str(folder / name))
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    monkeypatch.chdir(folder / "here")
    return folder


def stored(station: Workstation) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).name = canaries.NAME


def operations_of(code: str) -> list[Operation]:
    """What somebody at this desk may begin, in the order of the declarations: each screen is one of them."""
    role = branch.ROLES[code]
    mine = [one for one in OPERATIONS.values() if role in one.roles and one.transaction_code]
    return mine[PEOPLE.index(code) % SHARE :: SHARE]


@pytest.mark.parametrize("code", PEOPLE)
async def test_nothing_of_what_is_typed_is_left_behind(
    station: Workstation, elsewhere: Path, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    caplog.set_level(logging.DEBUG)
    stored(station)
    station.staff._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords.cheaply(station)
    telephone.sign(station)
    typed = cycle(canaries.TYPED)
    async with typing(station, 0, staff=code) as at:
        for operation in operations_of(code):
            await at_its_screen(at, code, operation, typed)
    assert canaries.found_in(caplog.text.encode()) == []
    assert canaries.left_behind(station.settings.home, elsewhere, exempt=station.settings.home) == []
    assert canaries.of_environment() == canaries.found_in("\0".join(sys.argv).encode()) == []


async def at_its_screen(at: Typist, code: str, operation: Operation, typed: Iterator[str]) -> None:
    """Every field of a screen filled, submitted, copied and left; secrets go where secrets are asked for."""
    if code != branch.AGENT:
        await at.serve(1)
    await at.press("ctrl+p", *operation.transaction_code)
    for control in list(at.app.screen.query(Input)):
        if control.is_attached and not control.disabled:
            control.value = canaries.ACCOUNT_PASSWORD if control.password else next(typed)
            control.focus()
    await at.press("f9", "enter")
    await at.press(*["escape"] * 4)


def test_a_crash_leaves_none_of_it(tmp_path: Path) -> None:
    def crash(name: str, id_no: str, password: str) -> None:
        local = {"card": canaries.CARD_NO, "answer": canaries.CALLER_ANSWER}
        raise RuntimeError(f"{name} {id_no} {password} {local}")

    try:
        crash(canaries.NAME, canaries.ID_NO, canaries.PASSWORD)
    except RuntimeError as error:
        number, path = incident.record(error, tmp_path / "incidents", branch.NOW)
    assert path is not None and canaries.found_in(number.encode()) == []
    assert canaries.left_behind(tmp_path) == []


# What sets a window's title or the clipboard, with what it sets.
_TITLE = re.compile(rb"\x1b\](?:0|1|2);([^\x07\x1b]*)")
_CLIPBOARD = re.compile(rb"\x1b\]52;")
SELECT_TO_THE_END = "\x1b[1;2F"


@pytest.mark.pty
def test_at_a_terminal_that_is_killed(branch_settings: Settings, elsewhere: Path) -> None:
    """Signed in, looked up, typed, copied; then the power goes."""
    home = branch_settings.home
    environment = {
        "HFUND_KEY_FILE": str(home / "hfund.key"),
        "TEXTUAL_LOG": str(elsewhere / "textual.log"),
        "TEXTUAL": "debug,devtools",
    }
    program = [sys.executable, "-m", "hfund_tui", "run", "--home", str(home), "--lang", "zh"]
    with Terminal(program, environment=environment, columns=80, rows=24) as terminal:
        terminal.wait_for("F1")
        terminal.type(f"{branch.TELLER}\r")
        terminal.type(f"{canaries.PASSWORD}\r")
        terminal.wait_for("可以输入")
        terminal.type(f"{canaries.ID_NO}")
        terminal.press("home")
        terminal.type(SELECT_TO_THE_END)
        terminal.press("ctrl+c", "ctrl+x")
        terminal.type(f"{canaries.ID_NO}\r")
        terminal.wait_for("440***********0018")
        terminal.press("f5")
        terminal.wait_for("提取金额")
        terminal.press("f12")
        terminal.idle()
        seen = canaries.of_process(terminal._pid)
        terminal.kill()
        received = bytes(terminal.received)
    assert seen == []
    assert [one for one in _TITLE.findall(received) if canaries.found_in(one)] == []
    assert _CLIPBOARD.search(received) is None
    assert canaries.found_in(received, canaries.SECRETS) == []
    assert not (elsewhere / "textual.log").exists()
    assert canaries.left_behind(home, elsewhere, exempt=home) == []
