"""`hfund interest`: days, rate and interest of a closing."""

import json

import pytest


@pytest.mark.parametrize(
    ("balance", "since", "on", "days", "interest"),
    [
        ("50000.00", "2019-07-01", "2020-02-27", 241, "502.08"),
        ("12000", "2020-01-13", "2020-02-27", 45, "22.50"),
        ("86,400.00", "2019-07-01", "2020-02-27", 241, "867.60"),
        ("1200.00", "2020-02-26", "2020-02-27", 1, "0.05"),
    ],
)
def test_what_is_earned(hfund, balance, since, on, days, interest):
    said = hfund("interest", "--balance", balance, "--since", since, "--on", on, "--json")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == {"days": days, "rate": "1.50", "interest": interest}


@pytest.mark.parametrize(("since", "days"), [("2020-02-27", 0), ("2020-03-01", 0)])
def test_nothing_is_earned(hfund, since, days):
    said = hfund("interest", "--balance", "50000", "--since", since, "--on", "2020-02-27", "--json")
    assert said.code == 1
    assert json.loads(said.out) == {"days": days, "rate": "1.50", "interest": "0.00"}


def test_as_a_table_it_says_where_the_rate_is_written(hfund):
    said = hfund(
        "interest", "--balance", "50000", "--since", "2019-07-01", "--on", "2020-02-27", "--lang", "zh"
    )
    assert said.code == 0
    for word in ("241 天", "1.50%", "502.08", "50,502.08", "银发〔2016〕43号"):
        assert word in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--balance", "50000"),
        ("--since", "2019-07-01"),
        ("--balance", "-1", "--since", "2019-07-01"),
        ("--balance", "1e5", "--since", "2019-07-01"),
        ("--balance", "50000", "--since", "2019-02-29"),
        ("--balance", "50000", "--since", "2010-01-01", "--on", "2014-01-01"),
    ],
)
def test_wrong_usage(hfund, arguments):
    said = hfund("interest", *arguments)
    assert said.code == 2
    assert said.err
