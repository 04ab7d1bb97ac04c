"""Chinese capital amounts, against the rules' own examples and a reader written the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.capital import capital_amount

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_whole(written: str) -> int:
    """The number a capital form means, by splitting at its largest unit."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = written.rpartition(unit)
        if found:
            return read_whole(high) * size + read_whole(low)
    total = digit = 0
    for character in written:
        if character in UNITS:
            total, digit = total + digit * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + digit


def read_fen(written: str) -> int:
    yuan, _, rest = written.removesuffix("整").rpartition("元")
    fen = read_whole(yuan) * 100
    for unit, size in (("角", 10), ("分", 1)):
        amount, found, rest_after = rest.partition(unit)
        if found:
            fen, rest = fen + DIGITS[amount[-1]] * size, rest_after
    return fen


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (55, "伍角伍分"),
        (100, "壹元整"),
        (103, "壹元零叁分"),
        (150, "壹元伍角整"),
        (1000, "壹拾元整"),
        (780_000, "柒仟捌佰元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (10_700_053, "壹拾万柒仟元伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (8_642_015, "捌万陆仟肆佰贰拾元壹角伍分"),
        (10_005_003, "壹拾万零伍拾元零叁分"),
        (100_050_000, "壹佰万零伍佰元整"),
        (10_000_000_000, "壹亿元整"),
        (10_005_000_000, "壹亿零伍万元整"),
        (10_500_000_000, "壹亿零伍佰万元整"),
        (100_000_500_000, "壹拾亿零伍仟元整"),
        (10**15, "壹拾万亿元整"),
    ],
)
def test_written_amounts(fen: int, written: str) -> None:
    assert capital_amount(fen) == written
    assert read_fen(written) == fen


@pytest.mark.parametrize("fen", [-1, 10**15 + 1])
def test_out_of_reach(fen: int) -> None:
    with pytest.raises(ValueError, match="no capital form"):
        capital_amount(fen)


@given(st.integers(0, 10**15) | st.integers(0, 10**6).map(lambda n: n * 10**7 + n))
def test_the_capitals_say_the_amount(fen: int) -> None:
    written = capital_amount(fen)
    assert read_fen(written) == fen
    assert "零零" not in written
    assert written.endswith("分") == (fen % 10 != 0)
    assert written.endswith("整") == (fen % 10 == 0)
