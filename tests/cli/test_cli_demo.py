"""hfund demo: a demo is built once, built anew when asked, and nothing else is ever replaced by one."""

from __future__ import annotations

from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import open_workstation

MEMBERS = "100"


def test_built_and_sound(hfund, home):
    outcome = hfund("demo", "--members", MEMBERS)
    assert (outcome.code, outcome.err) == (0, "")
    assert "demo-1001" in outcome.out
    before = (home / "demo" / "hfund.db").read_bytes()

    verified = hfund("verify")
    assert verified.code == 0, verified.out
    assert "the demo is used" in verified.err
    assert hfund("verify", "--demo").err == ""

    again = hfund("demo", "--members", MEMBERS)
    assert (again.code, "--fresh" in again.out) == (0, True)
    assert (home / "demo" / "hfund.db").read_bytes() == before

    fresh = hfund("demo", "--members", MEMBERS, "--fresh")
    assert fresh.code == 0, fresh.err
    assert hfund("verify", "--demo").code == 0


def test_a_house_is_not_replaced_by_a_demo(hfund, branch_settings):
    before = branch_settings.database.read_bytes()
    outcome = hfund("demo", "--fresh", "--home", str(branch_settings.home))
    assert (outcome.code, "not a demo" in outcome.err) == (1, True)
    assert branch_settings.database.read_bytes() == before


def test_a_house_is_not_worked_on_as_a_demo(hfund, branch_settings):
    outcome = hfund(
        *("day", "open", "--demo", "--home", str(branch_settings.home)),
        *("--branch", "0003", "--date", "2020-02-28", "--by", "2001"),
    )
    assert (outcome.code, "not a demo" in outcome.err) == (1, True)


def test_no_folder_to_build_in(hfund, tmp_path):
    file = tmp_path / "a file"
    file.touch()
    outcome = hfund("demo", "--home", str(file / "below"))
    assert (outcome.code, "permission" in outcome.err) == (1, True)


def test_a_demo_in_use_is_left_alone(hfund, home):
    assert hfund("demo", "--members", MEMBERS).code == 0
    workstation = open_workstation(load_settings(demo=True, home=home / "demo", environment={}))
    workstation.staff.sign_in("1001", "demo-1001")
    outcome = hfund("demo", "--members", MEMBERS, "--fresh")
    workstation.close()
    assert (outcome.code, "busy" in outcome.err) == (1, True)
    assert hfund("verify", "--demo").code == 0
