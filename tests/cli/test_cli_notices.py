"""hfund notices read: in the demo, and nowhere else, one may look at a member's mobile."""

from __future__ import annotations

import pytest

from hfund_tui.services.demo import demo_accounts
from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import open_workstation
from tests.support import house
from tests.support.passwords import GOOD, resetting, setting

NEVER_SIGNED = "440300199001019010"


@pytest.fixture
def demo(hfund, home):
    assert hfund("demo", "--members", "100").code == 0
    return home / "demo"


def test_a_password_is_reset_and_set_with_what_the_demo_player_reads(hfund, demo):
    one = demo_accounts()[0]
    station = open_workstation(load_settings(demo=True, home=demo, environment={}))
    try:
        session = station.staff.sign_in(one.code, one.password)
        (member,) = {row.member_id for row in station.lookup.search(session, NEVER_SIGNED).rows}
        house.done(station, session, resetting(member))
        outcome = hfund("notices", "read", "--demo", "--last", "1", "--json")
        (arrived,) = outcome.json
        assert outcome.code == 0 and arrived["key"].startswith("code-")
        code = arrived["text"].partition("验证码 ")[2][:6]
        seal = station.passwords.hand_over(session, member, GOOD, GOOD, code)
        house.done(station, session, setting(seal, member))
    finally:
        station.close()
    said = hfund("notices", "read", "--demo")
    assert said.code == 0 and "密码已于 2020-02-27 修改" in said.out and code in said.out
    assert len(said.out.splitlines()) == 5, "the last five"


def test_only_a_demo(hfund, branch_settings):
    home = str(branch_settings.home)
    for more, said in (((), "Only a demo"), (("--demo",), "not a demo")):
        outcome = hfund("notices", "read", "--home", home, *more)
        assert outcome.code == 1 and said in outcome.err
        assert outcome.out == ""
