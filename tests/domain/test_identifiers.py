"""Citizen numbers: the standard's vectors, every rule's own reason, and what a slip of a finger does."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import numdb

from hfund_tui.domain.identifiers import (
    IdKind,
    Sex,
    check_id,
    check_resident_15,
    partial_id_problem,
    widen_resident_15,
)

TODAY = date(2020, 2, 27)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def check_character(body: str) -> str:
    """GB 11643, by its table of weights."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


@st.composite
def resident_ids(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["110105", "440304", "659999", "230281", "810000", "820000", "830000"]))
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    body = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + check_character(body)


@pytest.mark.parametrize(
    ("text", "kind", "born", "sex"),
    [
        ("11010519491231002X", IdKind.RESIDENT, date(1949, 12, 31), "female"),
        ("11010519491231002x", IdKind.RESIDENT, date(1949, 12, 31), "female"),
        ("１１０１０５１９４９１２３１００２ｘ", IdKind.RESIDENT, date(1949, 12, 31), "female"),
        (" 110105 19491231 002-X\u3000", IdKind.RESIDENT, date(1949, 12, 31), "female"),
        ("\u202d11010519491231002X\u202c", IdKind.RESIDENT, date(1949, 12, 31), "female"),
        ("440305199001010026", IdKind.RESIDENT, date(1990, 1, 1), "female"),
        ("440304196002270014", IdKind.RESIDENT, date(1960, 2, 27), "male"),
        ("440304196502270029", IdKind.RESIDENT, date(1965, 2, 27), "female"),
    ],
)
def test_valid_ids(text: str, kind: IdKind, born: date, sex: Sex) -> None:
    check = check_id(text, on=TODAY)
    assert (check.valid, check.reason, check.warning) == (True, None, None)
    assert (check.kind, check.birth_date, check.sex) == (kind, born, sex)


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("", "empty", {}),
        (" - \u3000", "empty", {}),
        ("110105194912310021", "bad_checksum", {"found": "1", "wanted": "X"}),
        ("440305199001010014", "bad_checksum", {"found": "4", "wanted": "8"}),
        # Numbers that circulate as examples and are none.
        ("110105195001010014", "bad_checksum", {"found": "4", "wanted": "2"}),
        ("110105195001010027", "bad_checksum", {"found": "7", "wanted": "0"}),
        ("44030119880101001X", "bad_checksum", {"found": "X", "wanted": "6"}),
        ("440307198702290014", "bad_date", {"found": "19870229", "part": "day"}),
        ("440307198713010014", "bad_date", {"found": "19871301", "part": "month"}),
        ("440307198700010014", "bad_date", {"found": "19870001", "part": "month"}),
        ("440307198701320014", "bad_date", {"found": "19870132", "part": "day"}),
        ("440307019901010014", "bad_date", {"found": "01990101", "part": "year"}),
        ("440307202002280014", "future_date", {"found": "20200228", "on": "2020-02-27"}),
        ("440307202102290014", "bad_date", {"found": "20210229", "part": "day"}),
        ("990305199001010026", "bad_region", {"found": "990305"}),
        ("000000199001010026", "bad_region", {"found": "000000"}),
        ("160305199001010026", "bad_region", {"found": "160305"}),
        ("810001199001010026", "bad_region", {"found": "810001"}),
        ("44030519900101002", "bad_length", {"found": "17", "wanted": "18"}),
        ("4403051990010100266", "bad_length", {"found": "19", "wanted": "18"}),
        ("110105491231002", "bad_length", {"found": "15", "wanted": "18"}),
        ("44O305199001010026", "bad_character", {"position": "3", "character": "O"}),
        ("440 305 1990 0101 00a6", "bad_character", {"position": "17", "character": "A"}),
        ("44030519900101X026", "bad_character", {"position": "15", "character": "X"}),
        ("44030519900101002٦", "bad_character", {"position": "18", "character": "٦"}),
        ("44030519900101002⑥", "bad_character", {"position": "18", "character": "⑥"}),
        ("44030519900101002𝟞", "bad_character", {"position": "18", "character": "𝟞"}),
        ("44030519900101002²", "bad_character", {"position": "18", "character": "²"}),
        ("1101051949123100２Ⅹ", "bad_character", {"position": "18", "character": "Ⅹ"}),
        ("[b]440305[/b]", "bad_character", {"position": "1", "character": "["}),
        ("张伟", "bad_character", {"position": "1", "character": "张"}),
    ],
)
def test_each_broken_rule_has_its_reason(text: str, reason: str, detail: dict[str, str]) -> None:
    check = check_id(text, on=TODAY)
    assert (check.valid, check.reason, check.detail) == (False, reason, detail)
    assert (check.kind, check.birth_date, check.sex) == (None, None, None)


def test_a_child_may_be_born_today() -> None:
    body = "44030420200227001"
    assert check_id(body + check_character(body), on=TODAY).birth_date == TODAY


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("81000019900101001", IdKind.HMT_RESIDENCE),
        ("82000019900101001", IdKind.HMT_RESIDENCE),
        ("83000019900101001", IdKind.HMT_RESIDENCE),
        ("94484019900101001", IdKind.FOREIGN_PR),
        # An abolished county (崇文区, until 2010) and one that never was: its people keep their numbers.
        ("11010320150101001", IdKind.RESIDENT),
        ("44999919900101001", IdKind.RESIDENT),
    ],
)
def test_kinds_that_share_the_shape(body: str, kind: IdKind) -> None:
    check = check_id(body + check_character(body), on=TODAY)
    assert (check.reason, check.kind, check.sex) == (None, kind, "male")


def test_the_province_table_is_the_librarys() -> None:
    known = {f"{n:02}" for n in range(10, 80) if numdb.get("cn/loc").info(f"{n:02}0000")[0][1]}
    accepted = {f"{n:02}" for n in range(10, 80) if partial_id_problem(f"{n:02}", on=TODAY) is None}
    assert accepted == known


@given(resident_ids())
def test_every_number_built_by_the_standard_is_valid(number: str) -> None:
    check = check_id(number, on=TODAY)
    assert check.valid
    assert check.value == number
    assert check.birth_date == date.fromisoformat(number[6:14])
    assert check.sex == ("male" if number[16] in "13579" else "female")


@given(resident_ids())
def test_full_width_spaced_and_lower_case_mean_the_same(number: str) -> None:
    written = " ".join(number.translate(FULL_WIDTH).lower())
    assert check_id(written, on=TODAY) == check_id(number, on=TODAY)
    assert hash(check_id(written, on=TODAY)) == hash(check_id(number, on=TODAY))


@given(resident_ids(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_caught(number: str, position: int, character: str) -> None:
    assume(number[position] != character)
    assert not check_id(number[:position] + character + number[position + 1 :], on=TODAY).valid


@given(resident_ids(), st.integers(0, 16))
def test_two_swapped_neighbours_are_always_caught(number: str, position: int) -> None:
    assume(number[position] != number[position + 1])
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assert not check_id(swapped, on=TODAY).valid


@given(resident_ids(), st.integers(0, 17))
def test_a_lost_or_doubled_character_is_always_caught(number: str, position: int) -> None:
    assert not check_id(number[:position] + number[position + 1 :], on=TODAY).valid
    assert not check_id(number[:position] + number[position] + number[position:], on=TODAY).valid


@given(st.text() | st.text("0123456789Xx ０１-٣①", max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    check = check_id(text, on=TODAY)
    assert check.valid == (check.reason is None)
    partial_id_problem(text, on=TODAY)


# --- as you type ---------------------------------------------------------------------------------------


@given(resident_ids())
def test_no_beginning_of_a_valid_number_is_questioned(number: str) -> None:
    assert all(partial_id_problem(number[:n], on=TODAY) is None for n in range(19))


@pytest.mark.parametrize(
    ("last_good", "typed", "reason", "detail"),
    [
        ("", "0", "bad_region", {"found": "0"}),
        ("1", "16", "bad_region", {"found": "16"}),
        ("81", "811", "bad_region", {"found": "811"}),
        ("9", "99", "bad_region", {"found": "99"}),
        ("44", "44O", "bad_character", {"position": "3", "character": "O"}),
        ("4403051990010100", "4403051990010100X", "bad_character", {"position": "17", "character": "X"}),
        ("440305", "4403050", "bad_date", {"found": "0", "part": "year"}),
        ("4403051", "44030517", "bad_date", {"found": "17", "part": "year"}),
        ("4403052", "4403053", "future_date", {"found": "3", "on": "2020-02-27"}),
        ("44030520", "440305203", "future_date", {"found": "203", "on": "2020-02-27"}),
        ("4403051990", "44030519902", "bad_date", {"found": "19902", "part": "month"}),
        ("44030519901", "440305199013", "bad_date", {"found": "199013", "part": "month"}),
        ("44030519900", "440305199000", "bad_date", {"found": "199000", "part": "month"}),
        ("440305199002", "4403051990023", "bad_date", {"found": "1990023", "part": "day"}),
        ("4403051990042", "44030519900431", "bad_date", {"found": "19900431", "part": "day"}),
        ("4403052020022", "44030520200228", "future_date", {"found": "20200228", "on": "2020-02-27"}),
        ("44030519900101002", "440305199001010027", "bad_checksum", {"found": "7", "wanted": "6"}),
        ("440305199001010026", "4403051990010100266", "bad_length", {"found": "19", "wanted": "18"}),
    ],
)
def test_the_first_key_that_breaks_a_rule(
    last_good: str, typed: str, reason: str, detail: dict[str, str]
) -> None:
    assert partial_id_problem(last_good, on=TODAY) is None
    problem = partial_id_problem(typed, on=TODAY)
    assert problem is not None
    assert (problem.valid, problem.reason, problem.detail) == (False, reason, detail)


@given(st.text("0123456789X", max_size=18), st.text("0123456789X", max_size=4))
def test_a_broken_beginning_is_never_mended_by_more_keys(typed: str, more: str) -> None:
    if partial_id_problem(typed, on=TODAY) is not None:
        assert partial_id_problem(typed + more, on=TODAY) is not None
        assert not check_id(typed + more, on=TODAY).valid


@given(st.text("0123456789X", min_size=18, max_size=18) | resident_ids())
def test_a_whole_number_is_judged_the_same_while_typing(number: str) -> None:
    check = check_id(number, on=TODAY)
    assert partial_id_problem(number, on=TODAY) == (None if check.valid else check)


# --- fifteen digits ------------------------------------------------------------------------------------


def test_the_legacy_number_widens() -> None:
    check = check_resident_15("110105 491231 002")
    assert (check.value, check.kind, check.birth_date, check.sex) == (
        "110105491231002",
        IdKind.RESIDENT_15,
        date(1949, 12, 31),
        "female",
    )
    assert widen_resident_15("110105491231002") == "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("11010549123100X", "bad_character"),
        ("11010549123100", "bad_length"),
        ("11010519491231002X", "bad_character"),
        ("160105491231002", "bad_region"),
        ("810000491231002", "bad_region"),
        ("110105490231002", "bad_date"),
    ],
)
def test_what_is_no_legacy_number(text: str, reason: str) -> None:
    assert check_resident_15(text).reason == reason
    with pytest.raises(ValueError, match=reason):
        widen_resident_15(text)


@given(resident_ids())
def test_a_number_of_the_last_century_survives_the_way_through_its_legacy_form(number: str) -> None:
    assume(number[6:8] == "19" and number[0] != "8")
    assert widen_resident_15(number[:6] + number[8:17]) == number
