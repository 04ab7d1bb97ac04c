"""Masks show enough to recognise and never the rest."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.masks import last_four, mask_account, mask_card, mask_id, mask_mobile, mask_name

MASKS: list[Callable[[str], str]] = [mask_id, mask_account, mask_card, mask_mobile, last_four]
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_id, "440305199001010014", "440***********0014"),
        (mask_id, "11010519491231002X", "110***********002X"),
        (mask_id, "110105491231002", "110********1002"),
        (mask_id, "H12345678", "*******78"),
        (mask_id, "12345", "****5"),
        (mask_id, "1234", "****"),
        (mask_id, "", ""),
        (mask_account, "20012345789", "2*******789"),
        (mask_account, "2001", "****"),
        (mask_mobile, "13812345678", "138****5678"),
        (mask_mobile, "+85291234567", "+852****4567"),
        (mask_mobile, "+85366123456", "+853****3456"),
        (mask_mobile, "075588888888", "*********888"),
        (mask_mobile, "110", "***"),
        (mask_card, "6225881234561111", "6225****1111"),
        (mask_card, "6225881234567891111", "6225****1111"),
        (mask_card, "123456789012345", "************345"),
        (mask_card, "12345678", "******78"),
        (mask_card, "1111", "****"),
        (last_four, "6225881234561111", "1111"),
        (last_four, "11010519491231002X", "002X"),
        (last_four, "12345", "****"),
        (last_four, "123", "***"),
        (last_four, "", ""),
    ],
)
def test_numbers(mask: Callable[[str], str], value: str, shown: str) -> None:
    assert mask(value) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张伟", "张*"),
        ("张三丰", "张**"),
        ("张", "*"),
        ("欧阳修", "欧阳*"),
        ("司马相如", "司马**"),
        ("诸葛亮", "诸葛*"),
        ("上官婉儿", "上官**"),
        ("歐陽菲菲", "歐陽**"),
        ("欧阳", "欧*"),
        ("欧文", "欧*"),
        ("𠮷田", "𠮷*"),
        ("葛\U000e0100优", "葛\U000e0100*"),
        ("阿依古丽·买买提", "阿*******"),
        ("John Smith", "J***"),
        ("Élodie", "É***"),
        ("e\u0301lodie", "é***"),
        ("J", "***"),
        (" 张伟 ", "张*"),
        ("", ""),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(st.sampled_from(MASKS), st.text("0123456789XH", min_size=1, max_size=24))
def test_a_number_is_never_shown_whole(mask: Callable[[str], str], value: str) -> None:
    shown = mask(value)
    assert shown != value
    if len(value) <= 4:
        assert set(shown) == {"*"}


@given(st.text("0123456789", min_size=18, max_size=18))
def test_an_id_keeps_its_length_and_hides_its_middle(value: str) -> None:
    shown = mask_id(value)
    assert shown == value[:3] + "*" * 11 + value[14:]


@pytest.mark.parametrize("mask", [mask_id, mask_account])
@given(value=st.text("0123456789X", max_size=24))
def test_length_is_kept_and_at_least_half_is_hidden(mask: Callable[[str], str], value: str) -> None:
    shown = mask(value)
    assert len(shown) == len(value)
    assert shown.count("*") * 2 >= len(value)


@given(st.text("0123456789", min_size=16, max_size=19))
def test_a_card_hides_every_digit_between_the_first_and_last_four(value: str) -> None:
    assert mask_card(value).split("****") == [value[:4], value[-4:]]


@given(HAN)
def test_a_chinese_name_keeps_its_length_and_hides_the_given_name(name: str) -> None:
    shown = mask_name(name)
    assert len(shown) == len(name)
    surname = shown.rstrip("*")
    assert name.startswith(surname)
    assert len(surname) <= (2 if len(name) > 2 else 1)
    assert shown.endswith("*")


@given(st.text(min_size=1, max_size=30))
def test_no_name_is_shown_whole(name: str) -> None:
    assert mask_name(name) != name.strip() or set(name.strip()) <= {"*"}
