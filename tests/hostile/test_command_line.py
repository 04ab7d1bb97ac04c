"""Hostile arguments on the command line: answered or refused in words, and nothing raw comes back."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from hfund_tui.cli.root import BROKEN, run
from hfund_tui.db.tables import Branch, Staff
from hfund_tui.domain.text import clean
from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import open_workstation
from tests.hostile.looking import harmful
from tests.hostile.payloads import PAYLOADS
from tests.support import branch

pytestmark = pytest.mark.hostile

TEXTS = [one.text for one in PAYLOADS]
PASSWORD = "first-password-1"
ADMIN = ("--admin-code", "9001", "--admin-name", "周管", "--admin-id", "11010519491231002X")

Hfund = Callable[..., int]


@pytest.fixture
def hfund(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hfund:
    """One call: its exit code. What it said is looked at here."""
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)

    def call(*arguments: str, stdin: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        home = tmp_path / "home"
        environment = {"HFUND_HOME": str(home), "HFUND_LANG": "en", "HFUND_KEY_FILE": str(home / "hfund.key")}
        code = run(arguments, environment)
        said = capsys.readouterr()
        assert code != BROKEN, (arguments, said)
        for line in (said.out + said.err).splitlines():
            assert harmful(line) == [], (arguments, line)
        return code

    return call


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ("check", kind, "--on", "2020-02-27", "--")
            for kind in ("id", "uscc", "card", "account", "mobile")
        ),
        ("check", "id", "--json", "--on", "2020-02-27", "--"),
        ("check", "id", "11010519491231002X", "--on"),
        ("quota", "rent", "--last-withdrawal", "2019-08", "--on", "2020-02-27", "--monthly-due"),
        ("quota", "rent", "--monthly-due", "2000.00", "--on", "2020-02-27", "--last-withdrawal"),
        ("quota", "--"),
        ("policy", "show", "--"),
        ("--lang",),
        ("run", "--home", "/nowhere", "--theme"),
        (),
    ],
    ids=" ".join,
)
def test_arguments(hfund: Hfund, arguments: tuple[str, ...]) -> None:
    for text in TEXTS:
        if arguments or not text.startswith("-"):
            assert hfund(*arguments, text) in (0, 1, 2)


def test_a_house_of_hostile_names(hfund: Hfund, tmp_path: Path) -> None:
    """Branches and staff are kept as `clean` gives their names, or refused; the database stays whole."""
    home = tmp_path / "home"
    first = ("--branch-code", "0003", "--branch-name", "福田管理部")
    key = ("--key-file", str(home / "hfund.key"))
    assert hfund("init", *first, *ADMIN, *key, stdin=f"{PASSWORD}\n") == 0
    added = 0
    for number, text in enumerate(TEXTS[::5]):
        code = hfund("branch", "add", "--code", f"{number:04d}", f"--name={text}", f"--name-en={text}")
        added += code == 0
        assert hfund("branch", "add", f"--code={text}", "--name", "南山管理部") == 2
    for text in TEXTS[::20]:
        person = ("--role", "teller", "--branch", "0003", "--id", branch.PROXY_ID)
        assert hfund("staff", "add", f"--code=/{text}", "--name", "甲", *person, stdin=f"{PASSWORD}\n") == 2
        assert hfund("staff", "add", f"--id={text}", "--code", "1", "--name", "甲", *person[:4]) == 2
    assert hfund("staff", "add", "--code", "1007", "--name=[/]\x1b[31m", *person, stdin=f"{PASSWORD}\n") == 0
    assert added > 5
    assert hfund("verify") == 0
    workstation = open_workstation(load_settings(home=home, environment={}))
    with workstation._database.reading() as reader:
        names = [
            name
            for table in (Branch, Staff)
            for row in reader.session.query(table)
            for name in (row.name, row.name_en)
        ]
    workstation.close()
    assert "[/][31m" in names
    assert [name for name in names if name != clean(name)] == []
