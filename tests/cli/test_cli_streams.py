"""The command line where there is little to stand on: no terminal, no locale, closed and broken streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HFUND = (sys.executable, "-m", "hfund_tui")
CHECK = ("check", "id", "11010519491231002X", "--on", "2020-02-27")


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell command in which "$@" is `hfund check` of one valid number; nothing in the environment."""
    return subprocess.run(
        ["/bin/sh", "-c", command, "sh", *HFUND, *CHECK],
        cwd=ROOT,
        env={"HOME": "/nonexistent", "PATH": os.environ["PATH"], "HFUND_LANG": "en", **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "code", "answered"),
    [
        ('"$@"', 0, True),
        ('"$@" <&-', 0, True),
        ('"$@" >&-', 0, False),
        ('"$@" 2>&-', 0, True),
        ('"$@" <&- >&- 2>&-', 0, False),
        ('"$@" </dev/full', 0, True),
        ('"$@" nonsense 2>&- >&-', 1, False),
    ],
)
def test_closed_streams(command, code, answered):
    done = shell(command)
    assert done.returncode == code
    assert (b"1949-12-31" in done.stdout) is answered
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("rest", ["", " --json", " nonsense", " --help"])
def test_a_reader_who_has_gone(rest):
    """The pipe is closed before the answer comes; the exit code is the answer's own."""
    done = shell(f'{{ sleep 1; "$@"{rest}; echo "code $?" >&2; }} | true')
    assert done.stderr.decode() == f"code {1 if 'nonsense' in rest else 0}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("rest", ["", " --json", " --help"])
def test_a_full_disk_under_the_answer(rest):
    done = shell(f'"$@"{rest} >/dev/full')
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: The answer could not be written\n")
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "no_SUCH.locale"},
        {"TERM": "dumb", "NO_COLOR": "1"},
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_locale(environment, language):
    done = shell('"$@"', HFUND_LANG=language, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1949-12-31" in done.stdout
    machine = shell('"$@" --json', HFUND_LANG=language, **environment)
    assert json.loads(machine.stdout)[0]["sex"] == "female"


def test_no_bar_where_nobody_sees_it(branch_settings):
    done = shell(f'"$1" "$2" "$3" verify --home {branch_settings.home}')
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.pty
def test_a_bar_on_a_terminal(branch_settings):
    from tests.support.pty import Terminal

    argv = [*HFUND, "verify", "--home", str(branch_settings.home)]
    with Terminal(argv, environment={"HFUND_LANG": "en"}) as terminal:
        terminal.wait_for("All is sound")
        assert terminal.wait_for_exit() == 0
        assert b"Verifying audit chains [" in terminal.received
        assert "[" not in terminal.text


def test_light_commands_load_neither_storage_nor_screens():
    script = (
        "import sys; from hfund_tui.cli.root import run; run(sys.argv[1:], {});"
        "print([one for one in ('sqlalchemy', 'textual', 'rich', 'argon2', 'keyring') if one in sys.modules])"
    )
    for arguments in (CHECK, ("--help",), ("quota", "rent", "--help")):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"
