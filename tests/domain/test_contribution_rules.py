"""Which line of a contribution list may be credited: tables of what is wrong, and of what base times rate says."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.contribution_file import ContributionLine
from hfund_tui.domain.contribution_rules import PRIVATE, ContributionTerms, Payee, faults_of
from hfund_tui.domain.decision import NOTHING, Shown, money, month, term, text
from hfund_tui.domain.months import Month
from hfund_tui.domain.table_file import Fault
from hfund_tui.domain.vocabulary import AccountState
from tests.support.policies import policy, policy_with

EMPLOYER = "100001"
FEBRUARY = Month(2020, 2)
TERMS = ContributionTerms.of(FEBRUARY, policy(date(2020, 2, 1)))
LINE = ContributionLine(
    7, "20000000001", "440305199001010018", "张明远", 10_000_00, 1_000_00, 1_200_00, ("",) * 6
)
PAYEE = Payee(
    account_no="20000000001",
    employer_no=EMPLOYER,
    state=AccountState.NORMAL,
    name="张明远",
    id_no="440305199001010018",
    base_fen=10_000_00,
    personal_rate_bp=1_000,
    employer_rate_bp=1_200,
    opened_on=date(2015, 1, 5),
    paid_through=Month(2020, 1),
)


def judged(
    line: dict[str, Any] | None = None,
    payee: dict[str, Any] | None = None,
    *,
    unreadable: frozenset[str] = frozenset(),
    terms: ContributionTerms = TERMS,
    taken_at: int | None = None,
) -> tuple[Fault, ...]:
    changed = replace(LINE, **(line or {}))
    return faults_of(changed, unreadable, replace(PAYEE, **(payee or {})), EMPLOYER, terms, taken_at)


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    assert all(one.number == LINE.number and one.code.startswith("contribution_") for one in faults)
    return [(one.column, one.code.removeprefix("contribution_")) for one in faults]


def test_a_line_as_it_should_be() -> None:
    assert judged() == ()


BAD = [
    # what is wrong, change of the line, change of the account, column, code, found, wanted
    ("a fen too much", {"personal_fen": 1_000_01}, {}, "GRYJCE", "amount", money(1_000_01), money(1_000_00)),
    (
        "a fen too little",
        {"employer_fen": 1_199_99},
        {},
        "DWYJCE",
        "amount",
        money(1_199_99),
        money(1_200_00),
    ),
    ("nothing", {"personal_fen": 0}, {}, "GRYJCE", "amount", money(0), money(1_000_00)),
    ("a name that looks the same", {"name": "张近明"}, {}, "XINGMING", "name", text("张**"), NOTHING),
    ("the other's name", {"name": "张明"}, {}, "XINGMING", "name", text("张*"), text("张**")),
    (
        "two digits swapped",
        {"id_no": "440305199001010081"},
        {},
        "ZJHM",
        "id",
        text("440***********0081"),
        text("440***********0018"),
    ),
    ("no number", {"id_no": ""}, {}, "ZJHM", "id", NOTHING, text("440***********0018")),
    (
        "sealed",
        {},
        {"state": AccountState.SEALED},
        "GRZH",
        "sealed",
        term(AccountState.SEALED),
        term(AccountState.NORMAL),
    ),
    *(
        (state.value, {}, {"state": state}, "GRZH", "ended", term(state), term(AccountState.NORMAL))
        for state in AccountState
        if state not in (AccountState.NORMAL, AccountState.SEALED)
    ),
    (
        "another employer's",
        {},
        {"employer_no": "100002"},
        "GRZH",
        "account_elsewhere",
        text("2*******001"),
        NOTHING,
    ),
    (
        "another base",
        {"base_fen": 9_000_00},
        {},
        "GRJCJS",
        "base",
        money(9_000_00),
        money(10_000_00),
    ),
    (
        "paid already",
        {},
        {"paid_through": FEBRUARY},
        "",
        "month_paid",
        month(FEBRUARY),
        month(Month(2020, 3)),
    ),
    (
        "paid beyond",
        {},
        {"paid_through": Month(2020, 12)},
        "",
        "month_paid",
        month(FEBRUARY),
        month(Month(2021, 1)),
    ),
    (
        "December is owed",
        {},
        {"paid_through": Month(2019, 11)},
        "",
        "month_gap",
        month(FEBRUARY),
        month(Month(2019, 12)),
    ),
    (
        "opened next month",
        {},
        {"paid_through": None, "opened_on": date(2020, 3, 1)},
        "",
        "month_before_opening",
        month(FEBRUARY),
        month(Month(2020, 3)),
    ),
]


@pytest.mark.parametrize(
    ("line", "payee", "column", "code", "found", "wanted"),
    [one[1:] for one in BAD],
    ids=[one[0] for one in BAD],
)
def test_one_thing_wrong(
    line: dict[str, Any], payee: dict[str, Any], column: str, code: str, found: Shown, wanted: Shown
) -> None:
    (fault,) = judged(line, payee)
    assert (fault.number, fault.column, fault.code) == (7, column, f"contribution_{code}")
    assert (fault.found, fault.wanted) == (found, wanted)


@pytest.mark.parametrize(
    ("account_no", "code"),
    [
        ("2000000000", "account_form"),
        ("200000000011", "account_form"),
        ("2000000000x", "account_form"),
        ("²0000000001", "account_form"),
        ("", "account_form"),
        ("20999999999", "account_unknown"),
    ],
)
def test_an_account_that_is_none(account_no: str, code: str) -> None:
    faults = faults_of(replace(LINE, account_no=account_no), frozenset(), None, EMPLOYER, TERMS)
    assert codes(faults) == [("GRZH", code)]


@pytest.mark.parametrize(
    ("base_fen", "on_file_fen", "wanted"),
    [
        (27_927_00, 27_927_00, []),
        (2_200_00, 2_200_00, []),
        (27_927_01, 27_927_01, [("base_over", money(27_927_00))]),
        (2_199_99, 2_199_99, [("base_under", money(2_200_00))]),
        (27_927_01, 10_000_00, [("base_over", NOTHING), ("base", money(10_000_00))]),
        (2_199_99, 10_000_00, [("base_under", NOTHING), ("base", money(10_000_00))]),
    ],
)
def test_the_bounds_of_the_base(base_fen: int, on_file_fen: int, wanted: list[tuple[str, Shown]]) -> None:
    """DOMAIN 7: 27,927.01 is above the cap of fund year 2019, 2,199.99 below its floor."""
    parts = {
        "personal_fen": TERMS.part(on_file_fen, 1_000),
        "employer_fen": TERMS.part(on_file_fen, 1_200),
    }
    faults = judged({"base_fen": base_fen, **parts}, {"base_fen": on_file_fen})
    assert [(one.code.removeprefix("contribution_"), one.wanted) for one in faults] == wanted


def test_a_base_of_a_fund_year_is_held_against_that_years_bounds() -> None:
    parts = {"base_fen": 26_000_00, "personal_fen": 2_600_00, "employer_fen": 3_120_00}
    june = ContributionTerms.of(Month(2019, 6), policy(date(2019, 6, 1)))
    (fault,) = judged(parts, {"base_fen": 26_000_00, "paid_through": Month(2019, 5)}, terms=june)
    assert (fault.code, fault.wanted) == ("contribution_base_over", money(25_044_00))


@pytest.mark.parametrize(
    ("base_fen", "rate_bp", "fen", "yuan_only"),
    [
        (27_927_00, 1_200, 3_351_24, 3_351_00),
        (2_200_00, 500, 110_00, 110_00),
        (10_000_10, 500, 500_01, 500_00),
        (10_000_09, 500, 500_00, 500_00),
        (3_333_33, 700, 233_33, 233_00),
        (3_335_00, 700, 233_45, 233_00),
        (3_350_00, 700, 234_50, 235_00),
    ],
)
def test_base_times_rate_half_up(base_fen: int, rate_bp: int, fen: int, yuan_only: int) -> None:
    """DOMAIN 2: 27,927 at 12 % is 3,351.24 a side, 2,200 at 5 % is 110.00."""
    assert TERMS.part(base_fen, rate_bp) == fen
    in_yuan = ContributionTerms.of(FEBRUARY, policy_with(contribution__rounding="yuan"))
    assert in_yuan.part(base_fen, rate_bp) == yuan_only


@pytest.mark.parametrize(
    ("line", "payee"),
    [
        ({"name": "张 明 远"}, {}),
        ({"name": "阿依古丽·买买提"}, {"name": "阿依古丽.买买提"}),
        ({"name": "ＪＯＨＮ　ＳＭＩＴＨ"}, {"name": "John Smith"}),
        ({"id_no": "440305900101001"}, {}),
        ({"id_no": "H1234567801"}, {"id_no": "H12345678"}),
        ({}, {"paid_through": None}),
        ({}, {"paid_through": None, "opened_on": date(2020, 2, 29)}),
    ],
)
def test_what_says_the_same_is_not_wrong(line: dict[str, Any], payee: dict[str, Any]) -> None:
    assert judged(line, payee) == ()


def test_the_order_of_months_is_policy() -> None:
    loose = ContributionTerms.of(FEBRUARY, policy_with(contribution__in_order=False))
    assert judged(None, {"paid_through": Month(2019, 11)}, terms=loose) == ()


def test_everything_is_told_at_once() -> None:
    faults = judged(
        {"name": "李四", "id_no": "1", "base_fen": 1_00, "personal_fen": 1, "employer_fen": 1},
        {"state": AccountState.SEALED, "paid_through": FEBRUARY},
    )
    assert codes(faults) == [
        ("XINGMING", "name"),
        ("ZJHM", "id"),
        ("GRZH", "sealed"),
        ("GRJCJS", "base_under"),
        ("GRJCJS", "base"),
        ("GRYJCE", "amount"),
        ("DWYJCE", "amount"),
        ("", "month_paid"),
    ]


def test_of_another_employers_account_nothing_more_is_told() -> None:
    faults = judged({"name": "李四", "id_no": "1", "personal_fen": 1}, {"employer_no": "100002"})
    assert codes(faults) == [("GRZH", "account_elsewhere")]


@pytest.mark.parametrize(
    ("column", "line"),
    [
        ("XINGMING", {"name": ""}),
        ("ZJHM", {"id_no": "4.4E+17"}),
        ("GRYJCE", {"personal_fen": None}),
        ("GRJCJS", {"base_fen": None}),
        ("GRZH", {"account_no": "2E+10"}),
    ],
)
def test_what_cannot_be_read_is_not_wrong_twice(column: str, line: dict[str, Any]) -> None:
    assert judged(line, unreadable=frozenset({column})) == ()


def test_a_second_line_for_the_same_account_is_one_too_many() -> None:
    taken = {"payee": {"paid_through": FEBRUARY}, "taken_at": 3}
    (fault,) = judged(**taken)
    assert (fault.column, fault.code, fault.found) == ("GRZH", "contribution_twice", Shown("count", 3))
    (fault,) = judged({"personal_fen": 1}, **taken)
    assert fault.code == "contribution_amount"
    assert judged(unreadable=frozenset({"GRYJCE"}), **taken) == ()


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_what_is_told_never_gives_away_the_members_file(account_no: str, id_no: str, name: str) -> None:
    faults = judged({"account_no": account_no, "id_no": id_no, "name": name})
    for fault in faults:
        for shown in (fault.found, fault.wanted):
            assert PAYEE.id_no not in str(shown.value) and PAYEE.name not in str(shown.value)


def test_what_comes_of_the_members_file_is_known_to_be_private() -> None:
    on_file = {str(getattr(PAYEE, one.name)) for one in fields(PAYEE) if one.name in ("name", "id_no")}
    faults = judged({"name": "李四", "id_no": "1"})
    assert {one.code for one in faults} == PRIVATE
    assert all(str(one.wanted.value)[0] in {text_[0] for text_ in on_file} for one in faults)
