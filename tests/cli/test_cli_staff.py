"""hfund staff: who works here, at the shell."""

from __future__ import annotations

import pytest

PASSWORD = "another-first-one"


@pytest.fixture
def at(hfund, branch_settings):
    def call(*arguments: str, **named: str):
        return hfund("staff", *arguments, "--home", str(branch_settings.home), **named)

    return call


def test_list(at):
    outcome = at("list")
    assert (outcome.code, outcome.err) == (0, "")
    assert "1001" in outcome.out and "teller" in outcome.out and "works here" in outcome.out
    assert {one["code"]: one["active"] for one in at("list", "--json").json}["1001"] is True


def test_a_life(at):
    for arguments, stdin, said in (
        (("password", "--code", "1001"), f"{PASSWORD}\n", "new password"),
        (("assign", "--code", "1001", "--role", "agent"), "", "assigned"),
        (("dismiss", "--code", "1001"), "", "has left"),
        (("list",), "", "left"),
        (("reinstate", "--code", "1001"), "", "is back"),
    ):
        outcome = at(*arguments, stdin=stdin)
        assert (outcome.code, outcome.err) == (0, ""), arguments
        assert said in outcome.out
    (one,) = [line for line in at("list", "--json").json if line["code"] == "1001"]
    assert (one["role"], one["active"], one["must_change"]) == ("agent", True, True)


def test_nobody(at):
    outcome = at("dismiss", "--code", "7777")
    assert outcome.code == 2
    assert "7777" in outcome.err
