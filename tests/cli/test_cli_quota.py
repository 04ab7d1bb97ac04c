"""hfund quota: what a withdrawal would come to, on any day, without a member."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.cli.quota import KINDS, Question, answered
from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.services.policies import load_policy_book

DUE = ("--monthly-due", "2000.00")
ON = ("--on", "2020-02-27")
LAST = ("--last-withdrawal", "2019-08")


def test_the_worked_example_for_rent(hfund):
    outcome = hfund("quota", "rent", *DUE, *LAST, *ON, "--json")
    answer = outcome.json
    findings = answer.pop("findings")
    assert answer == {
        "amount": "7800.00",
        "quota": "7800.00",
        "months": 6,
        "segments": [{"from": "2019-09", "to": "2020-02", "months": 6, "ratio": "0.65", "amount": "7800.00"}],
        "policy": "ratio_notice_2017 2017-11-14/2023-10-31",
    }
    assert [(one["code"], one["passed"]) for one in findings] == [
        ("claimable_months", True),
        ("amount_positive", True),
    ]
    assert set(findings[0]) == {"code", "passed", "found", "wanted", "citation", "remedy", "overridable"}
    assert (outcome.code, outcome.err) == (0, "")


# kind, monthly due, month option, month, on, amount, months, ratios
QUOTAS = [
    ("rent", "2000.00", "last", "2019-08", "2020-02-27", "7800.00", 6, ["0.65"]),
    ("other", "2000.00", "last", "2019-08", "2020-02-27", "4800.00", 6, ["0.40"]),
    ("rent", "2000.00", "first", "2019-11", "2020-02-27", "5200.00", 4, ["0.65"]),
    ("rent", "2000.00", "first", "2020-02", "2020-02-27", "1300.00", 1, ["0.65"]),
    ("rent", "2,000", "last", "2020-01", "2020-02-01", "1300.00", 1, ["0.65"]),
    ("rent", "１２３４．５６", "last", "2020-01", "2020-02-27", "802.46", 1, ["0.65"]),
    ("rent", "2000.00", "last", "2017-08", "2017-11-13", "3000.00", 3, ["0.50"]),
    ("other", "2000.00", "last", "2017-08", "2017-11-13", "1800.00", 3, ["0.30"]),
    ("rent", "2000.00", "last", "2017-08", "2017-11-14", "3900.00", 3, ["0.65"]),
    ("rent", "2000.00", "last", "2023-08", "2023-10-31", "2600.00", 2, ["0.65"]),
    ("rent", "2000.00", "last", "2023-08", "2023-11-01", "6000.00", 3, ["1.00"]),
    ("rent", "2000.00", "last", "2025-08", "2025-11-01", "4200.00", 3, ["0.65", "0.80"]),
    ("rent", "2000.00", "last", "2025-10", "2025-11-30", "1600.00", 1, ["0.80"]),
    ("rent", "1000.00", "first", "2010-01", "2020-02-27", "72150.00", 111, ["0.65"]),
]


@pytest.mark.parametrize(("kind", "due", "option", "month", "on", "amount", "months", "ratios"), QUOTAS)
def test_quotas(hfund, kind, due, option, month, on, amount, months, ratios):
    known = {"last": "--last-withdrawal", "first": "--first-contribution"}[option]
    answer = hfund("quota", kind, "--monthly-due", due, known, month, "--on", on, "--json").json
    assert (answer["amount"], answer["months"]) == (amount, months)
    assert [one["ratio"] for one in answer["segments"]] == ratios


def test_months_of_two_ratios_are_told_apart(hfund):
    answer = hfund("quota", "rent", *DUE, "--last-withdrawal", "2025-08", "--on", "2025-12-01", "--json").json
    assert answer["segments"] == [
        {"from": "2025-09", "to": "2025-10", "months": 2, "ratio": "0.65", "amount": "2600.00"},
        {"from": "2025-11", "to": "2025-12", "months": 2, "ratio": "0.80", "amount": "3200.00"},
    ]


@pytest.mark.parametrize(
    ("balance", "amount", "enough"),
    [("7800.00", "7800.00", True), ("7799.99", "7799.99", False), ("50000", "7800.00", True)],
)
def test_never_more_than_the_balance(hfund, balance, amount, enough):
    outcome = hfund("quota", "rent", *DUE, *LAST, *ON, "--balance", balance, "--json")
    answer = outcome.json
    assert (answer["amount"], answer["quota"], outcome.code) == (amount, "7800.00", 0)
    finding = next(one for one in answer["findings"] if one["code"] == "amount_within_available")
    assert finding["passed"] is enough
    assert (finding["remedy"] is None) is enough
    if not enough:
        assert finding["remedy"] == {"code": "reduce_to", "params": {"amount": amount}}


@pytest.mark.parametrize(
    ("arguments", "failed", "remedy"),
    [
        (("--last-withdrawal", "2020-02"), "claimable_months", {"month": "2020-03"}),
        (("--last-withdrawal", "2020-05"), "claimable_months", {"month": "2020-06"}),
        (("--first-contribution", "2020-03"), "claimable_months", {"month": "2020-03"}),
        (("--last-withdrawal", "2019-08", "--balance", "0"), "amount_within_available", {}),
    ],
)
def test_nothing_to_take(hfund, arguments, failed, remedy):
    outcome = hfund("quota", "rent", *DUE, *ON, *arguments, "--json")
    assert (outcome.code, outcome.json["amount"]) == (1, "0.00")
    finding = next(one for one in outcome.json["findings"] if one["code"] == failed)
    assert not finding["passed"]
    assert finding["remedy"]["params"] == remedy


def test_nothing_due_is_nothing_to_take(hfund):
    outcome = hfund("quota", "rent", "--monthly-due", "0", *LAST, *ON, "--json")
    assert (outcome.code, outcome.json["amount"], outcome.json["months"]) == (1, "0.00", 6)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--monthly-due", "1e5", *LAST), "1e5"),
        (("--monthly-due", "12.345", *LAST), "12.345"),
        (("--monthly-due", "-5", *LAST), "-5"),
        (("--monthly-due", "+5", *LAST), "+5"),
        (("--monthly-due", "NaN", *LAST), "NaN"),
        (("--monthly-due", "inf", *LAST), "inf"),
        (("--monthly-due", "0x10", *LAST), "0x10"),
        (("--monthly-due", "1,00", *LAST), "1,00"),
        (("--monthly-due", "", *LAST), "--monthly-due"),
        (("--monthly-due", "9" * 5000, *LAST), "--monthly-due"),
        (("--monthly-due", "٣٠٠", *LAST), "--monthly-due"),
        ((*DUE, *LAST, "--balance", "1e5"), "--balance"),
        (LAST, "--monthly-due"),
        (DUE, "--last-withdrawal"),
        ((*DUE, *LAST, "--first-contribution", "2015-01"), "--first-contribution"),
        ((*DUE, "--last-withdrawal", "2019-13"), "2019-13"),
        ((*DUE, "--last-withdrawal", "2019-8"), "2019-8"),
        ((*DUE, "--last-withdrawal", "0000-01"), "0000-01"),
        ((*DUE, "--last-withdrawal", "9999-12"), "9999-12"),
        ((*DUE, *LAST, "--on", "2014-12-31"), "2015-01-01"),
        ((*DUE, *LAST, "--on", "2020-02-30"), "2020-02-30"),
        ((*DUE, *LAST, "--nope"), "--nope"),
        ((*DUE, *LAST, "extra"), "hfund quota --help"),
    ],
)
def test_wrong_usage(hfund, arguments, said):
    day = () if "--on" in arguments else ON
    outcome = hfund("quota", "rent", *arguments, *day, "--json")
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_an_unknown_kind_is_wrong_usage(hfund):
    outcome = hfund("quota", "retirement", *DUE, *LAST)
    assert outcome.code == 2
    assert "rent, other" in outcome.err


TABLES = {
    "zh": (
        "租房提取",
        "7,800.00",
        "2019-09 至 2020-02",
        "65%",
        "2017 年提取额度通知",
        "请将金额减至 5,000.00 以内",
    ),
    "en": (
        "Rent withdrawal",
        "7,800.00",
        "2019-09 to 2020-02",
        "65%",
        "Quota Notice 2017",
        "5,000.00 or less",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_get_a_table(hfund, language):
    outcome = hfund("quota", "rent", *DUE, *LAST, *ON, "--balance", "5000", "--lang", language)
    assert outcome.code == 0
    for words in TABLES[language]:
        assert words in outcome.out


@pytest.fixture(scope="module")
def book() -> PolicyBook:
    return load_policy_book()


_MONTHS = st.builds(Month, st.integers(2005, 2035), st.integers(1, 12))


@given(
    kind=st.sampled_from(sorted(KINDS)),
    on=st.dates(date(2015, 1, 1), date(2040, 12, 31)),
    due=st.integers(0, 10_000_00),
    last=_MONTHS,
    balance=st.none() | st.integers(0, 1_000_000_00),
)
def test_the_amount_has_its_bounds(book, kind, on, due, last, balance):
    answer = answered(Question(KINDS[kind], on, due, last_withdrawal=last, balance_fen=balance), book.on(on))
    worth = sum(Fraction(one.ratio) * one.months * due for one in answer.quota.segments)
    assert 0 <= answer.amount_fen <= answer.quota.amount_fen <= worth
    assert balance is None or answer.amount_fen <= balance
    assert sum(one.months for one in answer.quota.segments) == len(answer.quota.months)
    failed = [one for one in answer.findings if not one.passed]
    assert all(one.remedy is not None for one in failed)
    assert (answer.amount_fen == 0) <= bool(failed)
