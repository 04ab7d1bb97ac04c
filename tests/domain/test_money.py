"""Amounts as typed and as shown; rounding."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.money import (
    AmountError,
    format_yuan,
    parse_ratio,
    parse_yuan,
    plain_yuan,
    round_down,
    round_half_up,
)

FEN = st.integers(min_value=0, max_value=10**13)
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("0.00", 0),
        ("0.05", 5),
        ("7800", 780_000),
        ("7800.5", 780_050),
        ("7800.05", 780_005),
        ("1,234.50", 123_450),
        ("86,420.15", 8_642_015),
        ("1,234,567", 123_456_700),
        ("１，２３４．５０", 123_450),
        ("￥1,234.50", 123_450),
        ("¥ 100", 10_000),
        ("  100.00\t", 10_000),
        ("\u3000100\u3000", 10_000),
        ("100,000,000,000", 10**13),
    ],
)
def test_amounts_a_teller_types(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \u3000", "empty"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1e5", "exponent"),
        ("1E+5", "exponent"),
        ("1.5e-3", "exponent"),
        ("１ｅ５", "exponent"),
        ("+5", "sign"),
        ("-5", "sign"),
        ("-0", "sign"),
        ("5-", "sign"),
        ("\u22125", "sign"),
        ("\u20135", "sign"),
        ("－５", "sign"),
        ("(5)", "sign"),
        ("（5）", "sign"),
        ("¥-5", "sign"),
        ("٣", "exotic_digits"),
        ("۱۲", "exotic_digits"),
        ("१२", "exotic_digits"),
        ("5²", "exotic_digits"),
        ("①", "exotic_digits"),
        ("𝟙𝟘", "exotic_digits"),
        ("½", "exotic_digits"),
        ("三", "exotic_digits"),
        ("3万", "exotic_digits"),
        ("〇", "exotic_digits"),
        ("12.345", "too_many_decimals"),
        ("12.340", "too_many_decimals"),
        ("1,234.567", "too_many_decimals"),
        ("100,000,000,000.01", "too_large"),
        ("9" * 5000, "too_large"),
        ("1,23", "bad_grouping"),
        ("1,2345", "bad_grouping"),
        ("12,34,567", "bad_grouping"),
        ("1234,567", "bad_grouping"),
        (",123", "bad_grouping"),
        ("0,123", "not_a_number"),
        ("1,234.5,0", "bad_grouping"),
        (".5", "not_a_number"),
        ("5.", "not_a_number"),
        (".", "not_a_number"),
        (",", "not_a_number"),
        ("¥", "not_a_number"),
        ("¥¥5", "not_a_number"),
        ("5¥", "not_a_number"),
        ("007", "not_a_number"),
        ("00", "not_a_number"),
        ("1_000", "not_a_number"),
        ("1 000", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("0x10", "not_a_number"),
        ("100元", "not_a_number"),
        ("12\u202450", "not_a_number"),
        ("12。50", "not_a_number"),
        ("1\u200b0", "not_a_number"),
        ("[b]5[/b]", "not_a_number"),
    ],
)
def test_what_is_no_amount(text: str, code: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_yuan(text)
    assert caught.value.code == code


def test_the_bound_is_the_callers() -> None:
    assert parse_yuan("50.00", max_fen=5000) == 5000
    with pytest.raises(AmountError) as caught:
        parse_yuan("50.01", max_fen=5000)
    assert (caught.value.code, caught.value.params) == ("too_large", {"max": "50.00"})


def test_an_exotic_digit_is_named() -> None:
    with pytest.raises(AmountError) as caught:
        parse_yuan("12٣")
    assert caught.value.params == {"character": "٣"}


@pytest.mark.parametrize(
    ("fen", "shown", "plain"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (-5, "-0.05", "-0.05"),
        (8_642_015, "86,420.15", "86420.15"),
        (-123_456_789, "-1,234,567.89", "-1234567.89"),
    ],
)
def test_shown_amounts(fen: int, shown: str, plain: str) -> None:
    assert format_yuan(fen) == shown
    assert format_yuan(fen, grouping=False) == plain_yuan(fen) == plain


@given(FEN)
def test_what_is_shown_reads_back(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen
    assert parse_yuan(plain_yuan(fen)) == fen
    assert parse_yuan("￥" + format_yuan(fen).translate(FULL_WIDTH)) == fen


@given(st.integers(min_value=1))
def test_a_negative_amount_never_reads_back(fen: int) -> None:
    with pytest.raises(AmountError):
        parse_yuan(format_yuan(-fen))


@given(st.text() | st.text(alphabet="0123456789.,eE+-¥０５．，²٣ "))
def test_any_text_is_an_amount_or_refused_with_a_code(text: str) -> None:
    try:
        fen = parse_yuan(text)
    except AmountError as error:
        assert error.code
    else:
        assert 0 <= fen <= 10**13
        assert parse_yuan(format_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("x", "half_up"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(-1, 2), -1),
        (Fraction(49, 100), 0),
        (Fraction(2), 2),
    ],
)
def test_halves_round_away_from_zero(x: Fraction, half_up: int) -> None:
    assert round_half_up(x) == half_up


@given(st.fractions())
def test_rounding_moves_at_most_half(x: Fraction) -> None:
    assert abs(round_half_up(x) - x) <= Fraction(1, 2)
    assert round_half_up(-x) == -round_half_up(x)


@given(st.fractions(min_value=0))
def test_rounding_down_keeps_the_whole_part(x: Fraction) -> None:
    assert 0 <= x - round_down(x) < 1


def test_nothing_negative_is_rounded_down() -> None:
    with pytest.raises(ValueError, match="negative"):
        round_down(Fraction(-1, 3))


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("0.65", Fraction(13, 20)), ("0.4", Fraction(2, 5)), ("1", Fraction(1)), ("3.25", Fraction(13, 4))],
)
def test_policy_ratios_are_exact(text: str, ratio: Fraction) -> None:
    assert parse_ratio(text) == ratio


@pytest.mark.parametrize("text", ["", "-0.65", "65%", "1e-1", ".65", "13/20", "０.65", "nan"])
def test_what_is_no_ratio(text: str) -> None:
    with pytest.raises(AmountError):
        parse_ratio(text)
