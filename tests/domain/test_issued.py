"""Codes of issued papers: nobody guesses one, and whoever mistypes one is told so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.issued import (
    CODE_ALPHABET,
    CODE_LENGTH,
    content_sha256,
    document_code,
    grouped,
    read_document_code,
)
from hfund_tui.domain.vocabulary import IssuedKind

KEY = b"k" * 32
CONTENT = {"stamp": {"number": "JC2020022700030001"}, "base_fen": 10_000_00}
CERTIFICATE, STATEMENT = IssuedKind.CONTRIBUTION_CERTIFICATE, IssuedKind.LOAN_STATEMENT
CODE = document_code(KEY, CERTIFICATE, CONTENT)

codes = st.integers().map(lambda n: document_code(KEY, CERTIFICATE, {"n": n}))
places = st.integers(0, CODE_LENGTH - 1)
letters = st.sampled_from(CODE_ALPHABET)


@given(codes)
def test_a_code_reads_back_however_it_is_grouped(code: str) -> None:
    assert len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
    assert grouped(code) == f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}"
    for typed in (code, grouped(code), grouped(code).lower(), grouped(code).replace("-", " "), f" {code} "):
        assert read_document_code(typed) == code


@given(codes, places, letters)
def test_one_wrong_character_is_noticed(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assert read_document_code(wrong) == (code if wrong == code else None)


@given(codes, places, places)
def test_two_swapped_characters_are_noticed(code: str, one: int, other: int) -> None:
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    wrong = "".join(swapped)
    last = CODE_LENGTH - 1
    if last not in (one, other):
        assert read_document_code(wrong) == (code if wrong == code else None)


@pytest.mark.parametrize(("read_as", "letter"), [("I", "1"), ("O", "0"), ("S", "5"), ("Z", "2"), ("V", "U")])
def test_letters_that_no_code_has_are_read_as_what_they_look_like(read_as: str, letter: str) -> None:
    code = next(
        one
        for one in (document_code(KEY, CERTIFICATE, {"n": n}) for n in range(1000))
        if letter in one and one.translate(str.maketrans("105U2", "IOSVZ")) != one
    )
    assert read_document_code(code.replace(letter, read_as)) == code


@pytest.mark.parametrize(
    "typed", ["", " ", CODE[:-1], CODE + "0", "张三", "\ud800", "'; --", "[/]", "0" * 17, "⓪" * 15]
)
def test_what_is_no_code(typed: str) -> None:
    assert read_document_code(typed) is None


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("an amount", document_code(KEY, CERTIFICATE, {**CONTENT, "base_fen": 10_000_01})),
        ("a number", document_code(KEY, CERTIFICATE, {**CONTENT, "stamp": {"number": "JC2"}})),
        ("a kind", document_code(KEY, STATEMENT, CONTENT)),
        ("a key", document_code(b"j" * 32, CERTIFICATE, CONTENT)),
    ],
)
def test_another_paper_has_another_code(what: str, other: str) -> None:
    assert other != CODE


def test_the_order_in_which_a_paper_is_kept_does_not_matter() -> None:
    turned = dict(reversed(CONTENT.items()))
    assert document_code(KEY, CERTIFICATE, turned) == CODE
    assert content_sha256(turned) == content_sha256(CONTENT)
