"""`hfund` on a server: set up by one setting, verified like a file, copied by the server's own means."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.cli.root import run
from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import open_workstation

PASSWORD = "first-password-1"
INIT = (
    "init", "--branch-code", "0003", "--branch-name", "福田管理部", "--admin-code", "9001", "--admin-name", "周管",
    "--admin-id",
)  # fmt: skip
GOOD_ID, BAD_ID = "11010519491231002X", "110105194912310021"


class House:
    """`house(*arguments)`: the exit code of one call."""

    def __init__(self, folder: Path, uri: str) -> None:
        self.home = folder / "home"
        self.environment = {"HFUND_HOME": str(self.home), "HFUND_LANG": "en", "HFUND_DATABASE": uri}
        self.secret = folder / "password"
        self.secret.write_text(f"{PASSWORD}\n", encoding="utf-8")

    def __call__(self, *arguments: str) -> int:
        return run(arguments, self.environment)

    def init(self, admin_id: str = GOOD_ID) -> int:
        key = ("--key-file", str(self.home / "hfund.key"), "--password-file", str(self.secret))
        return self(*INIT, admin_id, *key)


@pytest.fixture
def cli(tmp_path: Path, uri: str) -> House:
    return House(tmp_path, uri)


def test_a_house_is_set_up_verified_and_opened(cli: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.init() == 0
    told = capsys.readouterr()
    assert "postgresql://" in told.out and "postgres@" not in told.out
    assert {file.name for file in cli.home.iterdir()} == {"hfund.key"}
    assert cli("verify") == 0
    assert cli.init() == 1
    assert "There is a database already" in capsys.readouterr().err
    open_workstation(load_settings(environment=cli.environment)).close()


def test_what_is_refused_leaves_an_empty_database(cli: House) -> None:
    assert cli.init(BAD_ID) != 0
    assert cli.init() == 0


def test_copies_are_the_servers_business(
    cli: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert cli.init() == 0
    for call in (("backup", str(tmp_path)), ("restore", str(tmp_path / "x.db"))):
        assert cli(*call) == 1
        assert "makes its own backups" in capsys.readouterr().err


def test_before_it_is_set_up(cli: House, capsys: pytest.CaptureFixture[str]) -> None:
    cli.home.mkdir(mode=0o700)
    (cli.home / "hfund.key").touch(mode=0o600)
    (cli.home / "hfund.key").write_text("00" * 32, encoding="ascii")
    assert cli("verify") == 1
    assert "There is no database" in capsys.readouterr().err
