"""hfund contributions and hfund members: files of employers and of members, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hfund_tui.services.settings import Settings
from tests.cli.conftest import Caller, Outcome
from tests.support import branch
from tests.support.branch import PASSWORD, SUPERVISOR, SUPERVISOR_2, TELLER, account_no
from tests.support.contributing import contribution_list, entry, unpaid

Call = Callable[..., Outcome]


@pytest.fixture
def call(hfund: Caller, branch_settings: Settings) -> Call:
    """A command by the supervisor, who types the password; nobody has paid for February."""
    station = branch.open_branch(branch_settings)
    unpaid(station)
    station.close()

    def called(
        *arguments: str, by: str = SUPERVISOR, stdin: str = f"{PASSWORD}\n", lang: str = "en"
    ) -> Outcome:
        return hfund(
            *arguments,
            *("--by", by),
            stdin=stdin,
            environment={
                "HFUND_HOME": str(branch_settings.home),
                "HFUND_KEY_FILE": str(branch_settings.home / "hfund.key"),
                "HFUND_LANG": lang,
            },
        )

    return called


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.csv"
    path.write_bytes(contribution_list([entry(n) for n in range(1, 9)]))
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.csv"
    path.write_bytes(contribution_list([entry(1), entry(2, personal="1000.01"), entry(3, name="别人")]))
    return str(path)


def test_a_look_then_in_and_once(call: Call, good: str) -> None:
    looked = call("contributions", "check", good, "--json")
    assert (looked.code, looked.json["taken"], looked.json["good"]) == (0, False, 8)
    dry = call("contributions", "import", good, "--dry-run")
    assert dry.code == 0 and "nothing was credited" in dry.out
    taken = call("contributions", "import", good, "--json").json
    assert (taken["taken"], taken["file_no"], taken["good"]) == (True, "C202002270003001", 8)
    assert (taken["month"], taken["employer"], taken["good_amount"]) == ("2020-02", "100001", "16000.00")
    again = call("contributions", "import", good, "--json").json
    assert (again["good"], again["known"], again["known_amount"]) == (0, 8, "16000.00")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("第 4 行  个人月缴存额  1,000.01 不是基数乘比例  应为 1,000.00", "有误", "退回单位的文件")),
        (
            "en",
            (
                "line 4  Member's part  1,000.01 is not base times rate  wanted: 1,000.00",
                "Bad",
                "File for the",
            ),
        ),
    ],
)
def test_every_bad_line_is_named(call: Call, bad: str, lang: str, words: tuple[str, ...]) -> None:
    taken = call("contributions", "import", bad, lang=lang)
    assert taken.code == 1 and all(one in taken.out for one in words)
    assert "张三" not in taken.out and branch.MEMBER_IDS[3] not in taken.out


def test_and_for_machines(call: Call, bad: str) -> None:
    found = call("contributions", "check", bad, "--json")
    assert found.code == 1
    assert found.json["faults"] == [
        {
            "line": 4,
            "field": "GRYJCE",
            "code": "contribution_amount",
            "found": "1000.01",
            "wanted": "1000.00",
        },
        {"line": 5, "field": "XINGMING", "code": "contribution_name", "found": "别*", "wanted": "张*"},
    ]


def test_lists_are_listed(call: Call, good: str) -> None:
    assert call("contributions", "list").out == "No list yet\n"
    call("contributions", "import", good)
    listed = call("contributions", "list", by=TELLER)
    assert "C202002270003001  2020-02  8 cases  16,000.00  8 credited" in listed.out
    (one,) = call("contributions", "list", "--json").json
    assert (one["taken"], one["taken_amount"], one["finished"]) == (8, "16000.00", True)


@pytest.mark.parametrize("file", ["/nowhere/list.csv", "/dev/zero", "/"])
def test_what_is_no_file(call: Call, file: str) -> None:
    refused = call("contributions", "check", file)
    assert (refused.code, "can't be read" in refused.err) == (2, True)
    assert call("members", "import", file).code == 2


def test_what_is_no_list(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(contribution_list([entry(1)], count=2))
    refused = call("contributions", "import", str(file))
    assert (refused.code, "The number of lines does not fit: 2 / 1" in refused.err) == (2, True)


def test_it_is_the_supervisors_work(call: Call, good: str) -> None:
    assert call("contributions", "import", good, by=TELLER).code == 1
    assert call("contributions", "import", good, stdin="wrong-password\n").code == 1


TWO = ("--second", SUPERVISOR_2)
BOTH = f"{PASSWORD}\n{PASSWORD}\n"


def test_members_go_out_and_in(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    out = call("members", "export", str(file), "--json")
    assert (out.code, out.json["lines"], out.json["path"]) == (0, 8, str(file))
    refused = call("members", "export", str(file))
    assert (refused.code, "already" in refused.err) == (2, True)
    text = file.read_text(encoding="utf-8").replace("10000.00,10.00", "11000.00,10.00", 1)
    file.write_text(text.replace("1000.00,1000.00", "1100.00,1100.00", 1), encoding="utf-8")
    looked = call("members", "import", str(file), "--dry-run", "--json")
    assert looked.json["taken"] is False and looked.json["adjusted"] == 1
    alone = call("members", "import", str(file))
    assert (alone.code, "two supervisors" in alone.err) == (1, True)
    taken = call("members", "import", str(file), *TWO, stdin=BOTH)
    # Even numbers of the small branch belong to women, whom it calls men.
    assert taken.code == 1 and "Adjusted" in taken.out and "line 3  Sex  1 does not fit" in taken.out
    assert "The bad lines are in" in taken.out
    only = call("members", "export", str(tmp_path / "one.csv"), "--employer", "100001")
    assert (only.code, "8 members are in" in only.out) == (0, True)
    nobody = call("members", "export", str(tmp_path / "none.csv"), "--employer", "100009")
    assert (nobody.code, "no employer 100009" in nobody.err) == (2, True)
    assert account_no(1) in file.read_text(encoding="utf-8")
