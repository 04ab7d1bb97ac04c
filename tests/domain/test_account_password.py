"""Which account passwords are too easily guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.account_password import Holder, initial_password, is_well_formed, weakness
from hfund_tui.domain.vocabulary import WeakPassword as W
from tests.support.policies import policy, policy_with

HOLDER = Holder("44030119880101001X", date(1988, 1, 1), ("20123456789", "13800001357", "6217000000008821"))

TABLE = [
    ("405936", None),
    ("739482", None),
    ("100001", None),
    ("010010", W.INITIAL),
    ("123456", W.SEQUENCE),
    ("654321", W.SEQUENCE),
    ("789012", W.SEQUENCE),
    ("210987", W.SEQUENCE),
    ("124567", None),
    ("111111", W.REPEATED),
    ("121212", W.REPEATED),
    ("123123", W.REPEATED),
    ("112211", None),
    ("880101", W.BIRTH_DATE),
    ("010188", W.BIRTH_DATE),
    ("198801", W.BIRTH_DATE),
    ("011988", W.BIRTH_DATE),
    ("440301", W.KNOWN_NUMBER),
    ("012345", W.SEQUENCE),
    ("001357", W.KNOWN_NUMBER),
    ("008821", W.KNOWN_NUMBER),
    ("234567", W.SEQUENCE),
    ("520520", W.REPEATED),
    ("131452", W.LISTED),
    ("147258", W.LISTED),
]


@pytest.mark.parametrize(("password", "why"), TABLE)
def test_what_is_too_easy(password: str, why: W | None) -> None:
    assert weakness(password, HOLDER, policy()) is why


@pytest.mark.parametrize(
    ("id_no", "initial"),
    [
        ("44030119880101001X", "010010"),
        ("44030119880101001x", "010010"),
        ("440301198801010012", "010012"),
        ("M90000027", "000027"),
    ],
)
def test_the_initial_password_are_the_last_six_of_the_id_an_x_read_as_zero(id_no: str, initial: str) -> None:
    assert initial_password(id_no) == initial
    holder = Holder(id_no, date(1988, 1, 1))
    assert weakness(initial, holder, policy()) is W.INITIAL


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "1234567",
        "12345x",
        "１２３４５６",
        "٤٠٥٩٣٦",
        "40 936",
        "-40593",
        "\x1b[31m4",
        "\ud80040593",
    ],
)
def test_what_the_keypad_does_not_have(typed: str) -> None:
    assert not is_well_formed(typed, policy())


def test_length_and_kinds_are_policy() -> None:
    assert is_well_formed("40593688", policy_with(password__digits=8))
    lenient = policy_with(password__refused=("initial",))
    assert weakness("123456", HOLDER, lenient) is None
    assert weakness("010010", HOLDER, lenient) is W.INITIAL


@given(st.integers(0, 10**6 - 1).map(lambda number: f"{number:06d}"))
def test_most_passwords_may_be_chosen_and_each_answer_is_the_same_twice(password: str) -> None:
    assert is_well_formed(password, policy())
    assert weakness(password, HOLDER, policy()) is weakness(password, HOLDER, policy())


def test_few_are_refused() -> None:
    refused = [one for one in range(10**6) if one % 97 == 0 and weakness(f"{one:06d}", HOLDER, policy())]
    assert len(refused) < 10**6 // 97 // 100


def test_what_is_known_of_the_holder_stays_out_of_the_repr() -> None:
    assert repr(HOLDER) == "Holder()"
