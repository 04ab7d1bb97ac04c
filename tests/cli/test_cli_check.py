"""hfund check: which numbers are well formed, and what is said about those that are not."""

from __future__ import annotations

import pytest

ON = ("--on", "2020-02-27")

# The numbers of the standards' own examples, and synthetic ones made by their rules.
CASES = [
    ("woman of 1949", "id", "11010519491231002X", True, None),
    ("wrong check character", "id", "110105194912310021", False, "bad_checksum"),
    ("woman of 1990", "id", "440305199001010026", True, None),
    ("no 29 February in 1987", "id", "440307198702290014", False, "bad_date"),
    ("lower-case x, full width", "id", "１１０１０５１９４９１２３１００２ｘ", True, None),
    ("spaces and hyphens", "id", "110105-19491231 002X", True, None),
    ("too short", "id", "1101051949123100", False, "bad_length"),
    ("old number of 15 digits", "id", "110105491231002", False, "lookup_only"),
    ("born after the day", "id", "440305202002280012", False, "future_date"),
    ("nothing", "id", "", False, "empty"),
    ("letters", "id", "not a number", False, "bad_character"),
    ("circled digits are no digits", "id", "①1010519491231002X", False, "bad_character"),
    ("HK resident's permit", "id", "810000199408230021", True, None),
    ("credit code", "uscc", "91350100M000100Y43", True, None),
    ("credit code, wrong end", "uscc", "91350100M000100Y44", False, "bad_checksum"),
    ("card", "card", "4111111111111111", True, None),
    ("card in groups of four", "card", "4111 1111 1111 1111", True, None),
    ("card of 15 digits", "card", "411111111111111", False, "bad_length"),
    ("account", "account", "20123456789", True, None),
    ("account of 10 digits", "account", "2012345678", False, "bad_length"),
    ("account of 12 digits", "account", "201234567890", False, "bad_length"),
    ("mobile", "mobile", "13800138000", True, None),
    ("mobile of Hong Kong", "mobile", "+85291234567", True, None),
    ("no such prefix", "mobile", "12800138000", False, "bad_prefix"),
]


@pytest.mark.parametrize(
    ("kind", "value", "valid", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_number(hfund, kind, value, valid, reason):
    outcome = hfund("check", kind, "--json", *ON, "--", value)
    (answer,) = outcome.json
    assert (answer["valid"], answer["reason"]) == (valid, reason)
    assert outcome.code == (0 if valid else 1)
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("value", "birth_date", "sex"),
    [
        ("11010519491231002X", "1949-12-31", "female"),
        ("440304196002270014", "1960-02-27", "male"),
        ("440304196502270029", "1965-02-27", "female"),
        ("110105194912310021", None, None),
    ],
)
def test_an_id_tells_birth_date_and_sex(hfund, value, birth_date, sex):
    (answer,) = hfund("check", "id", value, "--json", *ON).json
    assert (answer["birth_date"], answer["sex"]) == (birth_date, sex)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("id", {"value", "valid", "reason", "birth_date", "sex"}),
        ("card", {"value", "valid", "reason", "warning"}),
        ("uscc", {"value", "valid", "reason"}),
        ("account", {"value", "valid", "reason"}),
        ("mobile", {"value", "valid", "reason"}),
    ],
)
def test_the_keys_of_an_answer(hfund, kind, keys):
    (answer,) = hfund("check", kind, "1", "--json").json
    assert set(answer) == keys


def test_a_wrong_luhn_digit_warns_and_leaves_the_card_valid(hfund):
    outcome = hfund("check", "card", "4111111111111111", "4111111111111112", "--json")
    assert [one["warning"] for one in outcome.json] == [None, "luhn"]
    assert outcome.code == 0


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "可用  但校验位不符"), ("en", "usable  but the check digit doesn't fit")]
)
def test_a_card_with_an_odd_digit_is_usable(hfund, language, said):
    assert said in hfund("check", "card", "4111111111111112", "--lang", language).out


def test_the_value_is_the_folded_one(hfund):
    (answer,) = hfund("check", "id", "１１０１０５１９４９１２３１００２ｘ", "--json", *ON).json
    assert answer["value"] == "11010519491231002X"


def test_one_invalid_value_among_many_fails_the_whole(hfund):
    outcome = hfund("check", "mobile", "13800138000", "1", "--json")
    assert [one["valid"] for one in outcome.json] == [True, False]
    assert outcome.code == 1


@pytest.mark.parametrize(
    ("language", "verdict", "remark"), [("zh", "无效", "逐位核对原件"), ("en", "invalid", "compare all")]
)
def test_people_get_a_table_that_says_why(hfund, language, verdict, remark):
    outcome = hfund("check", "id", "110105194912310021", "--lang", language, *ON)
    assert outcome.code == 1
    assert verdict in outcome.out
    assert remark in outcome.out


def test_a_wrong_check_character_never_names_the_right_one(hfund):
    assert "X" not in hfund("check", "id", "110105194912310021", *ON).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "id"),
        ("check", "passport", "E12345678"),
        ("check", "id", "1", "--on", "2020-02-30"),
        ("check", "id", "1", "--on", "yesterday"),
        ("check", "id", "1", "--on", "2020-2-7"),
        ("check", "id", "1", "--on"),
        ("check", "account", "20123456789", "--on", "1999-12-31"),
    ],
)
def test_wrong_usage(hfund, arguments):
    outcome = hfund(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: ")


HOSTILE = [
    "\x1b[31mred",
    "\x07",
    "[bold]x[/]",
    "{0}",
    "\u202e12",
    "a\nb",
    "\u200b",
    "\udcff",
    "'; DROP TABLE",
]


@pytest.mark.hostile
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("kind", ["id", "uscc", "card", "account", "mobile"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_hostile_values_are_only_invalid(hfund, kind, value, form):
    outcome = hfund("check", kind, *form, "--", value)
    assert outcome.code == 1
    assert not any(character in outcome.out for character in "\x1b\x07\u202e\u200b\udcff")
    assert form or len(outcome.out.splitlines()) == 2
