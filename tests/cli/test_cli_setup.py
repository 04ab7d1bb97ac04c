"""hfund init, branch add, staff add and the first day: a house is set up whole, or not at all."""

from __future__ import annotations

import sys

import keyring
import pytest
from keyring.backend import KeyringBackend

from hfund_tui.cli.root import run
from hfund_tui.services.errors import Refusal
from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import open_workstation
from tests.support.pty import Terminal

PASSWORD = "first-password-1"
ADMIN = ("--admin-code", "9001", "--admin-name", "周管", "--admin-id", "11010519491231002X")
BRANCH = ("--branch-code", "0003", "--branch-name", "福田管理部", "--branch-name-en", "Futian")
PERSON = ("--name", "李建国", "--branch", "0003", "--id", "440305199001010026")


class Keyring(KeyringBackend):
    """A keyring as an operating system has it, without one."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def key_file(home):
    return ("--key-file", str(home / "hfund.key"))


@pytest.fixture
def house(hfund, key_file):
    """A house with one branch and its administrator."""
    assert hfund("init", *BRANCH, *ADMIN, *key_file, stdin=f"{PASSWORD}\n").code == 0
    return hfund


def test_init_makes_a_database_a_branch_and_an_administrator(hfund, home, key_file):
    outcome = hfund("init", *BRANCH, *ADMIN, *key_file, stdin=f"{PASSWORD}\n")
    assert outcome.code == 0, outcome.err
    assert str(home / "hfund.db") in outcome.out
    assert "HFUND_KEY_FILE" in outcome.out
    assert {file.name for file in home.iterdir()} == {"hfund.db", "hfund.key"}
    assert {file.stat().st_mode & 0o777 for file in home.iterdir()} == {0o600}
    assert home.stat().st_mode & 0o777 == 0o700
    assert hfund("verify").code == 0


def test_the_administrator_has_the_password_and_no_day_is_open(house, home):
    workstation = open_workstation(load_settings(home=home, environment={}))
    with pytest.raises(Refusal) as refused:
        workstation.staff.sign_in("9001", PASSWORD)
    workstation.close()
    assert refused.value.code == "no_open_day"


def test_init_again_is_refused_before_a_password_is_asked(house, key_file):
    outcome = house("init", *BRANCH, *ADMIN, *key_file, stdin=None)
    assert outcome.code == 1
    assert "There is a database already" in outcome.err


def test_without_a_keyring_init_says_where_else_a_key_can_be_kept(hfund, home):
    outcome = hfund("init", *BRANCH, *ADMIN, stdin=f"{PASSWORD}\n")
    assert outcome.code == 1
    assert "--key-file" in outcome.err
    assert "--passphrase" in outcome.err
    assert not home.exists()


def test_the_keyring_is_the_first_choice(hfund, home, monkeypatch):
    ring = Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    outcome = hfund("init", *BRANCH, *ADMIN, stdin=f"{PASSWORD}\n")
    assert outcome.code == 0, outcome.err
    assert "keyring" in outcome.out
    assert set(ring.kept) == {("hfund", str(home))}
    assert [file.name for file in home.iterdir()] == ["hfund.db"]


def test_a_passphrase_seals_the_key(hfund):
    made = hfund("init", *BRANCH, *ADMIN, "--passphrase", stdin=f"{PASSWORD}\nopen sesame\n")
    assert made.code == 0, made.err
    assert hfund("verify", stdin="open sesame\n").code == 0
    wrong = hfund("verify", stdin="open barley\n")
    assert (wrong.code, "passphrase is wrong" in wrong.err) == (1, True)
    assert hfund("verify", stdin=None).code == 2


def test_one_place_for_the_key(hfund, key_file):
    assert hfund("init", *BRANCH, *ADMIN, *key_file, "--passphrase").code == 2


def test_the_key_file_of_the_environment_counts(hfund, tmp_path):
    folder = tmp_path / "keys"
    environment = {"HFUND_KEY_FILE": str(folder / "key")}
    arguments = ("init", *BRANCH, *ADMIN, "--key-file", str(folder / "key"))
    assert hfund(*arguments, stdin=f"{PASSWORD}\n").code == 0
    assert hfund("verify", environment=environment).code == 0
    assert hfund("verify").code == 1


@pytest.mark.parametrize(
    ("changed", "stdin", "code"),
    [
        (("--admin-id", "110105194912310021"), f"{PASSWORD}\n", 2),
        (("--admin-code", "no code"), f"{PASSWORD}\n", 2),
        (("--admin-name", " "), f"{PASSWORD}\n", 2),
        (("--branch-code", "3"), f"{PASSWORD}\n", 2),
        (("--branch-name", "\u200b"), f"{PASSWORD}\n", 2),
        (("--branch-name", "长" * 101), f"{PASSWORD}\n", 2),
        ((), "short\n", 2),
        ((), "", 2),
        ((), "\n", 2),
        ((), None, 2),
    ],
)
def test_what_can_not_be_used_leaves_no_database(hfund, home, key_file, changed, stdin, code):
    outcome = hfund("init", *BRANCH, *ADMIN, *changed, *key_file, stdin=stdin)
    assert outcome.code == code
    assert outcome.err.startswith("Error: ")
    assert {file.name for file in home.glob("*")} <= {"hfund.key"}
    again = hfund("init", *BRANCH, *ADMIN, *key_file, stdin=f"{PASSWORD}\n")
    assert again.code == 0, again.err


def test_the_password_can_come_from_a_file(hfund, key_file, tmp_path):
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\nand a second line\n", encoding="utf-8")
    assert hfund("init", *BRANCH, *ADMIN, *key_file, "--password-file", str(file), stdin=None).code == 0


def test_a_password_file_that_is_not_there(hfund, key_file, tmp_path):
    outcome = hfund("init", *BRANCH, *ADMIN, *key_file, "--password-file", str(tmp_path / "none"))
    assert (outcome.code, "can't be read" in outcome.err) == (2, True)


def test_a_password_is_never_an_argument(hfund):
    for command in (("init",), ("staff", "add")):
        assert "--password " not in hfund(*command, "--help").out


@pytest.mark.parametrize("command", ["init", "staff", "day", "branch"])
def test_a_database_is_needed(hfund, command):
    arguments = {
        "init": ("init",),
        "staff": ("staff", "add", "--code", "1", "--role", "teller", *PERSON),
        "day": ("day", "open", "--branch", "0003", "--date", "2020-02-27", "--by", "1"),
        "branch": ("branch", "add", "--code", "0001", "--name", "罗湖"),
    }[command]
    outcome = hfund(*arguments, stdin=f"{PASSWORD}\n")
    assert outcome.code == (2 if command == "init" else 1)
    assert command == "init" or "hfund init" in outcome.err


def test_from_an_empty_folder_to_a_teller_who_signs_in(house, home):
    for code, role, id_no in (
        ("2001", "supervisor", "440305199001010026"),
        ("1001", "teller", "440304196002270014"),
    ):
        added = house(
            *("staff", "add", "--code", code, "--role", role, "--name", "某某", "--branch", "0003"),
            *("--id", id_no),
            stdin=f"{PASSWORD}\n",
        )
        assert added.code == 0, added.err
    opened = house(
        *("day", "open", "--branch", "0003", "--date", "2020-02-27", "--by", "2001"), stdin=f"{PASSWORD}\n"
    )
    assert opened.code == 0, opened.err
    workstation = open_workstation(load_settings(home=home, environment={}))
    session = workstation.staff.sign_in("1001", PASSWORD)
    workstation.close()
    assert str(session.business_date) == "2020-02-27"
    assert session.must_change_password
    assert house("verify").code == 0


def test_a_staff_code_is_given_once(house):
    arguments = ("staff", "add", "--code", "2001", "--role", "supervisor", *PERSON)
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 0
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 2


def test_an_unknown_role_is_wrong_usage(house):
    outcome = house("staff", "add", "--code", "1", "--role", "boss", *PERSON, stdin=f"{PASSWORD}\n")
    assert (outcome.code, "supervisor" in outcome.err) == (2, True)


def test_a_branch_is_added_once(house):
    assert house("branch", "add", "--code", "0004", "--name", "南山管理部").code == 0
    assert house("branch", "add", "--code", "0004", "--name", "南山管理部").code == 2
    assert house("verify").code == 0


def test_a_branch_of_one_is_approved_elsewhere(house):
    assert house("branch", "add", "--code", "0004", "--name", "前海窗口").code == 0
    set_up = house("branch", "approval", "--code", "0004", "--at", "0003")
    assert (set_up.code, "0003" in set_up.out) == (0, True)
    assert house("branch", "approval", "--code", "0004").code == 0
    for wrong in (("0004", "0004"), ("0004", "0009"), ("0009", "0003")):
        outcome = house("branch", "approval", "--code", wrong[0], "--at", wrong[1])
        assert outcome.code == 2 and outcome.err
    assert house("verify").code == 0


@pytest.mark.parametrize(
    ("branch", "by", "code", "said"),
    [
        ("0009", "2001", 1, "no branch 0009"),
        ("0003", "7777", 1, "code or password"),
        ("0003", "9001", 1, "not an active supervisor"),
        ("0004", "2001", 1, "not an active supervisor"),
    ],
)
def test_who_may_open_a_day(house, branch, by, code, said):
    arguments = ("staff", "add", "--code", "2001", "--role", "supervisor", *PERSON)
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 0
    assert house("branch", "add", "--code", "0004", "--name", "南山管理部").code == 0
    outcome = house(
        *("day", "open", "--branch", branch, "--date", "2020-02-27", "--by", by), stdin=f"{PASSWORD}\n"
    )
    assert outcome.code == code
    assert said in outcome.err


def test_one_day_at_a_time(house):
    arguments = ("staff", "add", "--code", "2001", "--role", "supervisor", *PERSON)
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 0
    day = ("day", "open", "--branch", "0003", "--by", "2001", "--date")
    assert house(*day, "2020-02-27", stdin=f"{PASSWORD}\n").code == 0
    again = house(*day, "2020-02-28", stdin=f"{PASSWORD}\n")
    assert (again.code, "2020-02-27" in again.err) == (1, True)


@pytest.mark.parametrize("stdin", ["", "a-wrong-password\n", None])
def test_a_day_is_not_opened_in_somebody_elses_name(house, stdin):
    arguments = ("staff", "add", "--code", "2001", "--role", "supervisor", *PERSON)
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 0
    day = ("day", "open", "--branch", "0003", "--by", "2001", "--date", "2020-02-27")
    assert house(*day, stdin=stdin).code in (1, 2)
    assert house(*day, stdin=f"{PASSWORD}\n").code == 0


@pytest.mark.parametrize("day", ["1999-01-01", "9999-12-31"])
def test_a_day_far_from_now_is_not_opened(house, day):
    arguments = ("staff", "add", "--code", "2001", "--role", "supervisor", *PERSON)
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 0
    outcome = house(
        *("day", "open", "--branch", "0003", "--by", "2001", "--date", day), stdin=f"{PASSWORD}\n"
    )
    assert outcome.code in (1, 2)
    assert outcome.err.startswith("Error: ")


def test_opening_a_day_is_on_record(house, home):
    arguments = ("staff", "add", "--code", "2001", "--role", "supervisor", *PERSON)
    assert house(*arguments, stdin=f"{PASSWORD}\n").code == 0
    before = sum(one["sequence"] for one in house("verify", "--json").json["anchors"])
    opened = house(
        *("day", "open", "--branch", "0003", "--date", "2020-02-27", "--by", "2001"), stdin=f"{PASSWORD}\n"
    )
    assert opened.code == 0
    after = sum(one["sequence"] for one in house("verify", "--json").json["anchors"])
    assert after == before + 1


@pytest.mark.pty
@pytest.mark.parametrize(("second", "code"), [(PASSWORD, 0), ("something-else-2", 2)])
def test_typed_at_a_terminal_twice_and_without_echo(home, key_file, second, code):
    arguments = ("-m", "hfund_tui", "init", "--home", str(home), *BRANCH, *ADMIN, *key_file)
    environment = {"HFUND_LANG": "en", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with Terminal([sys.executable, *arguments], environment=environment, columns=120) as terminal:
        terminal.wait_for("First password:")
        terminal.type(f"{PASSWORD}\r")
        terminal.wait_for("The password again:")
        terminal.type(f"{second}\r")
        assert terminal.wait_for_exit() == code
        assert PASSWORD.encode() not in terminal.received
    assert (home / "hfund.db").exists() is (code == 0)


def test_home_can_be_an_option(key_file, home, capsys, monkeypatch, hfund, tmp_path):
    other = tmp_path / "other"
    arguments = ("init", *BRANCH, *ADMIN, "--home", str(other), "--key-file", str(other / "key"))
    assert hfund(*arguments, stdin=f"{PASSWORD}\n").code == 0
    assert run(["verify", "--home", str(other)], {"HFUND_KEY_FILE": str(other / "key")}) == 0
    assert not home.exists()
