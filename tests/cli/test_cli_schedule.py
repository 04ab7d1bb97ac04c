"""`hfund schedule`: instalments, totals and rows, with early repayments; and what it says about wrong usage."""

import json

import pytest

LOAN = ("--principal", "500000", "--rate", "3.25", "--months", "240", "--first-due", "2020-03-20")
LEVEL = ("schedule", *LOAN, "--method", "equal_instalment")


def test_as_json(hfund):
    said = hfund(*LEVEL, "--json")
    assert (said.code, said.err) == (0, "")
    made = json.loads(said.out)
    assert set(made) == {"instalment", "total_interest", "total_payment", "periods"}
    assert (made["instalment"], made["total_interest"]) == ("2835.98", "180634.78")
    assert made["total_payment"] == "680634.78"
    assert len(made["periods"]) == 240
    assert made["periods"][0] == {
        "period": 1,
        "due": "2020-03-20",
        "payment": "2835.98",
        "principal": "1481.81",
        "interest": "1354.17",
        "prepaid": "0.00",
        "balance": "498518.19",
    }


@pytest.mark.parametrize(
    ("effect", "periods", "last", "interest"),
    [("keep_term", 240, "2224.25", "148417.67"), ("keep_instalment", 182, "1546.95", "114859.33")],
)
def test_with_an_early_repayment(hfund, effect, periods, last, interest):
    made = json.loads(hfund(*LEVEL, "--prepay", f"24:100000:{effect}", "--json").out)
    assert (made["total_interest"], len(made["periods"])) == (interest, periods)
    assert made["periods"][23]["prepaid"] == "100000.00"
    assert made["periods"][23]["balance"] == "363306.48"
    assert made["periods"][-1]["payment"] == last


def test_several_of_them(hfund):
    twice = json.loads(
        hfund(*LEVEL, "--prepay", "24:60000:keep_term", "--prepay", "24:40,000:keep_term", "--json").out
    )
    assert twice == json.loads(hfund(*LEVEL, "--prepay", "24:100000:keep_term", "--json").out)


@pytest.mark.parametrize("rate", ["0", "0.000001", "60", "3.25%", "３.25"])
def test_any_rate_from_0_to_60(hfund, rate):
    said = hfund("schedule", *LOAN[:2], "--rate", rate, *LOAN[4:], "--method", "equal_principal", "--json")
    assert said.code == 0
    assert json.loads(said.out)["periods"][-1]["balance"] == "0.00"


def test_the_due_day_may_be_later_than_a_short_first_month(hfund):
    said = hfund(*LEVEL[:-4], "--first-due", "2020-02-29", "--due-day", "31", *LEVEL[-2:], "--json")
    assert [one["due"] for one in json.loads(said.out)["periods"][:3]] == [
        "2020-02-29",
        "2020-03-31",
        "2020-04-30",
    ]


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("首期月供", "剩余本金")), ("en", ("first instalment",))]
)
def test_as_a_table(hfund, language, words):
    said = hfund(*LEVEL, "--lang", language)
    assert said.code == 0
    for word in (*words, "2,835.98", "180,634.78", "2040-02-20"):
        assert word in said.out


@pytest.mark.parametrize(
    ("arguments", "said_of_it"),
    [
        (("--principal", "0"), "--principal"),
        (("--principal", "-5"), "--principal"),
        (("--rate", "60.01"), "--rate"),
        (("--rate", "-1"), "--rate"),
        (("--rate", "nan"), "--rate"),
        (("--rate", "1e1"), "--rate"),
        (("--months", "0"), "--months"),
        (("--months", "601"), "--months"),
        (("--first-due", "2020-02-30"), "--first-due"),
        (("--first-due", "9999-01-01"), "after the year 9999"),
        (("--due-day", "21"), "--due-day"),
        (("--due-day", "32"), "--due-day"),
        (("--method", "free"), "--method"),
        (("--prepay", "24:100000"), "--prepay"),
        (("--prepay", "0:100000:keep_term"), "--prepay"),
        (("--prepay", "24:1e5:keep_term"), "--prepay"),
        (("--prepay", "24:100000:keep_both"), "--prepay"),
        (("--prepay", "241:1:keep_term"), "241"),
        (("--prepay", "24:463306.49:keep_term"), "463,306.48"),
    ],
)
def test_wrong_usage(hfund, arguments, said_of_it):
    said = hfund(*LEVEL, *arguments, "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert said_of_it in said.err
