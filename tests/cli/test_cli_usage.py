"""Help, language, wrong usage, and the end of every error."""

from __future__ import annotations

import pytest

from hfund_tui.cli import root
from hfund_tui.cli.root import run
from hfund_tui.documents.wrapping import cells
from hfund_tui.i18n import Language
from hfund_tui.services.errors import Trouble
from hfund_tui.services.settings import load_settings, save_preferences

COMMANDS = [
    (),
    ("run",),
    ("demo",),
    ("check",),
    ("quota",),
    ("policy",),
    ("policy", "show"),
    ("init",),
    ("branch",),
    ("branch", "add"),
    ("staff",),
    ("staff", "add"),
    ("day",),
    ("day", "open"),
    ("verify",),
    ("verify-receipt",),
    ("backup",),
    ("restore",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help(hfund, command, language):
    outcome = hfund(*command, "--help", "--lang", language)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("用法: hfund" if language == "zh" else "Usage: hfund")
    assert all(cells(line) <= 79 for line in outcome.out.splitlines())
    assert "cli." not in outcome.out
    if language == "zh":
        assert not {"Options", "Commands", "Show this message"} & set(outcome.out.split(":"))


def test_every_command_is_in_the_help(hfund):
    out = hfund("--help").out
    assert all(f"\n  {command[0]} " in out for command in COMMANDS if command)


def test_a_group_without_a_command_shows_its_help_as_wrong_usage(hfund):
    outcome = hfund("staff")
    assert (outcome.code, outcome.out) == (2, "")
    assert "add" in outcome.err


@pytest.mark.parametrize(
    ("environment", "arguments", "chinese"),
    [
        ({}, (), True),
        ({"LANG": "C"}, (), True),
        ({"LANG": "C.UTF-8"}, (), True),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, (), True),
        ({"LANG": "en_US.UTF-8"}, (), False),
        ({"LANG": "de_DE.UTF-8"}, (), False),
        ({"LANG": "zh_CN.UTF-8"}, (), True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.GB18030"}, (), True),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, (), False),
        ({"LANG": "zh_CN.UTF-8", "HFUND_LANG": "en"}, (), False),
        ({"LANG": "C", "HFUND_LANG": "zh"}, (), True),
        ({"LANG": "zh_CN.UTF-8", "HFUND_LANG": "fr"}, (), True),
        ({"HFUND_LANG": "zh"}, ("--lang", "en"), False),
        ({"HFUND_LANG": "en"}, ("--lang=zh",), True),
    ],
)
def test_the_language(capsys, environment, arguments, chinese, tmp_path):
    environment = {"HFUND_HOME": str(tmp_path), **environment}
    assert run([*arguments, "--help"], environment) == 0
    assert capsys.readouterr().out.startswith("用法" if chinese else "Usage")
    if not arguments:
        program = load_settings(environment=environment).language
        assert (program is Language.ZH) is chinese, "the program speaks the language of its commands"


def test_a_language_chosen_in_the_program_is_that_of_the_commands(capsys, tmp_path):
    environment = {"HFUND_HOME": str(tmp_path), "LANG": "C.UTF-8"}
    save_preferences(load_settings(environment=environment), language="en", theme="hfund-dark")
    assert run(["--help"], environment) == 0
    assert capsys.readouterr().out.startswith("Usage")


def test_errors_speak_the_language_asked_for_anywhere_in_the_line(hfund):
    outcome = hfund("quota", "rent", "--monthly-due", "1e5", "--lang", "zh")
    assert outcome.err.startswith("错误: --monthly-due 不接受科学计数: 1e5\n办法: ")


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("nope",), "no command nope", "hfund --help"),
        (("staff", "nope"), "no command nope", "hfund staff --help"),
        (("--nope",), "no option --nope", "hfund --help"),
        (("check", "id", "--nope"), "no option --nope", "hfund check --help"),
        (("quota", "rent", "--balance"), "--balance needs a value", "hfund quota --help"),
        (("quota", "rent", "--json=1"), "--json takes no value", "hfund quota --help"),
        (("verify", "extra"), "can't be understood", "hfund verify --help"),
        (("--lang", "fr"), "zh, en", "hfund --help"),
        (("demo", "--members", "0"), "--members", ""),
        (("demo", "--members", "many"), "--members", ""),
        (("policy", "show", "withdrawal.rent.ration"), "withdrawal.rent.ratio", ""),
        (("policy", "show", "proxy.minimum_age", "--on", "1999-01-01"), "2015-01-01", ""),
    ],
)
def test_wrong_usage(hfund, arguments, said, hint):
    outcome = hfund(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert hint in outcome.err


@pytest.mark.hostile
@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\u202e", "\x9b31m", "{name}", "\udcff", "x" * 500])
def test_what_was_typed_comes_back_harmless(hfund, text):
    for arguments in ((text,), (f"--{text}",), ("demo", "--members", text), ("policy", "show", text)):
        outcome = hfund(*arguments)
        assert outcome.code == 2
        assert not any(character in outcome.err for character in "\x1b\x07\u202e\x9b\udcff")
        assert "x" * 50 not in outcome.err


def test_version(hfund):
    outcome = hfund("--version")
    assert (outcome.code, outcome.out.split()[0]) == (0, "hfund")


@pytest.mark.parametrize("arguments", [(), ("run",), ("run", "--demo")])
def test_the_program_needs_a_terminal(hfund, arguments):
    outcome = hfund(*arguments)
    assert (outcome.code, "no terminal" in outcome.err) == (1, True)


def test_a_bad_setting(hfund):
    outcome = hfund("verify", environment={"HFUND_TERMINAL": "no such; terminal"})
    assert (outcome.code, "HFUND_TERMINAL" in outcome.err) == (2, True)


SECRET = "440305199001010026"


@pytest.fixture
def broken(monkeypatch):
    def break_with(error: BaseException) -> None:
        def main(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(root.root, "main", main)

    return break_with


def test_an_incident_tells_its_kind_and_no_value(hfund, home, broken):
    home.mkdir()
    broken(ValueError(f"member {SECRET}"))
    outcome = hfund("verify")
    assert (outcome.code, outcome.out) == (70, "")
    assert "ValueError" in outcome.err
    assert SECRET not in outcome.err
    assert "Traceback" not in outcome.err
    (record,) = (home / "incidents").iterdir()
    assert "ValueError" in record.read_text()
    assert SECRET not in record.read_text()


def test_an_incident_without_a_home_makes_none(hfund, home, broken, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    broken(RuntimeError())
    assert hfund("verify").code == 70
    assert not home.exists()
    assert len(list(tmp_path.glob("hfund-*/*.log"))) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (PermissionError(13, "denied", "/somewhere"), 1),
        (Trouble("storage_disk_full"), 1),
    ],
)
def test_known_ends(hfund, broken, error, code):
    broken(error)
    assert hfund("verify").code == code
